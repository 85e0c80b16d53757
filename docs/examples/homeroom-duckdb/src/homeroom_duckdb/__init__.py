"""A store in one DuckDB file, `duckdb:///school.duckdb`: made to be analysed.

Once the office is closed, any DuckDB tool can query its tables `journal` and `document`: DuckDB lets
one process have a file open. Several threads may use it at once.
"""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import attrs
import duckdb
from homeroom_core.codec import decode, encode
from homeroom_core.errors import BusyError, StorageError
from homeroom_core.journal import Entry, Head
from homeroom_core.record import IndexValue
from homeroom_core.storage import (
    Capabilities,
    Document,
    Query,
    Session,
    Storage,
    merged,
)
from homeroom_core.text import Text

HOMEROOM_API = 1
"""Major version of the plugin API that this was made for."""

_URL = Text("应写作 duckdb:///路径", "應寫作 duckdb:///路徑", "it is written duckdb:///path")
_DOCUMENT = [field.name for field in attrs.fields(Document)]
_SCHEMA = """
CREATE TABLE IF NOT EXISTS journal (org VARCHAR, seq BIGINT, kind VARCHAR, record VARCHAR,
  version BIGINT, transition VARCHAR, source VARCHAR, target VARCHAR, actor VARCHAR, "at" VARCHAR,
  payload VARCHAR, salt VARCHAR, payload_digest VARCHAR, digest VARCHAR);
CREATE TABLE IF NOT EXISTS document (org VARCHAR, id VARCHAR, kind VARCHAR, created BIGINT,
  version BIGINT, state VARCHAR, index VARCHAR[], body VARCHAR, body_version BIGINT);
"""


class DuckdbStorage:
    """See the module, and `homeroom_core.storage.Storage`."""

    capabilities = Capabilities(processes=False)

    def __init__(self, path: str, *, timeout_seconds: float = 5.0) -> None:
        self.url = f"duckdb:///{path}"
        self._lock, self._timeout_seconds = threading.Lock(), timeout_seconds
        try:
            self._connection = duckdb.connect(path, config={"threads": 1})
            self._connection.execute(_SCHEMA)
        except duckdb.Error as error:
            raise StorageError(self.url, Text.same(str(error))) from error

    @contextmanager
    def session(self, org: str, *, write: bool) -> Iterator[Session]:
        """A transaction with a cursor of its own; one writer at a time."""
        if write and not self._lock.acquire(timeout=self._timeout_seconds):
            raise BusyError(self.url, f"{org} is being written to")
        try:
            with self._connection.cursor() as cursor:
                cursor.execute("BEGIN")
                cursor.execute("SELECT 1 FROM journal LIMIT 1")  # what is seen is settled here
                yield _Session(cursor, org, self.url)
                cursor.execute("COMMIT")  # without it, closing the cursor takes everything back
        finally:
            if write:
                self._lock.release()

    def organizations(self) -> Sequence[str]:
        """Every organization that was ever written to."""
        with self._connection.cursor() as cursor:
            found = cursor.execute("SELECT DISTINCT org FROM journal").fetchall()
        return sorted(org for (org,) in found)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


@attrs.frozen
class _Session:
    """One transaction; see `homeroom_core.storage.Session`."""

    cursor: duckdb.DuckDBPyConnection
    org: str
    url: str

    def head(self) -> Head:
        last = self._entries("ORDER BY seq DESC LIMIT 1")
        return Head(last[0].seq, last[0].digest, last[0].at) if last else Head()

    def get(self, id: str) -> Document | None:
        return next(iter(self._documents("AND id = ?", id)), None)

    def find(self, query: Query) -> Sequence[Document]:
        sql, values = "AND kind = ? AND created > ?", [query.kind, query.after]
        if query.states is not None:
            sql, values = f"{sql} AND list_contains(?, state)", [*values, sorted(query.states)]
        for name, value in query.where.items():
            sql, values = f"{sql} AND list_contains(index, ?)", [*values, _indexed(name, value)]
        return self._documents(f"{sql} ORDER BY created LIMIT ?", *values, query.limit)

    def entries(self, *, after: int = 0, limit: int | None = None) -> Sequence[Entry]:
        return self._entries("AND seq > ? ORDER BY seq LIMIT ?", after, limit)

    def history(self, record: str, *, after_version: int = 0) -> Sequence[Entry]:
        return self._entries("AND record = ? AND version > ? ORDER BY seq", record, after_version)

    def write(self, entries: Sequence[Entry], documents: Sequence[Document]) -> None:
        if entries and entries[0].seq != self.head().seq + 1:
            raise BusyError(self.url, f"entry {entries[0].seq} does not follow")
        self._insert("journal", [attrs.astuple(entry) for entry in entries])
        kept: dict[str, Document] = {}
        for one in documents:
            kept[one.id] = merged(kept.get(one.id) or self.get(one.id), one)
        self._run("DELETE FROM document WHERE org = ? AND list_contains(?, id)", list(kept))
        self._insert("document", [_row(self.org, document) for document in kept.values()])

    def erase(self, record: str) -> None:
        self._run(
            "UPDATE journal SET payload = NULL, salt = NULL WHERE org = ? AND record = ?", record
        )
        self._run(
            "UPDATE document SET body = NULL, body_version = 0, index = [] "
            "WHERE org = ? AND id = ?",
            record,
        )

    def _run(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        return self.cursor.execute(sql, [self.org, *values]).fetchall()

    def _insert(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        columns = [list(column) for column in zip(*rows, strict=True)]  # one statement for all
        if columns:
            marks = ", ".join(["unnest(?)"] * len(columns))
            self.cursor.execute(f"INSERT INTO {table} SELECT {marks}", columns)

    def _entries(self, sql: str, *values: Any) -> list[Entry]:
        return [Entry(*row) for row in self._run(f"FROM journal WHERE org = ? {sql}", *values)]

    def _documents(self, sql: str, *values: Any) -> list[Document]:
        rows = self._run(f"FROM document WHERE org = ? {sql}", *values)
        return [_document(row) for row in rows]


def _row(org: str, document: Document) -> tuple[Any, ...]:
    index = [_indexed(name, value) for name, value in (document.index or {}).items()]
    return (org, *{**attrs.asdict(document, recurse=False), "index": index}.values())


def _document(row: tuple[Any, ...]) -> Document:
    values = dict(zip(_DOCUMENT, row[1:], strict=True))
    pairs = (one.partition("=") for one in values["index"])
    index = {name: decode(value, source=name) for name, _, value in pairs}
    return Document(**{**values, "index": index})


def _indexed(name: str, value: IndexValue) -> str:
    """A field and its value as JSON, so that 1 is not "1"."""
    return f"{name}={encode(value)}"


def _opened(url: str) -> Storage:
    path = url.removeprefix("duckdb:///")
    if path in ("", url):
        raise StorageError(url, _URL)
    return DuckdbStorage(path)


def homeroom_storage_backends() -> Mapping[str, Callable[[str], Storage]]:
    """The scheme `duckdb`."""
    return {"duckdb": _opened}
