"""承办研讨活动: the record of a seminar that the school hosts, and what it is made of.

Its lifecycle is in `seminar`, the reasons for its refusals in `seminar_reasons`.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

import attrs
from attrs.validators import ge

from homeroom_core.lifecycle import State
from homeroom_core.people import Level
from homeroom_core.text import Text
from homeroom_core.training.attendance import WHOLE_DAY, Attended, PartHours

APPLIED = State("applied", "已申请", "已申請", "Applied")
APPROVED = State("approved", "已批准", "已核准", "Approved")
PREPARING = State("preparing", "筹备中", "籌備中", "Preparing")
READY = State("ready", "已就绪", "已就緒", "Ready")
HELD = State("held", "已举办", "已舉辦", "Held")
SUMMARISED = State("summarised", "已总结", "已總結", "Summarised")
DECLINED = State("declined", "未批准", "未核准", "Declined")
CANCELLED = State("cancelled", "已取消", "已取消", "Cancelled")

SEMINAR_STATES = (
    APPLIED, APPROVED, PREPARING, READY, HELD, SUMMARISED, DECLINED, CANCELLED,
)  # fmt: skip

SEMINAR_LEVELS = (Level.CITY, Level.PROVINCE, Level.NATIONAL)


@attrs.frozen(kw_only=True)
class SeminarPolicy:
    """The terms a scheme sets for seminars that the school hosts.

    Attributes:
        ready_working_days_before: How long before the first day everything has to be ready.
        summary_within_working_days: Time for summary, cost statement and feedback after the last
            day.
        city_hours: What a day of a seminar of the city counts for the school's own people.
        province_hours: The same, of the province.
        national_hours: The same, of the nation.
        over_budget_share: By which share of the budget the costs may exceed it unexplained.
        least_feedback: The fewest answers of which the grades are told: of fewer, one could tell
            who said what.

    Source: seminars of these three levels are usual; the numbers are our own defaults.
    """

    ready_working_days_before: int = attrs.field(default=5, validator=ge(1))
    summary_within_working_days: int = attrs.field(default=10, validator=ge(1))
    city_hours: PartHours = WHOLE_DAY
    province_hours: PartHours = WHOLE_DAY
    national_hours: PartHours = WHOLE_DAY
    over_budget_share: Fraction = attrs.field(default=Fraction(0), validator=ge(Fraction(0)))
    least_feedback: int = attrs.field(default=10, validator=ge(1))

    def hours(self, level: str) -> PartHours:
        """What a day of a seminar of this level counts."""
        by_level = {Level.PROVINCE: self.province_hours, Level.NATIONAL: self.national_hours}
        return by_level.get(Level(level), self.city_hours)


@attrs.frozen(kw_only=True)
class Task:
    """One thing to be prepared.

    Attributes:
        id: Unique within the seminar.
        what: What is to be done.
        assignee: Id of who does it.
        due: Until when.
        done_on: When it was done.
        note: What came of it.
    """

    id: str
    what: str
    assignee: str
    due: date
    done_on: date | None = None
    note: str = ""


@attrs.frozen(kw_only=True)
class ProgrammeItem:
    """One item of the programme: on which day, its title, who speaks (a body or a role)."""

    on: date
    title: str
    speaker: str = ""


@attrs.frozen(kw_only=True)
class Receipt:
    """A registration (回执): of another body with a number of seats, or of the school's own people.

    Attributes:
        number: 1 for the first that came in.
        on: When it came in.
        unit: Name of the other body; empty for the school's own.
        seats: How many will come.
        people: Ids of the school's own people; of others no names are kept.
        withdrawn: Whether it was taken back.
    """

    number: int = attrs.field(validator=ge(1))
    on: date
    unit: str = ""
    seats: int = attrs.field(validator=ge(1))
    people: tuple[str, ...] = ()
    withdrawn: bool = False


@attrs.frozen(kw_only=True)
class Cost:
    """One line of the cost statement: what for, how much in yuan, and the number of the voucher."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "what": Text("用途", "用途", "What for"),
    }

    what: str
    amount: Decimal
    voucher: str


