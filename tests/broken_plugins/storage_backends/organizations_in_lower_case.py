"""Keeps organizations under their names in lower case."""

from contextlib import contextmanager

from twisted import impatient

from homeroom_core.storage import MemoryStorage

BROKEN_LAW = "storage.organizations"


class Broken(MemoryStorage):
    @contextmanager
    def session(self, org, *, write):
        with super().session(org.lower(), write=write) as inside:
            yield inside


def homeroom_storage_backends():
    return {"broken": impatient(Broken)}
