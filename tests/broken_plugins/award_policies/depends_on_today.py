"""Gives one award less in even years."""

from datetime import date
from fractions import Fraction

from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.awarding import award_policy
from homeroom_core.text import Text

BROKEN_LAW = "award_policy.same_answer"
FIRST = AwardLevel(id="first", label=Text("一等奖", "一等獎", "First"), share=Fraction(1, 3))
SECOND = AwardLevel(id="second", label=Text("二等奖", "二等獎", "Second"), share=Fraction(1, 4))


@award_policy(
    "broken", label=Text("奖项", "獎項", "Prizes"), policy=AwardPolicy(levels=(FIRST, SECOND))
)
def broken(request):
    made = request.allot()
    if date.today().year % 2:
        return made
    return {award.entry: award.level for award in made.awards[:-1]}


def homeroom_award_policies():
    return [broken]
