"""Nominations, walked at random and, so that every step is surely made, once by hand."""

from contests import Story
from lifecycle_machines import NominationMachine, walking
from refusals.nomination import MESSAGE, other

from homeroom_core.testing.acts import actor
from homeroom_core.training import nomination as n

TestNominationMachine = NominationMachine.TestCase
TestNominationMachine.settings = walking()

OFFICE = actor("moral_education_office-1")
OTHER = other(seq=13)
"""The same work, recommended to this organization once more."""


def test_every_step_of_a_nomination_is_made() -> None:
    """One is declined; the other enters the contest of this organization."""
    story = Story(entries=1)
    walk = story.walk
    declined = walk.create(OFFICE, n.receive, message=MESSAGE, entry="entry-7")
    declined = walk.apply(OFFICE, n.decline, declined, because="no room")
    found = walk.create(OFFICE, n.receive, message=OTHER, entry="entry-7")
    found = walk.apply(OFFICE, n.enter, found, contest_entry=story.entries[0])
    walk.check_journal()
    assert (declined.state, found.state) == (n.DECLINED, n.ENTERED)
