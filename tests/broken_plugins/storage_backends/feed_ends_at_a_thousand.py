"""Cuts a long feed off, and says nothing."""

from twisted import Twisted, in_memory

BROKEN_LAW = "storage.journal"


class Broken(Twisted):
    def entries(self, *, after=0, limit=None):
        return self.inside.entries(after=after, limit=limit or 1000)


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
