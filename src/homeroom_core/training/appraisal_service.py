"""任职时间: how much of a period somebody led or assisted a class, when a class changed hands, exactly.

Days are counted once, whatever posts overlap; shares are fractions. A class that was handed over is
split by the days of each, and a year of service is counted from the share that the scheme sets.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import ClassVar

import attrs

from homeroom_core.dates import days_served
from homeroom_core.people import HOMEROOM_TEACHER
from homeroom_core.text import Text
from homeroom_core.training.person import CLASS_ROLES, Person, Post


@attrs.frozen(kw_only=True)
class Stint:
    """A post as far as it lies in a period.

    Attributes:
        class_code: The class.
        role: `homeroom_teacher` or `assistant`.
        first: First day in the period.
        last: Last day in it, included.
        days: How many days.
    """

    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"role": CLASS_ROLES}

    class_code: str
    role: str
    first: date
    last: date
    days: int


@attrs.frozen(kw_only=True)
class Service:
    """How much of a period somebody served.

    Attributes:
        counted_to: Last day that was counted: the end of the period, or the day of counting.
        stints: The posts, oldest first.
        days: Days served, each counted once.
        of_days: Days of the whole period.
        share: Days served of the days of the period, exact, from 0 to 1.
        months: The months served enough for their ledger to count, such as `2025-09`.
        counts_as_year: Whether the period counts as a year of service.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "share": Text("任职比例", "任職比例", "Share served"),
        "months": Text("计入月份", "計入月份", "Months that count"),
    }

    counted_to: date
    stints: tuple[Stint, ...]
    days: int
    of_days: int
    share: Fraction
    months: tuple[str, ...]
    counts_as_year: bool


def service_of(
    person: Person,
    first: date,
    last: date,
    *,
    on: date,
    month_from: Fraction,
    year_from: Fraction,
) -> Service:
    """How much of a period somebody served in charge of a class, counted on a day.

    Days after `on` are not counted: whatever becomes of a post later, the count stays as it is.

    Args:
        person: Who.
        first: First day of the period.
        last: Last day of it.
        on: The day of counting.
        month_from: Least share of a month for it to be among `months`.
        year_from: Least share of the period for it to count as a year of service.

    Source: full years count, and under half a year counts nothing (one school's published rule).
    """
    counted_to = min(last, on)
    stints = tuple(_clipped(person.posts, first, counted_to))
    spells = [(stint.first, stint.last) for stint in stints]
    days = days_served(spells, first, counted_to) if stints else 0
    of_days = (last - first).days + 1
    share = Fraction(days, of_days)
    return Service(
        counted_to=counted_to,
        stints=stints,
        days=days,
        of_days=of_days,
        share=share,
        months=tuple(_months_served(spells, first, counted_to, month_from)),
        counts_as_year=share >= year_from,
    )


def shares_of_class(
    people: Iterable[Person], class_code: str, first: date, last: date
) -> dict[str, Fraction]:
    """Which share of the days that a class was led in a period each homeroom teacher led it.

    After a hand-over the shares of those who led it one after the other add up to 1.

    Returns:
        From id of the person to the share; empty if nobody led it.
    """
    led = {}
    for person in people:
        own = [post for post in person.posts if _is_lead(post, class_code)]
        stints = list(_clipped(own, first, last))
        if stints:
            led[person.id] = days_served([(s.first, s.last) for s in stints], first, last)
    whole = sum(led.values())
    return {person: Fraction(days, whole) for person, days in led.items()}


def _is_lead(post: Post, class_code: str) -> bool:
    return (post.class_code, post.role) == (class_code, HOMEROOM_TEACHER)


def _clipped(posts: Iterable[Post], first: date, last: date) -> Iterator[Stint]:
    for post in sorted(posts, key=lambda one: (one.since, one.class_code)):
        begins = max(post.since, first)
        ends = last if post.until is None else min(post.until, last)
        if begins <= ends:
            yield Stint(
                class_code=post.class_code,
                role=post.role,
                first=begins,
                last=ends,
                days=(ends - begins).days + 1,
            )


def _months_served(
    spells: list[tuple[date, date]], first: date, last: date, share: Fraction
) -> Iterator[str]:
    """The months of a span that were served for their share, each out of its days in the span."""
    day = first
    while day <= last:
        end = min(last, day.replace(day=monthrange(day.year, day.month)[1]))
        within = [(max(a, day), min(b, end)) for a, b in spells if a <= end and day <= b]
        served = days_served(within, day, end) if within else 0
        if served and served >= share * ((end - day).days + 1):
            yield day.isoformat()[:7]
        day = end + timedelta(days=1)
