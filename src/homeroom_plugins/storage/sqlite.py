"""A store in one SQLite file, used by any number of threads and processes at once.

`sqlite:///school.db` is durable by default: a commit that was acknowledged survives a loss of power
(`synchronous=FULL`). `sqlite:///school.db?synchronous=normal` is several times faster and survives
a crash of the program, but may lose the last commits when the power fails; the file stays sound.

The tables can be read with any SQLite tool: `journal` (one row a step), `record` (where every
record stands), `body` (its JSON text at some version) and `field` (its indexed fields).
A file has one writer at a time; organizations that must not wait for each other get files of their
own.
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from homeroom_core.errors import BusyError, HomeroomError, StorageError
from homeroom_core.journal import Entry, Head, new_entry
from homeroom_core.storage import Capabilities, Document, Query, Session
from homeroom_core.text import Text

APPLICATION_ID = 0x686F6D65
"""Marks the file as homeroom's (`PRAGMA application_id`); reads `home`."""

SCHEMA_VERSION = 1

_LONGEST_WAIT_SECONDS = 86_400

# The columns of a primary key come first: else `PRAGMA integrity_check` of SQLite 3.40 finds faults
# in a table without row ids that has none.
_SCHEMA = f"""
CREATE TABLE journal (
  org TEXT NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL,
  version INTEGER NOT NULL, transition TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,
  actor TEXT NOT NULL, at TEXT NOT NULL, payload TEXT, salt TEXT, payload_digest TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (org, seq)
) WITHOUT ROWID;
CREATE UNIQUE INDEX journal_record ON journal (org, record, version);
CREATE TABLE record (
  org TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, created INTEGER NOT NULL,
  version INTEGER NOT NULL, state TEXT NOT NULL, body_version INTEGER NOT NULL,
  PRIMARY KEY (org, id)
) WITHOUT ROWID;
CREATE INDEX record_kind ON record (org, kind, created, state);
CREATE TABLE body (
  org TEXT NOT NULL, id TEXT NOT NULL, body TEXT,
  PRIMARY KEY (org, id)
) WITHOUT ROWID;
CREATE TABLE field (
  org TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
  created INTEGER NOT NULL, value,
  PRIMARY KEY (org, id, name)
) WITHOUT ROWID;
CREATE INDEX field_value ON field (org, kind, name, value, created, id);
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {SCHEMA_VERSION};
"""

_INSERT_ENTRY = "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INSERT_RECORD = (
    "INSERT INTO record (org, id, kind, created, version, state, body_version)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (org, id) DO UPDATE SET version = excluded.version, state = excluded.state,"
    " body_version = excluded.body_version"
)
_UPDATE_RECORD = "UPDATE record SET version = ?, state = ? WHERE org = ? AND id = ?"
_PUT_BODY = "INSERT OR REPLACE INTO body (org, id, body) VALUES (?, ?, ?)"
_PUT_FIELD = (
    "INSERT INTO field (org, kind, name, value, created, id) VALUES (?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (org, id, name) DO UPDATE SET value = excluded.value"
    " WHERE value IS NOT excluded.value"
)
_SELECT_ENTRY = (
    "SELECT org, seq, kind, record, version, transition, source, target, actor, at, payload, salt,"
    " payload_digest, digest FROM journal WHERE org = ?"
)
_SELECT_DOCUMENT = (
    "SELECT id, kind, created, version, state, body, body_version"
    " FROM record JOIN body USING (org, id) WHERE org = ?"
)

# The field comes first, in the order of its index, so that a page costs what it holds and not what
# there is; CROSS JOIN keeps SQLite from choosing otherwise.
_SELECT_BY_FIELD = (
    "SELECT id, kind, created, version, state, body, body_version"
    " FROM field CROSS JOIN record USING (org, id, kind, created) JOIN body USING (org, id)"
    " WHERE org = ? AND name = ? AND value IS ?"
)
_AND_BY_FIELD = (
    " AND EXISTS (SELECT 1 FROM field AS other WHERE other.org = record.org"
    " AND other.id = record.id AND other.name = ? AND other.value IS ?)"
)


