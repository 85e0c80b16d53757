"""Promises to overwrite what it erases, and only unlinks it."""

from contextlib import contextmanager

from twisted import Twisted, in_sqlite

from homeroom_plugins.storage.sqlite import SqliteStorage

BROKEN_LAW = "storage.erases_files"


class Broken(SqliteStorage):
    @contextmanager
    def session(self, org, *, write):
        with super().session(org, write=write) as inside:
            yield Unlinking(inside)


class Unlinking(Twisted):
    def erase(self, record):
        execute = self.inside._execute
        self.inside._execute = lambda sql, *values: "secure" in sql or execute(sql, *values)
        execute("PRAGMA secure_delete = OFF")
        self.inside.erase(record)
        self.inside._execute = execute


def homeroom_storage_backends():
    return {"broken": in_sqlite(Broken)}
