"""Whatever is done to a lesson: one seat each, enough seats for all, and hours once."""

from hypothesis import given, settings
from lifecycle_machines import DemonstrationMachine

from homeroom_core.testing.lifecycle_machine import walks
from homeroom_core.testing.walk import Walk
from homeroom_core.training.demonstration_records import Demonstration


@settings(max_examples=15)
@given(walks(DemonstrationMachine, steps=20))
def test_one_seat_each_and_hours_once(walk: Walk) -> None:
    for version in (one for taken in walk.taken.values() for one in taken):
        assert isinstance(version, Demonstration)
        seated = [one.person for one in version.registrations]
        assert len(seated) == len(version.registered) <= version.seats
        assert version.host not in version.registered
        assert version.observers <= version.registered
        credited = [one.person for one in version.credits]
        assert len(credited) == len(set(credited))
        assert version.present - version.owing >= set(credited)
