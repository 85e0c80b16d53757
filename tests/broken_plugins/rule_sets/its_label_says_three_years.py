"""Says three years in its label, and asks for five."""

from homeroom_core.eligibility import RuleSet
from homeroom_core.fact import number
from homeroom_core.rule import Rule
from homeroom_core.text import Text

BROKEN_LAW = "rules.label_agrees"
L = Text("任班主任满三年", "擔任導師滿三年", "Homeroom teacher for at least three years")
LEAST = Rule(id="b.least", label=L, fact="homeroom_years", comparator=">=", boundary=number(5))
BROKEN = RuleSet(id="broken", label=Text("资格", "資格", "Eligible"), rules=(LEAST,))


def homeroom_eligibility_rules():
    return [BROKEN]
