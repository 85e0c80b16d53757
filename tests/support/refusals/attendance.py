"""Attempts at a sign-in of three days, which forums, seminars and visits share."""

from datetime import date, timedelta

from contests import PEOPLE, an_act

from homeroom_core.errors import Refusal
from homeroom_core.training.attendance import signing_in
from homeroom_core.training.seminar_records import READY
from refusals import TODAY, case
from refusals.forum import here
from refusals.seminar import LEAD, a_seminar


def signing(*people: str, on: date = TODAY) -> tuple[Refusal, ...]:
    span = {"starts": TODAY - timedelta(1), "ends": TODAY + timedelta(1)}
    seminar = a_seminar(READY, presences=here("person-3"), **span)
    return tuple(signing_in(seminar, an_act(LEAD, *PEOPLE), on, {"attended": people}))


case("attendance.nobody_named", lambda people: signing(*people), (), ("person-1",))
case(
    "attendance.other_day",
    lambda on: signing("person-1", on=on),
    TODAY - timedelta(2),
    TODAY - timedelta(1),
)
case("attendance.day_to_come", lambda on: signing("person-1", on=on), TODAY + timedelta(1), TODAY)
case(
    "attendance.signed_in_already",
    lambda people: signing(*people),
    ("person-1", "person-1"),
    ("person-1", "person-2"),
)
case("attendance.signed_in_already", signing, "person-3", "person-1")
case("attendance.unknown_person", signing, "person-9", "person-1")
