"""Writes a fact of its own."""

from homeroom_core.sheets.computed import computed_criterion
from homeroom_core.text import Text

BROKEN_LAW = "computed.its_facts"


@computed_criterion(
    "adds_a_fact", label=Text("公开课", "公開課", "Open lessons"), facts=("lessons",)
)
def adds_a_fact(facts, most):
    facts["counted"] = True
    return most * facts["lessons"] / (facts["lessons"] + 1)


def homeroom_computed_criteria():
    return [adds_a_fact]
