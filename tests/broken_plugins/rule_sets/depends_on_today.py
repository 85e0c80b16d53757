"""Adds the years since it was written."""

from datetime import date

from homeroom_core.eligibility import RuleSet, judge_rules
from homeroom_core.fact import number
from homeroom_core.rule import Rule
from homeroom_core.text import Text

BROKEN_LAW = "rules.same_answer"
L = Text("班主任年限", "導師年資", "Years as homeroom teacher")


class Growing(RuleSet):
    def judge(self, facts):
        grown = {
            name: value + date.today().year - 2025 if name == "homeroom_years" else value
            for name, value in facts.items()
        }
        return judge_rules(self.rules, grown)


LEAST = Rule(id="b.least", label=L, fact="homeroom_years", comparator=">=", boundary=number(3))
BROKEN = Growing(id="broken", label=L, rules=(LEAST,))


def homeroom_eligibility_rules():
    return [BROKEN]
