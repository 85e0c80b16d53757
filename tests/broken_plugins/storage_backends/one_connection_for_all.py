"""Shares one connection among all sessions: whoever leaves first ends them all."""

from contextlib import contextmanager

from twisted import in_sqlite

from homeroom_plugins.storage.sqlite import SqliteStorage, _SqliteSession

BROKEN_LAW = "storage.seen_after_commit"


class Broken(SqliteStorage):
    @contextmanager
    def session(self, org, *, write):
        only = self.__dict__.setdefault("only", self._connect())
        if not only.in_transaction:
            only.execute("BEGIN IMMEDIATE" if write else "BEGIN")
        try:
            yield _SqliteSession(only, org, self.url)
            if only.in_transaction:
                only.execute("COMMIT")
        except BaseException:
            if only.in_transaction:
                only.execute("ROLLBACK")
            raise

    def close(self):
        super().close()
        if "only" in self.__dict__:
            self.only.close()


def homeroom_storage_backends():
    return {"broken": in_sqlite(Broken)}
