"""What the promises of a store are tried with, and compared by."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import attrs

from homeroom_core.errors import BusyError
from homeroom_core.journal import Entry, Head, next_entry, timestamp
from homeroom_core.record import IndexValue
from homeroom_core.storage import Document, Query, Session, Storage
from homeroom_core.testing.contracts.law import broken, holds
from homeroom_core.text import Text

ODD_TEXTS = (
    "",
    " ",
    "德育处 德育處 ｡ﾟ",
    "\U0001f331\U00020bb7 astral",
    "e\u0301 is not \u00e9",
    "\u202eright to left",
    "quote ' \" back\\slash %s ? :a ; -- \n\r\t",
    "null NULL None 0 00 1e5 true",
    "-0 1.10 123456789012345678901234567890 0.1000000000000000055",
    "\ufb01 \u2460 \u212b \u2126 \uff76 \u00df \u0130 \u0131 \u017f",
    "\u200b\ufeff zero width \u200d \u0085\u2028",
    "half\tof\x01the\x1fcontrols\x7f",
    "\ufeffat the beginning\n",
)
"""Texts that stores have got wrong."""

KIND, OTHER = "plan", "notice"
ORG = "org-a"
MANY = 1_100
"""More than any page that a store might cut off unasked."""

MOST = 5_100
"""More entries than a store might read, commit or number at once."""


class Step:
    """Entries and documents as the office would write them, with an easy hand.

    Args:
        org: The organization.
    """

    def __init__(self, org: str = ORG) -> None:
        self.org = org

    def of(self, org: str) -> "Step":
        """The same in another organization."""
        return Step(org)

    def entry(
        self,
        head: Head,
        id: str,
        *,
        version: int = 1,
        kind: str = KIND,
        note: str | None = None,
        at: str | None = None,
    ) -> Entry:
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
            at=_moment(head.seq) if at is None else at,
            fields={"note": f"{id} at {version}" if note is None else note},
            reason="",
        )

    def many(
        self, session: Session, ids: Sequence[str], *, index: dict[str, IndexValue] | None = None
    ) -> list[Entry]:
        """Create records in one write, and give back their entries."""
        head, entries = session.head(), list[Entry]()
        for id in ids:
            entry = self.entry(head, id)
            entries.append(entry)
            head = head_after(entry)
        documents = [document_of(e.record, created=e.seq, index=index) for e in entries]
        session.write(entries, documents)
        return entries

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
        note: str | None = None,
    ) -> Entry:
        """Write one step of a record, and give back its entry."""
        entry = self.entry(session.head(), id, version=version, kind=kind, note=note)
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


def _moment(number: int) -> str:
    """A moment whose microseconds count, later for each number."""
    moment = _BEGIN + timedelta(seconds=number, microseconds=number * 7919 % 1_000_000)
    return timestamp(moment)


_BEGIN = datetime(2025, 9, 10, 23, 59, 58, 999_983, UTC)


def head_after(entry: Entry) -> Head:
    """The head of a journal whose last entry this is."""
    return Head(entry.seq, entry.digest, entry.at)


class AbandonError(Exception):
    """Raised in a session to abandon it."""


class AbandonNowError(BaseException):
    """Raised in a session, as when somebody stops the program at the keyboard."""


SHORT_SECONDS = 0.2  # long enough for an unlocked store to be caught, nothing depends on it else
LONG_SECONDS = 15.0
_PAUSE_SECONDS = 0.002


@contextmanager
def patiently(storage: Storage, org: str, *, seconds: float = LONG_SECONDS) -> Iterator[Session]:
    """A writing session, asked for again while the store is busy.

    Raises:
        BusyError: It was busy all the time.
    """
    end = time.monotonic() + seconds
    while True:
        opening = storage.session(org, write=True)
        try:
            session = opening.__enter__()
        except BusyError:
            if time.monotonic() > end:
                raise
            time.sleep(_PAUSE_SECONDS)
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


class together:  # noqa: N801  # reads as a statement
    """Threads that run beside the block; what one of them raises is raised at its end."""

    def __init__(self, *works: Callable[[], None]) -> None:
        self._raised: list[BaseException] = []
        self._threads = [
            threading.Thread(target=self._run, args=(work,), daemon=True) for work in works
        ]

    def _run(self, work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001,RUF100  # raised again in the thread that waits
            self._raised.append(error)

    def __enter__(self) -> None:
        for thread in self._threads:
            thread.start()

    def __exit__(self, *_error: object) -> None:
        for thread in self._threads:
            thread.join(LONG_SECONDS)
        if any(thread.is_alive() for thread in self._threads):
            broken(found=_STUCK, wanted=_ENDS)
        if self._raised:
            raise self._raised[0]


_STUCK = Text("线程卡住不动", "執行緒卡住不動", "a thread is stuck")
_ENDS = Text("线程结束", "執行緒結束", "the thread comes to its end")


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


def some(session: Session, id: str) -> Document:
    """The document with this id.

    Raises:
        BrokenLaw: There is none.
    """
    found = session.get(id)
    holds(isinstance(found, Document), found=found, wanted=f"the document {id!r}")
    assert found is not None  # for the type checker
    return found


def ids(
    session: Session,
    *,
    kind: str = KIND,
    states: frozenset[str] | None = None,
    where: Mapping[str, IndexValue] | None = None,
    limit: int = 500,
) -> list[str]:
    """The ids of the first page that `find` gives, in order."""
    query = Query(kind=kind, states=states, where=where or {}, limit=limit)
    return [document.id for document in session.find(query)]


def paged(session: Session, query: Query) -> list[str]:
    """The ids of all pages; a page is as long as the query says, but for the last."""
    found: list[str] = []
    while page := session.find(query):
        holds(len(page) <= query.limit, found=len(page), wanted=f"<= {query.limit}")
        first = page[0].created
        holds(first > query.after, found=f"created = {first}", wanted=f"> {query.after}")
        found += [document.id for document in page]
        query = attrs.evolve(query, after=page[-1].created)
    return found


def everything(session: Session) -> object:
    """All that there is to compare of an organization."""
    entries = list(session.entries())
    found = [plain(document) for document in session.find(Query(kind=KIND))]
    records = dict.fromkeys(entry.record for entry in entries)
    each = {id: (plain(session.get(id)), list(session.history(id))) for id in records}
    return session.head(), entries, found, each
