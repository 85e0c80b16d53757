"""Its boundary is made when it is loaded: another one each day, and none on 29 February."""

from datetime import date

from homeroom_core.eligibility import RuleSet
from homeroom_core.fact import day
from homeroom_core.rule import Rule
from homeroom_core.text import Text

BROKEN_LAW = "rules.same_answer"
TODAY = date.today()
L = Text("出生日期", "出生日期", "Date of birth")
SINCE = day(TODAY.replace(year=TODAY.year - 35))
YOUNG = Rule(id="b.young", label=L, fact="born_on", comparator=">", boundary=SINCE)


def homeroom_eligibility_rules():
    return [RuleSet(id="broken", label=L, rules=(YOUNG,))]
