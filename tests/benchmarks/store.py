"""A SQLite file: creating, committing, loading, following the feed; cost against the journal's length.

One commit of homeroom writes a journal entry with its place in the chain and brings the record and
its indexed fields up to date, after looking at what is stored. One save of the event-sourcing peer
writes one event. Raw sqlite3 writes rows of the same sizes to the same tables, made beforehand: the
floor that nobody can go below.

    python tests/benchmarks/store.py [--json] [--quick]

The long journal has 1,000,000 entries (100,000 with --quick); it takes 1 GB of disk while it is there.
"""

import os
import sqlite3
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from harness import Bench, Figure, Work, peer
from subject import NOTE, ORG, Dossier, a_dossier, begin, the_teacher, write_note

from homeroom_core.change import change
from homeroom_core.codec import encode, to_json
from homeroom_core.journal import Entry, Head, next_entry
from homeroom_core.office import Office
from homeroom_core.repository import BODY_EVERY
from homeroom_core.storage import Document
from homeroom_plugins.storage.sqlite import SqliteStorage

BATCH = 1000
PAGE = 1000
FEED = 10_000
RECORDS = 100
EVENTS = 10
"""A record that is loaded has made ten transitions, an aggregate of the peer has ten events."""

OURS, PEER, RAW = "homeroom", "eventsourcing", "raw sqlite3, the same rows"


def main() -> None:
    """Measure and report."""
    bench = Bench("store", __doc__ or "", peers=("eventsourcing",))
    with TemporaryDirectory() as folder:
        for synchronous in ("normal", "full"):
            _commits(bench, Path(folder), synchronous)
        _batches(bench, Path(folder))
        _loads(bench, Path(folder))
        _lengths(bench, Path(folder))
    bench.report()


def _commits(bench: Bench, folder: Path, synchronous: str) -> None:
    mode = synchronous.upper()
    store = _Ours(folder / f"commits-{synchronous}.db", synchronous)
    raw = _Raw(folder / f"raw-{synchronous}.db", synchronous, rows=5000)
    works: dict[str, Work] = {
        f"{OURS}: create, {mode}": store.create,
        f"{OURS}: one transition, {mode}": store.commit,
        f"{RAW}, {mode}": raw.commit,
    }
    saved = f"{PEER}: save of one event, {mode}"
    if (theirs := _theirs(folder / f"peer-{synchronous}.db", synchronous)) is not None:
        works[saved] = theirs.save
    times = 40 if synchronous == "normal" else 5
    found = bench.measure(f"One commit, synchronous={mode}", works, samples=101, times=times)
    mine = found[f"{OURS}: one transition, {mode}"]
    target = 1.0 if synchronous == "normal" else None
    bench.faster(f"commit : {PEER} save, {mode}", mine, found.get(saved), at_least=target)
    bench.cost(f"commit : raw sqlite3, {mode}", mine, found[f"{RAW}, {mode}"])
    store.close()


def _batches(bench: Bench, folder: Path) -> None:
    store = _Ours(folder / "batches.db", "normal")
    raw = _Raw(folder / "raw-batches.db", "normal", rows=25_000)
    works: dict[str, Work] = {
        f"{OURS}: {BATCH} transitions at one desk": store.batches,
        f"{RAW}, executemany": raw.batches,
    }
    saved = f"{PEER}: {BATCH} events in one save"
    if (theirs := _theirs(folder / "peer-batches.db", "normal")) is not None:
        works[saved] = theirs.batches
    found = bench.measure("_batches", works, samples=21, times=1)
    del bench.tables["_batches"]
    each = {name: figure.each(BATCH) for name, figure in found.items()}
    bench.add(f"One of {BATCH} in a transaction, NORMAL", each)
    mine, floor = each[f"{OURS}: {BATCH} transitions at one desk"], each[f"{RAW}, executemany"]
    bench.cost("batch : raw sqlite3", mine, floor)
    bench.faster(f"batch : {PEER}", mine, each.get(saved))
    bench.faster("batch : 10,000 transitions a second", mine, Figure(1e-4, 1e-4), at_least=1)
    store.close()


