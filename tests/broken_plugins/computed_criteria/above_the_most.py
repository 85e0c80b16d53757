"""Two points a lesson, and no end of it."""

from homeroom_core.sheets.computed import computed_criterion
from homeroom_core.text import Text

BROKEN_LAW = "computed.within"


@computed_criterion(
    "above_the_most", label=Text("公开课", "公開課", "Open lessons"), facts=("lessons",)
)
def above_the_most(facts, most):
    return 2 * facts["lessons"]


def homeroom_computed_criteria():
    return [above_the_most]
