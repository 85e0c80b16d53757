"""Commits the journal first and the documents afterwards: killed between, it keeps half."""

from contextlib import contextmanager

from twisted import Twisted, in_sqlite

from homeroom_core.storage import merged
from homeroom_plugins.storage.sqlite import SqliteStorage

BROKEN_LAW = "storage.killed"


class Broken(SqliteStorage):
    @contextmanager
    def session(self, org, *, write):
        later = []
        with super().session(org, write=write) as inside:
            yield Halves(inside, later)
        if later:
            with super().session(org, write=True) as inside:
                inside.write([], later)


class Halves(Twisted):
    """Answers from both halves, so that nobody notices who is not killed."""

    def __init__(self, inside, later):
        super().__init__(inside)
        self.later = later

    def write(self, entries, documents):
        self.inside.write(entries, [])
        self.later.extend(documents)

    def get(self, id):
        found = self.inside.get(id)
        for one in self.later:
            found = merged(found, one) if one.id == id else found
        return found


def homeroom_storage_backends():
    return {"broken": in_sqlite(Broken)}
