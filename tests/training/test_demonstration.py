"""Demonstration lessons: announced, watched, noted, credited."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from contests import CLERK, PINNED, a_contest, a_person, an_act, an_entry, codes, refusals
from refusals import TODAY
from refusals.demonstration import (
    HOST,
    IN,
    LESSON_STAFF,
    NEXT,
    NEXT_WEEK,
    OTHER,
    SPARING,
    YOUNG,
    a_lesson,
    a_seat,
    announce,
    details,
    held,
    here,
    register,
)

from homeroom_core.change import change
from homeroom_core.decision import perform
from homeroom_core.explanation import Question, recomputed
from homeroom_core.people import OFFICE, Actor
from homeroom_core.record import Shelf
from homeroom_core.testing.acts import MORNING
from homeroom_core.training import demonstration as d
from homeroom_core.training import demonstration_records as r
from homeroom_core.training.activity import ATTENDED, CONTRIBUTED, LED, Credit
from homeroom_core.training.attendance import PartHours
from homeroom_core.training.contest_records import AWARDED, PROPOSED
from homeroom_core.training.deadline import CREDITING, NOTES, Deadline
from homeroom_core.training.demonstration_rules import host_facts, young_without_seat
from homeroom_core.training.person import LEFT
from homeroom_core.training.tally import Certificate


def seats(lesson: r.Demonstration) -> list[tuple[str, bool]]:
    return [(one.person, one.young) for one in lesson.registrations]


def enrolled(*staff: Any, seats: int = 9, **given: Any) -> r.Demonstration:
    people = staff or LESSON_STAFF
    return perform(a_lesson(seats=seats), d.enrol, an_act(CLERK, *people), **given)


@pytest.mark.parametrize(("years", "expected"), [(4, ["host.experienced"]), (5, [])])
def test_five_years_as_homeroom_teacher_are_enough_to_give_one(
    years: int, expected: list[str]
) -> None:
    newer = a_person(5, details=details(5, 2010, years=years))
    assert codes(announce(newer, host="person-5")) == expected


@pytest.mark.parametrize(
    ("state", "entry", "expected"),
    [
        (AWARDED, "entry-3", []),
        (AWARDED, "entry-2", ["host.experienced"]),
        (PROPOSED, "entry-3", ["host.experienced"]),
    ],
)
def test_a_certificate_in_a_contest_is_enough_as_well(
    state: str, entry: str, expected: list[str]
) -> None:
    won = (Certificate(entry=entry, level="first", number="1"),)
    contest = a_contest(state, certificates=won)
    assert codes(announce(contest, an_entry(3), host=OTHER.id)) == expected


def test_certificates_of_all_contests_are_counted() -> None:
    first = a_contest(AWARDED, certificates=(Certificate(entry="entry-3", level="a", number="1"),))
    shelf = Shelf(first, an_entry(3), *LESSON_STAFF)
    assert host_facts(LESSON_STAFF[2], shelf, TODAY)["award_certificates"] == 1
    assert host_facts(LESSON_STAFF[0], shelf, TODAY)["award_certificates"] == 0


def test_who_gives_one_is_a_term_of_the_scheme() -> None:
    strict = r.DemonstrationPolicy(host_rules=r.HOST_RULES[0].rules)  # type: ignore[union-attr]  # it is a combination
    assert codes(announce(policy=strict)) == ["host.award_certificates"]


@pytest.mark.parametrize(
    ("began", "young"), [(TODAY.replace(year=2022), False), (date(2022, 9, 11), True)]
)
def test_exactly_three_years_of_work_on_the_day_are_no_longer_young(
    began: date, young: bool
) -> None:
    somebody = a_person(5, details=change(details(5, 2022), work_since=began))
    assert seats(enrolled(somebody, people=("person-5",))) == [("person-5", young)]


def test_young_is_judged_for_the_day_of_the_lesson() -> None:
    somebody = a_person(5, details=change(details(5, 2022), work_since=date(2022, 9, 14)))
    lesson = a_lesson(on=NEXT_WEEK)
    assert young_without_seat(lesson, Shelf(somebody)).people == ()
    assert young_without_seat(a_lesson(), Shelf(somebody)).people == ("person-5",)


def test_the_office_enrols_all_young_teachers_of_a_grade_at_once() -> None:
    more = [a_person(n, details=details(n, 2025)) for n in (5, 6, 7)]
    left = a_person(8, LEFT, details=details(8, 2025))
    lesson = enrolled(*LESSON_STAFF, *more, left, grade="G7")
    assert seats(lesson) == [(f"person-{n}", True) for n in (2, 5, 6, 7)]
    assert {one.by for one in lesson.registrations} == {CLERK.id}


def test_a_grade_and_people_by_name_are_enrolled_together_each_once() -> None:
    lesson = enrolled(grade="G7", people=(NEXT.id, YOUNG.id))
    assert seats(lesson) == [(NEXT.id, True), (YOUNG.id, True)]


def test_a_grade_is_enrolled_whole_or_not_at_all() -> None:
    more = a_person(5, details=details(5, 2025))
    act = an_act(CLERK, *LESSON_STAFF, more)
    found = refusals(a_lesson(seats=1), d.enrol, act, grade="G7")
    assert [(one.code, one.measured, one.required) for one in found] == [
        ("demonstration.full", 2, 1)
    ]


def test_a_grade_that_is_enrolled_already_can_be_enrolled_again_for_newcomers() -> None:
    newcomer = a_person(5, details=details(5, 2025))
    lesson = a_lesson(registrations=(a_seat(),), seats=9)
    after = perform(lesson, d.enrol, an_act(CLERK, *LESSON_STAFF, newcomer), grade="G7")
    assert seats(after) == [(YOUNG.id, True), ("person-5", True)]


def test_others_may_register_three_working_days_before() -> None:
    monday = date(2025, 9, 15)  # the third working day before it is Wednesday, today
    assert codes(register(OTHER, on=monday)) == []
    found = register(OTHER, on=monday + timedelta(1))
    assert [(one.code, one.when) for one in found] == [
        ("demonstration.young_teachers_first", date(2025, 9, 11))
    ]
    assert "person-3 (Years of work: found 10 years)" in str(found[0].text)


def test_of_the_seats_others_have_what_the_young_can_spare() -> None:
    assert codes(register(OTHER, policy=SPARING, seats=2, on=NEXT_WEEK)) == [
        "demonstration.no_spare_seat"
    ]
    one_came = (a_seat(NEXT.id),)
    assert codes(register(OTHER, policy=SPARING, registrations=one_came, seats=3)) == []
    assert codes(register(YOUNG, policy=SPARING, seats=1, on=NEXT_WEEK)) == []


def test_whose_years_are_not_known_does_not_pass_as_young() -> None:
    unknown = a_person(5, details=details(5, None))
    act = an_act(CLERK, unknown)
    found = refusals(a_lesson(on=NEXT_WEEK), d.enrol, act, people=("person-5",))
    assert codes(found) == ["demonstration.young_teachers_first"]
    assert "'work_years' is not known" in str(found[0].text)


def test_somebody_who_left_gives_the_seat_back_by_the_office() -> None:
    lesson = perform(
        a_lesson(registrations=(a_seat(),)), d.withdraw, an_act(CLERK), person=YOUNG.id
    )
    assert (lesson.registrations, lesson.seats_left) == ((), 3)


def test_hours_are_those_of_the_part_on_the_sheet() -> None:
    seen = (*here(HOST.id, part=LED), *here(YOUNG.id), *here(OTHER.id, part=CONTRIBUTED))
    hours = PartHours(attended=Decimal("1.5"), contributed=Decimal(2), led=Decimal(6))
    policy = r.DemonstrationPolicy(hours=hours)
    lesson = held(presences=seen, notes=(IN,), basis=PINNED, policy=policy)
    assert perform(lesson, d.credit, an_act(CLERK)).credits == (
        Credit(person=HOST.id, hours=Decimal(6), part=LED),
        Credit(person=YOUNG.id, hours=Decimal("1.5"), part=ATTENDED),
        Credit(person=OTHER.id, hours=Decimal(2), part=CONTRIBUTED),
    )


def test_holding_it_starts_the_time_for_notes_and_for_the_hours() -> None:
    lesson = a_lesson(registrations=(a_seat(),), presences=held().presences)
    after = perform(lesson, d.hold, an_act(HOST), minutes="we talked")
    assert after.deadlines == (
        Deadline(what=NOTES, due=date(2025, 9, 17)),
        Deadline(what=CREDITING, due=date(2025, 9, 24)),
    )
    noted = perform(after, d.note, an_act(YOUNG), text="ask")
    assert [one.met_on for one in noted.deadlines] == [TODAY, None]


def test_no_note_is_owed_where_the_scheme_does_not_want_one() -> None:
    policy = r.DemonstrationPolicy(note_owed=False)
    lesson = a_lesson(
        registrations=(a_seat(),), presences=held().presences, policy=policy, basis=PINNED
    )
    after = perform(lesson, d.hold, an_act(HOST), minutes="we talked")
    assert [one.what for one in after.deadlines] == [CREDITING]
    credited = perform(after, d.credit, an_act(CLERK))
    assert [one.person for one in credited.credits] == [HOST.id, YOUNG.id]


def test_who_is_not_young_owes_no_note() -> None:
    lesson = held(registrations=(a_seat(young=False),), basis=PINNED)
    assert lesson.owing == frozenset()
    assert len(perform(lesson, d.credit, an_act(CLERK)).credits) == len(lesson.presences)


@pytest.mark.parametrize(("days", "refused"), [(7, ["demonstration.notes_owed"]), (8, [])])
def test_after_the_time_for_notes_who_owes_one_goes_without_hours(
    days: int, refused: list[str]
) -> None:
    owed = Deadline(what=str(NOTES), due=date(2025, 9, 17))
    lesson = held(basis=PINNED, deadlines=(owed,))
    act = an_act(CLERK, at=MORNING + timedelta(days))
    assert codes(refusals(lesson, d.credit, act)) == refused
    if not refused:
        assert [one.person for one in perform(lesson, d.credit, act).credits] == [HOST.id]


def test_a_lesson_confirmed_after_it_was_held_counts_the_time_for_notes_from_its_day() -> None:
    lesson = held(basis=PINNED)  # its former terms owed no note, so that it has no deadline
    found = refusals(lesson, d.credit, an_act(CLERK))
    assert [(one.code, one.when) for one in found] == [
        ("demonstration.notes_owed", date(2025, 9, 18))
    ]


def test_a_late_note_counts_as_long_as_the_hours_are_not_credited() -> None:
    owed = Deadline(what=str(NOTES), due=TODAY - timedelta(1))
    noted = perform(held(basis=PINNED, deadlines=(owed,)), d.note, an_act(YOUNG), text="ask")
    assert [one.late for one in noted.deadlines] == [True]
    assert len(perform(noted, d.credit, an_act(CLERK)).credits) == len(noted.presences)


def test_striking_out_the_only_one_who_owes_meets_the_deadline() -> None:
    owed = Deadline(what=str(NOTES), due=NEXT_WEEK)
    lesson = held(deadlines=(owed,))
    struck = perform(lesson, d.strike, an_act(CLERK, reason="was ill"), person=YOUNG.id)
    assert [one.met_on for one in struck.deadlines] == [TODAY]


def test_striking_somebody_out_takes_their_note_along() -> None:
    struck = perform(held(notes=(IN,)), d.strike, an_act(CLERK, reason="was ill"), person=YOUNG.id)
    assert (struck.notes, struck.observers) == ((), frozenset())


def test_the_host_does_not_credit_their_own_lesson() -> None:
    clerk_too = an_act(Actor.of(HOST.id, OFFICE))
    lesson = held(basis=PINNED, notes=(IN,))
    assert codes(refusals(lesson, d.credit, clerk_too)) == ["lifecycle.not_granted"]


def test_only_who_watched_hands_in_a_note() -> None:
    assert codes(refusals(held(), d.note, an_act(OTHER), text="ask")) == ["lifecycle.not_granted"]
    assert codes(refusals(held(), d.note, an_act(HOST), text="ask")) == ["lifecycle.not_granted"]


def test_who_gives_it_has_a_seat_or_was_there_is_in_their_portfolio() -> None:
    lesson = held(registrations=(a_seat(), a_seat(NEXT.id)))
    assert lesson.people() == {HOST.id, YOUNG.id, NEXT.id}


def test_it_explains_hours_notes_and_seats() -> None:
    told = d.why(held(), Question(actor=CLERK, on=TODAY))
    assert told is not None
    assert [str(part.heading()) for part in told.parts] == [
        f"Observation note ({YOUNG.id}): not in: no hours without it [demonstration-1]",
        "Seats: 1 of 3 taken, 1 of them by young teachers [demonstration-1]",
    ]
    credited = perform(held(basis=PINNED, notes=(IN,)), d.credit, an_act(CLERK))
    told = d.why(credited, Question(actor=CLERK, on=TODAY))
    assert told is not None
    hours = [recomputed(part) for part in told.parts if part.made is not None]
    assert hours == [Fraction(4), Fraction(2)]


def test_recomputing_gives_the_hours_of_the_sheet() -> None:
    credited = perform(held(basis=PINNED, notes=(IN,)), d.credit, an_act(CLERK))
    again = d.demonstration.derivations["credits"].again
    act = an_act(CLERK)
    assert again(credited, act.reader, act.provided) == credited.credits
