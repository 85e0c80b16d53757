"""Gives awards, and says in its arithmetic that there were none."""

from fractions import Fraction

import attrs

from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.awarding import award_policy
from homeroom_core.text import Text

BROKEN_LAW = "award_policy.never_too_many"
FIRST = AwardLevel(id="first", label=Text("一等奖", "一等獎", "First"), share=Fraction(1, 3))
SECOND = AwardLevel(id="second", label=Text("二等奖", "二等獎", "Second"), share=Fraction(1, 4))


@award_policy(
    "broken", label=Text("奖项", "獎項", "Prizes"), policy=AwardPolicy(levels=(FIRST, SECOND))
)
def broken(request):
    made = request.allot()
    lines = tuple(attrs.evolve(line, given=0) for line in made.lines)
    return attrs.evolve(made, lines=lines)


def homeroom_award_policies():
    return [broken]
