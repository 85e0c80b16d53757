"""Rolls back on errors, and commits when somebody stops the program."""

from contextlib import contextmanager

from twisted import impatient

from homeroom_core.storage import MemoryStorage

BROKEN_LAW = "storage.all_or_nothing"


class Broken(MemoryStorage):
    @contextmanager
    def session(self, org, *, write):
        stopped = None
        with super().session(org, write=write) as inside:
            try:
                yield inside
            except Exception:
                raise
            except BaseException as error:
                stopped = error
        if stopped is not None:
            raise stopped


def homeroom_storage_backends():
    return {"broken": impatient(Broken)}
