"""Opens one and the same store, whatever the URL."""

from homeroom_core.storage import MemoryStorage

BROKEN_LAW = "storage.journal"
ONLY = MemoryStorage(timeout_seconds=0.3)


def homeroom_storage_backends():
    return {"broken": lambda _url: ONLY}
