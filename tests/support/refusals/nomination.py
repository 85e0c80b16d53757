"""Attempts at the steps of a nomination, made wrongly and made rightly."""

from typing import Any

from contests import CLERK, an_act, an_entry, creating, refusals

from homeroom_core.codec import to_json
from homeroom_core.errors import Refusal
from homeroom_core.message import Message
from homeroom_core.testing.acts import ORG
from homeroom_core.training import contest_records as r
from homeroom_core.training import nomination as n
from refusals import TODAY, case

WORK = r.Recommended(entry="entry-7", name="Li", unit="2025-G7-01", title="Ours", award="first")
MESSAGE = Message(
    sender="school-2",
    to=ORG,
    about=n.RECOMMENDATION,
    record="contest-3",
    seq=12,
    digest="0" * 64,
    contents=to_json(r.Recommendation(to=ORG, on=TODAY, entries=(WORK,))),
)


def a_nomination(state: str = n.RECEIVED, **more: Any) -> n.Nomination:
    given = {
        "message": MESSAGE.id,
        "sender": "school-2",
        "sender_entry": "entry-7",
        "name": "Li",
        "unit": "2025-G7-01",
        "title": "Ours",
        "award": "first",
        **more,
    }
    return n.Nomination(id="nomination-1", org=ORG, state=state, **given)


def receive(message: Message = MESSAGE, entry: str = "entry-7", *there: Any) -> tuple[Refusal, ...]:
    act = an_act(CLERK, *there, new_id="nomination-2")
    return creating(n.receive, act, message=message, entry=entry)


def other(**more: Any) -> Message:
    given: dict[str, Any] = {
        "sender": "school-2",
        "to": ORG,
        "about": n.RECOMMENDATION,
        "record": "contest-3",
        "seq": 12,
        "digest": "0" * 64,
        "contents": MESSAGE.contents,
    }
    return Message(**{**given, **more})


case("nomination.not_for_us", lambda to: receive(other(to=to)), "school-9", ORG)
case(
    "nomination.not_a_recommendation",
    lambda about: receive(other(about=about)),
    "greeting",
    n.RECOMMENDATION,
)
case("nomination.not_named", lambda entry: receive(MESSAGE, entry), "entry-8", "entry-7")
case(
    "nomination.received_already",
    lambda there: receive(MESSAGE, "entry-7", *there),
    (a_nomination(n.DECLINED),),
    (a_nomination(message="school-2.13"),),
)
case(
    "nomination.no_entry",
    lambda state: refusals(
        a_nomination(),
        n.enter,
        an_act(CLERK, an_entry(1, state)),
        contest_entry="entry-1",
    ),
    r.ENTRY_WITHDRAWN,
    r.ENTRY_IN,
)
