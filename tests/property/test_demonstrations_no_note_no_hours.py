"""A young observer has hours exactly if they were there and, where one is owed, their note is in."""

from decimal import Decimal

from hypothesis import given

from homeroom_core.testing.demonstration_strategies import HOST, demonstrations
from homeroom_core.training.attendance import credits_of
from homeroom_core.training.demonstration_records import HELD, Demonstration


@given(demonstrations(state=HELD))
def test_hours_wait_for_the_note_of_the_young_and_for_nothing_else(lesson: Demonstration) -> None:
    wrote = {note.by for note in lesson.notes}
    owes = {
        one.person
        for one in lesson.registrations
        if one.young and lesson.policy.note_owed and one.person not in wrote
    }
    expected = {HOST: lesson.policy.hours.led} | {
        one.person: lesson.policy.hours.of(one.part)
        for one in lesson.presences
        if one.person != HOST and one.person not in owes
    }
    credited: dict[str, Decimal] = {one.person: one.hours for one in credits_of(lesson)}
    assert credited == expected