def _loads(bench: Bench, folder: Path) -> None:
    store = _Ours(folder / "loads.db", "normal", records=FEED // EVENTS)
    for _ in range(EVENTS):
        store.batches(1)
    works: dict[str, Work] = {f"{OURS}: office.get": store.load}
    feeds: dict[str, Work] = {f"{OURS}: feed": store.feed}
    got, followed = f"{PEER}: repository.get", f"{PEER}: notification log"
    theirs = _theirs(folder / "peer-loads.db", "normal", records=FEED // EVENTS, events=EVENTS)
    if theirs is not None:
        works[got], feeds[followed] = theirs.load, theirs.feed
    loads = bench.measure(f"Loading a record after {EVENTS} steps", works, times=100)
    pages = bench.measure("_feed", feeds, samples=21, times=1)
    del bench.tables["_feed"]
    rows = {name: figure.each(FEED) for name, figure in pages.items()}
    bench.add(f"One entry of a feed read in pages of {PAGE}", rows)
    bench.faster(f"load : {PEER}", loads[f"{OURS}: office.get"], loads.get(got), at_least=5)
    bench.faster(f"feed : {PEER}", rows[f"{OURS}: feed"], rows.get(followed))
    store.close()


def _lengths(bench: Bench, folder: Path) -> None:
    lengths = (1000, 100_000 if bench.quick else 1_000_000)
    works: dict[str, Work] = {}
    stores = []
    for length in lengths:
        bench.note(f"writing a journal of {length:,} entries")
        store = _Ours(folder / f"length-{length}.db", "normal")
        store.lengthen(length)
        stores.append(store)
        works[f"journal of {length:,}: one transition"] = store.commit
    os.sync()  # or what was written just now is still on its way to the disk, and in the way
    title = "One commit by length of the journal, NORMAL"
    found = bench.measure(title, works, samples=151, times=20)
    short, long = found.values()
    bench.cost(f"commit at {lengths[1]:,} : at {lengths[0]:,} entries", long, short, at_most=1.25)
    for store in stores:
        store.close()


class _Ours:
    """homeroom, with so many records that are changed in turn."""

    def __init__(self, path: Path, synchronous: str, *, records: int = RECORDS) -> None:
        self._storage = SqliteStorage(path, synchronous=synchronous)
        self._office = Office(self._storage)
        self._revision = 0
        self._actor = the_teacher()
        with self._office.desk(ORG, by=self._actor) as desk:
            self._records = [desk.create(begin, of=self._actor.id) for _ in range(records)]
        self._turn = 0

    def close(self) -> None:
        self._office.close()

    def create(self, times: int) -> None:
        for _ in range(times):
            with self._office.desk(ORG, by=self._actor) as desk:
                desk.create(begin, of=self._actor.id)

    def commit(self, times: int) -> None:
        for _ in range(times):
            at = self._next()
            with self._office.desk(ORG, by=self._actor) as desk:
                self._records[at] = desk.apply(
                    write_note, self._records[at], revision=self._revision, note=self._note()
                )

    def batches(self, times: int) -> None:
        for _ in range(times):
            with self._office.desk(ORG, by=self._actor) as desk:
                for _ in range(BATCH):
                    at = self._next()
                    self._records[at] = desk.apply(
                        write_note, self._records[at], revision=self._revision, note=self._note()
                    )

    def load(self, times: int) -> None:
        for _ in range(times):
            self._office.get(ORG, Dossier, self._records[self._next()].id)

    def feed(self, times: int) -> None:
        for _ in range(times):
            for after in range(0, FEED, PAGE):
                if len(self._office.feed(ORG, after=after, limit=PAGE)) != PAGE:
                    raise ValueError(after)

    def lengthen(self, length: int) -> None:
        """Write a journal of so many entries: notes on each record in turn, asking nobody."""
        entries = self._entries(length)
        while chunk := list(islice(entries, 20_000)):
            with self._storage.session(ORG, write=True) as session:
                session.write(chunk, [])
        with self._storage.session(ORG, write=True) as session:
            session.write([], [_document(record) for record in self._records])

    def _entries(self, length: int) -> Iterator[Entry]:
        with self._storage.session(ORG, write=False) as session:
            head = session.head()
        for _ in range(length - head.seq):
            at = self._next()
            before = self._records[at]
            self._records[at] = after = change(
                before, revision=self._revision, note=self._note(), version=before.version + 1
            )
            entry = next_entry(
                head,
                bytes(16),
                org=ORG,
                kind=after.kind,
                record=after.id,
                version=after.version,
                transition=write_note.name,
                source=str(before.state),
                target=str(after.state),
                actor=self._actor.id,
                at=head.at,
                fields={"revision": after.revision, "note": after.note},
                reason="",
            )
            head = Head(entry.seq, entry.digest, entry.at)
            yield entry

    def _next(self) -> int:
        """Which record is changed next, and the next revision with it."""
        self._revision += 1
        return self._revision % len(self._records)

    def _note(self) -> str:
        return _note(self._revision)


class _Raw:
    """The rows that homeroom writes, put into the same tables by hand; made before the clock runs."""

    def __init__(self, path: Path, synchronous: str, *, rows: int) -> None:
        _Ours(path, synchronous).close()
        self._connection = sqlite3.connect(path, isolation_level=None)
        checkpoint = 1000 if synchronous == "full" else 4000
        self._connection.execute(f"PRAGMA synchronous = {synchronous}")
        self._connection.execute(f"PRAGMA wal_autocheckpoint = {checkpoint}")
        self._connection.execute("PRAGMA cache_size = -65536")
        self._entries = iter([_row(number) for number in range(rows)])
        self._body = encode(to_json(a_dossier()))

    def commit(self, times: int) -> None:
        execute = self._connection.execute
        for entry in islice(self._entries, times):
            execute("BEGIN IMMEDIATE")
            execute(_INSERT, entry)
            execute(_UPDATE, (entry[4], entry[7], entry[0], entry[3]))
            if entry[4] % BODY_EVERY == 0:
                execute(_PUT, (entry[0], entry[3], self._body))
            execute("COMMIT")

    def batches(self, times: int) -> None:
        execute, executemany = self._connection.execute, self._connection.executemany
        for _ in range(times):
            entries = list(islice(self._entries, BATCH))
            last = entries[-RECORDS:]
            execute("BEGIN IMMEDIATE")
            executemany(_INSERT, entries)
            executemany(_UPDATE, [(entry[4], entry[7], entry[0], entry[3]) for entry in last])
            executemany(_PUT, [(entry[0], entry[3], self._body) for entry in last])
            execute("COMMIT")


class _Theirs:
    """The event-sourcing peer, with so many aggregates that are changed in turn."""

    def __init__(self, application: Any, aggregates: list[Any]) -> None:
        self._application = application
        self._aggregates = aggregates
        self._revision = 0
        application.save(*aggregates)

    def save(self, times: int) -> None:
        for _ in range(times):
            self._application.save(self._changed())

    def batches(self, times: int) -> None:
        for _ in range(times):
            for _ in range(BATCH):
                self._changed()
            self._application.save(*self._aggregates)

    def load(self, times: int) -> None:
        for _ in range(times):
            self._revision += 1
            aggregate = self._aggregates[self._revision % len(self._aggregates)]
            self._application.repository.get(aggregate.id)

    def feed(self, times: int) -> None:
        for _ in range(times):
            for after in range(0, FEED, PAGE):
                log = self._application.notification_log
                if len(log.select(start=after + 1, limit=PAGE)) != PAGE:
                    raise ValueError(after)

    def _changed(self) -> Any:
        self._revision += 1
        aggregate = self._aggregates[self._revision % len(self._aggregates)]
        aggregate.write_note("draft", self._revision, _note(self._revision), "person-7")
        return aggregate


def _theirs(
    path: Path, synchronous: str, *, records: int = RECORDS, events: int = 1
) -> _Theirs | None:
    """The peer over a file of its own, at the same durability; nothing where it is not installed."""
    if (classes := _peer_classes()) is None:
        return None
    application, aggregate = classes
    environment = {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(path)}
    opened = application(env=environment)
    _set_durability(opened.recorder.datastore, synchronous)
    aggregates = [aggregate(teacher="person-7") for _ in range(records)]
    for revision in range(1, events):
        for one in aggregates:
            one.write_note("draft", revision, _note(revision), "person-7")
    return _Theirs(opened, aggregates)


@cache  # the peer knows a class by its name, and takes it once
def _peer_classes() -> tuple[Any, Any] | None:
    application, domain = peer("eventsourcing.application"), peer("eventsourcing.domain")
    if application is None or domain is None:
        return None

    class Folder(domain.Aggregate):  # type: ignore[misc,name-defined]  # the peer is Any
        @domain.event("Begun")  # type: ignore[untyped-decorator]  # as above
        def __init__(self, teacher: str) -> None:
            self.teacher, self.goals, self.revision, self.note = teacher, 3, 0, ""
            self.state = "draft"

        @domain.event("NoteWritten")  # type: ignore[untyped-decorator]  # as above
        def write_note(self, state: str, revision: int, note: str, actor: str) -> None:
            if self.goals < 1 or actor != self.teacher:
                raise ValueError(actor)
            self.state, self.revision, self.note = state, revision, note

    class Folders(application.Application):  # type: ignore[misc,name-defined]  # as above
        log_section_size = PAGE  # its default is 10

    return Folders, Folder


def _set_durability(datastore: Any, synchronous: str) -> None:
    """Set it on the one connection that the peer uses from one thread; it has no option for it."""
    connection = datastore.pool.get_connection()
    connection._sqlite_conn.execute(f"PRAGMA synchronous = {synchronous}")
    datastore.pool.put_connection(connection)
    with datastore.transaction(commit=False) as cursor:
        cursor.execute("PRAGMA synchronous")
        if cursor.fetchone()[0] != {"normal": 1, "full": 2}[synchronous]:
            raise RuntimeError(synchronous)


_INSERT = "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_UPDATE = "UPDATE record SET version = ?, state = ? WHERE org = ? AND id = ?"
_PUT = "INSERT OR REPLACE INTO body (org, id, body) VALUES (?, ?, ?)"


def _row(number: int) -> tuple[Any, ...]:
    """The columns of a journal entry that follows those of the creations; digests are any digits."""
    seq, digits = RECORDS + 1 + number, f"{number:064x}"
    record, version = f"dossier-{number % RECORDS + 1}", number // RECORDS + 2
    payload = encode({"fields": {"revision": number, "note": _note(number)}, "reason": ""})
    step = (write_note.name, "draft", "draft", "person-7", "2025-09-10T08:00:00.000000+00:00")
    return (ORG, seq, Dossier.kind, record, version, *step, payload, digits[32:], digits, digits)


def _document(record: Dossier) -> Document:
    return Document(
        id=record.id,
        kind=record.kind,
        created=int(record.id.rpartition("-")[2]),
        version=record.version,
        state=str(record.state),
        index=None,
        body=encode(to_json(record)),
        body_version=record.version,
    )


def _note(number: int) -> str:
    return f"{number}: {NOTE}"


if __name__ == "__main__":
    main()
