"""Has two rules of one id, so that a waiver of one waives both."""

from homeroom_core.eligibility import RuleSet
from homeroom_core.fact import number, yes
from homeroom_core.rule import Rule
from homeroom_core.text import Text

BROKEN_LAW = "rules.have_words"
L = Text("条件", "條件", "Condition")
RULES = (
    Rule(id="b.one", label=L, fact="homeroom_years", comparator=">=", boundary=number(3)),
    Rule(id="b.one", label=L, fact="ethics_passed", comparator="==", boundary=yes()),
)
BROKEN = RuleSet(id="broken", label=L, rules=RULES)


def homeroom_eligibility_rules():
    return [BROKEN]
