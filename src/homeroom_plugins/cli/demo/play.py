"""The demonstration from beginning to end."""

from datetime import UTC, datetime

from homeroom_core.people import HOMEROOM_TEACHER
from homeroom_core.training.person import IN_POST, Person
from homeroom_plugins.cli.demo.class_meetings import (
    count_again,
    enter_and_choose,
    give_awards,
    hold_final,
    publicise_and_hear,
)
from homeroom_plugins.cli.demo.growth_plans import inspect_and_adjust, write_and_approve
from homeroom_plugins.cli.demo.story import OFFICE_CLERK, Story
from homeroom_plugins.roster import demo_roster, import_roster

START = datetime(2025, 9, 1, tzinfo=UTC)


def play(story: Story) -> None:
    """Play every step; what happened is in `story.events`."""
    teachers = import_the_roster(story)
    plan_ids = write_and_approve(story, teachers)
    contest_id = enter_and_choose(story, teachers)
    final = hold_final(story, contest_id)
    count_again(story, final)
    publicise_and_hear(story, final)
    give_awards(story, final)
    inspect_and_adjust(story, plan_ids, teachers)


def import_the_roster(story: Story) -> list[Person]:
    """Import the shipped roster, twice: the second time changes nothing.

    Returns:
        The homeroom teachers, in the order of the roster.
    """
    story.on(2025, 9, 1)
    with story.desk(OFFICE_CLERK) as desk:
        report = import_roster(desk, demo_roster())
    with story.looking() as reader:
        people = list(reader.find(Person, state=IN_POST))
    teachers = [person for person in people if HOMEROOM_TEACHER in person.roles]
    return teachers
