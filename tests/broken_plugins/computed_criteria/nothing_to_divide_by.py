"""Divides by the lessons, of which there may be none."""

from homeroom_core.sheets.computed import computed_criterion
from homeroom_core.text import Text

BROKEN_LAW = "computed.zero"


@computed_criterion(
    "nothing_to_divide_by", label=Text("公开课", "公開課", "Open lessons"), facts=("lessons",)
)
def nothing_to_divide_by(facts, most):
    return most / (1 + 1 / facts["lessons"])


def homeroom_computed_criteria():
    return [nothing_to_divide_by]
