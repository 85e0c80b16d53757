"""The storage contract, small enough for a school to write a store of its own in a page.

A store keeps, for each organization, a journal (entries in sequence) and a document for each record
(its state, its indexed fields and, at some version, its full JSON text). It knows nothing of
lifecycles. `homeroom_core.testing.StorageContract` checks every promise made here.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from operator import attrgetter
from typing import Protocol

import attrs

from homeroom_core.change import change
from homeroom_core.errors import BusyError
from homeroom_core.journal import Entry, Head
from homeroom_core.record import IndexValue


@attrs.frozen(kw_only=True)
class Document:
    """A record as a store keeps it.

    Attributes:
        id: Unique within the organization.
        kind: Kind of the record.
        created: Sequence number of the entry that created it: the order of `find`.
        version: Current version.
        state: Current state.
        index: Current values of the indexed fields. On writing, `None` leaves them as they are.
        body: JSON text of the record as it was at `body_version`; changes since then are in the
            journal. On writing, `None` leaves body and `body_version` as they are. Read as `None`
            only once the contents were erased.
        body_version: Version of the body; 0 once the contents were erased.
    """

    id: str
    kind: str
    created: int
    version: int
    state: str
    index: Mapping[str, IndexValue] | None
    body: str | None
    body_version: int


@attrs.frozen(kw_only=True)
class Query:
    """What `find` looks for.

    Attributes:
        kind: Kind of the records.
        states: Only those in one of these states; `None` for any.
        where: Only those with these values in their indexed fields.
        after: Only those created after this sequence number: the last `created` of the page before.
        limit: At most so many, 1 or more.
    """

    kind: str
    states: frozenset[str] | None = None
    where: Mapping[str, IndexValue] = attrs.Factory(dict)
    after: int = 0
    limit: int = 500


@attrs.frozen(kw_only=True)
class Capabilities:
    """What a store promises beyond what every store does; it says so in its attribute `capabilities`.

    A store that says nothing promises what stands here as the default. Its contract proves what is
    promised, and tells what is not.

    Attributes:
        durable: What was committed is there when the store is opened again at its URL, even if the
            program was killed; of a commit that was under way there is all or nothing.
        threads: Threads may use it at once, each with sessions of its own.
        processes: Processes may have it open at once; goes with `durable`.
        erases_files: What was erased stands in none of its files any more once it is closed. No
            store promises this unsaid: few engines overwrite what they drop.
    """

    durable: bool = True
    threads: bool = True
    processes: bool = True
    erases_files: bool = False


class Session(Protocol):
    """A consistent view of one organization, and in a writing session the way to add to it."""

    def head(self) -> Head:
        """Where the journal stands; `Head()` for an organization never written to."""
        ...

    def get(self, id: str) -> Document | None:
        """The document with this id, or `None`."""
        ...

    def find(self, query: Query) -> Sequence[Document]:
        """One page of the documents that the query asks for, ordered by `created`."""
        ...

    def entries(self, *, after: int = 0, limit: int | None = None) -> Sequence[Entry]:
        """The entries after this sequence number, in sequence; at most `limit` of them."""
        ...

    def history(self, record: str, *, after_version: int = 0) -> Sequence[Entry]:
        """The entries of a record that led to versions after this one, in sequence."""
        ...

    def write(self, entries: Sequence[Entry], documents: Sequence[Document]) -> None:
        """Append entries and bring documents up to date; visible to others only on commit.

        Raises:
            BusyError: The first entry does not follow the head: somebody else was faster.
        """
        ...

    def erase(self, record: str) -> None:
        """Forget the contents of a record: payload and salt of its entries, body and index."""
        ...


class Storage(Protocol):
    """A store of any number of organizations.

    It may say in an attribute `capabilities` what it promises; see `Capabilities`.
    """

    @property
    def url(self) -> str:
        """Where it is, for messages; without secrets."""
        ...

    def session(self, org: str, *, write: bool) -> AbstractContextManager[Session]:
        """A view of one organization.

        A writing session holds the organization's write lock from here on; leaving it cleanly
        commits everything, leaving it by an exception commits nothing. Once it has committed, the
        work survives a crash, as far as the store promises that at all.

        Raises:
            BusyError: The lock could not be had in time; nothing happened.
        """
        ...

    def organizations(self) -> Sequence[str]:
        """Codes of all organizations ever written to, sorted."""
        ...

    def close(self) -> None:
        """Give back files and connections; the store is not used afterwards."""
        ...


def capabilities_of(storage: Storage) -> Capabilities:
    """What a store promises; one that says nothing promises the defaults.

    Raises:
        TypeError: What it says are no `Capabilities`.
    """
    said = getattr(storage, "capabilities", Capabilities())
    if not isinstance(said, Capabilities):
        msg = f"{storage.url}: capabilities have to be a Capabilities, found {said!r}"
        raise TypeError(msg)
    return said


_ABSENT = object()


@attrs.frozen
class _Kept:
    """All that is known of one organization after a commit; a commit makes a new one."""

    entries: Sequence[Entry] = ()
    documents: Mapping[str, Document] = attrs.Factory(dict)


class MemoryStorage:
    """A store in memory: the reference for every other, and for tests.

    Args:
        timeout_seconds: How long to wait for a write lock, in seconds.
    """

    url = "memory:"
    capabilities = Capabilities(durable=False, processes=False)

    def __init__(self, *, timeout_seconds: float = 5.0) -> None:
        self._kept: dict[str, _Kept] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._timeout_seconds = timeout_seconds

    @contextmanager
    def session(self, org: str, *, write: bool) -> Iterator[Session]:
        """See `Storage.session`; it raises as that says."""
        if not write:
            yield _MemorySession(self._kept.get(org, _Kept()))
            return
        lock = self._locks.setdefault(org, threading.Lock())
        if not lock.acquire(timeout=self._timeout_seconds):
            raise BusyError(self.url, f"{org} is being written to")
        try:
            session = _MemorySession(self._kept.get(org, _Kept()))
            yield session
            self._kept[org] = session.result()
        finally:
            lock.release()

    def organizations(self) -> Sequence[str]:
        """See `Storage.organizations`."""
        return sorted(org for org, kept in list(self._kept.items()) if kept.entries)

    def close(self) -> None:
        """See `Storage.close`; nothing to give back."""


class _MemorySession:
    """What was kept, with what this session adds on top of it."""

    def __init__(self, kept: _Kept) -> None:
        self._entries: Sequence[Entry] = kept.entries
        self._documents: Mapping[str, Document] = kept.documents
        self._added: list[Entry] = []
        self._changed: dict[str, Document] = {}

    def result(self) -> _Kept:
        if not self._added and not self._changed:
            return _Kept(self._entries, self._documents)
        return _Kept((*self._entries, *self._added), {**self._documents, **self._changed})

    def head(self) -> Head:
        entries = self._added or self._entries
        return Head(entries[-1].seq, entries[-1].digest, entries[-1].at) if entries else Head()

    def get(self, id: str) -> Document | None:
        document = self._known(id)
        return document and _apart(document)

    def find(self, query: Query) -> Sequence[Document]:
        found = [
            document
            for document in {**self._documents, **self._changed}.values()
            if document.kind == query.kind
            and document.created > query.after
            and (query.states is None or document.state in query.states)
            and all((document.index or {}).get(k, _ABSENT) == v for k, v in query.where.items())
        ]
        found.sort(key=attrgetter("created"))
        return [_apart(document) for document in found[: query.limit]]

    def entries(self, *, after: int = 0, limit: int | None = None) -> Sequence[Entry]:
        later = (*self._entries[after:], *self._added[max(0, after - len(self._entries)) :])
        return later[:limit]

    def history(self, record: str, *, after_version: int = 0) -> Sequence[Entry]:
        every = (*self._entries, *self._added)
        return [e for e in every if e.record == record and e.version > after_version]

    def write(self, entries: Sequence[Entry], documents: Sequence[Document]) -> None:
        if entries and entries[0].seq != self.head().seq + 1:
            raise BusyError(MemoryStorage.url, f"entry {entries[0].seq} does not follow")
        self._added.extend(entries)
        for document in documents:
            self._changed[document.id] = _apart(merged(self._known(document.id), document))

    def erase(self, record: str) -> None:
        def erased(entry: Entry) -> Entry:
            return change(entry, payload=None, salt=None) if entry.record == record else entry

        self._entries = tuple(map(erased, self._entries))
        self._added = [*map(erased, self._added)]
        document = self._known(record)
        if document is not None:
            self._changed[record] = change(document, body=None, body_version=0, index={})

    def _known(self, id: str) -> Document | None:
        return self._changed.get(id) or self._documents.get(id)


def _apart(document: Document) -> Document:
    """The document with an index of its own: whoever was handed it may do with it what he likes."""
    return change(document, index=dict(document.index or {}))


def merged(stored: Document | None, written: Document) -> Document:
    """What a store keeps after a write: parts that were not written stay as they are stored."""
    if stored is None:
        return written
    if written.body is None:
        written = change(written, body=stored.body, body_version=stored.body_version)
    if written.index is None:
        written = change(written, index=stored.index)
    return written
