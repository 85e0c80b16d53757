"""Attempts at the steps of a person, made wrongly and made rightly."""

from datetime import date, timedelta
from typing import Any

from contests import (
    CLERK,
    MEETING,
    PEOPLE,
    a_person,
    an_act,
    creating,
    refusals,
)

from homeroom_core.change import change
from homeroom_core.errors import Refusal
from homeroom_core.training import person as p
from refusals import TODAY, case


def register(**more: Any) -> tuple[Refusal, ...]:
    given = {"staff_no": "9", "details": p.Details(name="Li"), **more}
    return creating(p.register, an_act(CLERK, *PEOPLE, new_id="person-9"), **given)


def leads(number: int, class_code: str, role: str = "homeroom_teacher") -> p.Person:
    post = p.Post(class_code=class_code, role=role, since=date(2025, 9, 1))
    return a_person(number, posts=(post,))


def take(person: p.Person = PEOPLE[0], /, **more: Any) -> tuple[Refusal, ...]:
    given = {"class_code": "G7-01", **more}
    return refusals(person, p.take_class, an_act(CLERK, leads(2, "G7-02")), **given)


case("person.no_staff_no", lambda number: register(staff_no=number), " ", "4")
case("person.staff_no_taken", lambda number: register(staff_no=number), "2", "4")
case(
    "person.title_no_code",
    lambda title: register(details=p.Details(name="Li", title=title)),
    "高级教师",
    "senior",
)
case("person.unknown_role", lambda role: register(roles=frozenset({role})), "king", "judge")
case("person.class_has_a_leader", lambda code: take(class_code=code), "G7-02", "G7-03")
case("person.leads_already", take, leads(1, "G7-04"), leads(1, "G7-04", "assistant"))
case(
    "person.holds_post_already",
    lambda code: take(leads(1, "G7-04", "assistant"), class_code=code, role="assistant"),
    "G7-04",
    "G7-05",
)
case("person.no_class", lambda code: take(class_code=code), "", "G7-01")
case(
    "person.no_such_post",
    lambda code: refusals(
        leads(1, "G7-04"), p.hand_over_class, an_act(CLERK, reason="leave"), class_code=code
    ),
    "G7-05",
    "G7-04",
)


def impose(**more: Any) -> tuple[Refusal, ...]:
    given = {"kind": p.WARNING, "document": "2025-3", "since": TODAY, **more}
    act = an_act(MEETING, reason="late again")
    return refusals(PEOPLE[0], p.impose_sanction, act, **given)


case("person.unknown_sanction", lambda kind: impose(kind=kind), "scolding", p.DEMERIT)
case("person.no_document", lambda document: impose(document=document), " ", "2025-3")
case(
    "person.sanction_ends_before_start", lambda day: impose(until=day), TODAY - timedelta(1), TODAY
)


def lift(document: str) -> tuple[Refusal, ...]:
    imposed = p.Sanction(kind=p.WARNING, since=TODAY, until=TODAY, document="2025-3")
    person = change(PEOPLE[0], sanctions=(imposed,))
    return refusals(person, p.lift_sanction, an_act(MEETING, reason="all well"), document=document)


case("person.no_such_sanction", lift, "2025-4", "2025-3")
case(
    "person.title_no_code",
    lambda title: refusals(
        PEOPLE[0], p.update, an_act(CLERK), details=p.Details(name="Li", title=title)
    ),
    "高级教师",
    "",
)
case(
    "person.unknown_role",
    lambda held: refusals(PEOPLE[0], p.appoint, an_act(CLERK), roles=frozenset({held})),
    "king",
    "judge",
)
