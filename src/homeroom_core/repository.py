"""Records in and out of a store's session: the document and the changes since, and back."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import attrs

from homeroom_core.codec import JSON, decode, encode, from_json, to_json
from homeroom_core.errors import ErasedError, KindUnknownError, RecordNotFoundError
from homeroom_core.journal import Entry, Head, fold, replay, timestamp
from homeroom_core.origin import MissingPlugin, Origin
from homeroom_core.record import R, Record, not_indexed
from homeroom_core.storage import Document, Query, Session

BODY_EVERY = 10
"""A record's full text is written when it is created and then every so many versions."""

PAGE = 500

LATEST = 1000
"""So many records of an organization an office remembers as it stored them."""


@attrs.frozen
class Held:
    """A record with what the store knows of it."""

    record: Record
    created: int
    body_version: int


class Latest:
    """The records that the desks of an office stored last.

    What is known here holds as long as the journal still ends where it did: then nobody else has
    written since, and a record handed in that is the very one that was stored (records are frozen)
    need not be read again to be compared.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, dict[str, Held]]] = {}

    def held(self, head: Head, record: Record) -> Held | None:
        """What is stored of this record, if it is known in a journal that ends here."""
        digest, records = self._known.get(record.org, ("", {}))
        found = records.get(record.id)
        same = found is not None and found.record is record and digest == head.digest
        return found if same else None

    def note(self, org: str, start: Head, end: Head, stored: Mapping[str, Held | None]) -> None:
        """Remember what a commit stored.

        Args:
            org: The organization.
            start: Where its journal ended before the commit.
            end: Where it ends now.
            stored: By id; `None` for a record that was erased.
        """
        digest, records = self._known.get(org, ("", {}))
        if digest != start.digest:
            records = {}
        for id, held in stored.items():
            records.pop(id, None)
            if held is not None:
                records[id] = held
        while len(records) > LATEST:
            del records[next(iter(records))]
        self._known[org] = (end.digest, records)


class Kinds:
    """The kinds of record that journals tell of; what was read once is not read again."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Head, frozenset[str]]] = {}

    def of(self, session: Session, org: str) -> frozenset[str]:
        """The kinds of which an organization has, or had, a record."""
        head, kinds = self._known.get(org, (Head(), frozenset()))
        last = session.entries(after=head.seq - 1, limit=1) if head.seq else ()
        if [entry.digest for entry in last] != [head.digest]:
            head, kinds = Head(), frozenset()  # nothing was known, or another journal stands here
        while entries := session.entries(after=head.seq, limit=PAGE):
            kinds |= {entry.kind for entry in entries}
            head = Head(entries[-1].seq, entries[-1].digest, entries[-1].at)
        self._known[org] = (head, kinds)
        return kinds


def unknown_kind(
    session: Session, org: str, document: Document, provider: str = ""
) -> KindUnknownError:
    """The error for a record whose kind no plugin knows: it names the plugin that it needs.

    Args:
        session: The store's view of the organization.
        org: The organization.
        document: The record.
        provider: The plugin that knows the kind, but is not active here, if there is one.
    """
    origin = named_origin(session.history(document.id))
    needs = MissingPlugin(org=org, kind=document.kind, origin=origin, provider=provider)
    return KindUnknownError(org, document.id, needs)


def named_origin(entries: Sequence[Entry], here: Collection[Origin] = ()) -> Origin | None:
    """The plugin that provided a lifecycle, as the last of these entries that names one has it.

    Args:
        entries: Entries of one record, oldest first.
        here: The plugins that are here: they only had another part in it, if the lifecycle is gone.
    """
    for entry in reversed(entries):
        for origin in entry.plugins if entry.payload is not None else ():
            if origin not in here:
                return origin
    return None


def load(session: Session, org: str, type: type[R], id: str) -> Held:
    """The record with this id, of the organization that the session is about.

    Raises:
        RecordNotFoundError: There is none of this kind.
        ErasedError: Its contents were erased.
    """
    document = session.get(id)
    if document is None or document.kind != type.kind:
        raise RecordNotFoundError(org, id)
    return held(session, type, document)


def held(session: Session, type: type[R], document: Document) -> Held:
    """The record of a document.

    Raises:
        ErasedError: Its contents were erased.
    """
    record = from_json(type, contents(session, document), source=document.id)
    return Held(record, document.created, document.body_version)


def contents(session: Session, document: Document) -> dict[str, JSON]:
    """The JSON object of a record: the stored text, and the changes since.

    Raises:
        ErasedError: Its contents were erased.
    """
    if document.body is None:
        raise ErasedError(document.id)
    body: dict[str, JSON] = decode(document.body, source=document.id)
    if document.version == document.body_version:
        return body
    return fold(session.history(document.id, after_version=document.body_version), body)


def pages(session: Session, query: Query) -> Iterator[Document]:
    """All documents that a query asks for, read page by page."""
    while True:
        page = session.find(query)
        yield from page
        if len(page) < query.limit:
            return
        query = attrs.evolve(query, after=page[-1].created)


def document_of(record: Record, before: Held | None, created: int) -> Document:
    """What to write for a record: everything when it is new or due, else what has changed."""
    index = record.index()
    due = before is None or record.version - before.body_version >= BODY_EVERY
    same = before is not None and before.record.index() == index
    return Document(
        id=record.id,
        kind=record.kind,
        created=created,
        version=record.version,
        state=str(record.state),
        index=None if same else index,
        body=encode(to_json(record)) if due else None,
        body_version=record.version if due or before is None else before.body_version,
    )


def as_of(session: Session, type: type[R], id: str, moment: datetime) -> R:
    """The record as it stood at a moment.

    Raises:
        RecordNotFoundError: It did not exist then.
        ErasedError: Its contents were erased.
    """
    until = timestamp(moment)
    entries = [entry for entry in session.history(id) if entry.at <= until]
    if not entries or entries[0].kind != type.kind:
        raise RecordNotFoundError(f"journal until {until}", id)
    return replay(type, entries)


def states(state: str | Iterable[str] | None) -> frozenset[str] | None:
    """The states of a query, however they were given."""
    if state is None:
        return None
    return frozenset((state,)) if isinstance(state, str) else frozenset(state)


def query(type: type[R], state: str | Iterable[str] | None, where: dict[str, Any]) -> Query:
    """The query for records of a type.

    Raises:
        NotIndexedError: A field is not indexed.
    """
    unknown = where.keys() - set(type.indexed)
    if unknown:
        raise not_indexed(type, unknown)
    return Query(kind=type.kind, states=states(state), where=where, limit=PAGE)


def history(session: Session, id: str) -> Sequence[Entry]:
    """All entries of a record, oldest first.

    Raises:
        RecordNotFoundError: There are none.
    """
    entries = session.history(id)
    if not entries:
        raise RecordNotFoundError("journal", id)
    return entries
