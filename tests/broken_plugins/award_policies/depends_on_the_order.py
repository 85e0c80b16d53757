"""Prefers the units that it happens to be told of first."""

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
    places = request.policy.levels[0].quota(request.field_size)
    first = list(dict.fromkeys(request.units.values()))
    ranked = sorted(
        request.standings,
        key=lambda one: (first.index(request.units[one.entry]) if first else 0, one.rank),
    )
    return {one.entry: "first" for one in ranked[:places]}


def homeroom_award_policies():
    return [broken]
