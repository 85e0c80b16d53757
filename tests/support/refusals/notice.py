"""Attempts at the steps of a public notice, made wrongly and made rightly."""

from datetime import date
from typing import Any

from contests import (
    CLERK,
    MEETING,
    TEACHER,
    a_contest,
    a_notice,
    an_act,
    creating,
    refusals,
)

from homeroom_core.errors import Refusal
from homeroom_core.testing.acts import MORNING
from homeroom_core.training import contest_records as r
from homeroom_core.training import notice as n
from refusals import LATER, case
from refusals.contest import objection

LINE = n.NoticeLine(name="Li", unit="G7", award="first")
OTHER_LINE = n.NoticeLine(name="Wang", unit="G7", award="first")


def the_notice(state: str = n.OPEN, **more: Any) -> n.Notice:
    given = {"lines": (LINE,), "involved": frozenset({"judge-1"}), **more}
    return a_notice(a_contest(r.PROPOSED), state, **given)


def publish(**more: Any) -> tuple[Refusal, ...]:
    given = {"subject": "contest-1", "title": "Awards", "lines": (LINE,), **more}
    return creating(n.publish, an_act(CLERK), **given)


def object_to(at: Any = MORNING, **more: Any) -> tuple[Refusal, ...]:
    return refusals(the_notice(), n.object_to, an_act(TEACHER, at=at), **{"text": "sum", **more})


def answer(by: str = CLERK.id, **more: Any) -> tuple[Refusal, ...]:
    objected = the_notice(n.OBJECTED, objections=(objection(by="supervisor-1"),))
    given = {"number": 1, "upheld": False, "note": "looked at", **more}
    return refusals(objected, n.answer, an_act(by), **given)


def close(at: Any = LATER, document: str = "2025-12", **more: Any) -> tuple[Refusal, ...]:
    return refusals(the_notice(**more), n.close, an_act(MEETING, at=at), document=document)


def amend(lines: tuple[n.NoticeLine, ...], **more: Any) -> tuple[Refusal, ...]:
    return refusals(the_notice(**more), n.amend, an_act(CLERK, reason="upheld"), lines=lines)


case("notice.no_title", lambda title: publish(title=title), "", "Awards")
case("notice.empty_list", lambda lines: publish(lines=lines), (), (LINE,))
case("notice.too_late", lambda at: object_to(at), LATER, MORNING)
case("notice.no_facts", lambda text: object_to(text=text), " ", "the sum of sheet 3")
case("notice.not_signed", lambda signed: object_to(signed=signed), False, True)
case("notice.no_such_objection", lambda number: answer(number=number), 2, 1)
case("notice.own_objection", answer, "supervisor-1", CLERK.id)
case("notice.no_answer", lambda note: answer(note=note), "", "the sum is right")
case("notice.still_up", close, MORNING, LATER)
case("notice.no_document", lambda document: close(document=document), " ", "2025-12")
case(
    "notice.not_amended",
    lambda turn: close(objections=(objection(upheld=True, round=turn),), round=2),
    2,
    1,
)
case("notice.same_list", lambda line: amend((line,)), LINE, OTHER_LINE)
case(
    "notice.review_too_late",
    lambda closed: refusals(
        the_notice(n.CLOSED, closed_on=closed),
        n.ask_for_review,
        an_act(TEACHER, reason="not heard"),
    ),
    date(2025, 9, 2),
    date(2025, 9, 3),
)
case(
    "notice.no_review",
    lambda review: refusals(the_notice(n.UNDER_REVIEW), n.uphold, an_act(MEETING), review=review),
    "",
    "nothing new was said",
)
