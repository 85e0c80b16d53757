"""Locks by a file that nobody takes away when the program is killed."""

import os
from contextlib import contextmanager
from pathlib import Path

from twisted import in_sqlite

from homeroom_core.errors import BusyError
from homeroom_plugins.storage.sqlite import SqliteStorage

BROKEN_LAW = "storage.killed"


class Broken(SqliteStorage):
    @contextmanager
    def session(self, org, *, write):
        if not write:
            with super().session(org, write=False) as inside:
                yield inside
            return
        lock = Path(f"{self._path}.{org}.lock")
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            raise BusyError(self.url, "locked") from None
        try:
            with super().session(org, write=True) as inside:
                yield inside
        finally:
            lock.unlink()


def homeroom_storage_backends():
    return {"broken": in_sqlite(Broken)}
