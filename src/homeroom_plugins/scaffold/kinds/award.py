"""An award policy: 15 % first prizes, 30 % second ones, and no class gets more than one."""

from collections.abc import Sequence
from fractions import Fraction

from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.awarding import NamedAwardPolicy
from homeroom_core.text import Text

FIRST = AwardLevel(
    id="first", label=Text("一等奖", "一等獎", "First prize"), share=Fraction(15, 100)
)
SECOND = AwardLevel(
    id="second", label=Text("二等奖", "二等獎", "Second prize"), share=Fraction(30, 100)
)
PRIZES = NamedAwardPolicy(
    name="sample_plugin.prizes",
    label=Text("本校奖项", "本校獎項", "Prizes of our school"),
    policy=AwardPolicy(levels=(FIRST, SECOND), per_unit=1),
)


def homeroom_award_policies() -> Sequence[NamedAwardPolicy]:
    """The policy."""
    return [PRIZES]
