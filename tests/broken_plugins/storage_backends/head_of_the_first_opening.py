"""Remembers where the journal stood, and forgets that with the program."""

from contextlib import contextmanager

from twisted import in_sqlite

from homeroom_core.journal import Head
from homeroom_plugins.storage.sqlite import SqliteStorage

BROKEN_LAW = "storage.durable"


class Broken(SqliteStorage):
    @contextmanager
    def session(self, org, *, write):
        seen = self.__dict__.setdefault("seen", {})
        with super().session(org, write=write) as inside:
            if not write:
                inside.head = lambda: seen.get(org, Head())
            yield inside
            if write:
                seen[org] = inside.head()


def homeroom_storage_backends():
    return {"broken": in_sqlite(Broken)}
