"""Rounds the facts that it was handed, in their own place."""

from homeroom_core.eligibility import RuleSet, judge_rules
from homeroom_core.fact import number
from homeroom_core.rule import Rule
from homeroom_core.text import Text

BROKEN_LAW = "rules.same_answer"
L = Text("班主任年限", "導師年資", "Years as homeroom teacher")


class Rounding(RuleSet):
    def judge(self, facts):
        verdict = judge_rules(self.rules, facts)
        facts["homeroom_years"] = 0
        return verdict


LEAST = Rule(id="b.least", label=L, fact="homeroom_years", comparator=">=", boundary=number(3))
BROKEN = Rounding(id="broken", label=L, rules=(LEAST,))


def homeroom_eligibility_rules():
    return [BROKEN]
