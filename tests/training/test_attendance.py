"""What forums, seminars and visits share, and what becomes of their hours."""

from decimal import Decimal
from typing import Any

import pytest
from contests import CLERK, PINNED, a_person, an_act
from refusals import TODAY
from refusals.forum import a_forum, here
from refusals.visit import a_visit

from homeroom_core.decision import perform
from homeroom_core.training import forum as f
from homeroom_core.training import forum_records as r
from homeroom_core.training import hours as h
from homeroom_core.training.activity import ATTENDED, CONTRIBUTED, LED
from homeroom_core.training.attendance import Attended, PartHours, credits_of


def test_the_credit_names_the_most_that_somebody_did() -> None:
    there = (
        *here("person-1", part=ATTENDED),
        *here("person-1", part=LED, on=TODAY.replace(day=9)),
        *here("person-1", part=CONTRIBUTED, on=TODAY.replace(day=8)),
    )
    visit = a_visit(presences=there)
    assert [(one.hours, one.part) for one in credits_of(visit)] == [(Decimal(22), LED)]


def test_hours_of_a_part_are_more_than_none_and_no_more_than_a_day_has() -> None:
    for hours in (Decimal(0), Decimal("24.01")):
        with pytest.raises(ValueError, match="attended"):
            PartHours(attended=hours)
    assert PartHours(attended=Decimal(24)).of(ATTENDED) == 24


def test_an_activity_has_to_say_when_it_is() -> None:
    bare: dict[str, Any] = {"id": "a-1", "org": "school-1", "state": "held"}
    with pytest.raises(TypeError, match="days"):
        Attended(**bare)  # type: ignore[abstract]  # that is what is tried


def test_hours_of_a_forum_are_logged_for_those_who_were_there_and_only_once_it_is_credited() -> (
    None
):
    held = a_forum(r.HELD, basis=PINNED, presences=here("person-1", part=LED))
    assert h.unlogged(held, an_act(CLERK).reader) == ()
    credited = perform(held, f.credit, an_act(CLERK))
    assert h.unlogged(credited, an_act(CLERK, a_person(1)).reader) == ("person-1",)
