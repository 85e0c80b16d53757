"""Experts: terms, visits, deadlines in working days, findings, hours."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from contests import CLERK, PRINCIPAL, a_person, an_act, codes, refusals
from refusals.expert import (
    FINDINGS,
    PERSON,
    SAID,
    UNTIL,
    VISITOR,
    a_measure,
    a_result,
    a_visit,
    an_expert,
)

from homeroom_core.change import change
from homeroom_core.decision import originate, perform
from homeroom_core.errors import InputError
from homeroom_core.explanation import Question
from homeroom_core.people import OFFICE, Actor
from homeroom_core.record import Shelf
from homeroom_core.testing.acts import MORNING, SCHOOL_DAY, actor
from homeroom_core.training import expert as e
from homeroom_core.training import expert_records as er
from homeroom_core.training import expert_visit as v
from homeroom_core.training.activity import Credit

TEACHER = actor("teacher-1")


def visited(**more: object) -> er.ExpertVisit:
    act = an_act(CLERK, an_expert(), new_id="expert_visit-2")
    given = {"appointment": "expert-1", "form": er.DIAGNOSIS, "subject": "meetings", **more}
    return originate(v.visit, act, on=SCHOOL_DAY, **given)  # type: ignore[arg-type]  # what tests give


def test_a_renewal_begins_the_day_after_the_last_term() -> None:
    record = perform(an_expert(), e.renew, an_act(PRINCIPAL), letter="2", until=date(2028, 9, 9))
    assert [(one.since, one.until) for one in record.appointments] == [
        (SCHOOL_DAY, UNTIL),
        (date(2026, 9, 10), date(2028, 9, 9)),
    ]
    assert [record.covers(day) for day in (UNTIL, date(2026, 9, 10), date(2028, 9, 10))] == [
        True,
        True,
        False,
    ]


def test_a_policy_cannot_ask_for_more_months_than_it_allows() -> None:
    with pytest.raises(InputError, match="most_months"):
        er.ExpertPolicy(least_months=13, most_months=12)


def test_all_that_is_missing_from_a_proposal_is_said_at_once() -> None:
    blank = {**SAID, "name": " ", "purpose": ""}
    found = e.is_complete(change(an_expert(er.PROPOSED), name=" ", purpose=""), an_act(CLERK))
    assert found is not None
    assert (str(found.measured), sorted(blank)) == ("Name, Purpose", sorted(SAID))


def test_the_fee_rule_is_for_those_who_decide_and_the_expert() -> None:
    seen = [an_expert().hidden_from(who, Shelf()) for who in (CLERK, PRINCIPAL, VISITOR, TEACHER)]
    assert seen == [frozenset(), frozenset(), frozenset(), frozenset({"fee_rule"})]


def test_a_report_is_due_ten_working_days_after_the_visit() -> None:
    """The tenth of September 2025 is a Wednesday."""
    made = visited()
    assert (made.expert, made.report_by) == (VISITOR.id, date(2025, 9, 24))


def test_findings_are_to_be_settled_within_ten_working_days_of_the_report() -> None:
    by = an_act(VISITOR, at=MORNING + timedelta(days=14))
    made = perform(visited(), v.report, by, summary="loud", findings=("a", "b"))
    assert (made.reported_on, made.improve_by) == (date(2025, 9, 24), date(2025, 10, 8))
    assert [(one.number, one.text) for one in made.findings] == [(1, "a"), (2, "b")]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (14, "Report: 2025-09-24, in time (by 2025-09-24)"),
        (15, "Report: 2025-09-25, late (by 2025-09-24)"),
    ],
)
def test_an_explanation_says_whether_the_dates_were_kept(days: int, said: str) -> None:
    by = an_act(VISITOR, at=MORNING + timedelta(days=days))
    made = perform(visited(), v.report, by, summary="loud", findings=("a",))
    told = v.explain_visit(made, Question(actor=CLERK))
    assert told is not None
    assert str(told.parts[0].heading(told)) == said


def test_an_explanation_says_where_each_finding_stands() -> None:
    record = a_visit(
        er.IMPROVING,
        findings=FINDINGS,
        measures=(a_measure(1), a_measure(2)),
        improve_by=SCHOOL_DAY,
        planned_on=SCHOOL_DAY,
        rechecks=(er.Recheck(by=CLERK.id, on=SCHOOL_DAY, results=(a_result(2),)),),
    )
    told = v.explain_visit(record, Question(actor=CLERK))
    assert told is not None
    assert [str(part.heading(told)) for part in told.parts[2:]] == [
        "Finding 1 (person-1): due on 2025-09-10",
        "Finding 2 (person-1): resolved",
    ]
    assert v.explain_visit(record, Question(actor=TEACHER)) is None


def test_who_sees_to_a_finding_never_rechecks_whatever_office_they_hold() -> None:
    record = a_visit(er.IMPROVING, findings=FINDINGS[:1], measures=(a_measure(),))
    clerk = Actor.of(PERSON.id, OFFICE)
    held = [v.recheck.grant.holds(record, an_act(who)) for who in (CLERK, VISITOR, clerk)]
    assert held == [True, True, False]


def test_what_was_found_is_for_those_who_took_part_or_lead() -> None:
    record = a_visit(er.REPORTED, findings=FINDINGS, attended=frozenset({PERSON.id}))
    person = Actor.of(PERSON.id, "teacher")
    seen = [record.hidden_from(who, Shelf()) for who in (CLERK, VISITOR, person, TEACHER)]
    found = frozenset({"summary", "findings", "measures", "rechecks"})
    assert seen == [frozenset(), frozenset(), frozenset(), found]
    assert record.people() == frozenset({PERSON.id, VISITOR.id})


def test_a_lecture_credits_its_hours_to_everybody_who_signed_in_on_the_day_it_was_held() -> None:
    people = (a_person(1), a_person(2))
    made = visited(form=er.LECTURE)
    by = an_act(CLERK, *people, at=MORNING + timedelta(days=3))
    made = perform(
        made, v.sign_in, by, attended=frozenset({"person-2", "person-1"}), hours=Decimal("1.5")
    )
    assert codes(refusals(made, v.credit, by)) == ["scheme.case_is_provisional"]
    made = perform(change(made, basis=an_expert().basis), v.credit, by)
    assert made.credits == tuple(Credit(person=p.id, hours=Decimal("1.5")) for p in people)
    assert (made.earned_on(), made.credit_level()) == (SCHOOL_DAY, "school")
    told = v.explain_visit(change(made, reported_on=SCHOOL_DAY), Question(actor=CLERK))
    assert told is not None
    assert [(part.who, part.number) for part in told.parts[1:]] == [
        ("person-1", Fraction(3, 2)),
        ("person-2", Fraction(3, 2)),
    ]
    assert v.credits_again(made, Shelf(), by.provided) == made.credits
