"""What hours of training are: the record, the terms a scheme sets, and what caps leave of them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal

import attrs
from attrs.validators import ge, gt, in_, instance_of, matches_re, optional

from homeroom_core.case import Case
from homeroom_core.exact import exact_sum
from homeroom_core.lifecycle import State
from homeroom_core.people import (
    AFFAIRS_MEETING,
    APPRAISAL_COMMITTEE,
    CODE,
    OFFICE,
    PRINCIPAL,
    ROLES,
    Actor,
    Level,
)
from homeroom_core.record import EVERYTHING, Reader
from homeroom_core.school_year import SchoolYear
from homeroom_core.text import Term, Text
from homeroom_core.training.activity import ATTENDED, PARTS, STUDIED

LOGGED = State("logged", "已登记", "已登記", "Logged")
VERIFIED = State("verified", "已核实", "已核實", "Verified")
CREDITED = State("credited", "已认定", "已認定", "Credited")
REPORTED = State("reported", "已上报", "已上報", "Reported")
REJECTED = State("rejected", "不予认定", "不予認定", "Rejected")
REVOKED = State("revoked", "已撤销", "已撤銷", "Revoked")

COUNTED_STATES = (CREDITED, REPORTED)
VOID_STATES = (REJECTED, REVOKED)
"""The states of hours that are none: the same training may be logged again."""

SCHOOL_BASED = Term("school_based", "校本培训", "校本培訓", "School-based training")
EXTERNAL = Term("external", "校外培训", "校外培訓", "Training outside the school")
PLATFORM = Term("platform", "网络研修", "網路研修", "Online platform")
SELF_STUDY = Term("self_study", "自主研修", "自主研修", "Self-study")
SOURCES = (SCHOOL_BASED, EXTERNAL, PLATFORM, SELF_STUDY)

YEAR = Term("year", "每学年", "每學年", "a school year")
CYCLE = Term("cycle", "每周期", "每週期", "a cycle")
Period = Literal["year", "cycle"]

TEN = Decimal(10)
_HOURS_PER_CREDIT: Mapping[str, Decimal] = {
    str(level): Decimal(20) if level is Level.SCHOOL else TEN for level in Level
}


@attrs.frozen(kw_only=True)
class HoursCap:
    """The most hours that count in a period, from one source or from all.

    Attributes:
        id: Its code, which stands beside what it cut off.
        source: One of `SOURCES`; empty: all of them together.
        per: `year` or `cycle`.
        hours: The most that count, 0 or more.
        share: Instead of `hours`: the most as a share of the hours required in the period, 0 to 1.

    Raises:
        ValueError: Neither or both of `hours` and `share` are given.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "share": Text("占应修比例", "占應修比例", "Share of those required"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"source": SOURCES}

    id: str = attrs.field(validator=matches_re(CODE))
    source: str = attrs.field(default="", validator=in_(("", *SOURCES)))
    per: Period = attrs.field(default="year", validator=in_(("year", "cycle")))
    hours: Decimal | None = attrs.field(default=None, validator=optional(ge(Decimal(0))))
    share: Fraction | None = attrs.field(default=None, validator=optional(ge(Fraction(0))))

    def __attrs_post_init__(self) -> None:
        if (self.hours is None) == (self.share is None):
            msg = f"cap {self.id}: give either hours or a share"
            raise ValueError(msg)
        if self.share is not None and self.share > 1:
            msg = f"cap {self.id}: a share is at most 1, not {self.share}"
            raise ValueError(msg)

    def limit(self, policy: "HoursPolicy") -> Fraction:
        """The most hours that count, exact."""
        if self.share is None:
            return Fraction(self.hours or 0)
        return self.share * Fraction(policy.required(self.per))


_CAPS = (
    HoursCap(id="school-based-share", source=SCHOOL_BASED, per="cycle", share=Fraction(1, 3)),
    HoursCap(id="platform-yearly", source=PLATFORM, per="year", hours=Decimal(144)),
)


def _known_levels(_policy: object, _attribute: object, value: Mapping[str, Decimal]) -> None:
    missing = sorted(set(Level) - value.keys())
    unknown = sorted(value.keys() - set(Level))
    low = sorted(level for level, hours in value.items() if hours <= 0)
    if missing or unknown or low:
        msg = f"hours_per_credit: missing {missing}, unknown {unknown}, not above 0 {low}"
        raise ValueError(msg)


