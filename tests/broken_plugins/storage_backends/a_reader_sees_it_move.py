"""Lets a reader see commits that come while it is reading."""

from contextlib import contextmanager

from twisted import impatient

from homeroom_core.storage import MemoryStorage

BROKEN_LAW = "storage.seen_after_commit"


class Broken(MemoryStorage):
    @contextmanager
    def session(self, org, *, write):
        if not write:
            yield Moving(super(), org)
            return
        with super().session(org, write=True) as inside:
            yield inside


class Moving:
    def __init__(self, storage, org):
        self.storage, self.org = storage, org

    def __getattr__(self, name):
        with self.storage.session(self.org, write=False) as inside:
            return getattr(inside, name)


def homeroom_storage_backends():
    return {"broken": impatient(Broken)}
