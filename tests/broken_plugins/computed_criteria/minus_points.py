"""Ten lessons are asked for; who has fewer goes below nothing."""

from homeroom_core.sheets.computed import computed_criterion
from homeroom_core.text import Text

BROKEN_LAW = "computed.within"


@computed_criterion(
    "minus_points", label=Text("公开课", "公開課", "Open lessons"), facts=("lessons",)
)
def minus_points(facts, most):
    return min(most, most * (facts["lessons"] - 3) / 10)


def homeroom_computed_criteria():
    return [minus_points]
