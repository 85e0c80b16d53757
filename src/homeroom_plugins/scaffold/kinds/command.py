"""A command: `homeroom sample-plugin SUBJECT` lists the teachers of a subject."""

from collections.abc import Sequence

import click
from homeroom_core.commands import Command
from homeroom_core.text import Text
from homeroom_core.training.person import Person
from homeroom_plugins.cli.invocation import Invocation, command

LABEL = Text("列出某科教师", "列出某科教師", "List the teachers of a subject.")


@command(LABEL, click.Argument(["subject"]))
def teachers(here: Invocation, *, subject: str) -> None:
    """List them, as far as whoever asks may see them."""
    with here.office() as office:
        seen = office.list(here.org, Person.kind, to=here.actor(office))
    details = {one.id: one.fields.get("details", {}) for one in seen}
    found = {id: one["name"] for id, one in details.items() if one.get("subject") == subject}

    def show() -> None:
        for id, name in found.items():
            here.say(f"{id} {name}")

    here.answer({"teachers": list(found)}, show)


def homeroom_commands() -> Sequence[Command]:
    """The command."""
    return [Command(name="sample-plugin", label=LABEL, loads=lambda: teachers)]
