"""Judges in its own way: a boundary that is included counts as excluded."""

from homeroom_core.eligibility import RuleSet, judge_rules
from homeroom_core.fact import number
from homeroom_core.rule import Rule
from homeroom_core.text import Text

BROKEN_LAW = "rules.verdict"
L = Text("班主任年限", "導師年資", "Years as homeroom teacher")


class Strict(RuleSet):
    def judge(self, facts):
        years = facts.get("homeroom_years")
        if years == 3:
            facts = {**facts, "homeroom_years": 2}
        return judge_rules(self.rules, facts)


LEAST = Rule(id="b.least", label=L, fact="homeroom_years", comparator=">=", boundary=number(3))
BROKEN = Strict(id="broken", label=L, rules=(LEAST,))


def homeroom_eligibility_rules():
    return [BROKEN]
