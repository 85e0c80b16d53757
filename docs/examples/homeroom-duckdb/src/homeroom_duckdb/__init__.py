"""A store in one DuckDB file, `duckdb:///school.duckdb`: made to be analysed.

The tables `journal`, `document` and `field` can be queried with any DuckDB tool once the office is
closed: DuckDB lets one process have a file open. Several threads may use it at once.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import attrs
import duckdb

from homeroom_core.codec import decode, encode
from homeroom_core.errors import BusyError, StorageError
from homeroom_core.journal import Entry, Head
from homeroom_core.storage import Capabilities, Document, Query, Session, Storage, merged
from homeroom_core.text import Text

_URL = Text("应写作 duckdb:///路径", "應寫作 duckdb:///路徑", "it is written duckdb:///path")
_ENTRY = [field.name for field in attrs.fields(Entry)]
_NUMBERS = {"seq", "version"}
_ENTRIES = "SELECT * FROM journal WHERE org = ?"
_DOCUMENTS = (
    "SELECT id, kind, created, version, state, body, body_version FROM document WHERE org = ?"
)
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS journal (
  {", ".join(f'"{name}" {"BIGINT" if name in _NUMBERS else "VARCHAR"}' for name in _ENTRY)});
CREATE TABLE IF NOT EXISTS document (org VARCHAR, id VARCHAR, kind VARCHAR, created BIGINT,
  version BIGINT, state VARCHAR, body VARCHAR, body_version BIGINT);
CREATE TABLE IF NOT EXISTS field (org VARCHAR, id VARCHAR, name VARCHAR, value VARCHAR);
"""


class DuckdbStorage:
    """See the module, and `homeroom_core.storage.Storage`.

    Args:
        path: The file; it is made if it does not exist, its folder is not.
        timeout_seconds: How long to wait for another writer, in seconds.

    Raises:
        StorageError: The file cannot be opened, or another process has it open.
    """

    capabilities = Capabilities(processes=False)

    def __init__(self, path: str, *, timeout_seconds: float = 5.0) -> None:
        self.url = f"duckdb:///{path}"
        self._lock = threading.Lock()
        self._timeout_seconds = timeout_seconds
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
                try:
                    yield _DuckdbSession(cursor, org, self.url)
                except BaseException:
                    cursor.execute("ROLLBACK")
                    raise
                cursor.execute("COMMIT")
        finally:
            if write:
                self._lock.release()

    def organizations(self) -> Sequence[str]:
        """Every organization that was ever written to."""
        with self._connection.cursor() as cursor:
            found = cursor.execute("SELECT DISTINCT org FROM journal ORDER BY org").fetchall()
        return sorted(org for (org,) in found)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


@attrs.frozen
class _DuckdbSession:
    """One transaction; see `homeroom_core.storage.Session`."""

    cursor: duckdb.DuckDBPyConnection
    org: str
    url: str

    def head(self) -> Head:
        entries = self._entries("ORDER BY seq DESC LIMIT 1")
        return Head(entries[0].seq, entries[0].digest, entries[0].at) if entries else Head()

    def get(self, id: str) -> Document | None:
        return next(iter(self._documents("AND id = ?", id)), None)

    def find(self, query: Query) -> Sequence[Document]:
        sql, values = "AND kind = ? AND created > ?", [query.kind, query.after]
        if query.states is not None:
            sql, values = f"{sql} AND list_contains(?, state)", [*values, sorted(query.states)]
        for name, value in query.where.items():
            sql += " AND id IN (SELECT id FROM field WHERE org = ? AND name = ? AND value = ?)"
            values += [self.org, name, encode(value)]
        return self._documents(f"{sql} ORDER BY created LIMIT ?", *values, query.limit)

    def entries(self, *, after: int = 0, limit: int | None = None) -> Sequence[Entry]:
        return self._entries("AND seq > ? ORDER BY seq LIMIT ?", after, limit)

    def history(self, record: str, *, after_version: int = 0) -> Sequence[Entry]:
        return self._entries("AND record = ? AND version > ? ORDER BY seq", record, after_version)

    def write(self, entries: Sequence[Entry], documents: Sequence[Document]) -> None:
        if entries and entries[0].seq != self.head().seq + 1:
            raise BusyError(self.url, f"entry {entries[0].seq} does not follow")
        marks = ", ".join("?" * len(_ENTRY))
        for entry in entries:
            row = [getattr(entry, name) for name in _ENTRY]
            self.cursor.execute(f"INSERT INTO journal VALUES ({marks})", row)  # noqa: S608  # marks
        for document in documents:
            self._put(merged(self.get(document.id), document))

    def erase(self, record: str) -> None:
        where = [self.org, record]
        self.cursor.execute(
            "UPDATE journal SET payload = NULL, salt = NULL WHERE org = ? AND record = ?", where
        )
        self.cursor.execute(
            "UPDATE document SET body = NULL, body_version = 0 WHERE org = ? AND id = ?", where
        )
        self.cursor.execute("DELETE FROM field WHERE org = ? AND id = ?", where)

    def _put(self, document: Document) -> None:
        for table in ("document", "field"):
            self.cursor.execute(
                f"DELETE FROM {table} WHERE org = ? AND id = ?",  # noqa: S608  # one of the two
                [self.org, document.id],
            )
        row = attrs.asdict(document, filter=attrs.filters.exclude("index"))
        row = {name: row[name] for name in _COLUMNS}
        self.cursor.execute(
            "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [self.org, *row.values()]
        )
        for name, value in (document.index or {}).items():
            self.cursor.execute(
                "INSERT INTO field VALUES (?, ?, ?, ?)",
                [self.org, document.id, name, encode(value)],
            )

    def _entries(self, sql: str, *values: Any) -> list[Entry]:
        rows = self.cursor.execute(f"{_ENTRIES} {sql}", [self.org, *values]).fetchall()
        return [Entry(*row) for row in rows]

    def _documents(self, sql: str, *values: Any) -> list[Document]:
        rows = self.cursor.execute(f"{_DOCUMENTS} {sql}", [self.org, *values]).fetchall()
        named = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
        return [Document(**row, index=self._index(row["id"])) for row in named]

    def _index(self, id: str) -> dict[str, Any]:
        rows = self.cursor.execute(
            "SELECT name, value FROM field WHERE org = ? AND id = ?", [self.org, id]
        ).fetchall()
        return {name: decode(value, source=self.url) for name, value in rows}


_COLUMNS = ("id", "kind", "created", "version", "state", "body", "body_version")


def _opened(url: str) -> Storage:
    path = url.removeprefix("duckdb:///")
    if path in ("", url):
        raise StorageError(url, _URL)
    return DuckdbStorage(path)


def homeroom_storage_backends() -> Mapping[str, Any]:
    """The scheme `duckdb`."""
    return {"duckdb": _opened}
