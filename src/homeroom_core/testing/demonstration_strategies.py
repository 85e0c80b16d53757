"""Hypothesis strategies for demonstration lessons, and what their steps are usually handed."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, get_args

from hypothesis import strategies as st

from homeroom_core.change import change
from homeroom_core.dates import school_date
from homeroom_core.people import OFFICE
from homeroom_core.testing.acts import ORG, SCHOOL_DAY, ZONE, actor
from homeroom_core.testing.attendance_strategies import (
    ROSTER,
    deadlines,
    part_hours,
    presences,
    roster,
)
from homeroom_core.testing.lifecycle_machine import Arguments, Scene
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.testing.strategies import codes, school_days, texts, words
from homeroom_core.testing.walk import Walk
from homeroom_core.training import demonstration as d
from homeroom_core.training import demonstration_records as r
from homeroom_core.training.attendance import credits_of
from homeroom_core.training.deadline import CREDITING, NOTES
from homeroom_core.training.person import Details, register

Drawn = st.SearchStrategy[Mapping[str, Any]]

HOST, YOUNG, OTHER = ROSTER
"""Who may give a lesson, who is young, and who is neither, in a `lesson_school`."""

GRADE = "G7"
"""The grade of the young teacher in a `lesson_school`."""


def lesson_staff(walk: Walk) -> None:
    """A school where one teacher is experienced, one young and one neither."""
    now = walk.clock.moment
    walk.clock.moment = now - timedelta(days=365)
    with walk.office.desk(ORG, by=actor(f"{OFFICE}-1")) as desk:
        for name, began in zip(ROSTER, (2005, 2024, 2015), strict=True):
            details = Details(
                name=name,
                grade=GRADE if name == YOUNG else "G8",
                work_since=date(began, 8, 1),
                homeroom_years=Decimal(10 if name == HOST else 0),
                counted_on=SCHOOL_DAY - timedelta(days=365),
            )
            desk.create(register, staff_no=name, details=details)
    walk.clock.moment = now


def lesson_school(walk: Walk) -> None:
    """The same, with a scheme in force."""
    lesson_staff(walk)
    adopt_scheme(walk.office, walk.clock)


def school_with_a_lesson(walk: Walk) -> None:
    """The `lesson_school`, with a lesson in a week for which a grade is enrolled.

    A machine that begins with an announcement seldom comes to the day: so its world begins here.
    """
    lesson_school(walk)
    clerk = actor(f"{OFFICE}-1")
    on = school_date(walk.clock.moment, ZONE) + timedelta(days=7)
    lesson = walk.create(clerk, d.announce, title="Trust", host=HOST, on=on, place="305", seats=10)
    walk.apply(clerk, d.enrol, lesson, grade=GRADE)


def demonstration_policies() -> st.SearchStrategy[r.DemonstrationPolicy]:
    """Policies with the shipped rules and short spans."""
    return st.builds(
        r.DemonstrationPolicy,
        others=st.sampled_from(get_args(r.OthersMay)),
        others_working_days_before=st.integers(1, 5),
        note_owed=st.booleans(),
        note_within_working_days=st.integers(1, 5),
        most_digits=st.integers(4, 8),
        credit_within_working_days=st.integers(1, 10),
        hours=part_hours(),
    )


def registrations(person: str | None = None) -> st.SearchStrategy[r.Registration]:
    """Seats of this person, or of somebody of the roster."""
    return st.builds(
        r.Registration,
        person=st.sampled_from(ROSTER[1:]) if person is None else st.just(person),
        on=school_days(),
        by=st.just(f"{OFFICE}-1"),
        young=st.booleans(),
    )


def observation_notes(by: str | None = None) -> st.SearchStrategy[r.ObservationNote]:
    """Notes of this person, or of somebody of the roster."""
    return st.builds(
        r.ObservationNote,
        by=st.sampled_from(ROSTER[1:]) if by is None else st.just(by),
        on=school_days(),
        text=words(),
        names_compared=st.integers(0, 50),
    )


@st.composite
def demonstrations(draw: st.DrawFn, *, state: str | None = None) -> r.Demonstration:
    """Demonstration lessons, in this state or in any."""
    at = draw(st.sampled_from(r.DEMONSTRATION_STATES)) if state is None else state
    seated = draw(st.lists(st.sampled_from(ROSTER[1:]), unique=True))
    made = r.Demonstration(
        id=draw(codes()),
        org=ORG,
        state=at,
        version=draw(st.integers(1, 30)),
        title=draw(words()),
        host=HOST,
        class_code=draw(texts()),
        on=draw(school_days()),
        place=draw(words()),
        seats=draw(st.integers(len(ROSTER), 40)),
        contest=draw(st.just("") | codes()),
        policy=draw(demonstration_policies()),
        registrations=tuple(draw(registrations(person)) for person in seated),
    )
    return made if at in (r.ANNOUNCED, r.CANCELLED) else draw(_held(made))


@st.composite
def _held(draw: st.DrawFn, lesson: r.Demonstration) -> r.Demonstration:
    came = [draw(presences(one, lesson.on)) for one in sorted(lesson.registered)]
    watched = [change(one, part="attended") if one.part == "led" else one for one in came]
    led = change(draw(presences(HOST, lesson.on)), part="led")
    wrote = draw(st.lists(st.sampled_from(ROSTER[1:]), unique=True))
    lesson = change(
        lesson,
        presences=(led, *watched),
        minutes=draw(words()),
        materials=tuple(draw(st.lists(codes(), max_size=2))),
    )
    owed = bool(lesson.owing)
    notes = tuple(draw(observation_notes(one)) for one in wrote if one in lesson.observers)
    lesson = change(lesson, notes=notes)
    done = lesson.state in (r.CREDITED, r.ARCHIVED)
    due = [draw(deadlines(what=str(CREDITING), start=lesson.on, done=done))]
    if owed:
        in_all = not lesson.owing
        due.insert(0, draw(deadlines(what=str(NOTES), start=lesson.on, done=in_all)))
    lesson = change(lesson, deadlines=tuple(due))
    if not done:
        return lesson
    collection = draw(words()) if lesson.state == r.ARCHIVED else ""
    return change(lesson, credits=credits_of(lesson), collection=collection)


def _announce(scene: Scene) -> Drawn:
    return st.fixed_dictionaries(
        {
            "title": words(),
            "host": st.just(HOST),
            "on": st.integers(3, 12).map(lambda days: scene.act.on + timedelta(days=days)),
            "place": words(),
            "seats": st.integers(1, 4),
        },
        optional={"policy": demonstration_policies(), "class_code": texts()},
    )


def _postpone(scene: Scene) -> Drawn:
    later = max(scene.act.on, scene.record.on)
    days = st.integers(1, 8).map(lambda days: later + timedelta(days=days))
    return st.fixed_dictionaries({"on": days})


def _move(scene: Scene) -> Drawn:
    least = max(len(scene.record.registrations), 1)
    return st.fixed_dictionaries({"place": words(), "seats": st.integers(least, least + 5)})


def _enrol(scene: Scene) -> Drawn:
    free = [one for one in roster(scene.reader) if one not in (HOST, *scene.record.registered)]
    people = st.lists(st.sampled_from(free or [YOUNG]), min_size=1, unique=True).map(tuple)
    return st.fixed_dictionaries({"people": people}) | st.just({"grade": GRADE})


def _withdraw(scene: Scene) -> Drawn:
    seated = sorted(scene.record.registered) or [YOUNG]
    return st.fixed_dictionaries({"person": st.sampled_from(seated)})


@st.composite
def _sign_in(draw: st.DrawFn, scene: Scene) -> dict[str, tuple[str, ...]]:
    lesson: r.Demonstration = scene.record
    there = sorted(lesson.registered - lesson.present)
    led = () if HOST in lesson.present else (HOST,)
    spoke = draw(st.booleans())
    return {"led": led, "contributed" if spoke else "attended": tuple(there)}


def _strike(scene: Scene) -> Drawn:
    there = sorted(scene.record.present) or [HOST]
    return st.fixed_dictionaries({"person": st.sampled_from(there)})


DEMONSTRATION: Arguments = {
    d.announce: _announce,
    d.postpone: _postpone,
    d.move: _move,
    d.enrol: _enrol,
    d.withdraw: _withdraw,
    d.sign_in: _sign_in,
    d.strike: _strike,
    d.hold: lambda _scene: st.fixed_dictionaries({"minutes": words()}),
    d.note: lambda _scene: st.fixed_dictionaries({"text": words()}),
    d.archive: lambda _scene: st.fixed_dictionaries({"collection": words() | texts()}),
}
"""For `homeroom_core.training.demonstration`."""
