"""Gives the whole feed, however little was asked for."""

from twisted import Twisted, in_memory

BROKEN_LAW = "storage.entry_pages"


class Broken(Twisted):
    def entries(self, *, after=0, limit=None):
        return self.inside.entries(after=after)


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
