"""Attempts at a sign-in of two days, which forums, seminars and visits share."""

from datetime import date, timedelta

from contests import PEOPLE, an_act

from homeroom_core.errors import Refusal
from homeroom_core.training.attendance import signing_in
from refusals import TODAY, case
from refusals.forum import HOST, a_forum, here


def signing(*people: str, on: date = TODAY) -> tuple[Refusal, ...]:
    forum = a_forum(presences=here("person-3"))
    act = an_act(HOST, *PEOPLE)
    first, last = TODAY - timedelta(1), TODAY + timedelta(1)
    return tuple(signing_in(forum, act, on, {"attended": people}, first=first, last=last))


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
