"""What a growth plan is: its states, the record and what it holds, the terms a scheme sets."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import ClassVar

import attrs
from attrs.validators import ge

from homeroom_core.case import Case
from homeroom_core.errors import UnknownError
from homeroom_core.lifecycle import State
from homeroom_core.people import AFFAIRS_MEETING, OFFICE, PRINCIPAL, Actor
from homeroom_core.record import EVERYTHING, Reader
from homeroom_core.text import Term, Text
from homeroom_core.training.growth_goal import Goal

DRAFT = State("draft", "草稿", "草稿", "Draft")
SUBMITTED = State("submitted", "已提交", "已提交", "Submitted")
RETURNED = State("returned", "已退回", "已退回", "Returned")
ACTIVE = State("active", "实施中", "實施中", "Active")
INSPECTED = State("inspected", "已检查", "已檢查", "Inspected")
REVISED = State("revised", "已修订待批", "已修訂待批", "Revised")
SUSPENDED = State("suspended", "已暂停", "已暫停", "Suspended")
COMPLETED = State("completed", "已完成", "已完成", "Completed")
WITHDRAWN = State("withdrawn", "已撤回", "已撤回", "Withdrawn")

OPEN_STATES = (DRAFT, SUBMITTED, RETURNED, ACTIVE, INSPECTED, REVISED, SUSPENDED)

ON_TRACK = Term("on_track", "达成", "達成", "On track")
PARTLY = Term("partly", "基本达成", "基本達成", "Partly")
OFF_TRACK = Term("off_track", "未达成", "未達成", "Off track")
OUTCOMES = (ON_TRACK, PARTLY, OFF_TRACK)


@attrs.frozen(kw_only=True)
class GrowthPolicy:
    """The terms a scheme sets for growth plans.

    Attributes:
        least_goals: How many goals a plan needs.
        revise_within_working_days: Time to revise after an inspection that found goals off track.
        days_between_versions: Least time between two versions unless an inspection asks for one.
    """

    least_goals: int = attrs.field(default=1, validator=ge(1))
    revise_within_working_days: int = attrs.field(default=10, validator=ge(1))
    days_between_versions: int = attrs.field(default=30, validator=ge(0))


@attrs.frozen(kw_only=True)
class Comment:
    """What a reviewer wrote when a plan was sent back."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("评审人", "審查人", "By"),
    }

    by: str
    on: date
    text: str


@attrs.frozen(kw_only=True)
class Progress:
    """What has been done towards a goal.

    Attributes:
        goal: Id of the goal.
        on: When it was noted.
        note: What was done.
        evidence: Ids of records or numbers of documents that already exist; nothing is uploaded.
    """

    goal: str
    on: date
    note: str
    evidence: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Finding:
    """What an inspection found for one goal: one of `OUTCOMES`, and a remark."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "outcome": Text("达成情况", "達成情況", "Outcome"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"outcome": OUTCOMES}

    goal: str
    outcome: str
    remark: str = ""


@attrs.frozen(kw_only=True)
class Inspection:
    """One inspection; `revise_by` is set when goals were found off track."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("督查人", "督導人", "By"),
        "findings": Text("督查结果", "督導結果", "Findings"),
    }

    by: str
    on: date
    findings: tuple[Finding, ...]
    revise_by: date | None = None


@attrs.frozen(kw_only=True)
class PlanVersion:
    """An approved version; the first is the baseline.

    Attributes:
        number: 1 for the baseline.
        diagnosis: The self diagnosis.
        goals: The goals.
        reasons: Why each goal was added, dropped or changed since the version before, by goal id.
        approved_by: Who approved it.
        approved_on: When.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "number": Text("版次", "版次", "Number"),
    }

    number: int
    diagnosis: str
    goals: tuple[Goal, ...]
    reasons: Mapping[str, str]
    approved_by: str
    approved_on: date


@attrs.frozen(kw_only=True)
class GrowthPlan(Case):
    """A growth plan of one teacher.

    Attributes:
        teacher: Id of the teacher.
        advisor: Id of the advisor, if there is one.
        title: Its title.
        starts: First day.
        ends: Last day.
        policy: The numbers it was begun under.
        diagnosis: Where the teacher stands today, in their own words.
        goals: The goals as they are proposed or in force.
        reasons: Why goals differ from the version in force, by goal id.
        comments: What reviewers wrote, oldest first.
        versions: The approved versions, oldest first.
        inspections: The inspections, oldest first.
        progress: What was done, oldest first.
        suspended_on: Since when it is suspended.
        review: The final review.
    """

    kind: ClassVar[str] = "growth_plan"
    label: ClassVar[Text] = Text("成长规划", "成長規劃", "Growth plan")
    indexed: ClassVar[tuple[str, ...]] = ("teacher", "advisor")
    terms_class: ClassVar[type | None] = GrowthPolicy
    listed: ClassVar[tuple[str, ...]] = (
        "title",
        "teacher",
        "advisor",
        "starts",
        "ends",
    )
    field_labels: ClassVar[Mapping[str, Text]] = {
        "review": Text("总评", "總評", "Final review"),
    }

    teacher: str
    advisor: str | None = None
    title: str
    starts: date
    ends: date
    policy: GrowthPolicy = attrs.Factory(GrowthPolicy)
    diagnosis: str = ""
    goals: tuple[Goal, ...] = ()
    reasons: Mapping[str, str] = attrs.Factory(dict)
    comments: tuple[Comment, ...] = ()
    versions: tuple[PlanVersion, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    progress: tuple[Progress, ...] = ()
    suspended_on: date | None = None
    review: str = ""

    def owners(self) -> frozenset[str]:
        """The teacher."""
        return frozenset((self.teacher,))

    def people(self) -> frozenset[str]:
        """The teacher, and the advisor if there is one."""
        return frozenset(filter(None, (self.teacher, self.advisor)))

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:  # noqa: ARG002  # needs no other record
        """Everything, from all but the teacher, the advisor and those who review."""
        reviewers = (OFFICE, PRINCIPAL, AFFAIRS_MEETING)
        if actor.id in (self.teacher, self.advisor) or any(map(actor.has, reviewers)):
            return frozenset()
        return EVERYTHING

    def version_number(self, number: int) -> PlanVersion:
        """The approved version with this number.

        Raises:
            UnknownError: There is none.
        """
        for version in self.versions:
            if version.number == number:
                return version
        known = tuple(str(version.number) for version in self.versions)
        raise UnknownError(Text("版本", "版本", "version"), str(number), known)
