"""The store keeps the contract of stores, and says what is wrong with a damaged file."""

from pathlib import Path

import pytest
from homeroom_core.errors import StorageError
from homeroom_core.storage import Storage
from homeroom_core.testing import StorageContract

from homeroom_plugins.scaffold.kinds.storage import FolderStorage


class TestFolderStorage(StorageContract):
    """Every promise of the contract that needs no other process."""

    @pytest.fixture
    def storage(self, tmp_path: Path) -> FolderStorage:
        """An empty store."""
        return FolderStorage(tmp_path / "store")

    def reopen(self, storage: Storage) -> FolderStorage:
        """The same store, opened again."""
        storage.close()
        return FolderStorage(Path(storage.url.removeprefix("sample-plugin:///")))


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    storage = FolderStorage(tmp_path)
    (tmp_path / "school-1.json").write_text('{"entries": [', encoding="utf-8")
    with (
        pytest.raises(StorageError, match=r"school-1\.json is damaged"),
        storage.session("school-1", write=False),
    ):
        pass
