"""The store in a DuckDB file keeps the contract, and can be queried with DuckDB."""

from pathlib import Path

import duckdb
import pytest
from homeroom_core import Actor, Office
from homeroom_core.errors import StorageError
from homeroom_core.people import OFFICE
from homeroom_core.testing import StorageContract
from homeroom_core.training.person import Details, Person, register

from homeroom_duckdb import DuckdbStorage


class TestDuckdbStorage(StorageContract):
    @pytest.fixture
    def storage(self, tmp_path):
        storage = DuckdbStorage(str(tmp_path / "school.duckdb"))
        yield storage
        storage.close()

    def reopen(self, storage):
        storage.close()
        return DuckdbStorage(storage.url.removeprefix("duckdb:///"))


def test_an_office_works_on_it_and_duckdb_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "school.duckdb"
    with Office.open(f"duckdb:///{path}") as office:
        with office.desk("school-1", by=Actor.of("office-1", OFFICE)) as desk:
            desk.create(register, staff_no="T001", details=Details(name="林一"))
        assert office.get("school-1", Person, "person-1").details.name == "林一"
        assert list(office.verify("school-1")) == []
    with duckdb.connect(str(path), read_only=True) as connection:
        rows = connection.execute("SELECT kind, transition, actor FROM journal").fetchall()
    assert rows == [("person", "register", "office-1")]


@pytest.mark.parametrize("url", ["duckdb:", "duckdb:///"])
def test_an_address_without_a_path_is_refused(url: str) -> None:
    with pytest.raises(StorageError, match="duckdb:///path"):
        Office.open(url)


def test_a_file_that_is_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no database")
    with pytest.raises(StorageError, match="not a valid DuckDB database"):
        DuckdbStorage(str(path))
