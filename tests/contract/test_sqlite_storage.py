"""The store in a SQLite file keeps the contract, at either level of durability."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from homeroom_core.storage import Storage
from homeroom_core.testing.storage_contract import StorageContract
from homeroom_plugins.storage.sqlite import SqliteStorage


class TestSqliteStorage(StorageContract):
    @pytest.fixture(params=["full", "normal"])
    def storage(self, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[SqliteStorage]:
        path = tmp_path / "school.db"
        with closing(SqliteStorage(path, synchronous=request.param)) as storage:
            yield storage

    def reopen(self, storage: Storage) -> SqliteStorage:
        storage.close()
        return SqliteStorage.open(storage.url)