def _once(_policy: object, _attribute: object, value: tuple[HoursCap, ...]) -> None:
    ids = [cap.id for cap in value]
    if len(ids) != len(set(ids)):
        msg = f"each cap once, not {ids}"
        raise ValueError(msg)


@attrs.frozen(kw_only=True)
class HoursPolicy:
    """The terms a scheme sets for hours of training.

    Source: usual provincial rules (360 hours in five years, school-based at most a third, 48 a
    year, one block of 90; a platform counts at most 144 a year; 10 hours are one credit, 20 of
    school-based training); the national plan for homeroom teachers (30 hours before or within half
    a year of the first appointment).

    Attributes:
        yearly_hours: Hours required in a school year.
        cycle_hours: Hours required in a cycle.
        cycle_years: School years of a cycle.
        cycle_from: A calendar year in which some cycle begins; the others follow from it.
        block_hours: Hours that one single training of the cycle has to have; 0: none is asked for.
        caps: What counts at most.
        hours_per_credit: How many hours make one credit, by level; every level, above 0.
        pre_service_hours: Hours of pre-service training that a first appointment asks for.
        pre_service_months: By when, in months from the first appointment.
        required_roles: Whom all this binds, by role; empty: everybody in post.
        year_starts_month: Month in which a school year begins.
        year_starts_day: Its day of the month.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "caps": Text("学时上限", "學時上限", "Caps"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {
        "required_roles": ROLES,
        "hours_per_credit": tuple(Level),
    }

    yearly_hours: Decimal = attrs.field(default=Decimal(48), validator=ge(Decimal(0)))
    cycle_hours: Decimal = attrs.field(default=Decimal(360), validator=ge(Decimal(0)))
    cycle_years: int = attrs.field(default=5, validator=ge(1))
    cycle_from: int = attrs.field(default=2021, validator=ge(1))
    block_hours: Decimal = attrs.field(default=Decimal(90), validator=ge(Decimal(0)))
    caps: tuple[HoursCap, ...] = attrs.field(default=_CAPS, validator=_once)
    hours_per_credit: Mapping[str, Decimal] = attrs.field(
        factory=lambda: dict(_HOURS_PER_CREDIT), validator=_known_levels
    )
    pre_service_hours: Decimal = attrs.field(default=Decimal(30), validator=ge(Decimal(0)))
    pre_service_months: int = attrs.field(default=6, validator=ge(0))
    required_roles: frozenset[str] = frozenset()
    year_starts_month: int = 9
    year_starts_day: int = 1

    def __attrs_post_init__(self) -> None:
        self.year_on(date(2025, 9, 1))  # refuses a first day that not every year has

    def required(self, per: Period) -> Decimal:
        """The hours required in a year or in a cycle."""
        return self.yearly_hours if per == "year" else self.cycle_hours

    def year_on(self, day: date) -> SchoolYear:
        """The school year in which a day lies.

        Raises:
            InputError: Not every year has such a first day.
        """
        return SchoolYear.on(day, self.year_starts_month, self.year_starts_day)

    def years(self, per: Period, day: date) -> tuple[SchoolYear, SchoolYear]:
        """The first and the last school year of the period in which a day lies."""
        year = self.year_on(day)
        if per == "year":
            return year, year
        first = year.shifted(-((year.year - self.cycle_from) % self.cycle_years))
        return first, first.shifted(self.cycle_years - 1)


@attrs.frozen(kw_only=True)
class CutOff:
    """Hours that a cap left out: earned, and not counted.

    Attributes:
        cap: Id of the cap.
        room: How many hours there was room for under it, exact.
        hours: How many it cut off, above 0, exact.
    """

    cap: str
    room: Fraction
    hours: Fraction = attrs.field(validator=gt(Fraction(0)))


@attrs.frozen(kw_only=True)
class Counted:
    """What was credited of hours that were earned.

    Attributes:
        hours: The hours that count after all caps, exact.
        credits: The credits they make, exact.
        cut_off: What each cap left out; with `hours` it adds up to what was earned.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {"credits": Text("学分", "學分", "Credits")}

    hours: Fraction
    credits: Fraction
    cut_off: tuple[CutOff, ...] = ()


