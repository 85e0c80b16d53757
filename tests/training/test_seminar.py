"""Seminars: prepared, held, accounted for, credited."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from contests import CLERK, PEOPLE, PINNED, PRINCIPAL, an_act, codes, refusals
from refusals import TODAY
from refusals.forum import here
from refusals.seminar import (
    HELPER,
    LEAD,
    ONE,
    a_seminar,
    a_task,
    cancel,
    held,
    preparing,
    state_costs,
)

from homeroom_core.decision import perform
from homeroom_core.explanation import Question, recomputed
from homeroom_core.people import BUREAU, OFFICE, TEACHER, Actor, Level
from homeroom_core.people import PRINCIPAL as PRINCIPAL_ROLE
from homeroom_core.training import seminar as s
from homeroom_core.training import seminar_records as r
from homeroom_core.training.activity import ATTENDED, LED, Credit
from homeroom_core.training.attendance import PartHours
from homeroom_core.training.deadline import GETTING_READY, SUMMARY, Deadline

TALLIED: dict[str, Any] = {
    "basis": PINNED,
    "total": Decimal(0),
    "feedback": r.Feedback(returned=0),
}


def summarised(**more: Any) -> r.Seminar:
    return perform(held(**TALLIED, **more), s.summarise, an_act(CLERK), summary="well")


@pytest.mark.parametrize(
    ("level", "hours"), [(Level.CITY, 6), (Level.PROVINCE, 7), (Level.NATIONAL, 9)]
)
def test_a_day_counts_what_it_counts_at_the_level(level: Level, hours: int) -> None:
    policy = r.SeminarPolicy(
        province_hours=PartHours(attended=Decimal(7)),
        national_hours=PartHours(attended=Decimal(9)),
    )
    made = summarised(level=level, policy=policy)
    assert made.credits == (Credit(person=HELPER.id, hours=Decimal(hours), part=ATTENDED),)
    assert made.credit_level() == level


def test_only_own_people_who_signed_in_are_credited_whoever_registered() -> None:
    own = r.Receipt(number=2, on=TODAY, seats=2, people=("person-2", "person-3"))
    there = (*here("person-1", part=LED), *here("person-2"))
    made = summarised(receipts=(ONE, own), presences=there, guests=40)
    assert [(one.person, one.hours) for one in made.credits] == [
        ("person-1", Decimal(8)),
        ("person-2", Decimal(6)),
    ]


def test_it_has_to_be_ready_five_working_days_before() -> None:
    starts = date(2025, 9, 22)
    made = a_seminar(r.APPROVED, starts=starts, ends=starts)
    task = a_task(due=starts)
    begun = perform(made, s.prepare, an_act(LEAD, *PEOPLE), tasks=(task,))
    assert begun.deadlines == (Deadline(what=GETTING_READY, due=date(2025, 9, 15)),)


def test_a_summary_is_due_ten_working_days_after_the_last_day() -> None:
    made = perform(held(r.READY), s.hold, an_act(LEAD), guests=3)
    assert made.deadlines == (Deadline(what=SUMMARY, due=date(2025, 9, 24)),)


def test_ready_late_is_ready_all_the_same_and_stays_late() -> None:
    owed = Deadline(what=str(GETTING_READY), due=TODAY - timedelta(1))
    made = preparing(
        tasks=(a_task(done_on=TODAY),),
        programme=(r.ProgrammeItem(on=TODAY, title="t"),),
        receipts=(ONE,),
        deadlines=(owed,),
    )
    ready = perform(made, s.declare_ready, an_act(CLERK))
    assert [(one.met_on, one.late) for one in ready.deadlines] == [(TODAY, True)]


def test_a_task_that_comes_with_the_list_is_open_whatever_it_says() -> None:
    task = a_task(done_on=TODAY, note="done")
    made = perform(a_seminar(r.APPROVED), s.prepare, an_act(LEAD, *PEOPLE), tasks=(task,))
    assert made.tasks == (a_task(),)


def test_a_task_is_handed_over_when_people_move() -> None:
    given: dict[str, Any] = {"task": "hall", "assignee": "person-3", "due": TODAY}
    made = perform(preparing(), s.assign, an_act(LEAD, *PEOPLE), **given)
    assert made.tasks == (a_task(assignee="person-3"),)


def test_seats_of_a_registration_that_was_withdrawn_are_free_again() -> None:
    made = preparing(receipts=(ONE,))
    assert made.seats_left == 7
    back = perform(made, s.withdraw_receipt, an_act(LEAD), number=1)
    assert (back.seats_left, back.standing) == (10, ())


def test_of_another_body_its_name_and_number_are_kept_and_no_more() -> None:
    made = perform(preparing(), s.register_unit, an_act(LEAD), unit="school 3", seats=4)
    assert made.receipts == (r.Receipt(number=1, on=TODAY, unit="school 3", seats=4),)


def test_costs_are_added_up_exactly() -> None:
    costs = tuple(r.Cost(what="tea", amount=Decimal("0.10"), voucher="1") for _ in range(3))
    made = perform(held(), s.state_costs, an_act(LEAD), costs=costs)
    assert str(made.total) == "0.30"


def test_costs_may_exceed_the_budget_by_the_share_that_the_terms_allow() -> None:
    policy = r.SeminarPolicy(over_budget_share=Fraction(1, 10))
    for amount, found in (("1100.00", []), ("1100.01", ["seminar.over_budget"])):
        cost = r.Cost(what="tea", amount=Decimal(amount), voucher="1")
        got = refusals(held(policy=policy), s.state_costs, an_act(LEAD), costs=(cost,))
        assert codes(got) == found
    assert codes(state_costs("1000.01", reason="rain")) == []


def test_the_sum_is_recomputed_from_the_statement() -> None:
    cost = r.Cost(what="tea", amount=Decimal("2.50"), voucher="1")
    act, again = an_act(CLERK), s.seminar.derivations["total"].again
    made = held(costs=(cost, cost), total=Decimal("5.00"))
    assert again(made, act.reader, act.provided) == made.total
    assert again(held(), act.reader, act.provided) is None


def test_it_explains_hours_deadlines_and_costs() -> None:
    cost = r.Cost(what="tea", amount=Decimal("2.50"), voucher="1")
    owed = Deadline(what=str(SUMMARY), due=TODAY)
    made = held(costs=(cost, cost), total=Decimal("5.00"), deadlines=(owed,))
    told = s.why(made, Question(actor=CLERK, on=TODAY + timedelta(1)))
    assert told is not None
    late, spent = told.parts
    assert str(late.heading()).startswith(f"Summary: overdue since {TODAY + timedelta(1)}")
    assert (recomputed(spent), str(spent.notes[0])) == (Fraction(5), "budget: 1000 yuan")


def test_before_anybody_registered_it_is_called_off_without_a_notice() -> None:
    made = preparing()
    assert codes(refusals(made, s.cancel, an_act(PRINCIPAL, reason="storm"))) == []
    assert codes(cancel(frozenset(), "")) == ["seminar.no_document", "seminar.not_notified"]


def test_neither_who_is_in_charge_nor_who_signed_themselves_in_sums_it_up() -> None:
    lead_too = Actor.of(LEAD.id, OFFICE)
    assert codes(refusals(held(**TALLIED), s.summarise, an_act(lead_too), summary="s")) == [
        "lifecycle.not_granted"
    ]


@pytest.mark.parametrize(
    ("by", "found"),
    [
        (Actor.of("bureau-1", BUREAU), []),
        (Actor.of(LEAD.id, PRINCIPAL_ROLE), ["lifecycle.not_granted"]),
        (Actor.of("person-9", TEACHER), ["lifecycle.not_granted"]),
    ],
)
def test_nobody_approves_what_they_are_in_charge_of(by: Actor, found: list[str]) -> None:
    assert codes(refusals(a_seminar(), s.approve, an_act(by), document="4")) == found


def test_who_prepares_registers_or_comes_has_it_in_their_portfolio() -> None:
    own = r.Receipt(number=1, on=TODAY, seats=1, people=("person-3",))
    made = held(tasks=(a_task(assignee="person-4"),), receipts=(own,))
    assert made.people() == {"person-1", "person-2", "person-3", "person-4"}
