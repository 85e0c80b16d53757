"""The store in memory keeps the contract."""

import pytest

from homeroom_core.storage import MemoryStorage
from homeroom_core.testing.storage_contract import StorageContract


class TestMemoryStorage(StorageContract):
    @pytest.fixture
    def storage(self) -> MemoryStorage:
        return MemoryStorage()