@attrs.frozen(kw_only=True)
class TrainingHours(Case):
    """Hours that one person earned by one activity, or by one training elsewhere.

    Attributes:
        person: Id of the person.
        activity: Id of the activity of this school that they come from; empty for others.
        document: Number of the certificate or platform record; empty for activities.
        title: What the training was, where the activity does not say it.
        source: One of `SOURCES`.
        level: The level they count for.
        part: What the person did: see `homeroom_core.training.activity`.
        hours: How many, exact; above 0 once logged.
        earned_on: The day whose school year they count for.
        pre_service: Whether it was pre-service training (岗前培训).
        policy: The terms it was logged under.
        number: The how many-eth of this person's hours it is that were credited; 0 before.
        counted: What was credited of it.
        receipt: What the platform that it was reported to gave as a receipt.
    """

    kind: ClassVar[str] = "hours"
    label: ClassVar[Text] = Text("学时", "學時", "Training hours")
    indexed: ClassVar[tuple[str, ...]] = ("person", "activity", "document")
    terms_class: ClassVar[type | None] = HoursPolicy
    listed: ClassVar[tuple[str, ...]] = (
        "person",
        "title",
        "activity",
        "source",
        "hours",
        "earned_on",
    )
    field_labels: ClassVar[Mapping[str, Text]] = {
        "part": Text("参与方式", "參與方式", "Took part as"),
        "title": Text("培训名称", "培訓名稱", "Title"),
        "receipt": Text("平台回执", "平台回條", "Receipt of the platform"),
        "document": Text("证明编号", "證明編號", "Document"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"part": PARTS, "source": SOURCES}

    person: str
    activity: str = ""
    document: str = ""
    title: str = ""
    source: str = attrs.field(validator=in_(SOURCES))
    level: Level = attrs.field(validator=instance_of(Level))
    part: str = ATTENDED
    hours: Decimal
    earned_on: date
    pre_service: bool = False
    policy: HoursPolicy = attrs.Factory(HoursPolicy)
    number: int = attrs.field(default=0, validator=ge(0))
    counted: Counted | None = None
    receipt: str = ""

    def owners(self) -> frozenset[str]:
        """The person who earned them."""
        return frozenset((self.person,))

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:  # noqa: ARG002  # needs no other record
        """Everything, from all but the person and those who verify or appraise."""
        return frozenset() if sees_hours(actor, self.person) else EVERYTHING


def sees_hours(actor: Actor, person: str) -> bool:
    """Whether somebody may see the hours of a person: their own, or by their office."""
    readers = (OFFICE, PRINCIPAL, AFFAIRS_MEETING, APPRAISAL_COMMITTEE)
    return actor.id == person or any(map(actor.has, readers))


def source_of(level: Level, part: str) -> Term:
    """The source that hours of an activity belong to."""
    if part == STUDIED:
        return SELF_STUDY
    return SCHOOL_BASED if level is Level.SCHOOL else EXTERNAL


def count(hours: TrainingHours, before: Iterable[TrainingHours]) -> Counted:
    """What is credited of hours, after all that was credited to the person before them.

    Args:
        hours: The hours; their own terms decide.
        before: The person's hours that were credited before, each with what was counted.

    Returns:
        What counts and what each cap cuts off, exact.
    """
    earlier = tuple(before)
    rest, cut_off = Fraction(hours.hours), []
    for cap in hours.policy.caps:
        if cap.source not in ("", hours.source):
            continue
        used = exact_sum(_counted_under(cap, hours, earlier))
        room = max(cap.limit(hours.policy) - used, Fraction(0))
        if rest > room:
            cut_off.append(CutOff(cap=cap.id, room=room, hours=rest - room))
            rest = room
    rate = Fraction(hours.policy.hours_per_credit[hours.level])
    return Counted(hours=rest, credits=rest / rate, cut_off=tuple(cut_off))


def _counted_under(
    cap: HoursCap, hours: TrainingHours, earlier: Iterable[TrainingHours]
) -> Iterator[Fraction]:
    first, last = hours.policy.years(cap.per, hours.earned_on)
    for one in earlier:
        if one.counted is None or cap.source not in ("", one.source):
            continue
        if first.first <= one.earned_on <= last.last:
            yield one.counted.hours
