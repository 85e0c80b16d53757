"""Puts everything back as it was when it began, but for its own organization."""

from contextlib import contextmanager

from twisted import impatient

from homeroom_core.storage import MemoryStorage

BROKEN_LAW = "storage.threads"


class Broken(MemoryStorage):
    @contextmanager
    def session(self, org, *, write):
        before = dict(self._kept)
        with super().session(org, write=write) as inside:
            yield inside
        if write and org in self._kept:
            self._kept = {**before, org: self._kept[org]}


def homeroom_storage_backends():
    return {"broken": impatient(Broken)}
