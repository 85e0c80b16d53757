"""Requires one thing and says another."""

from homeroom_core.eligibility import RuleSet
from homeroom_core.fact import number
from homeroom_core.rule import Rule
from homeroom_core.text import Text

BROKEN_LAW = "rules.are_data"
L = Text("班主任年限", "導師年資", "Years as homeroom teacher")


class Kind(Rule):
    @property
    def required(self):
        return Text("一年以上", "一年以上", "at least 1 year")


LEAST = Kind(id="b.least", label=L, fact="homeroom_years", comparator=">=", boundary=number(3))
BROKEN = RuleSet(id="broken", label=L, rules=(LEAST,))


def homeroom_eligibility_rules():
    return [BROKEN]
