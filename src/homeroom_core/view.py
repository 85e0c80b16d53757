"""What a reader may see of a record: the one filter before every output, history included.

The record decides by `Record.hidden_from`; nothing here knows any kind of record. What is hidden
is left out and named in `hidden`. A field that may not be seen cannot be looked for either, and
whoever is named in it alone does not show up as the actor of an entry.
"""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from homeroom_core.codec import JSON, to_json
from homeroom_core.journal import Entry
from homeroom_core.origin import MissingPlugin
from homeroom_core.people import Actor
from homeroom_core.record import EVERYTHING, Reader, Record
from homeroom_core.visibility import HEADER, hidden_fields, texts_in


@attrs.frozen(kw_only=True)
class View:
    """A record as one reader sees it.

    Attributes:
        kind: Kind of the record.
        id: Its id.
        org: Code of its organization.
        state: Code of its state.
        version: Its version.
        fields: The fields that the reader may see, as JSON values.
        hidden: Names of those that the reader may not see, sorted; `*` for all that there are.
        needs: The plugin without which this is an orphaned record (`homeroom_core.orphans`), and
            its fields stand here as they are stored; `None` for every other.
    """

    kind: str
    id: str
    org: str
    state: str
    version: int
    fields: Mapping[str, JSON]
    hidden: tuple[str, ...] = ()
    needs: MissingPlugin | None = None

    def to_json(self) -> dict[str, JSON]:
        """The view as one JSON object; only that of an orphaned record says what it `needs`."""
        return _json(self)


@attrs.frozen(kw_only=True)
class EntryView:
    """A journal entry as one reader sees it.

    Attributes:
        seq: Its number in the journal.
        version: Version of the record after the step.
        transition: Name of the step.
        source: State before; empty for a creation.
        target: State after.
        actor: Who did it; `None` where that would tell what is hidden.
        at: The moment, ISO 8601 in UTC.
        reason: The reason given; `None` where a field of the record is hidden, since a reason is
            free text and may tell of it.
        fields: The changed fields that the reader may see, as JSON values.
        hidden: Names of the changed fields that the reader may not see, sorted; `*` for all that
            there are.
        needs: The plugin without which the record is an orphaned one, as this entry names it;
            `None` for every other.
    """

    seq: int
    version: int
    transition: str
    source: str
    target: str
    actor: str | None
    at: str
    reason: str | None
    fields: Mapping[str, JSON]
    hidden: tuple[str, ...] = ()
    needs: MissingPlugin | None = None

    def to_json(self) -> dict[str, JSON]:
        """The entry as one JSON object; only that of an orphaned record says what it `needs`."""
        return _json(self)


def _json(seen: View | EntryView) -> dict[str, JSON]:
    told: dict[str, JSON] = attrs.asdict(seen, recurse=False)
    needs = told.pop("needs")
    told |= {"fields": dict(seen.fields), "hidden": list(seen.hidden)}
    return told if needs is None else {**told, "needs": needs.to_json()}


def view(record: Record, to: Actor, reader: Reader) -> View | None:
    """What this reader may see of a record; `None` if nothing at all.

    Args:
        record: The record.
        to: Who reads.
        reader: Where the record's own decision reads other records.

    Raises:
        DefinitionError: See `hidden_fields`.
    """
    hidden = hidden_fields(record, to, reader)
    if hidden == EVERYTHING:
        return None
    written = to_json(record)
    return View(
        kind=record.kind,
        id=record.id,
        org=record.org,
        state=str(record.state),
        version=record.version,
        fields={k: v for k, v in written.items() if k not in hidden and k not in HEADER},
        hidden=tuple(sorted(hidden)),
    )


def views(
    records: Iterable[Record], to: Actor, reader: Reader, *, found_by: Iterable[str] = ()
) -> Iterator[View]:
    """What this reader may see of each record, in order, less those that are hidden altogether.

    Args:
        records: The records.
        to: Who reads.
        reader: Where the records' own decisions read other records.
        found_by: Names of the fields by whose values the records were looked for; a record that
            hides one of them is left out, for its being found would tell the value.

    Raises:
        DefinitionError: See `hidden_fields`.
    """
    asked = frozenset(found_by)
    for record in records:
        seen = view(record, to, reader)
        if seen is not None and asked.isdisjoint(seen.hidden):
            yield seen


def history_view(
    entries: Iterable[Entry], record: Record, to: Actor, reader: Reader
) -> tuple[EntryView, ...] | None:
    """What this reader may see of a record's history; `None` if nothing at all.

    What is hidden is decided by the record as it is now: once a contest is no longer blind, its
    history is not either.

    Args:
        entries: Entries of the record, oldest first.
        record: The record as it is now.
        to: Who reads.
        reader: Where the record's own decision reads other records.

    Raises:
        ErasedError: The contents of the record were erased.
        DefinitionError: See `hidden_fields`.
    """
    hidden = hidden_fields(record, to, reader)
    if hidden == EVERYTHING:
        return None
    listed = tuple(entries)
    secret = _named_only_in(hidden, record, listed) if hidden else frozenset()
    return tuple(_entry_view(entry, hidden, secret) for entry in listed)


def _entry_view(entry: Entry, hidden: frozenset[str], secret: frozenset[str]) -> EntryView:
    fields = entry.fields
    return EntryView(
        seq=entry.seq,
        version=entry.version,
        transition=entry.transition,
        source=entry.source,
        target=entry.target,
        actor=None if entry.actor in secret else entry.actor,
        at=entry.at,
        reason=None if hidden else entry.reason,
        fields={name: value for name, value in fields.items() if name not in hidden},
        hidden=tuple(sorted(hidden & fields.keys())),
    )


def _named_only_in(
    hidden: frozenset[str], record: Record, entries: Iterable[Entry]
) -> frozenset[str]:
    """The texts that stand in hidden fields, now or before, and in no field that can be seen."""
    told: set[str] = {record.id, record.org}
    untold: set[str] = set()
    for fields in (to_json(record), *(entry.fields for entry in entries)):
        for name, value in fields.items():
            (untold if name in hidden else told).update(texts_in(value))
    return frozenset(untold - told)
