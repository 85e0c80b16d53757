"""Seminars, walked at random and, so that every step is surely made, once by hand."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from lifecycle_machines import SeminarMachine, walking

from homeroom_core.case import Pinned
from homeroom_core.people import TEACHER, Actor, Level
from homeroom_core.testing.acts import SCHOOL_DAY, actor
from homeroom_core.testing.attendance_strategies import ROSTER, school, staffed
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.testing.walk import Walk
from homeroom_core.training import seminar as s
from homeroom_core.training import seminar_records as r
from homeroom_core.training.attendance import credits_of

TestSeminarMachine = SeminarMachine.TestCase
TestSeminarMachine.settings = walking()

CLERK, PRINCIPAL, BUREAU = map(
    actor, ("moral_education_office-1", "principal-1", "education_bureau-1")
)
LEAD, HELPER, LISTENER = (Actor.of(id, TEACHER) for id in ROSTER)
DAY = SCHOOL_DAY + timedelta(days=28)


def applied(walk: Walk) -> r.Seminar:
    given: dict[str, Any] = {
        "title": "Trust",
        "level": Level.PROVINCE,
        "organiser": "province",
        "lead": LEAD.id,
        "starts": DAY,
        "ends": DAY + timedelta(days=1),
        "place": "hall",
        "capacity": 100,
        "safety_plan": "2025-3",
        "budget": Decimal("1000.00"),
    }
    return walk.create(LEAD, s.apply, **given)


def prepared(walk: Walk) -> r.Seminar:
    made = walk.apply(BUREAU, s.approve, applied(walk), document="2025-4")
    task = r.Task(id="hall", what="book it", assignee=LISTENER.id, due=DAY)
    made = walk.apply(LEAD, s.prepare, made, tasks=(task,))
    made = walk.apply(LEAD, s.assign, made, task="hall", assignee=HELPER.id, due=DAY)
    item = r.ProgrammeItem(on=DAY, title="opening")
    made = walk.apply(LEAD, s.set_programme, made, items=(item,))
    made = walk.apply(LEAD, s.register_unit, made, unit="school 2", seats=40)
    made = walk.apply(LEAD, s.register_unit, made, unit="school 3", seats=9)
    return walk.apply(LEAD, s.withdraw_receipt, made, number=2)


def test_every_step_of_a_seminar_is_made() -> None:
    walk = Walk(s.seminar)
    school(walk)
    declined = walk.apply(PRINCIPAL, s.decline, applied(walk), because="exams")
    told: dict[str, Any] = {"notice": "2025-9", "notified": frozenset({1})}
    off = walk.apply(BUREAU, s.cancel, prepared(walk), because="storm", **told)
    assert (declined.state, off.state) == (r.DECLINED, r.CANCELLED)
    made = walk.apply(HELPER, s.finish, prepared(walk), task="hall", note="room 1")
    made = walk.apply(LEAD, s.register_staff, made, people=(HELPER.id,))
    walk.clock.advance(days=29)
    made = walk.apply(CLERK, s.remind, made)
    made = walk.apply(CLERK, s.declare_ready, made)
    both: dict[str, Any] = {"led": (LEAD.id,), "attended": (HELPER.id, LISTENER.id)}
    made = walk.apply(LEAD, s.sign_in, made, on=DAY, **both)
    made = walk.apply(LEAD, s.strike, made, because="was ill", person=LISTENER.id, on=DAY)
    made = walk.apply(LEAD, s.hold, made, guests=38, materials=("2025-7",))
    cost = r.Cost(what="tea", amount=Decimal("999.99"), voucher="17")
    made = walk.apply(LEAD, s.state_costs, made, costs=(cost,))
    made = walk.apply(LEAD, s.take_feedback, made, feedback=r.Feedback(returned=9))
    made = walk.apply(CLERK, s.summarise, made, summary="they liked it")
    walk.check_journal()
    assert (made.state, made.credits) == (r.SUMMARISED, credits_of(made))
    assert walk.untaken() == ["seminar.confirm"]


def test_a_seminar_applied_for_without_a_scheme_is_confirmed_under_one() -> None:
    walk = Walk(s.seminar)
    staffed(walk)
    made = applied(walk)
    walk.clock.advance(days=31)
    scheme = adopt_scheme(walk.office, walk.clock)
    made = walk.apply(CLERK, s.confirm, made, because="applied for before the vote")
    assert made.basis == Pinned(scheme=scheme.id, digest=scheme.digest)
