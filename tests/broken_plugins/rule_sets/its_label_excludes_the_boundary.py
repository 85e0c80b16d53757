"""Says "less than" in its label, and includes the boundary."""

from homeroom_core.eligibility import RuleSet
from homeroom_core.fact import number
from homeroom_core.rule import Rule
from homeroom_core.text import Text

BROKEN_LAW = "rules.label_agrees"
L = Text("工作不满 3 年", "工作未滿 3 年", "Less than 3 years of work")
MOST = Rule(id="b.most", label=L, fact="work_years", comparator="<=", boundary=number(3))
BROKEN = RuleSet(id="broken", label=Text("新班主任", "新任導師", "New"), rules=(MOST,))


def homeroom_eligibility_rules():
    return [BROKEN]
