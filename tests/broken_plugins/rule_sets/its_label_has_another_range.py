"""The label says three to five years, the boundary goes to six."""

from homeroom_core.eligibility import RuleSet
from homeroom_core.fact import number
from homeroom_core.rule import Rule
from homeroom_core.text import Text

BROKEN_LAW = "rules.label_agrees"
L = Text("教龄3至5年", "教齡3至5年", "3 to 5 years of teaching")
RANGE = Rule(
    id="b.range", label=L, fact="teaching_years", comparator="within", boundary=number(3, 6)
)


def homeroom_eligibility_rules():
    return [RuleSet(id="broken", label=L, rules=(RANGE,))]
