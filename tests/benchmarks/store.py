"""A SQLite file: creating, committing, loading, following the feed; cost against the journal's length.

One commit of homeroom writes a journal entry with its place in the chain and brings the record and
its indexed fields up to date, after looking at what is stored. One save of the event-sourcing peer
writes one event. Raw sqlite3 writes rows of the same sizes to the same tables, made beforehand: the
floor that nobody can go below.

    python tests/benchmarks/store.py [--json] [--quick]

The long journal has 1,000,000 entries (100,000 with --quick), and needs about 1 GB of disk.
"""

import os
import sqlite3
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from harness import Bench, Figure, Work, peer
from subject import NOTE, ORG, Dossier, begin, the_teacher, write_note

from homeroom_core.codec import encode, to_json
from homeroom_core.journal import Entry, Head, next_entry
from homeroom_core.office import Office
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
    raw = _Raw(folder / f"raw-{synchronous}.db", synchronous)
    works: dict[str, Work] = {
        f"{OURS}: create, {mode}": store.create,
        f"{OURS}: one transition, {mode}": store.commit,
        f"{RAW}, {mode}": raw.commit,
    }
    saved = f"{PEER}: save of one event, {mode}"
    if (theirs := _theirs(folder / f"peer-{synchronous}.db", synchronous)) is not None:
        works[saved] = theirs.save
    times = 100 if synchronous == "normal" else 10
    found = bench.measure(f"One commit, synchronous={mode}", works, samples=41, times=times)
    mine = found[f"{OURS}: one transition, {mode}"]
    target = 1.0 if synchronous == "normal" else None
    bench.faster(f"commit : {PEER} save, {mode}", mine, found.get(saved), at_least=target)
    bench.cost(f"commit : raw sqlite3, {mode}", mine, found[f"{RAW}, {mode}"])
    store.close()


def _batches(bench: Bench, folder: Path) -> None:
    store = _Ours(folder / "batches.db", "normal")
    raw = _Raw(folder / "raw-batches.db", "normal")
    works: dict[str, Work] = {
        f"{OURS}: {BATCH} transitions at one desk": lambda times: store.batches(times),
        f"{RAW}, executemany": lambda times: raw.batches(times),
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
        store = _Ours(folder / f"length-{length}.db", "normal", records=0)
        store.lengthen(length)
        stores.append(store)
        works[f"journal of {length:,}: one transition"] = store.commit
    found = bench.measure("One commit by length of the journal, NORMAL", works, samples=41, times=50)
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
        """Write a whole journal, as these records would have, without asking anybody."""
        with self._office.desk(ORG, by=self._actor) as desk:
            self._records = [desk.create(begin, of=self._actor.id) for _ in range(RECORDS)]
        with self._storage.session(ORG, write=False) as session:
            head = session.head()
        entries = self._entries(head, length - RECORDS)
        while chunk := list(islice(entries, 20_000)):
            with self._storage.session(ORG, write=True) as session:
                session.write(chunk, [])
        with self._storage.session(ORG, write=True) as session:
            session.write([], [self._document(record) for record in self._records])

    def _entries(self, head: Head, length: int) -> Iterator[Entry]:
        salt = bytes(16)
        for at in (number % RECORDS for number in range(length)):
            record = self._records[at]
            after = write_note.body(
                record, None, revision=record.version, note=self._note()  # type: ignore[arg-type]  # it asks no act
            )
            after = _next_version(after)
            entry = next_entry(
                head,
                salt,
                org=ORG,
                kind=after.kind,
                record=after.id,
                version=after.version,
                transition=write_note.name,
                source=str(record.state),
                target=str(after.state),
                actor=self._actor.id,
                at=head.at,
                fields={"revision": after.revision, "note": after.note},
                reason="",
            )
            head = Head(entry.seq, entry.digest, entry.at)
            self._records[at] = after
            yield entry
