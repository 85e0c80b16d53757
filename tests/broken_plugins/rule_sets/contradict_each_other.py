"""Asks for at least five years, and for less than three."""

from homeroom_core.eligibility import RuleSet
from homeroom_core.fact import number
from homeroom_core.rule import Rule
from homeroom_core.text import Text

BROKEN_LAW = "rules.can_be_met"
YEARS = Text("班主任年限", "導師年資", "Years as homeroom teacher")
RULES = (
    Rule(id="b.most", label=YEARS, fact="homeroom_years", comparator="<", boundary=number(3)),
    Rule(id="b.least", label=YEARS, fact="homeroom_years", comparator=">=", boundary=number(5)),
)
BROKEN = RuleSet(id="broken", label=YEARS, rules=RULES)


def homeroom_eligibility_rules():
    return [BROKEN]
