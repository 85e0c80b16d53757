"""Lets the first who asks in, and nobody after."""

from homeroom_core.eligibility import RuleSet, judge_rules
from homeroom_core.fact import number
from homeroom_core.rule import Rule
from homeroom_core.text import Text

BROKEN_LAW = "rules.same_answer"
L = Text("班主任年限", "導師年資", "Years as homeroom teacher")
ASKED = []


class Fickle(RuleSet):
    def judge(self, facts):
        ASKED.append(facts)
        return judge_rules(self.rules if len(ASKED) % 2 else (), facts)


LEAST = Rule(id="b.least", label=L, fact="homeroom_years", comparator=">=", boundary=number(3))
BROKEN = Fickle(id="broken", label=L, rules=(LEAST,))


def homeroom_eligibility_rules():
    return [BROKEN]
