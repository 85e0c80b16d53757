"""Hypothesis strategies for what forums, seminars and visits share: sign-in, hours, deadlines."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from homeroom_core.people import OFFICE, TEACHER, Actor
from homeroom_core.record import Reader
from homeroom_core.testing.acts import CAST, ORG, actor
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.testing.strategies import codes, school_days
from homeroom_core.testing.walk import Walk
from homeroom_core.training import attendance as a
from homeroom_core.training.deadline import OWED, Deadline
from homeroom_core.training.person import Details, Person, register

ROSTER = tuple(f"person-{number}" for number in range(1, 4))
"""Ids of the people of the roster that `school` sets up; the last of them is not in `CAST`."""

EVERYBODY = (*CAST, Actor.of(ROSTER[-1], TEACHER))
"""The cast of a machine in which everybody of `ROSTER` acts."""

KEEPERS = st.sampled_from(["moral_education_office-1", "teacher-1"])


def staffed(walk: Walk) -> None:
    """A school with the people of `ROSTER`, registered a year ago."""
    now = walk.clock.moment
    walk.clock.moment = now - timedelta(days=365)
    with walk.office.desk(ORG, by=actor(f"{OFFICE}-1")) as desk:
        for name in ROSTER:
            desk.create(register, staff_no=name, details=Details(name=name))
    walk.clock.moment = now


def school(walk: Walk) -> None:
    """A school with the people of `ROSTER` and a scheme in force: a world for a machine."""
    staffed(walk)
    adopt_scheme(walk.office, walk.clock)


def roster(reader: Reader) -> list[str]:
    """Ids of everybody on the roster; without a roster, of somebody who would be."""
    return [person.id for person in reader.find(Person)] or [ROSTER[0]]


def part_hours() -> st.SearchStrategy[a.PartHours]:
    """Hours of a day, in halves, those who only listened the least."""
    halves = st.lists(st.integers(1, 16), min_size=3, max_size=3).map(sorted)
    return halves.map(
        lambda drawn: a.PartHours(
            attended=Decimal(drawn[0]) / 2,
            contributed=Decimal(drawn[1]) / 2,
            led=Decimal(drawn[2]) / 2,
        )
    )


def presences(
    person: str | None = None, on: date | None = None, *, evidence: bool = False
) -> st.SearchStrategy[a.Presence]:
    """Somebody on some day, or this one on this day."""
    return st.builds(
        a.Presence,
        person=codes() if person is None else st.just(person),
        on=school_days() if on is None else st.just(on),
        part=st.sampled_from(a.PARTS_PRESENT).map(str),
        noted_by=KEEPERS,
        evidence=st.lists(codes(), min_size=1, max_size=2).map(tuple) if evidence else st.just(()),
    )


@st.composite
def sign_ins(
    draw: st.DrawFn, days: Sequence[date], *, at_least: int = 1, evidence: bool = False
) -> tuple[a.Presence, ...]:
    """Sheets of some of these days, everybody on each of them once."""
    found: list[a.Presence] = []
    for on in days:
        people = draw(st.lists(st.sampled_from(ROSTER), min_size=at_least, unique=True))
        found += [draw(presences(person, on, evidence=evidence)) for person in people]
    return tuple(found)


@st.composite
def deadlines(
    draw: st.DrawFn, *, what: str | None = None, start: date | None = None, done: bool | None = None
) -> Deadline:
    """Deadlines, met or not, in time or late, with or without reminders."""
    day = draw(school_days()) if start is None else start
    due = day + timedelta(days=draw(st.integers(1, 30)))
    was = draw(st.booleans()) if done is None else done
    reminded = (due + timedelta(days=3),) if draw(st.booleans()) else ()
    late = due + timedelta(days=draw(st.integers(4, 9))) if reminded else due
    return Deadline(
        what=draw(st.sampled_from(OWED).map(str)) if what is None else what,
        due=due,
        met_on=late if was else None,
        reminded_on=reminded,
    )
