"""Judges by all rules but the last."""

from homeroom_core.eligibility import RuleSet, judge_rules
from homeroom_core.fact import number, yes
from homeroom_core.rule import Rule
from homeroom_core.text import Text

BROKEN_LAW = "rules.verdict"
L = Text("条件", "條件", "Condition")


class Short(RuleSet):
    def judge(self, facts):
        return judge_rules(self.rules[:-1], facts)


RULES = (
    Rule(id="b.least", label=L, fact="homeroom_years", comparator=">=", boundary=number(3)),
    Rule(id="b.ethics", label=L, fact="ethics_passed", comparator="==", boundary=yes()),
)
BROKEN = Short(id="broken", label=L, rules=RULES)


def homeroom_eligibility_rules():
    return [BROKEN]
