"""Remembers where the journal stood, and does not see what another process added."""

from contextlib import contextmanager

from twisted import in_sqlite

from homeroom_plugins.storage.sqlite import SqliteStorage

BROKEN_LAW = "storage.processes"


class Broken(SqliteStorage):
    @contextmanager
    def session(self, org, *, write):
        seen = self.__dict__.setdefault("seen", {})
        with super().session(org, write=write) as inside:
            if not write and org in seen:
                inside.head = lambda: seen[org]
            yield inside
            if write:
                seen[org] = inside.head()


def homeroom_storage_backends():
    return {"broken": in_sqlite(Broken)}
