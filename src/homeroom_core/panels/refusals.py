"""Saying why judges cannot be assigned: who lacks whom, and what would help."""

from collections.abc import Iterator

from homeroom_core.errors import Refusal
from homeroom_core.panels.field import PanelField
from homeroom_core.panels.filling import Filling
from homeroom_core.panels.problem import members
from homeroom_core.panels.reasons import (
    CANNOT_CONNECT,
    ENTRIES_LACK_CAPACITY,
    ENTRY_LACKS_JUDGES,
    TOO_FEW_JUDGES,
    WAIVERS_NEEDED,
)
from homeroom_core.statistics.connectivity import Subset
from homeroom_core.text import Text, listing

_SHOWN = 12
_AND_MORE = Text(
    "{first} 等共 {count} 个", "{first} 等共 {count} 個", "{first} and others ({count} in all)"
)
_CONFLICT = Text(
    "{judge} 与 {entry}（{kind}）", "{judge} 與 {entry}（{kind}）", "{judge} and {entry} ({kind})"
)
_NOBODY = Text("无", "無", "nobody")


def lacking(field: PanelField, filling: Filling) -> Iterator[Refusal]:
    """Entries that lack judges by themselves, and entries that compete for too few."""
    needed, count = filling.seats, len(field.judges)
    if count < needed:
        yield TOO_FEW_JUDGES(measured=count, required=needed, lacking=needed - count)
        return
    able = sum(1 << judge for judge, room in enumerate(field.room) if room)
    missing = sum(filling.short.values())
    for entry, hard in enumerate(field.hard):
        present = (able & ~hard).bit_count()
        if present < needed:
            missing -= needed - present
            yield ENTRY_LACKS_JUDGES(
                measured=present,
                required=needed,
                entry=field.entries[entry],
                lacking=needed - present,
                excluded=_excluded(field, entry),
            )
    if missing > 0:
        yield _lacking_room(field, filling, able)


def _lacking_room(field: PanelField, filling: Filling, able: int) -> Refusal:
    """Entries whose judges are all full, as the search for a further seat found them."""
    entries, judges = filling.reached
    places = sum(filling.room[judge] for judge in members(judges))
    seats = 0
    for entry in entries:
        may = able & ~field.hard[entry]
        seats += min(filling.seats, may.bit_count()) - min(
            filling.seats, (may & ~judges).bit_count()
        )
    return ENTRIES_LACK_CAPACITY(
        measured=places,
        required=seats,
        entries=_some([field.entries[entry] for entry in sorted(entries)]),
        judges=_some([field.judges[judge] for judge in members(judges)]),
        lacking=seats - places,
    )


def _some(ids: list[str]) -> Text:
    """Ids as people can still read them: all, or the first and how many there are."""
    shown = listing(ids[:_SHOWN])
    return shown if len(ids) <= _SHOWN else _AND_MORE.format(first=shown, count=len(ids))


def waivers_needed(field: PanelField, filling: Filling) -> Refusal:
    """Which waivers would do, where none may be made."""
    waivers = field.to_waive(filling.panels)
    return WAIVERS_NEEDED(
        measured=len(waivers),
        required=0,
        waivers=listing(
            _CONFLICT.format(judge=c.judge, entry=c.entry, kind=c.kind) for c in waivers
        ),
    )


def cannot_connect(subsets: tuple[Subset, ...]) -> Refusal:
    """Which subsets no exchange links."""
    return CANNOT_CONNECT(
        measured=len(subsets),
        required=1,
        subsets=listing(subset.text for subset in subsets),
    )


def _excluded(field: PanelField, entry: int) -> Text:
    """Who is ruled out from an entry, and why."""
    found = [
        _CONFLICT.format(judge=c.judge, entry=c.entry, kind=c.kind)
        for judge in members(field.hard[entry])
        for c in field.conflicts[entry, judge]
    ]
    return listing(found) if found else _NOBODY
