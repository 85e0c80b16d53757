"""Rules whose labels speak of other numbers than their limits, and a criterion that need not look."""

from homeroom_core.eligibility import RuleSet
from homeroom_core.fact import number
from homeroom_core.rule import Rule
from homeroom_core.sheets.computed import computed_criterion
from homeroom_core.text import Text

DAYS, TIMES = Text("天", "天", " days"), Text("次", "次", " times")
YEARS = Text("年", "年", " years")
AWARDS = Text(
    "近五年以内获奖两次以上",
    "近五年以內獲獎兩次以上",
    "Two awards or more within the last 5 years",
)
LEAVE = Text(
    "三年内病假不超过30天", "三年內病假不超過30天", "Sick leave of at most 30 days over 3 years"
)
LESSONS = Text("2023至2025学年公开课", "2023至2025學年公開課", "Open lessons, 2023-2025")
FIFTEEN = Text("教龄满十五年", "教齡滿十五年", "Fifteen years of teaching or more")
RULES = (
    Rule(
        id="r.awards", label=AWARDS, fact="awards", comparator=">=", boundary=number(2), unit=TIMES
    ),
    Rule(
        id="r.leave", label=LEAVE, fact="sick_days", comparator="<=", boundary=number(30), unit=DAYS
    ),
    Rule(
        id="r.fifteen",
        label=FIFTEEN,
        fact="teaching",
        comparator=">=",
        boundary=number(15),
        unit=YEARS,
    ),
    Rule(id="r.lessons", label=LESSONS, fact="lessons", comparator=">=", boundary=number(1)),
)


@computed_criterion(
    "handed_in", label=Text("按时上交", "準時繳交", "Handed in"), facts=("handed_in_on", "excused")
)
def handed_in(facts, most):
    """Full points until the end of June; who is excused is asked no day."""
    day = facts["handed_in_on"]
    return most if facts["excused"] or (day.month, day.day) <= (6, 30) else most / 2


def homeroom_eligibility_rules():
    return [RuleSet(id="labels", label=AWARDS, rules=RULES)]


def homeroom_computed_criteria():
    return [handed_in]
