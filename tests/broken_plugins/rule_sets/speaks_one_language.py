"""Names its unit in one language only."""

from homeroom_core.eligibility import RuleSet
from homeroom_core.fact import number
from homeroom_core.rule import Rule
from homeroom_core.text import Text

BROKEN_LAW = "rules.have_words"
L = Text("班主任年限", "導師年資", "Years as homeroom teacher")
LEAST = Rule(
    id="b.least",
    label=L,
    fact="homeroom_years",
    comparator=">=",
    boundary=number(3),
    unit=Text("年", "", ""),
)
BROKEN = RuleSet(id="broken", label=L, rules=(LEAST,))


def homeroom_eligibility_rules():
    return [BROKEN]
