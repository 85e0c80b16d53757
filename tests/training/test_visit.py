"""Visits: covered, approved, reported, shared, credited."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from contests import CLERK, PINNED, PRINCIPAL, a_person, an_act, codes, refusals
from refusals import TODAY
from refusals.forum import here
from refusals.visit import (
    AGREED,
    CLASS,
    GOES,
    IN_TIME,
    ROSTER,
    STAYS,
    YESTERDAY,
    a_visit,
    again,
    leader,
    spoke,
)

from homeroom_core.decision import perform
from homeroom_core.explanation import Question
from homeroom_core.people import OFFICE, TEACHER, Actor, Level
from homeroom_core.people import PRINCIPAL as PRINCIPAL_ROLE
from homeroom_core.training import person as p
from homeroom_core.training import visit as v
from homeroom_core.training import visit_records as r
from homeroom_core.training.activity import ATTENDED, CONTRIBUTED, Credit
from homeroom_core.training.deadline import REPORT, SHARING, Deadline, overdue


def group(state: str = r.APPROVED, **more: Any) -> r.Visit:
    given = {"starts": YESTERDAY, "companions": frozenset({"person-3"}), "basis": PINNED}
    return a_visit(state, **{**given, **more})


def test_each_day_counts_for_those_who_were_there_on_it() -> None:
    there = (
        *here("person-1", "person-3", on=YESTERDAY),
        *here("person-1", on=TODAY, part=CONTRIBUTED),
    )
    credited = perform(group(r.SHARED, presences=there), v.credit, an_act(CLERK))
    assert credited.credits == (
        Credit(person="person-1", hours=Decimal(14), part=CONTRIBUTED),
        Credit(person="person-3", hours=Decimal(6), part=ATTENDED),
    )


def test_hours_count_for_the_level_of_who_invited() -> None:
    assert (group().credit_level(), group(level=Level.CITY).credit_level()) == ("school", "city")


def test_report_and_sharing_are_owed_from_the_last_day_on() -> None:
    back = perform(group(presences=here("person-1")), v.travel, an_act(CLERK))
    assert back.deadlines == (
        Deadline(what=REPORT, due=date(2025, 9, 24)),
        Deadline(what=SHARING, due=date(2025, 10, 1)),
    )


def test_it_is_not_credited_before_it_was_shared() -> None:
    for state in (r.TRAVELLED, r.REPORTED):
        visit = group(state, presences=here("person-1"))
        assert codes(refusals(visit, v.credit, an_act(CLERK))) == ["lifecycle.wrong_state"]


def test_what_is_overdue_says_since_when() -> None:
    owed = (
        Deadline(what=str(REPORT), due=YESTERDAY),
        Deadline(what=str(SHARING), due=TODAY),
    )
    visit = group(r.TRAVELLED, presences=here("person-1"), deadlines=owed)
    assert [(one.what, one.overdue_since(TODAY)) for one in overdue(visit, TODAY)] == [
        ("report", TODAY)
    ]
    told = v.visit.explainer
    assert told is not None
    tree = told(visit, Question(actor=CLERK, on=TODAY))
    assert tree is not None
    assert [str(part.heading()) for part in tree.parts] == [
        f"Report: overdue since {TODAY}: it was due on {YESTERDAY} [visit-1]",
        f"Sharing: due on {TODAY} [visit-1]",
    ]


def test_who_owes_is_told_which_visit_and_since_when() -> None:
    (refusal,) = again(YESTERDAY)
    assert str(refusal.text) == f"of visit-1, this is overdue since {TODAY}: Report"


def test_who_did_not_go_along_owes_nothing() -> None:
    owed = (Deadline(what=str(REPORT), due=YESTERDAY),)
    other = group(r.TRAVELLED, presences=here("person-1"), deadlines=owed)
    act = an_act(CLERK, *ROSTER, other)
    assert list(v.owes_nothing(a_visit(leader="person-3"), act)) == []


def test_anybody_who_was_there_reports_for_all_and_nobody_else() -> None:
    visit = group(r.TRAVELLED, presences=here("person-3"))
    by = an_act(Actor.of("person-3", TEACHER))
    assert perform(visit, v.report, by, text="we saw").state == r.REPORTED
    assert codes(refusals(visit, v.report, an_act(GOES), text="we saw")) == [
        "lifecycle.not_granted"
    ]


def test_who_left_the_school_since_is_still_credited() -> None:
    there = here("person-1", "person-3")
    act = an_act(CLERK, a_person(3, p.LEFT))
    credited = perform(group(r.SHARED, presences=there), v.credit, act)
    assert [credit.person for credit in credited.credits] == ["person-1", "person-3"]


def test_nobody_who_goes_approves_it() -> None:
    head = Actor.of("person-3", PRINCIPAL_ROLE, OFFICE)
    visit = group(r.APPLIED, starts=IN_TIME, ends=IN_TIME, covers=(AGREED,))
    given = {"document": "2025-9"}
    assert codes(refusals(visit, v.approve, an_act(head, *ROSTER), **given)) == [
        "lifecycle.not_granted"
    ]
    assert codes(refusals(visit, v.approve, an_act(PRINCIPAL, *ROSTER), **given)) == []


@pytest.mark.parametrize(
    ("until", "left"), [(None, (CLASS,)), (YESTERDAY, (CLASS,)), (date(2025, 9, 8), ())]
)
def test_a_class_that_was_handed_over_before_needs_no_cover(
    until: date | None, left: tuple[str, ...]
) -> None:
    person = leader(since=date(2025, 9, 1), until=until)
    assert r.classes_left(group(), an_act(CLERK, person).reader) == left


def test_naming_somebody_else_asks_again() -> None:
    visit = a_visit(covers=(AGREED,))
    given = {"class_code": CLASS, "colleague": "person-3"}
    named = perform(visit, v.name_cover, an_act(GOES, *ROSTER), **given)
    assert named.covers == (r.Cover(class_code=CLASS, colleague="person-3"),)


def test_who_steps_back_covers_nothing() -> None:
    visit = a_visit(covers=(AGREED,))
    assert perform(visit, v.step_back, an_act(STAYS, reason="exams")).covers == ()


def test_a_forum_at_which_one_spoke_afterwards_shows_the_sharing() -> None:
    visit = group(r.REPORTED, presences=here("person-1"))
    shared = perform(visit, v.share, an_act(GOES, spoke()), event="forum-1")
    assert shared.sharing == r.Sharing(by="person-1", on=TODAY, event="forum-1")


def test_a_late_report_is_taken_and_stays_late() -> None:
    owed = (Deadline(what=str(REPORT), due=TODAY - timedelta(1)),)
    visit = group(r.TRAVELLED, presences=here("person-1"), deadlines=owed)
    reported = perform(visit, v.report, an_act(GOES), text="we saw")
    assert [(one.met_on, one.late) for one in reported.deadlines] == [(TODAY, True)]
