"""Looks for a fact that it does not name."""

from homeroom_core.sheets.computed import computed_criterion
from homeroom_core.text import Text

BROKEN_LAW = "computed.its_facts"


@computed_criterion(
    "other_facts", label=Text("公开课", "公開課", "Open lessons"), facts=("lessons",)
)
def other_facts(facts, most):
    share = facts["lessons"] / (facts["lessons"] + 1)
    return most * share if facts.get("titles") is None else most


def homeroom_computed_criteria():
    return [other_facts]
