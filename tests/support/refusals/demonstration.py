"""Attempts at the steps of a demonstration lesson, made wrongly and made rightly."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from contests import CLERK, PINNED, a_contest, a_person, an_act, creating, refusals

from homeroom_core.case import Provisional
from homeroom_core.errors import Refusal
from homeroom_core.people import OFFICE, TEACHER, Actor
from homeroom_core.testing.acts import MORNING, ORG
from homeroom_core.training import demonstration as d
from homeroom_core.training import demonstration_records as r
from homeroom_core.training import person as p
from homeroom_core.training.activity import ATTENDED, LED
from homeroom_core.training.attendance import Presence
from homeroom_core.training.deadline import NOTES, Deadline
from refusals import TODAY, case

HOST, YOUNG, OTHER, NEXT = (Actor.of(f"person-{number}", TEACHER) for number in range(1, 5))
TOMORROW, YESTERDAY, NEXT_WEEK = (TODAY + timedelta(days) for days in (1, -1, 7))


def details(number: int, began: int | None, *, years: int = 0, grade: str = "G7") -> p.Details:
    """Of somebody who began to work in August of a year, with years as homeroom teacher."""
    return p.Details(
        name=f"Teacher {number}",
        grade=grade,
        work_since=None if began is None else date(began, 8, 1),
        homeroom_years=Decimal(years),
        counted_on=TODAY,
    )


LESSON_STAFF = (
    a_person(1, details=details(1, 2005, years=5)),
    a_person(2, details=details(2, 2024)),
    a_person(3, details=details(3, 2015)),
    a_person(4, details=details(4, 2023, grade="G8")),
)
"""Somebody experienced, a young teacher of G7, one who is neither, a young teacher of G8."""

GIVEN: Mapping[str, Any] = {
    "title": "Trust",
    "host": HOST.id,
    "on": TODAY,
    "place": "305",
    "seats": 3,
}


def a_seat(person: str = YOUNG.id, *, young: bool = True) -> r.Registration:
    return r.Registration(person=person, on=TODAY, by=CLERK.id, young=young)


def here(*people: str, part: str = ATTENDED) -> tuple[Presence, ...]:
    return tuple(Presence(person=one, on=TODAY, part=part, noted_by=CLERK.id) for one in people)


def a_lesson(state: str = r.ANNOUNCED, **more: Any) -> r.Demonstration:
    return r.Demonstration(id="demonstration-1", org=ORG, state=state, **{**GIVEN, **more})


def held(**more: Any) -> r.Demonstration:
    """A lesson that one young teacher watched."""
    seen = (*here(HOST.id, part=LED), *here(YOUNG.id))
    return a_lesson(r.HELD, **{"registrations": (a_seat(),), "presences": seen, **more})


def announce(*records: Any, **more: Any) -> tuple[Refusal, ...]:
    act = an_act(CLERK, *LESSON_STAFF, *records, new_id="demonstration-1")
    return creating(d.announce, act, **{**GIVEN, **more})


case("demonstration.incomplete", lambda place: announce(place=place), " ", "305")
case("attendance.starts_in_the_past", lambda on: announce(on=on), YESTERDAY, TODAY)
case("demonstration.too_few_seats", lambda seats: announce(seats=seats), 0, 1)
case("attendance.unknown_person", lambda host: announce(host=host), "person-9", HOST.id)
case(
    "demonstration.not_a_contest",
    lambda contest: announce(a_contest(), contest=contest),
    "person-1",
    "contest-1",
)


def postpone(on: date = TODAY, was: date = TODAY, **more: Any) -> tuple[Refusal, ...]:
    return refusals(a_lesson(on=was, **more), d.postpone, an_act(HOST, reason="exams"), on=on)


case("demonstration.not_put_off", postpone, TODAY, TOMORROW)
case("attendance.starts_in_the_past", lambda on: postpone(on, was=YESTERDAY), YESTERDAY, TODAY)
case(
    "attendance.under_way",
    lambda there: postpone(TOMORROW, presences=there),
    here(YOUNG.id),
    (),
)


def move(place: str = "hall", seats: int = 2) -> tuple[Refusal, ...]:
    lesson = a_lesson(registrations=(a_seat(), a_seat(OTHER.id)))
    return refusals(lesson, d.move, an_act(HOST), place=place, seats=seats)


case("demonstration.incomplete", move, " ", "hall")
case("demonstration.too_few_seats", lambda seats: move(seats=seats), 1, 2)


def register(by: Actor = YOUNG, at: Any = MORNING, **more: Any) -> tuple[Refusal, ...]:
    return refusals(a_lesson(**more), d.register, an_act(by, *LESSON_STAFF, at=at))


case(
    "demonstration.registration_over",
    lambda days: register(at=MORNING + timedelta(days)),
    1,
    0,
)
case("demonstration.host_watches", register, HOST, YOUNG)
case("demonstration.young_teachers_first", lambda on: register(OTHER, on=on), NEXT_WEEK, TODAY)
SPARING = r.DemonstrationPolicy(others="spare_seats")
case(
    "demonstration.no_spare_seat",
    lambda seats: register(OTHER, policy=SPARING, seats=seats),
    2,
    3,
)
TAKEN = (a_seat(OTHER.id, young=False), a_seat(NEXT.id))
case("demonstration.full", lambda seats: register(registrations=TAKEN, seats=seats), 2, 3)


def enrol(*people: str, unknown: bool = False, **more: Any) -> tuple[Refusal, ...]:
    extra = (a_person(5, details=details(5, None)),) if unknown else ()
    lesson = a_lesson(registrations=(a_seat(OTHER.id, young=False),))
    act = an_act(CLERK, *LESSON_STAFF, *extra)
    return refusals(lesson, d.enrol, act, people=people, **more)


case("attendance.nobody_named", lambda people: enrol(*people), (), (YOUNG.id,))
case("demonstration.registered_already", enrol, OTHER.id, YOUNG.id)
case(
    "demonstration.registered_already",
    lambda people: enrol(*people),
    (YOUNG.id, YOUNG.id),
    (YOUNG.id, NEXT.id),
)
case("demonstration.no_young_teachers", lambda grade: enrol(grade=grade), "G9", "G8")
case(
    "demonstration.young_unknown",
    lambda unknown: enrol(grade="G7", unknown=unknown),
    True,
    False,
)
case(
    "attendance.not_in_post",
    lambda state: (
        refusals(a_lesson(), d.enrol, an_act(CLERK, a_person(1, state)), people=("person-1",))
        if state == p.LEFT
        else enrol(YOUNG.id)
    ),
    p.LEFT,
    p.IN_POST,
)


def withdraw(by: Actor, person: str, **more: Any) -> tuple[Refusal, ...]:
    lesson = a_lesson(registrations=(a_seat(), a_seat(OTHER.id)), **more)
    return refusals(lesson, d.withdraw, an_act(by), person=person)


case("demonstration.has_no_seat", lambda person: withdraw(CLERK, person), NEXT.id, OTHER.id)
case("demonstration.not_your_seat", lambda person: withdraw(YOUNG, person), OTHER.id, YOUNG.id)
case(
    "demonstration.signed_in",
    lambda there: withdraw(YOUNG, YOUNG.id, presences=there),
    here(YOUNG.id),
    (),
)


def sign_in(**who: tuple[str, ...]) -> tuple[Refusal, ...]:
    lesson = a_lesson(registrations=(a_seat(), a_seat(NEXT.id)))
    return refusals(lesson, d.sign_in, an_act(HOST, *LESSON_STAFF), **who)


case("demonstration.has_no_seat", lambda one: sign_in(attended=(one,)), OTHER.id, YOUNG.id)
case("demonstration.led_by_another", lambda one: sign_in(led=(one,)), YOUNG.id, HOST.id)
case("demonstration.led_by_another", lambda one: sign_in(contributed=(one,)), HOST.id, YOUNG.id)
case(
    "attendance.not_signed_in",
    lambda person: refusals(held(), d.strike, an_act(CLERK, reason="was ill"), person=person),
    OTHER.id,
    YOUNG.id,
)


def hold(minutes: str = "we talked", **more: Any) -> tuple[Refusal, ...]:
    given = {"presences": here(HOST.id, part=LED), **more}
    names = given.pop("class_list", frozenset())
    return refusals(a_lesson(**given), d.hold, an_act(HOST), minutes=minutes, class_list=names)


case("attendance.not_over", lambda on: hold(on=on), TOMORROW, TODAY)
case(
    "demonstration.host_not_signed_in",
    lambda there: hold(presences=there),
    here(YOUNG.id),
    here(HOST.id, part=LED),
)
case("demonstration.no_minutes", hold, " ", "we talked")
case(
    "deidentify.pupil_named",
    lambda name: hold(class_list=frozenset({name})),
    "talked",
    "Lin Yi",
)


def note(text: str = "ask, then wait", **more: Any) -> tuple[Refusal, ...]:
    names = frozenset({"林一"})
    return refusals(held(**more), d.note, an_act(YOUNG), text=text, class_list=names)


case("demonstration.empty_note", note, " ", "ask, then wait")
case("deidentify.pupil_named", note, "林一答得好", "一个学生答得好")
IN = r.ObservationNote(by=YOUNG.id, on=TODAY, text="ask")
case("demonstration.note_is_in", lambda notes: note(notes=notes), (IN,), ())


def credit(by: Actor = CLERK, **more: Any) -> tuple[Refusal, ...]:
    return refusals(held(**{"basis": PINNED, "notes": (IN,), **more}), d.credit, an_act(by))


case("demonstration.notes_owed", lambda notes: credit(notes=notes), (), (IN,))
case(
    "demonstration.notes_owed",
    lambda due: credit(notes=(), deadlines=(Deadline(what=str(NOTES), due=due),)),
    TODAY,
    YESTERDAY,
)
case("scheme.case_is_provisional", lambda basis: credit(basis=basis), Provisional(), PINNED)
case(
    "lifecycle.not_granted",
    credit,
    Actor.of(HOST.id, OFFICE),
    CLERK,
)
case(
    "demonstration.no_collection",
    lambda words: refusals(a_lesson(r.CREDITED), d.archive, an_act(HOST), collection=words),
    " ",
    "2025-7",
)