class SqliteStorage:
    """See the module.

    Args:
        path: The file; it is made if it does not exist, its folder is not.
        synchronous: `full` or `normal`.
        timeout_seconds: How long to wait for another writer, in seconds.

    Raises:
        StorageError: The file cannot be opened, or is no homeroom store of this version.
        BusyError: Another process holds the file.
    """

    capabilities = Capabilities(erases_files=True)

    def __init__(
        self, path: Path, *, synchronous: str = "full", timeout_seconds: float = 5.0
    ) -> None:
        if synchronous not in ("full", "normal"):
            raise StorageError(str(path), _SYNCHRONOUS)
        self.url = f"sqlite:///{path}"
        self._path = (
            path.absolute()
        )  # the program may go to another folder before it connects again
        self._synchronous = synchronous
        self._timeout_seconds = timeout_seconds
        self._idle: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._process = os.getpid()
        try:
            connection = self._connect()
            try:
                self._prepare(connection)
            except BaseException:
                connection.close()
                raise
        except sqlite3.DatabaseError as error:
            raise self._failed(error) from error
        self._give_back(connection)

    @classmethod
    def open(cls, url: str) -> "SqliteStorage":
        """The store of a URL: `sqlite:///file.db?synchronous=normal&timeout=30`.

        Raises:
            StorageError: The URL is not of this form, or the file cannot be used.
            BusyError: Another process holds the file.
        """
        location, _, query = url.partition("?")
        options = dict(parse_qsl(query, keep_blank_values=True))
        name = location.removeprefix("sqlite:///")
        if name in ("", ":memory:", location) or not options.keys() <= {"synchronous", "timeout"}:
            raise StorageError(url, _URL)
        try:
            timeout_seconds = float(options.get("timeout", "5"))
        except ValueError:
            raise StorageError(url, _URL) from None
        if not 0 <= timeout_seconds <= _LONGEST_WAIT_SECONDS:
            raise StorageError(url, _URL)
        return cls(
            Path(name),
            synchronous=options.get("synchronous", "full"),
            timeout_seconds=timeout_seconds,
        )

    @contextmanager
    def session(self, org: str, *, write: bool) -> Iterator[Session]:
        """See `homeroom_core.storage.Storage.session`; it raises as that says."""
        try:
            connection = self._take()
            session = _SqliteSession(connection, org, self.url)
            try:
                connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
                yield session
                connection.execute("COMMIT")
            finally:
                session.end()
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                self._give_back(connection)
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
            raise  # none of this store's: whoever works in the session has a database of their own
        except sqlite3.DatabaseError as error:
            raise self._failed(error) from error

    def organizations(self) -> Sequence[str]:
        """See `homeroom_core.storage.Storage.organizations`."""
        connection = self._take()
        try:
            rows = connection.execute("SELECT DISTINCT org FROM journal WHERE seq = 1 ORDER BY org")
            return [org for (org,) in rows]
        finally:
            self._give_back(connection)

    def close(self) -> None:
        """Close the connections that are not in use."""
        with self._guard:
            while self._idle:
                self._idle.pop().close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path,
            timeout=self._timeout_seconds,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=64,
        )
        connection.execute(f"PRAGMA synchronous = {self._synchronous}")
        connection.execute("PRAGMA cache_size = -65536")
        # In FULL a growing log costs more at each sync than the rarer checkpoint saves.
        pages = 1000 if self._synchronous == "full" else 4000
        connection.execute(f"PRAGMA wal_autocheckpoint = {pages}")
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Make the tables in a new file; refuse a file that is something else, untouched."""
        self._is_empty(connection)
        with suppress(sqlite3.OperationalError):  # another process is switching it just now
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        if self._is_empty(connection):
            for statement in filter(str.strip, _SCHEMA.split(";")):
                connection.execute(statement)
        connection.execute("COMMIT")

    def _is_empty(self, connection: sqlite3.Connection) -> bool:
        """Whether the file is new; if it is not, it has to be a store of this version."""
        if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0:
            return True
        marks = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in _MARKS]
        if marks != [APPLICATION_ID, SCHEMA_VERSION]:
            raise StorageError(self.url, _FOREIGN)
        return False

    def _failed(self, error: sqlite3.DatabaseError) -> HomeroomError:
        """What to raise for an error of SQLite."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return BusyError(self.url, str(error))
        return StorageError(self.url, Text.same(str(error)))

    def _take(self) -> sqlite3.Connection:
        with self._guard:
            if self._process != os.getpid():  # a forked child must not share its parent's files
                self._idle, self._process = [], os.getpid()
            if self._idle:
                return self._idle.pop()
        return self._connect()

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._guard:
            self._idle.append(connection)


