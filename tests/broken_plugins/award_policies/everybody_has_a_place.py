"""Takes it that everybody who was judged stands on a place."""

from fractions import Fraction

from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.awarding import award_policy
from homeroom_core.text import Text

BROKEN_LAW = "award_policy.never_too_many"
ALL = AwardLevel(id="all", label=Text("参与奖", "參與獎", "For taking part"), share=Fraction(1))


@award_policy("broken", label=Text("奖项", "獎項", "Prizes"), policy=AwardPolicy(levels=(ALL,)))
def broken(request):
    places = request.policy.levels[0].quota(request.field_size)
    return {request.standings[at].entry: "all" for at in range(places)}


def homeroom_award_policies():
    return [broken]
