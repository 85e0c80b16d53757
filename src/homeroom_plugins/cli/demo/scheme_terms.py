"""What the scheme (实施方案) of the demonstration school sets: clauses, and terms by kind of case."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.change import change
from homeroom_core.criterion import Criterion
from homeroom_core.families import AWARD_POLICIES, RUBRICS
from homeroom_core.plugins import Plugins
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.shipped_award_policies import CLASS_MEETING_PRIZES, SKILLS_PRIZES
from homeroom_core.text import Text
from homeroom_core.training.appraisal_policy import AppraisalPolicy
from homeroom_core.training.contest_records import ContestPolicy, ContestTerms
from homeroom_core.training.expert_records import ExpertPolicy, ExpertVisitPolicy
from homeroom_core.training.forum_records import ForumPolicy
from homeroom_core.training.growth_plan_records import GrowthPolicy
from homeroom_core.training.hours_records import HoursPolicy
from homeroom_core.training.mentorship_records import MentorshipPolicy
from homeroom_core.training.notice import NoticePolicy
from homeroom_core.training.paper_records import PaperPolicy
from homeroom_core.training.project_records import ProjectCallPolicy, ProjectPolicy
from homeroom_core.training.scheme_contents import Clause, SchemeContents, scheme_contents
from homeroom_core.training.seminar_records import SeminarPolicy
from homeroom_core.training.visit_records import VisitPolicy
from homeroom_plugins.eligibility import contestant_rules
from homeroom_plugins.rubrics import bundled_policies


def _half_points(maximum: int) -> FreeScale:
    return FreeScale(maximum=Decimal(maximum), step=Decimal("0.5"), places=1)


CLASS_MEETING = "themed_class_meeting_contest"

SKILLS_SHEET = Rubric(
    id="school_skills_contest",
    version="2026",
    title=Text("校班主任基本功大赛评分表", "校班主任基本功大賽評分表", "School skills contest"),
    total=Decimal(100),
    criteria=tuple(
        Criterion(id=id, label=label, maximum=Decimal(points), scale=_half_points(points))
        for id, label, points in (
            ("story", Text("育人故事", "育人故事", "Educational story"), 20),
            ("strategy", Text("带班方略", "帶班方略", "Class strategy"), 30),
            ("meeting", Text("主题班会", "主題班會", "Class meeting"), 20),
            ("scenario", Text("情景答辩", "情景答辯", "Scenario answer"), 30),
        )
    ),
    source="本校评分表",
)
"""The school's own sheet for the skills contest: a rubric written as plain values."""

FINALISTS = 18

CLAUSES = (
    Clause(number="1", text="成长规划至少两个目标，三年一周期。", sets=("growth_plan",)),
    Clause(
        number="2",
        text="主题班会每学期评比一次；初评 60 进 18，按年级分配；决赛去掉一个最高分和一个最低分。",
        sets=("contest/preliminary", "contest/class_meeting"),
    ),
    Clause(
        number="3", text="班主任基本功大赛每学年一次，前三名推荐到区。", sets=("contest/skills",)
    ),
    Clause(number="4", text="论文查重率低于 30%，三人匿名评审。", sets=("paper_call",)),
    Clause(number="5", text="每学期至少一次论坛，学生案例去标识化。", sets=("forum",)),
    Clause(
        number="6", text="专家聘期一至三年，诊断意见逐条落实。", sets=("expert", "expert_visit")
    ),
    Clause(number="7", text="每学年 48 学时，五年 360 学时。", sets=("hours",)),
    Clause(number="8", text="公示五个工作日，异议五个工作日内答复。", sets=("notice",)),
    Clause(
        number="9",
        text="师徒结对：每学期六到位，期满合格的助理每学期计 6 学时、顾问计 4 学时。",
        sets=("mentorship",),
    ),
    Clause(number="10", text="课题每年立项至多 8 项。", sets=("project_call", "project")),
    Clause(number="11", text="外出学习须安排代管，分享后方计学时。", sets=("visit",)),
    Clause(number="12", text="承办研讨须有任务清单、决算与反馈。", sets=("seminar",)),
    Clause(number="13", text="工作研究室三年一周期，每年考核。"),
    Clause(number="14", text="考核优秀不超过各年级的 20%。", sets=("appraisal_round",)),
)


