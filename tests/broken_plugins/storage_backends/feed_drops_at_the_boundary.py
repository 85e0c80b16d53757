"""Leaves out the first entry of every page but the first."""

from twisted import Twisted, in_memory

BROKEN_LAW = "storage.entry_pages"


class Broken(Twisted):
    def entries(self, *, after=0, limit=None):
        return self.inside.entries(after=after + 1 if after else 0, limit=limit)


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
