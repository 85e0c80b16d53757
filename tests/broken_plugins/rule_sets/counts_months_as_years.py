"""Counts from a day, in months: the date it names is years too late."""

from homeroom_core.eligibility import RuleSet
from homeroom_core.fact import number
from homeroom_core.rule import Rule
from homeroom_core.text import Text

BROKEN_LAW = "rules.count_years"
L = Text("任职时间", "任職時間", "Time in the post")
LEAST = Rule(
    id="b.least",
    label=L,
    fact="months_in_post",
    comparator=">=",
    boundary=number(6),
    unit=Text("个月", "個月", " months"),
    counted_from="post_since",
)
BROKEN = RuleSet(id="broken", label=L, rules=(LEAST,))


def homeroom_eligibility_rules():
    return [BROKEN]
