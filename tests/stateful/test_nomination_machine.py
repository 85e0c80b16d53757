"""Nominations, walked at random and, so that every step is surely made, once by hand."""

from lifecycle_machines import NominationMachine, walking
from refusals.nomination import MESSAGE

from homeroom_core.testing.acts import actor
from homeroom_core.testing.walk import Walk
from homeroom_core.training import nomination as n

TestNominationMachine = NominationMachine.TestCase
TestNominationMachine.settings = walking()

OFFICE = actor("moral_education_office-1")


def test_every_step_but_entering_is_made() -> None:
    """Entering needs a contest: `tests/support/refusals/nomination.py` makes it."""
    walk = Walk(n.nomination)
    found = walk.create(OFFICE, n.receive, message=MESSAGE, entry="entry-7")
    found = walk.apply(OFFICE, n.decline, found, because="no room")
    walk.check_journal()
    assert (found.state, walk.untaken()) == (n.DECLINED, ["nomination.enter"])
