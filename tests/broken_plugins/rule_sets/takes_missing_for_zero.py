"""Takes what is not known for nothing, instead of saying so."""

from homeroom_core.eligibility import RuleSet, judge_rules
from homeroom_core.fact import number
from homeroom_core.rule import Rule
from homeroom_core.text import Text

BROKEN_LAW = "rules.verdict"
L = Text("处分次数", "處分次數", "Sanctions")


class Lenient(RuleSet):
    def judge(self, facts):
        return judge_rules(self.rules, {"sanctions": 0, **facts})


NONE = Rule(id="b.none", label=L, fact="sanctions", comparator="==", boundary=number(0))
BROKEN = Lenient(id="broken", label=L, rules=(NONE,))


def homeroom_eligibility_rules():
    return [BROKEN]
