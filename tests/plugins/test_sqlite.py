import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tally import KEEPER, Tally, add, an_office, begin, begun

from homeroom_core.errors import BusyError, StorageError
from homeroom_core.storage import Query
from homeroom_plugins.storage.sqlite import APPLICATION_ID, SCHEMA_VERSION, SqliteStorage

ORG = "school-1"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "school.db"


def asked(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """What somebody sees who looks into the file with SQLite itself."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def setting(storage: SqliteStorage, pragma: str) -> Any:
    return storage._idle[0].execute(f"PRAGMA {pragma}").fetchone()[0]


@pytest.mark.parametrize(
    ("options", "synchronous", "timeout_seconds"),
    [
        ("", 2, 5),
        ("?synchronous=full", 2, 5),
        ("?synchronous=normal", 1, 5),
        ("?timeout=0.5&synchronous=normal", 1, 0.5),
        ("?timeout=0", 2, 0),
    ],
)
def test_url_sets_durability_and_patience(
    path: Path, options: str, synchronous: int, timeout_seconds: float
) -> None:
    with closing(SqliteStorage.open(f"sqlite:///{path}{options}")) as storage:
        assert setting(storage, "synchronous") == synchronous
        assert setting(storage, "busy_timeout") == timeout_seconds * 1000
        assert storage.url == f"sqlite:///{path}"


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:",
        "sqlite://",
        "sqlite:///",
        "sqlite://host/school.db",
        "sqlite:///:memory:",
        "mysql:///school.db",
        "sqlite:///a.db?colour=red",
        "sqlite:///a.db?timeout=soon",
        "sqlite:///a.db?timeout=-1",
        "sqlite:///a.db?timeout=nan",
        "sqlite:///a.db?timeout=inf",
        "sqlite:///a.db?timeout=",
    ],
)
def test_url_of_another_form_is_refused_and_makes_no_file(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StorageError, match=r"sqlite:///school\.db\?synchronous"):
        SqliteStorage.open(url)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("synchronous", ["off", "FULL", "", "1; DROP TABLE journal"])
def test_other_durability_is_refused(path: Path, synchronous: str) -> None:
    with pytest.raises(StorageError, match="either full or normal"):
        SqliteStorage(path, synchronous=synchronous)
    assert not path.exists()


def test_file_is_marked_and_written_ahead(path: Path) -> None:
    SqliteStorage(path).close()
    marks = [asked(path, f"PRAGMA {name}") for name in ("application_id", "user_version")]
    assert marks == [[(APPLICATION_ID,)], [(SCHEMA_VERSION,)]]
    assert asked(path, "PRAGMA journal_mode") == [("wal",)]


def test_closed_store_is_one_file(path: Path) -> None:
    with closing(SqliteStorage(path)) as storage:
        begun(an_office(storage))
    assert [file.name for file in path.parent.iterdir()] == ["school.db"]


def test_file_can_be_read_with_sqlite_alone(path: Path) -> None:
    with closing(SqliteStorage(path)) as storage:
        office = an_office(storage)
        begun(office)
        with office.desk(ORG, by=KEEPER) as desk:
            desk.apply(add, desk.get(Tally, "tally-1"), more=3)
    assert asked(path, "SELECT seq, record, transition, actor, at FROM journal") == [
        (1, "tally-1", "begin", "person-1", "2025-09-01T08:00:00.000000+00:00"),
        (2, "tally-1", "add", "person-1", "2025-09-01T08:00:01.000000+00:00"),
    ]
    assert asked(path, "SELECT id, state, version FROM record") == [("tally-1", "open", 2)]
    assert asked(path, "SELECT name, value FROM field ORDER BY name") == [
        ("count", 3),
        ("keeper", "person-1"),
    ]
    assert asked(path, "SELECT body ->> 'keeper' FROM body") == [("person-1",)]


def other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE pupils (name TEXT)")


def other_version(path: Path) -> None:
    SqliteStorage(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def no_database(path: Path) -> None:
    path.write_text("工号,姓名\n" * 200, encoding="utf-8")


@pytest.mark.parametrize("make", [other_database, other_version, no_database])
def test_file_that_is_something_else_is_refused_and_left_as_it_is(path: Path, make: Any) -> None:
    make(path)
    before = path.read_bytes()
    with pytest.raises(StorageError):
        SqliteStorage(path)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["school.db"]


def test_file_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="unable to open"):
        SqliteStorage(tmp_path / "none" / "school.db")


def test_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        SqliteStorage(tmp_path)


def test_store_stays_in_its_file_when_the_program_goes_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path)
    with closing(SqliteStorage.open("sqlite:///school.db")) as storage:
        begun(an_office(storage))
        monkeypatch.chdir(tmp_path / "other")
        with (
            storage.session(ORG, write=False) as one,
            storage.session(ORG, write=False) as two,
        ):
            assert (one.head().seq, two.head().seq) == (1, 1)
    assert list((tmp_path / "other").iterdir()) == []


def test_second_writer_is_told_that_the_file_is_busy(path: Path) -> None:
    with (
        closing(SqliteStorage(path)) as one,
        closing(SqliteStorage(path, timeout_seconds=0)) as two,
        one.session(ORG, write=True),
    ):
        with pytest.raises(BusyError, match="locked"), two.session("school-2", write=True):
            pass
        with two.session(ORG, write=False) as reading:
            assert reading.head().seq == 0


def test_opening_a_file_that_somebody_writes_to_is_busy(path: Path) -> None:
    with (
        closing(SqliteStorage(path)) as one,
        one.session(ORG, write=True),
        pytest.raises(BusyError),
    ):
        SqliteStorage(path, timeout_seconds=0)


def test_full_disk_is_an_error_that_says_so_and_leaves_what_was(path: Path) -> None:
    with closing(SqliteStorage(path)) as storage:
        office = an_office(storage)
        begun(office)
        pages = setting(storage, "page_count")
        setting(storage, f"max_page_count = {pages}")
        with pytest.raises(StorageError, match="full"), office.desk(ORG, by=KEEPER) as desk:
            _ = [desk.create(begin, keeper=KEEPER.id) for _ in range(200)]
        setting(storage, "max_page_count = 100000")
        assert len(office.feed(ORG)) == 1
        assert list(office.verify(ORG)) == []
        assert begun(office).id == "tally-2"


def test_damaged_file_is_an_error_of_the_store(path: Path) -> None:
    with closing(SqliteStorage(path)) as storage:
        office = an_office(storage)
        with office.desk(ORG, by=KEEPER) as desk:
            for _ in range(100):
                desk.create(begin, keeper=KEEPER.id)
    damaged = bytearray(path.read_bytes())
    damaged[4096 * 2 :] = b"\xff" * (len(damaged) - 4096 * 2)
    path.write_bytes(damaged)
    with closing(SqliteStorage(path)) as storage, pytest.raises(StorageError, match="malformed"):
        list(an_office(storage).verify(ORG))


def test_session_is_of_no_use_once_it_has_ended(path: Path) -> None:
    with closing(SqliteStorage(path)) as storage:
        with storage.session(ORG, write=True) as session:
            session.head()
        for use in (
            session.head,
            session.entries,
            lambda: session.get("tally-1"),
            lambda: session.find(Query(kind="tally")),
            lambda: session.history("tally-1"),
            lambda: session.write([], []),
            lambda: session.erase("tally-1"),
        ):
            with pytest.raises(RuntimeError, match="ended"):
                use()


@pytest.mark.parametrize(
    "error", [sqlite3.IntegrityError("mine"), sqlite3.ProgrammingError("mine")]
)
def test_error_of_somebody_elses_database_is_passed_on(path: Path, error: Exception) -> None:
    with closing(SqliteStorage(path)) as storage:
        with pytest.raises(type(error), match="mine"), storage.session(ORG, write=True):
            raise error
        assert begun(an_office(storage)).id == "tally-1"


def test_connections_are_used_again(path: Path) -> None:
    with closing(SqliteStorage(path)) as storage:
        office = an_office(storage)
        for _ in range(5):
            begun(office)
        assert len(storage._idle) == 1


def test_store_may_be_closed_in_another_thread_than_it_was_used_in(path: Path) -> None:
    storage = SqliteStorage(path)
    thread = threading.Thread(target=lambda: begun(an_office(storage)))
    thread.start()
    thread.join()
    storage.close()
    assert asked(path, "SELECT count(*) FROM journal") == [(1,)]