@attrs.frozen(kw_only=True)
class Feedback:
    """Anonymous feedback, as counts; the grades of too few answers are left out.

    Attributes:
        returned: How many answered.
        very_good: How many of them found it very good.
        good: Good.
        fair: Fair.
        poor: Poor.
    """

    returned: int
    very_good: int = 0
    good: int = 0
    fair: int = 0
    poor: int = 0

    @property
    def grades(self) -> tuple[int, ...]:
        """The counts of the grades, the best first."""
        return (self.very_good, self.good, self.fair, self.poor)


@attrs.frozen(kw_only=True)
class Seminar(Attended):
    """A seminar of the city, the province or the nation that the school hosts.

    Attributes:
        title: Its topic.
        level: The level it is of: one of `SEMINAR_LEVELS`.
        organiser: The body that gives it to the school.
        lead: Id of who is in charge at the school.
        starts: First day.
        ends: Last day.
        place: Where.
        capacity: For how many there is room, the school's own people included.
        safety_plan: Number of the safety plan.
        budget: What it may cost, in yuan.
        policy: The numbers it was applied for under.
        document: Number of the approval.
        tasks: What is to be prepared, by whom and until when.
        programme: The programme.
        receipts: Who registered, by number.
        guests: How many came from elsewhere.
        materials: Numbers of documents: hand-outs, photographs.
        costs: What was spent.
        total: The sum of the costs.
        feedback: What those who came thought of it.
        summary: The summary.
        notice: Number of the notice by which it was called off.
    """

    kind: ClassVar[str] = "seminar"
    label: ClassVar[Text] = Text("承办研讨活动", "承辦研討活動", "Seminar")
    indexed: ClassVar[tuple[str, ...]] = ("lead",)
    terms_class: ClassVar[type | None] = SeminarPolicy
    listed: ClassVar[tuple[str, ...]] = (
        "title",
        "level",
        "lead",
        "starts",
        "ends",
    )
    field_labels: ClassVar[Mapping[str, Text]] = {
        "total": Text("支出合计", "支出合計", "Total of the costs"),
        "notice": Text("停办通知编号", "停辦通知編號", "Notice of the calling off"),
    }

    title: str
    level: Level
    organiser: str
    lead: str
    starts: date
    ends: date
    place: str
    capacity: int
    safety_plan: str
    budget: Decimal
    policy: SeminarPolicy = attrs.Factory(SeminarPolicy)
    document: str = ""
    tasks: tuple[Task, ...] = ()
    programme: tuple[ProgrammeItem, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    guests: int = 0
    materials: tuple[str, ...] = ()
    costs: tuple[Cost, ...] = ()
    total: Decimal | None = None
    feedback: Feedback | None = None
    summary: str = ""
    notice: str = ""

    def owners(self) -> frozenset[str]:
        """Who is in charge."""
        return frozenset((self.lead,))

    def people(self) -> frozenset[str]:
        """Who is in charge, who prepares it, who registered and who was there."""
        registered = {person for receipt in self.standing for person in receipt.people}
        return self.present | registered | {self.lead, *(task.assignee for task in self.tasks)}

    def credit_level(self) -> str:
        """The level of the seminar."""
        return self.level

    @property
    def days(self) -> tuple[date, date]:
        """Its first and its last day."""
        return self.starts, self.ends

    @property
    def hours_a_day(self) -> PartHours:
        """What a day of it counts at its level."""
        return self.policy.hours(self.level)

    @property
    def standing(self) -> tuple[Receipt, ...]:
        """The registrations that were not taken back."""
        return tuple(one for one in self.receipts if not one.withdrawn)

    @property
    def seats_left(self) -> int:
        """For how many more there is room."""
        return self.capacity - sum(receipt.seats for receipt in self.standing)

    @property
    def open_tasks(self) -> tuple[Task, ...]:
        """What is not done yet."""
        return tuple(task for task in self.tasks if task.done_on is None)


def total_of(costs: Iterable[Cost]) -> Decimal:
    """The sum of a cost statement, exact.

    >>> str(total_of([Cost(what="tea", amount=Decimal("0.10"), voucher="1")] * 3))
    '0.30'
    """
    return sum((cost.amount for cost in costs), Decimal(0))


def most_unexplained(seminar: Seminar) -> Fraction:
    """What it may cost before the costs have to be explained."""
    return Fraction(seminar.budget) * (1 + seminar.policy.over_budget_share)