class _SqliteSession:
    """One transaction; see `homeroom_core.storage.Session`."""

    def __init__(self, connection: sqlite3.Connection, org: str, url: str) -> None:
        self._execute: Callable[..., Any] = connection.execute
        self._executemany: Callable[..., Any] = connection.executemany
        self._org = org
        self._url = url
        self._last: int | None = None  # number of the last entry, once it was looked at

    def end(self) -> None:
        """Let nobody use the connection through this session any more: it is another's now."""
        self._execute = self._executemany = _ended

    def head(self) -> Head:
        row = self._execute(
            "SELECT seq, digest, at FROM journal WHERE org = ? ORDER BY seq DESC LIMIT 1",
            (self._org,),
        ).fetchone()
        head = Head(*row) if row else Head()
        self._last = head.seq
        return head

    def get(self, id: str) -> Document | None:
        row = self._execute(_SELECT_DOCUMENT + " AND id = ?", (self._org, id)).fetchone()
        return self._document(row) if row else None

    def find(self, query: Query) -> Sequence[Document]:
        fields = list(query.where.items())
        sql = _SELECT_BY_FIELD if fields else _SELECT_DOCUMENT
        values: list[Any] = [self._org, *(fields[0] if fields else ())]
        sql += " AND kind = ? AND created > ?"
        values += [query.kind, query.after]
        if query.states is not None:
            sql += f" AND state IN ({', '.join('?' * len(query.states))})"
            values += sorted(query.states)
        for other, wanted in fields[1:]:
            sql += _AND_BY_FIELD
            values += [other, wanted]
        sql += " ORDER BY created LIMIT ?"
        return [self._document(row) for row in self._execute(sql, (*values, query.limit))]

    def entries(self, *, after: int = 0, limit: int | None = None) -> Sequence[Entry]:
        sql = _SELECT_ENTRY + " AND seq > ? ORDER BY seq LIMIT ?"
        rows = self._execute(sql, (self._org, after, -1 if limit is None else limit))
        return [new_entry(*row) for row in rows]

    def history(self, record: str, *, after_version: int = 0) -> Sequence[Entry]:
        sql = _SELECT_ENTRY + " AND record = ? AND version > ? ORDER BY version"
        return [new_entry(*row) for row in self._execute(sql, (self._org, record, after_version))]

    def write(self, entries: Sequence[Entry], documents: Sequence[Document]) -> None:
        self._expect(entries)
        try:
            self._executemany(_INSERT_ENTRY, map(_entry_row, entries))
        except sqlite3.IntegrityError as error:
            raise BusyError(self._url, str(error)) from error
        moved = [(d.version, d.state, self._org, d.id) for d in documents if d.body is None]
        whole = [d for d in documents if d.body is not None]
        fields = [
            (self._org, d.kind, name, value, d.created, d.id)
            for d in documents
            for name, value in (d.index or {}).items()
        ]
        if moved:
            self._executemany(_UPDATE_RECORD, moved)
        if whole:
            self._executemany(
                _INSERT_RECORD,
                [
                    (self._org, d.id, d.kind, d.created, d.version, d.state, d.body_version)
                    for d in whole
                ],
            )
            self._executemany(_PUT_BODY, [(self._org, d.id, d.body) for d in whole])
        if fields:
            self._executemany(_PUT_FIELD, fields)

    def erase(self, record: str) -> None:
        key = (self._org, record)
        # What is erased is overwritten, not only unlinked; the log keeps it until a checkpoint.
        self._execute("PRAGMA secure_delete = ON")
        self._execute(
            "UPDATE journal SET payload = NULL, salt = NULL WHERE org = ? AND record = ?", key
        )
        self._execute("UPDATE record SET body_version = 0 WHERE org = ? AND id = ?", key)
        self._execute("UPDATE body SET body = NULL WHERE org = ? AND id = ?", key)
        self._execute("DELETE FROM field WHERE org = ? AND id = ?", key)

    def _expect(self, entries: Sequence[Entry]) -> None:
        """Refuse entries that would leave a gap: the key of the table only refuses a seq taken."""
        if not entries:
            return
        last = self.head().seq if self._last is None else self._last
        if entries[0].seq != last + 1:
            raise BusyError(self._url, f"entry {entries[0].seq} does not follow {last}")
        self._last = entries[-1].seq

    def _document(self, row: tuple[Any, ...]) -> Document:
        key, kind, created, version, state, body, body_version = row
        return Document(
            id=key,
            kind=kind,
            created=created,
            version=version,
            state=state,
            index=self._index(key),
            body=body,
            body_version=body_version,
        )

    def _index(self, id: str) -> dict[str, Any]:
        rows = self._execute(
            "SELECT name, value FROM field WHERE org = ? AND id = ?", (self._org, id)
        )
        return dict(rows.fetchall())


def _ended(*_sql: object) -> None:
    msg = "this session has ended: open another one"
    raise RuntimeError(msg)


def _entry_row(entry: Entry) -> tuple[Any, ...]:
    return (
        entry.org,
        entry.seq,
        entry.kind,
        entry.record,
        entry.version,
        entry.transition,
        entry.source,
        entry.target,
        entry.actor,
        entry.at,
        entry.payload,
        entry.salt,
        entry.payload_digest,
        entry.digest,
    )


_MARKS = ("application_id", "user_version")
_SYNCHRONOUS = Text(
    "synchronous 只能是 full 或 normal",
    "synchronous 只能是 full 或 normal",
    "synchronous is either full or normal",
)
_URL = Text(
    "网址应形如 sqlite:///school.db?synchronous=normal&timeout=30",
    "網址應形如 sqlite:///school.db?synchronous=normal&timeout=30",
    "the URL has to look like sqlite:///school.db?synchronous=normal&timeout=30",
)
_FOREIGN = Text(
    "该文件不是本版本 homeroom 的存储：请换一个文件名",
    "該檔案不是本版本 homeroom 的儲存：請換一個檔名",
    "the file is no homeroom store of this version: choose another file name",
)
