"""Demonstration lessons, walked at random and, so that every step is surely made, once by hand."""

from datetime import timedelta

import pytest
from lifecycle_machines import DemonstrationMachine, walking

from homeroom_core.case import Pinned
from homeroom_core.errors import RefusedError
from homeroom_core.people import TEACHER, Actor
from homeroom_core.testing.acts import SCHOOL_DAY, actor
from homeroom_core.testing.attendance_strategies import ROSTER
from homeroom_core.testing.demonstration_strategies import GRADE, lesson_school, lesson_staff
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.testing.walk import Walk
from homeroom_core.training import demonstration as d
from homeroom_core.training import demonstration_records as r
from homeroom_core.training.attendance import credits_of

CLERK = actor("moral_education_office-1")
HOST, YOUNG, OTHER = (Actor.of(id, TEACHER) for id in ROSTER)
DAY = SCHOOL_DAY + timedelta(days=14)

TestDemonstrationMachine = DemonstrationMachine.TestCase
TestDemonstrationMachine.settings = walking()


def announced(walk: Walk, seats: int = 2) -> r.Demonstration:
    return walk.create(
        CLERK, d.announce, title="Trust", host=HOST.id, on=DAY, place="305", seats=seats
    )


def test_every_step_of_a_lesson_is_made() -> None:
    walk = Walk(d.demonstration)
    lesson_school(walk)
    off = walk.apply(HOST, d.cancel, announced(walk), because="ill")
    assert off.state == r.CANCELLED
    lesson = walk.apply(YOUNG, d.register, announced(walk))
    lesson = walk.apply(YOUNG, d.withdraw, lesson, person=YOUNG.id)
    lesson = walk.apply(CLERK, d.enrol, lesson, grade=GRADE)
    lesson = walk.apply(HOST, d.postpone, lesson, because="exams", on=DAY + timedelta(days=1))
    lesson = walk.apply(CLERK, d.move, lesson, place="hall", seats=40)
    walk.clock.advance(days=15)
    lesson = walk.apply(OTHER, d.register, lesson)
    lesson = walk.apply(HOST, d.sign_in, lesson, led=(HOST.id,), attended=ROSTER[1:])
    lesson = walk.apply(HOST, d.strike, lesson, because="she spoke", person=OTHER.id)
    lesson = walk.apply(CLERK, d.sign_in, lesson, contributed=(OTHER.id,))
    lesson = walk.apply(HOST, d.hold, lesson, minutes="we talked")
    with pytest.raises(RefusedError):
        walk.apply(CLERK, d.credit, lesson)
    walk.clock.advance(days=31)
    lesson = walk.apply(CLERK, d.remind, lesson)
    lesson = walk.apply(YOUNG, d.note, lesson, text="ask, then wait")
    lesson = walk.apply(CLERK, d.credit, lesson)
    lesson = walk.apply(HOST, d.archive, lesson, collection="2025-7")
    walk.check_journal()
    assert (lesson.state, walk.untaken()) == (r.ARCHIVED, ["demonstration.confirm"])
    assert lesson.credits == credits_of(lesson)
    assert [one.person for one in lesson.credits] == list(ROSTER)


def test_a_lesson_announced_without_a_scheme_is_credited_only_once_it_is_confirmed() -> None:
    walk = Walk(d.demonstration)
    lesson_staff(walk)
    lesson = announced(walk)
    walk.clock.advance(days=31)
    made = adopt_scheme(walk.office, walk.clock)
    lesson = walk.apply(CLERK, d.confirm, lesson, because="announced before the vote")
    assert lesson.basis == Pinned(scheme=made.id, digest=made.digest)
