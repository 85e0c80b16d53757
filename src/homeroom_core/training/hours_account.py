"""What somebody has of the hours of a year or a cycle, what is required, and what is missing.

Everything is a pure function of people, their hours and the terms of the scheme; nothing is rounded.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

import attrs

from homeroom_core.dates import months_later
from homeroom_core.exact import exact_sum
from homeroom_core.people import HOMEROOM_TEACHER
from homeroom_core.record import Reader
from homeroom_core.training.hours_records import (
    COUNTED_STATES,
    SOURCES,
    VOID_STATES,
    HoursPolicy,
    Period,
    TrainingHours,
)
from homeroom_core.training.person import IN_POST, Person
from homeroom_core.training.under_scheme import terms_on

ZERO = Fraction(0)


@attrs.frozen(kw_only=True)
class SourceHours:
    """Hours of one source, all exact.

    Attributes:
        source: One of `SOURCES`.
        earned: Hours credited, as they were earned.
        counted: What counts of them after all caps.
        pending: Hours logged or verified that are not credited yet.
    """

    source: str
    earned: Fraction
    counted: Fraction
    pending: Fraction

    @property
    def cut_off(self) -> Fraction:
        """What caps left out."""
        return self.earned - self.counted


@attrs.frozen(kw_only=True)
class HoursAccount:
    """What one person has in one period, and what is missing; all exact.

    Attributes:
        person: Id of the person.
        per: `year` or `cycle`.
        label: Which one: `2025-2026`.
        first: Its first day.
        last: Its last day.
        sources: One a source, in the order of `SOURCES`.
        credits: The credits that the counted hours make.
        required: Hours required in the period.
        block: The most hours that one single training of the period had.
        block_required: Hours that one training has to have; 0 in a year, or where none is asked.
    """

    person: str
    per: Period
    label: str
    first: date
    last: date
    sources: tuple[SourceHours, ...]
    credits: Fraction
    required: Fraction
    block: Fraction
    block_required: Fraction

    @property
    def earned(self) -> Fraction:
        """Hours credited, as they were earned."""
        return exact_sum(one.earned for one in self.sources)

    @property
    def counted(self) -> Fraction:
        """Hours that count after all caps."""
        return exact_sum(one.counted for one in self.sources)

    @property
    def pending(self) -> Fraction:
        """Hours that are not credited yet."""
        return exact_sum(one.pending for one in self.sources)

    @property
    def missing(self) -> Fraction:
        """Hours that are still missing, 0 or more."""
        return max(self.required - self.counted, ZERO)

    @property
    def block_missing(self) -> bool:
        """Whether the one long training is still missing."""
        return self.block < self.block_required

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing and not self.block_missing


@attrs.frozen(kw_only=True)
class PreService:
    """The pre-service training (岗前培训) of somebody newly appointed; hours are exact.

    Attributes:
        person: Id of the person.
        appointed_on: Day of the first appointment as homeroom teacher.
        until: Last day by which it counts, included.
        hours: Hours of it that were credited, as they were earned.
        required: Hours required.
    """

    person: str
    appointed_on: date
    until: date
    hours: Fraction
    required: Fraction

    @property
    def missing(self) -> Fraction:
        """Hours that are still missing, 0 or more."""
        return max(self.required - self.hours, ZERO)


@attrs.frozen(kw_only=True)
class PersonHours:
    """Where one person stands: the year, its cycle, and pre-service training if they owe it."""

    person: str
    year: HoursAccount
    cycle: HoursAccount
    pre_service: PreService | None = None

    @property
    def complete(self) -> bool:
        """Whether nothing is missing in the year, nor of pre-service training.

        A cycle that still runs asks for nothing yet; its account says what is left of it.
        """
        owed = self.pre_service is not None and self.pre_service.missing
        return self.year.complete and not owed


def account(
    person: str, hours: Iterable[TrainingHours], policy: HoursPolicy, per: Period, day: date
) -> HoursAccount:
    """What somebody has in the year or the cycle in which a day lies.

    Args:
        person: Id of the person.
        hours: Records of hours; those of others and of other periods are left out.
        policy: The terms that say what is required, and where years and cycles begin.
        per: `year` or `cycle`.
        day: Any day of the period.
    """
    first, last = policy.years(per, day)
    own = [
        one
        for one in hours
        if one.person == person
        and one.state not in VOID_STATES
        and first.first <= one.earned_on <= last.last
    ]
    credited = [one for one in own if one.state in COUNTED_STATES]
    asks_block = per == "cycle"
    label = first.label if per == "year" else f"{first.label} – {last.label}"
    return HoursAccount(
        person=person,
        per=per,
        label=label,
        first=first.first,
        last=last.last,
        sources=tuple(_of_source(str(source), own) for source in SOURCES),
        credits=exact_sum(one.counted.credits for one in credited if one.counted),
        required=Fraction(policy.required(per)),
        block=max((Fraction(one.hours) for one in credited), default=ZERO),
        block_required=Fraction(policy.block_hours) if asks_block else ZERO,
    )


def pre_service(
    person: Person, hours: Iterable[TrainingHours], policy: HoursPolicy, day: date
) -> PreService | None:
    """The pre-service training of somebody whose time for it runs in the school year of a day.

    `None` for those never appointed, and for those whose time was over before that year.
    """
    appointed = _appointed_on(person)
    year = policy.year_on(day)
    if appointed is None or not policy.pre_service_hours or appointed > year.last:
        return None
    until = months_later(appointed, policy.pre_service_months)
    if until < year.first:
        return None
    counted = (
        Fraction(one.hours)
        for one in hours
        if one.person == person.id
        and one.pre_service
        and one.state in COUNTED_STATES
        and one.earned_on <= until
    )
    return PreService(
        person=person.id,
        appointed_on=appointed,
        until=until,
        hours=exact_sum(counted),
        required=Fraction(policy.pre_service_hours),
    )


def standing(
    person: Person, hours: Iterable[TrainingHours], policy: HoursPolicy, day: date
) -> PersonHours:
    """Where one person stands in the year and the cycle in which a day lies."""
    own = tuple(one for one in hours if one.person == person.id)
    return PersonHours(
        person=person.id,
        year=account(person.id, own, policy, "year", day),
        cycle=account(person.id, own, policy, "cycle", day),
        pre_service=pre_service(person, own, policy, day),
    )


def bound(person: Person, policy: HoursPolicy) -> bool:
    """Whether the requirements bind somebody now: in post, and in one of the roles named."""
    named = policy.required_roles
    return person.state == IN_POST and (not named or bool(named & person.roles))


def whole_school(
    people: Iterable[Person], hours: Iterable[TrainingHours], policy: HoursPolicy, day: date
) -> tuple[PersonHours, ...]:
    """Where everybody stands whom the requirements bind, in the order of `people`."""
    of_person: dict[str, list[TrainingHours]] = {}
    for one in hours:
        of_person.setdefault(one.person, []).append(one)
    return tuple(
        standing(person, of_person.get(person.id, ()), policy, day)
        for person in people
        if bound(person, policy)
    )


def missing_for_whom(standings: Sequence[PersonHours]) -> tuple[PersonHours, ...]:
    """Those for whom something is missing, the most hours of the year first."""
    short = [one for one in standings if not one.complete]
    return tuple(sorted(short, key=lambda one: -one.year.missing))


def hours_policy(reader: Reader, on: date) -> HoursPolicy:
    """The terms for hours under the scheme that is in force on a day.

    Raises:
        InputError: The scheme's terms are not what they are today.
    """
    return terms_on(reader, on, TrainingHours, HoursPolicy)


def _of_source(source: str, hours: Iterable[TrainingHours]) -> SourceHours:
    own = [one for one in hours if one.source == source]
    credited = [one for one in own if one.state in COUNTED_STATES]
    return SourceHours(
        source=source,
        earned=exact_sum(Fraction(one.hours) for one in credited),
        counted=exact_sum(one.counted.hours for one in credited if one.counted),
        pending=exact_sum(Fraction(one.hours) for one in own if one.state not in COUNTED_STATES),
    )


def _appointed_on(person: Person) -> date | None:
    """When somebody first led a class, as the roster or, failing that, their posts have it."""
    led = [post.since for post in person.posts if post.role == HOMEROOM_TEACHER]
    return person.details.homeroom_since or min(led, default=None)
