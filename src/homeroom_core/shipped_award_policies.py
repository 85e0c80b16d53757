"""The award policies that are always there: those that the default terms and the demo rest on."""

from decimal import Decimal
from fractions import Fraction

from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.awarding import NamedAwardPolicy
from homeroom_core.text import Text

_FIRST = Text("一等奖", "一等獎", "First prize")
_SECOND = Text("二等奖", "二等獎", "Second prize")
_THIRD = Text("三等奖", "三等獎", "Third prize")
_APPROVED = Text("立项", "立項", "Approved")


def _three(first: int, second: int, third: int) -> AwardPolicy:
    """First, second and third prizes, in per cent of the field, rounded down."""
    named = (("first", _FIRST, first), ("second", _SECOND, second), ("third", _THIRD, third))
    return AwardPolicy(
        levels=tuple(
            AwardLevel(id=id, label=label, share=Fraction(percent, 100))
            for id, label, percent in named
        )
    )


CLASS_MEETING_PRIZES = NamedAwardPolicy(
    name="class_meeting_prizes",
    label=Text("主题班会奖项", "主題班會獎項", "Prizes for class meetings"),
    policy=_three(15, 25, 30),
)
SKILLS_PRIZES = NamedAwardPolicy(
    name="skills_prizes",
    label=Text("基本功奖项", "基本功獎項", "Prizes for homeroom skills"),
    policy=_three(20, 30, 30),
)
PAPER_PRIZES = NamedAwardPolicy(
    name="paper_prizes",
    label=Text("论文奖项", "論文獎項", "Prizes for papers"),
    policy=_three(25, 35, 40),
)
PROJECT_APPROVALS = NamedAwardPolicy(
    name="project_approvals",
    label=Text(
        "课题立项（60 分起）", "課題立項（60 分起）", "Approval of projects, from 60 points"
    ),
    policy=AwardPolicy(
        levels=(AwardLevel(id="approved", label=_APPROVED, share=Fraction(1)),),
        minimum_score=Decimal(60),
    ),
)

SHIPPED_AWARD_POLICIES = (CLASS_MEETING_PRIZES, SKILLS_PRIZES, PAPER_PRIZES, PROJECT_APPROVALS)
"""All of them, in the order a list of choices shows them."""
