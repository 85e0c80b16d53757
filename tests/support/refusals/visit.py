"""Attempts at the steps of a visit, made wrongly and made rightly."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from contests import CLERK, PEOPLE, PRINCIPAL, a_person, an_act, creating, refusals

from homeroom_core.errors import Refusal
from homeroom_core.people import HOMEROOM_TEACHER, TEACHER, Actor
from homeroom_core.testing.acts import ORG
from homeroom_core.training import person as p
from homeroom_core.training import visit as v
from homeroom_core.training import visit_records as r
from homeroom_core.training.activity import CONTRIBUTED
from homeroom_core.training.attendance import Presence
from homeroom_core.training.deadline import REPORT, Deadline
from refusals import TODAY, case
from refusals.forum import a_forum, here

GOES, STAYS = Actor.of("person-1", TEACHER), Actor.of("person-2", TEACHER)
CLASS = "2025-G7-01"
IN_TIME = TODAY + timedelta(14)
YESTERDAY = TODAY - timedelta(1)


def leader(since: date = YESTERDAY, until: date | None = None) -> p.Person:
    post = p.Post(class_code=CLASS, role=HOMEROOM_TEACHER, since=since, until=until)
    return a_person(1, posts=(post,))


ROSTER = (leader(), *PEOPLE[1:])
AGREED = r.Cover(class_code=CLASS, colleague=STAYS.id, agreed_on=TODAY)
ASKED = r.Cover(class_code=CLASS, colleague=STAYS.id)


def a_visit(state: str = r.APPLIED, **more: Any) -> r.Visit:
    given: dict[str, Any] = {
        "id": "visit-1",
        "leader": GOES.id,
        "destination": "school 2",
        "purpose": "class meetings",
        "starts": TODAY,
        "ends": TODAY,
        "budget": Decimal(0),
        **more,
    }
    return r.Visit(org=ORG, state=state, **given)


def apply(*others: Any, people: Any = ROSTER, **more: Any) -> tuple[Refusal, ...]:
    given: dict[str, Any] = {
        "leader": GOES.id,
        "destination": "school 2",
        "purpose": "class meetings",
        "starts": TODAY,
        "ends": TODAY,
        "budget": Decimal(0),
        **more,
    }
    return creating(v.apply, an_act(GOES, *people, *others, new_id="visit-2"), **given)


case("visit.incomplete", lambda words: apply(purpose=words), " ", "class meetings")
case(
    "attendance.starts_in_the_past",
    lambda starts: apply(starts=starts),
    YESTERDAY,
    TODAY,
)
case("attendance.ends_before_start", lambda ends: apply(ends=ends), YESTERDAY, TODAY)
case("attendance.bad_amount", lambda cost: apply(budget=cost), Decimal("0.001"), Decimal("0.01"))
case(
    "attendance.not_in_post",
    lambda state: apply(people=(a_person(1, state),)),
    p.ON_LEAVE,
    p.IN_POST,
)
case(
    "attendance.unknown_person",
    lambda who: apply(companions=frozenset({who})),
    "person-9",
    "person-3",
)


def again(due: date, **more: Any) -> tuple[Refusal, ...]:
    owed = (Deadline(what=str(REPORT), due=due),)
    return apply(a_visit(r.TRAVELLED, presences=here(GOES.id), deadlines=owed), **more)


case("visit.still_owes", again, YESTERDAY, TODAY)
case(
    "visit.still_owes",
    lambda policy: again(YESTERDAY, policy=policy),
    None,
    r.VisitPolicy(overdue_bars=False),
)


def name_cover(
    colleague: str = STAYS.id, code: str = CLASS, people: Any = ROSTER, **more: Any
) -> tuple[Refusal, ...]:
    act = an_act(GOES, *people, *more.pop("others", ()))
    given = {"class_code": code, "colleague": colleague}
    return refusals(a_visit(**more), v.name_cover, act, **given)


case("visit.no_such_class", lambda code: name_cover(code=code), "2025-G7-02", CLASS)
case(
    "visit.no_such_class",
    lambda until: name_cover(people=(leader(until=until), *PEOPLE[1:])),
    YESTERDAY,
    TODAY,
)
case(
    "attendance.not_in_post",
    lambda state: name_cover(people=(leader(), a_person(2, state))),
    p.ON_LEAVE,
    p.IN_POST,
)
case("visit.cover_goes_along", name_cover, GOES.id, STAYS.id)
case(
    "visit.cover_goes_along",
    lambda ends: name_cover(
        others=(a_visit(id="visit-2", leader=STAYS.id, starts=YESTERDAY, ends=ends),)
    ),
    TODAY,
    YESTERDAY,
)
case(
    "visit.covers_already",
    lambda code: name_cover(covers=(r.Cover(class_code=code, colleague=STAYS.id),)),
    "2025-G7-02",
    CLASS,
)
case(
    "visit.agreed_already",
    lambda cover: refusals(a_visit(covers=(cover,)), v.agree, an_act(STAYS)),
    AGREED,
    ASKED,
)


def approve(
    starts: date = IN_TIME, document: str = "2025-9", people: Any = ROSTER, cover: Any = AGREED
) -> tuple[Refusal, ...]:
    visit = a_visit(starts=starts, ends=starts, covers=(cover,))
    return refusals(visit, v.approve, an_act(PRINCIPAL, *people), document=document)


case("visit.not_covered", lambda cover: approve(cover=cover), ASKED, AGREED)
case(
    "visit.not_covered",
    lambda state: approve(people=(leader(), a_person(2, state))),
    p.LEFT,
    p.IN_POST,
)
case("visit.approved_late", approve, IN_TIME - timedelta(1), IN_TIME)
case("visit.no_document", lambda words: approve(document=words), " ", "2025-9")
case(
    "attendance.under_way",
    lambda there: refusals(
        a_visit(r.APPROVED, presences=there), v.cancel, an_act(GOES, reason="ill")
    ),
    here(GOES.id),
    (),
)


def sign_in(who: str = GOES.id, evidence: str = "T-1", **more: Any) -> tuple[Refusal, ...]:
    given = {"on": TODAY, "attended": (who,), "evidence": (evidence,), **more}
    return refusals(a_visit(r.APPROVED), v.sign_in, an_act(CLERK, *ROSTER), **given)


case("visit.not_a_traveller", sign_in, STAYS.id, GOES.id)
case("visit.no_evidence", lambda number: sign_in(evidence=number), " ", "T-1")
case("attendance.other_day", lambda on: sign_in(on=on), YESTERDAY, TODAY)
case(
    "attendance.not_signed_in",
    lambda on: refusals(
        a_visit(r.TRAVELLED, presences=here(GOES.id)),
        v.strike,
        an_act(CLERK, reason="was ill"),
        person=GOES.id,
        on=on,
    ),
    YESTERDAY,
    TODAY,
)


THERE = here(GOES.id)


def travel(ends: date = TODAY, there: Any = THERE) -> tuple[Refusal, ...]:
    return refusals(a_visit(r.APPROVED, ends=ends, presences=there), v.travel, an_act(GOES))


case("attendance.not_over", travel, TODAY + timedelta(1), TODAY)
case("attendance.nobody_signed_in", lambda there: travel(there=there), (), here(GOES.id))
case(
    "visit.empty_report",
    lambda text: refusals(
        a_visit(r.TRAVELLED, presences=here(GOES.id)), v.report, an_act(GOES), text=text
    ),
    " ",
    "we saw",
)


def spoke(part: str = CONTRIBUTED, on: date = TODAY, who: str = GOES.id) -> Any:
    return a_forum(presences=(Presence(person=who, on=on, part=part, noted_by=CLERK.id),))


def share(forum: Any = None, event: str = "", document: str = "") -> tuple[Refusal, ...]:
    visit = a_visit(r.REPORTED, presences=here(GOES.id))
    act = an_act(GOES, forum or spoke(), visit)
    return refusals(visit, v.share, act, event=event, document=document)


case("visit.sharing_not_shown", lambda words: share(document=words), " ", "2025-11")
case("visit.not_shared_there", lambda event: share(event=event), "forum-9", "forum-1")
case("visit.not_shared_there", lambda event: share(event=event), "visit-1", "forum-1")
case(
    "visit.not_shared_there",
    lambda part: share(spoke(part), "forum-1"),
    "attended",
    "led",
)
case("visit.not_shared_there", lambda on: share(spoke(on=on), "forum-1"), YESTERDAY, TODAY)


def lapse(due: date) -> tuple[Refusal, ...]:
    owed = (Deadline(what=str(REPORT), due=due),)
    act = an_act(CLERK, reason="moved away")
    return refusals(a_visit(r.TRAVELLED, deadlines=owed), v.lapse, act)


case("deadline.nothing_overdue", lapse, TODAY, YESTERDAY)
