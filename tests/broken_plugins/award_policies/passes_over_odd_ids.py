"""Entries whose ids have an odd number of letters are passed over."""

from fractions import Fraction

from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.awarding import award_policy
from homeroom_core.text import Text

BROKEN_LAW = "award_policy.names_do_not_matter"
FIRST = AwardLevel(id="first", label=Text("一等奖", "一等獎", "First"), share=Fraction(1, 3))


@award_policy("broken", label=Text("奖项", "獎項", "Prizes"), policy=AwardPolicy(levels=(FIRST,)))
def broken(request):
    made = request.allot()
    return {one.entry: one.level for one in made.awards if len(one.entry) % 2 == 0}


def homeroom_award_policies():
    return [broken]
