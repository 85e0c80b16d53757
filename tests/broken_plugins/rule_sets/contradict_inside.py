"""Offers a choice of two, one of which nobody can meet."""

from homeroom_core.eligibility import RuleSet
from homeroom_core.fact import number, words
from homeroom_core.rule import AllOf, AnyOf, Rule
from homeroom_core.text import Text

BROKEN_LAW = "rules.can_be_met"
L = Text("条件", "條件", "Condition")
NEVER = AllOf(
    id="b.never",
    label=L,
    rules=(
        Rule(id="b.x", label=L, fact="age", comparator="<", boundary=number(35)),
        Rule(id="b.y", label=L, fact="age", comparator=">", boundary=number("34.9995")),
        Rule(id="b.z", label=L, fact="age", comparator="in", boundary=number(34, 35)),
    ),
)
TITLE = Rule(id="b.title", label=L, fact="title", comparator="in", boundary=words("senior"))
BROKEN = RuleSet(id="broken", label=L, rules=(AnyOf(id="b.any", label=L, rules=(TITLE, NEVER)),))


def homeroom_eligibility_rules():
    return [BROKEN]
