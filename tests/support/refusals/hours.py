"""Attempts at the steps of hours of training, made wrongly and made rightly."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from contests import CLERK, PINNED, a_person, an_act, creating, refusals

from homeroom_core.errors import Refusal
from homeroom_core.people import Level
from homeroom_core.testing.activities import HELD, PracticeActivity
from homeroom_core.testing.acts import ORG
from homeroom_core.training import hours as h
from homeroom_core.training import hours_records as r
from homeroom_core.training.activity import Credit
from refusals import TODAY, case


def an_activity(amount: str = "4", **more: Any) -> PracticeActivity:
    """An activity that gave `person-1` hours."""
    given = {"credits": (Credit(person="person-1", hours=Decimal(amount)),), **more}
    return PracticeActivity(id="forum-1", org=ORG, state=HELD, **given)


def some_hours(state: str = r.LOGGED, **more: Any) -> r.TrainingHours:
    """The hours that `person-1` earned by `an_activity`."""
    given: dict[str, Any] = {
        "id": "hours-1",
        "basis": PINNED,
        "person": "person-1",
        "activity": "forum-1",
        "source": r.SCHOOL_BASED,
        "level": Level.SCHOOL,
        "hours": Decimal(4),
        "earned_on": TODAY,
        **more,
    }
    return r.TrainingHours(org=ORG, state=state, **given)


def log_activity(*others: Any, activity: Any = None, **more: Any) -> tuple[Refusal, ...]:
    by = an_act(CLERK, a_person(1), a_person(2), activity or an_activity(), *others)
    given = {"activity": "forum-1", "person": "person-1", **more}
    return creating(h.log_activity, by, **given)


def log_document(**more: Any) -> tuple[Refusal, ...]:
    given = {
        "person": "person-1",
        "document": "2025-7",
        "title": "Summer course",
        "hours": Decimal(8),
        "level": Level.CITY,
        "earned_on": TODAY,
        **more,
    }
    return creating(h.log_document, an_act(CLERK, a_person(1), an_activity()), **given)


case("hours.unknown_person", lambda who: log_document(person=who), "person-9", "person-1")
case(
    "hours.logged_twice",
    lambda state: log_activity(some_hours(state)),
    r.CREDITED,
    r.REJECTED,
)
case(
    "hours.logged_twice",
    lambda state: log_activity(some_hours(state)),
    r.REPORTED,
    r.REVOKED,
)
case(
    "hours.logged_twice",
    lambda state: refusals(
        some_hours(r.VERIFIED),
        h.credit,
        an_act(CLERK, an_activity(), some_hours(state, id="hours-0")),
    ),
    r.REPORTED,
    r.REJECTED,
)
case("hours.no_activity", lambda it: log_activity(activity=it), a_person(3), an_activity())
case("hours.not_earned", lambda who: log_activity(person=who), "person-2", "person-1")
case("hours.no_document", lambda number: log_document(document=number), " ", "2025-7")
case("hours.document_is_activity", lambda it: log_document(document=it), " forum-1", "forum-2")
case("hours.no_title", lambda title: log_document(title=title), "", "Summer course")
case("hours.no_hours", lambda it: log_document(hours=it), Decimal(0), Decimal("0.5"))
case("hours.no_hours", lambda it: log_document(hours=it), Decimal("NaN"), Decimal("0.5"))
case(
    "hours.in_the_future",
    lambda day: log_document(earned_on=day),
    TODAY + timedelta(1),
    TODAY,
)
case(
    "hours.differs_from_activity",
    lambda amount: refusals(some_hours(), h.verify, an_act(CLERK, an_activity(amount))),
    "3",
    "4.0",
)
case(
    "hours.no_receipt",
    lambda receipt: refusals(some_hours(r.CREDITED), h.report, an_act(CLERK), receipt=receipt),
    " ",
    "P-1",
)