SECOND = change(
    CLAUSES[-1],
    text="考核优秀不超过各年级的 20%；家访记录等痕迹材料不作为考核依据。",
)
"""The last clause as the congress amends it after a directive against records kept for show."""


def amended(first: SchemeContents) -> SchemeContents:
    """The contents of the second version: nothing is judged by records of home visits."""
    policy = AppraisalPolicy(
        excellent_share=Fraction(20, 100), switched_off=frozenset({"home_visits"})
    )
    return scheme_contents(
        {**first.terms, "appraisal_round": policy}, (*first.clauses[:-1], SECOND)
    )


def contents(plugins: Plugins) -> SchemeContents:
    """The contents of the first version."""
    return scheme_contents(terms(plugins), CLAUSES)


def terms(plugins: Plugins) -> Mapping[str, Any]:
    """The terms it sets, by kind or `kind/variant`."""
    return {
        "growth_plan": GrowthPolicy(least_goals=2, revise_within_working_days=35),
        "contest/preliminary": preliminary(plugins),
        "contest/class_meeting": class_meeting(plugins),
        "contest/skills": skills(plugins),
        "paper_call": PaperPolicy(review_working_days=13),
        "forum": ForumPolicy(),
        "mentorship": MentorshipPolicy(
            assistant_hours_per_term=Decimal(6), advisor_hours_per_term=Decimal(4)
        ),
        "project_call": ProjectCallPolicy(awards=approvals()),
        "project": ProjectPolicy(),
        "visit": VisitPolicy(),
        "seminar": SeminarPolicy(),
        "appraisal_round": AppraisalPolicy(excellent_share=Fraction(20, 100)),
        "expert": ExpertPolicy(),
        "expert_visit": ExpertVisitPolicy(),
        "hours": HoursPolicy(),
        "notice": NoticePolicy(),
    }


def approvals() -> AwardPolicy:
    """Which projects are approved: eight at most, with 60 points at least."""
    level = AwardLevel(id="approved", label=Text("立项", "立項", "Approved"), count=8)
    return AwardPolicy(levels=(level,), minimum_score=Decimal(60))


def preliminary(plugins: Plugins) -> ContestTerms:
    """The preliminary of class meetings: three judges, 18 places shared out among the grades."""
    final = bundled_policies()[CLASS_MEETING]
    level = AwardLevel(id="finalist", label=Text("入围", "入圍", "Finalist"), count=FINALISTS)
    return ContestTerms(
        rubric=plugins(RUBRICS, CLASS_MEETING),
        scoring=ScoringPolicy(method="mean", minimum_panel=3, tie_break=final.tie_break),
        awards=AwardPolicy(levels=(level,), by_group=True),
        rules=contestant_rules(least_homeroom_years=0),
        policy=ContestPolicy(minimum_judges=3),
    )


def class_meeting(plugins: Plugins) -> ContestTerms:
    """The final of class meetings: 15, 25 and 30 per cent, rounded down."""
    return ContestTerms(
        rubric=plugins(RUBRICS, CLASS_MEETING),
        scoring=bundled_policies()[CLASS_MEETING],
        awards=plugins(AWARD_POLICIES, CLASS_MEETING_PRIZES.name).policy,
        rules=contestant_rules(least_homeroom_years=0),
    )


def skills(plugins: Plugins) -> ContestTerms:
    """The skills contest: at least three years as homeroom teacher; three go to the district."""
    return ContestTerms(
        rubric=SKILLS_SHEET,
        scoring=ScoringPolicy(
            method="trimmed_mean",
            parameters={"drop_high": 1, "drop_low": 1, "at_least": 5},
            minimum_panel=5,
        ),
        awards=plugins(AWARD_POLICIES, SKILLS_PRIZES.name).policy,
        rules=contestant_rules(),
        policy=ContestPolicy(recommend_at_most=3),
    )
