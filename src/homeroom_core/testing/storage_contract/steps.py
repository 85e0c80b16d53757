"""What the tests of a store write with, and compare by."""

from collections.abc import Iterator
from contextlib import contextmanager

import attrs
import pytest

from homeroom_core.errors import BusyError
from homeroom_core.journal import Entry, Head, next_entry
from homeroom_core.record import IndexValue
from homeroom_core.storage import Document, Query, Session, Storage

ODD_TEXTS = (
    "",
    " ",
    "德育处 德育處 ｡ﾟ",
    "\U0001f331\U00020bb7 astral",
    "e\u0301 is not \u00e9",
    "\u202eright to left",
    "quote ' \" back\\slash %s ? :a ; -- \n\r\t",
    "null NULL None 0 00 1e5 true",
)
"""Texts that stores have got wrong."""

KIND, OTHER = "plan", "notice"


class Step:
    """Entries and documents as the office would write them, with an easy hand.

    Args:
        org: The organization.
    """

    def __init__(self, org: str = "org-a") -> None:
        self.org = org

    def entry(self, head: Head, id: str, *, version: int = 1, kind: str = KIND) -> Entry:
        """The entry after `head` that brings a record to this version."""
        return next_entry(
            head,
            (head.seq + 1).to_bytes(16, "big"),
            org=self.org,
            kind=kind,
            record=id,
            version=version,
            transition="step",
            source="open" if version > 1 else "",
            target="open",
            actor="person-1",
            at=f"2025-09-10T00:00:{head.seq % 60:02}.000000+00:00",
            fields={"note": f"{id} at {version}"},
            reason="",
        )

    def add(
        self,
        session: Session,
        id: str,
        *,
        version: int = 1,
        kind: str = KIND,
        state: str = "open",
        index: dict[str, IndexValue] | None = None,
        body: str | None = "{}",
    ) -> Entry:
        """Write one step of a record, and give back its entry."""
        entry = self.entry(session.head(), id, version=version, kind=kind)
        known = session.get(id)
        document = Document(
            id=id,
            kind=kind,
            created=known.created if known else entry.seq,
            version=version,
            state=state,
            index=index if index is not None or known else {},
            body=body,
            body_version=version,
        )
        session.write([entry], [document])
        return entry


def head_after(entry: Entry) -> Head:
    """The head of a journal whose last entry this is."""
    return Head(entry.seq, entry.digest, entry.at)


class Promises:
    """The base of every group of tests; subclasses of `StorageContract` give `storage`."""

    def reopen(self, storage: Storage) -> Storage:
        """Close the store and give back another on the same data."""
        pytest.skip(f"{storage.url} does not outlive itself")

    @pytest.fixture
    def step(self) -> Step:
        """Writes in the organization `org-a`."""
        return Step()


class AbandonError(Exception):
    """Raised in a session to abandon it."""


SHORT_SECONDS = 0.1  # long enough for an unlocked store to be caught, nothing depends on it else
LONG_SECONDS = 30.0
_ATTEMPTS = 100


@contextmanager
def patiently(storage: Storage, org: str) -> Iterator[Session]:
    """A writing session, asked for again while the store is busy."""
    for attempt in range(_ATTEMPTS):
        opening = storage.session(org, write=True)
        try:
            session = opening.__enter__()
        except BusyError:
            if attempt + 1 == _ATTEMPTS:
                raise
            continue
        break
    with _leaving(opening):
        yield session


@contextmanager
def _leaving(opened: object) -> Iterator[None]:
    """Leave a session that has been entered already, as `with` would."""
    leave = opened.__exit__  # type: ignore[attr-defined]  # a context manager
    try:
        yield
    except BaseException as error:
        if not leave(type(error), error, error.__traceback__):
            raise
    else:
        leave(None, None, None)


def document_of(
    id: str,
    *,
    created: int = 1,
    version: int = 1,
    state: str = "open",
    index: dict[str, IndexValue] | None = None,
    body: str = "{}",
    body_version: int = 1,
) -> Document:
    """A document at its first version, but for what is said otherwise."""
    return Document(
        id=id,
        kind=KIND,
        created=created,
        version=version,
        state=state,
        index=index or {},
        body=body,
        body_version=body_version,
    )


def plain(document: Document | None) -> object:
    """All of a document, whatever kind of mapping its index is in."""
    if document is None:
        return None
    return attrs.astuple(attrs.evolve(document, index=dict(document.index or {})), recurse=False)


def ids(
    session: Session,
    *,
    kind: str = KIND,
    states: frozenset[str] | None = None,
    where: dict[str, IndexValue] | None = None,
) -> list[str]:
    """The ids of the first page that `find` gives, in order."""
    return [d.id for d in session.find(Query(kind=kind, states=states, where=where or {}))]


def paged(session: Session, query: Query) -> list[str]:
    """The ids of all pages; a page is as long as the query says, but for the last."""
    found: list[str] = []
    while page := session.find(query):
        assert len(page) <= query.limit
        assert page[0].created > query.after, "a page goes back behind the one before"
        found += [document.id for document in page]
        query = attrs.evolve(query, after=page[-1].created)
    return found


def everything(session: Session) -> object:
    """All that there is to compare of an organization."""
    documents = [plain(document) for document in session.find(Query(kind=KIND))]
    return session.head(), list(session.entries()), documents
