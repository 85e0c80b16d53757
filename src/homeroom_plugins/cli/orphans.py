"""Orphaned records on the screen: by the names that are stored, with the plugin they need."""

from collections.abc import Sequence

from homeroom_core.office import Office
from homeroom_core.orphans import notes_on, raw_cell, raw_columns, raw_fields
from homeroom_core.text import Text
from homeroom_core.view import EntryView, View
from homeroom_plugins.cli.invocation import Invocation
from homeroom_plugins.cli.output import short


def show_orphan(here: Invocation, office: Office, seen: View) -> None:
    """Print what may be seen of one."""
    heading = _HEADING.format(kind=seen.kind, id=seen.id, state=seen.state, version=seen.version)
    here.say(heading)
    for part in raw_fields(seen):
        for line in part.lines(here.language, indent="  "):
            here.say(line)
    say_notes(here, office, seen)


def show_orphans(here: Invocation, office: Office, kind: str, seen: Sequence[View]) -> None:
    """Print a list of them."""
    if seen:
        names = raw_columns(seen)
        table = here.tables("id", "state", *names, unbroken=0)
        for one in seen:
            table.add([one.id, one.state, *(short(raw_cell(one, name)) for name in names)])
        table.show()
    here.say(_COUNT.format(kind=kind, count=len(seen)))
    for one in seen[:1]:
        say_notes(here, office, one)


def say_notes(here: Invocation, office: Office, seen: View | EntryView) -> None:
    """Print what has to be said beside it; nothing for a record that is none."""
    for note in notes_on(seen, office.organization(here.org)):
        here.say(note)


_HEADING = Text(
    "{kind} {id}：{state}，第 {version} 版",
    "{kind} {id}：{state}，第 {version} 版",
    "{kind} {id}: {state}, version {version}",
)
_COUNT = Text("{kind}：{count} 条", "{kind}：{count} 筆", "{kind}: {count}")
