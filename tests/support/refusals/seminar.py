"""Attempts at the steps of a seminar, made wrongly and made rightly."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from contests import CLERK, PEOPLE, PINNED, PRINCIPAL, a_person, an_act, creating, refusals

from homeroom_core.errors import Refusal
from homeroom_core.people import TEACHER, Actor, Level
from homeroom_core.testing.acts import ORG
from homeroom_core.training import person as p
from homeroom_core.training import seminar as s
from homeroom_core.training import seminar_records as r
from refusals import TODAY, case
from refusals.forum import here

LEAD, HELPER, OTHER = (Actor.of(f"person-{number}", TEACHER) for number in (1, 2, 3))
TOMORROW, YESTERDAY = TODAY + timedelta(1), TODAY - timedelta(1)
GIVEN: Mapping[str, Any] = {
    "title": "Trust",
    "level": Level.CITY,
    "organiser": "city",
    "lead": LEAD.id,
    "starts": TODAY,
    "ends": TODAY,
    "place": "hall",
    "capacity": 10,
    "safety_plan": "2025-3",
    "budget": Decimal(1000),
}
ITEM = r.ProgrammeItem(on=TODAY, title="opening")
ONE = r.Receipt(number=1, on=TODAY, unit="school 2", seats=3)


def a_seminar(state: str = r.APPLIED, **more: Any) -> r.Seminar:
    return r.Seminar(id="seminar-1", org=ORG, state=state, **{**GIVEN, **more})


def apply(people: Any = PEOPLE, **more: Any) -> tuple[Refusal, ...]:
    return creating(s.apply, an_act(LEAD, *people, new_id="seminar-1"), **{**GIVEN, **more})


case("seminar.incomplete", lambda plan: apply(safety_plan=plan), " ", "2025-3")
case("seminar.level_too_low", lambda level: apply(level=level), Level.DISTRICT, Level.CITY)
case("attendance.starts_in_the_past", lambda on: apply(starts=on), YESTERDAY, TODAY)
case("attendance.ends_before_start", lambda on: apply(ends=on), YESTERDAY, TODAY)
case("seminar.capacity_below_one", lambda room: apply(capacity=room), 0, 1)
case("attendance.bad_amount", lambda cost: apply(budget=cost), Decimal("-1"), Decimal(0))
case(
    "attendance.not_in_post",
    lambda state: apply(people=(a_person(1, state),)),
    p.LEFT,
    p.IN_POST,
)
case(
    "seminar.no_document",
    lambda words: refusals(a_seminar(), s.approve, an_act(PRINCIPAL), document=words),
    " ",
    "2025-4",
)


def a_task(id: str = "hall", **more: Any) -> r.Task:
    return r.Task(id=id, **{"what": "book it", "assignee": HELPER.id, "due": TODAY, **more})


def prepare(*tasks: r.Task) -> tuple[Refusal, ...]:
    return refusals(a_seminar(r.APPROVED), s.prepare, an_act(LEAD, *PEOPLE), tasks=tasks)


case("seminar.no_tasks", lambda tasks: prepare(*tasks), (), (a_task(),))
case("seminar.bad_task", lambda other: prepare(a_task(), a_task(other)), "hall", "food")
case("seminar.bad_task", lambda what: prepare(a_task(what=what)), " ", "book it")
case("seminar.task_due_outside", lambda due: prepare(a_task(due=due)), TOMORROW, TODAY)
case(
    "attendance.unknown_person",
    lambda who: prepare(a_task(assignee=who)),
    "person-9",
    "person-2",
)


def preparing(**more: Any) -> r.Seminar:
    return a_seminar(r.PREPARING, **{"tasks": (a_task(),), **more})


def assign(task: str = "hall", who: str = OTHER.id, due: date = TODAY) -> tuple[Refusal, ...]:
    act = an_act(LEAD, *PEOPLE)
    return refusals(preparing(), s.assign, act, task=task, assignee=who, due=due)


case("seminar.no_such_task", assign, "food", "hall")
case("attendance.unknown_person", lambda who: assign(who=who), "person-9", "person-3")


def finish(by: Actor = HELPER, task: str = "hall", **more: Any) -> tuple[Refusal, ...]:
    given = (a_task(), a_task("food", assignee=OTHER.id))
    return refusals(preparing(tasks=given), s.finish, an_act(by), task=task)


case("seminar.no_such_task", lambda task: finish(task=task), "tea", "hall")
case("seminar.not_your_task", finish, OTHER, LEAD)


def programme(*items: r.ProgrammeItem) -> tuple[Refusal, ...]:
    return refusals(preparing(), s.set_programme, an_act(LEAD), items=items)


case("seminar.no_programme", lambda items: programme(*items), (), (ITEM,))
case(
    "seminar.bad_programme",
    lambda on: programme(r.ProgrammeItem(on=on, title="opening")),
    TOMORROW,
    TODAY,
)


def unit(name: str = "school 3", seats: int = 7) -> tuple[Refusal, ...]:
    given = {"unit": name, "seats": seats}
    return refusals(preparing(receipts=(ONE,)), s.register_unit, an_act(LEAD), **given)


case("seminar.nobody_registers", unit, " ", "school 3")
case("seminar.full", lambda seats: unit(seats=seats), 8, 7)
case("deidentify.long_number", unit, "school 138001", "school 13800")


def staff(*people: str, **more: Any) -> tuple[Refusal, ...]:
    own = r.Receipt(number=1, on=TODAY, seats=1, people=(LEAD.id,))
    made = preparing(receipts=(own,), **more)
    return refusals(made, s.register_staff, an_act(LEAD, *PEOPLE), people=people)


case("seminar.nobody_registers", lambda people: staff(*people), (), (HELPER.id,))
case("seminar.registered_already", staff, LEAD.id, HELPER.id)
case("seminar.full", lambda room: staff(HELPER.id, capacity=room), 1, 2)
case("attendance.unknown_person", staff, "person-9", HELPER.id)
case(
    "seminar.no_such_receipt",
    lambda number: refusals(
        preparing(receipts=(ONE,)), s.withdraw_receipt, an_act(LEAD), number=number
    ),
    2,
    1,
)


def ready(**more: Any) -> tuple[Refusal, ...]:
    done = (a_task(done_on=TODAY),)
    given = {"tasks": done, "programme": (ITEM,), "receipts": (ONE,), **more}
    return refusals(preparing(**given), s.declare_ready, an_act(CLERK))


case(
    "seminar.tasks_open",
    lambda on: ready(tasks=(a_task(done_on=on),)),
    None,
    TODAY,
)
case("seminar.no_programme", lambda items: ready(programme=items), (), (ITEM,))
case("seminar.no_receipts", lambda came: ready(receipts=came), (), (ONE,))
case(
    "attendance.other_day",
    lambda on: refusals(
        a_seminar(r.READY), s.sign_in, an_act(LEAD, *PEOPLE), on=on, attended=(HELPER.id,)
    ),
    YESTERDAY,
    TODAY,
)


def held(state: str = r.HELD, **more: Any) -> r.Seminar:
    return a_seminar(state, **{"presences": here(HELPER.id), **more})


case(
    "attendance.not_signed_in",
    lambda who: refusals(held(), s.strike, an_act(CLERK, reason="was ill"), person=who, on=TODAY),
    LEAD.id,
    HELPER.id,
)


def hold(guests: int = 0, **more: Any) -> tuple[Refusal, ...]:
    return refusals(held(r.READY, **more), s.hold, an_act(LEAD), guests=guests)


case("attendance.guests_below_zero", hold, -1, 0)
case("attendance.not_over", lambda ends: hold(ends=ends), TOMORROW, TODAY)


def state_costs(
    amount: str = "1000", what: str = "tea", voucher: str = "17", reason: str = ""
) -> tuple[Refusal, ...]:
    cost = r.Cost(what=what, amount=Decimal(amount), voucher=voucher)
    return refusals(held(), s.state_costs, an_act(LEAD, reason=reason), costs=(cost,))


case("seminar.cost_unclear", lambda number: state_costs(voucher=number), " ", "17")
case("attendance.bad_amount", state_costs, "0.001", "0.01")
case("seminar.over_budget", state_costs, "1000.01", "1000.00")
case(
    "seminar.over_budget",
    lambda reason: state_costs("1000.01", reason=reason),
    " ",
    "rain",
)


def feedback(**counts: int) -> tuple[Refusal, ...]:
    return refusals(held(), s.take_feedback, an_act(LEAD), feedback=r.Feedback(**counts))


case(
    "seminar.feedback_does_not_add_up",
    lambda good: feedback(returned=10, very_good=9, good=good),
    2,
    1,
)
case(
    "seminar.feedback_does_not_add_up",
    lambda poor: feedback(returned=10, very_good=10 - poor, poor=poor),
    -1,
    1,
)
case("seminar.feedback_does_not_add_up", lambda n: feedback(returned=n), -1, 0)
case("seminar.feedback_tells_who", lambda good: feedback(returned=9, good=good), 9, 0)


def summarise(summary: str = "they liked it", **more: Any) -> tuple[Refusal, ...]:
    told = r.Feedback(returned=0)
    given = {"total": Decimal(0), "feedback": told, "basis": PINNED, **more}
    return refusals(held(**given), s.summarise, an_act(CLERK), summary=summary)


case("seminar.no_summary", summarise, " ", "they liked it")
case("seminar.no_cost_statement", lambda total: summarise(total=total), None, Decimal(0))
case(
    "seminar.no_feedback",
    lambda told: summarise(feedback=told),
    None,
    r.Feedback(returned=0),
)


def cancel(
    notified: frozenset[int] = frozenset({1}), notice: str = "2025-9", **more: Any
) -> tuple[Refusal, ...]:
    made = preparing(receipts=(ONE,), **more)
    act = an_act(PRINCIPAL, reason="storm")
    return refusals(made, s.cancel, act, notice=notice, notified=notified)


case("seminar.not_notified", cancel, frozenset(), frozenset({1}))
case("seminar.no_document", lambda notice: cancel(notice=notice), " ", "2025-9")
case(
    "attendance.under_way",
    lambda there: cancel(presences=there),
    here(HELPER.id),
    (),
)
