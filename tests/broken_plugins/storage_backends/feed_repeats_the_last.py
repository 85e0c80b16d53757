"""Begins a page of the feed with the last entry of the page before."""

from twisted import Twisted, in_memory

BROKEN_LAW = "storage.entry_pages"


class Broken(Twisted):
    def entries(self, *, after=0, limit=None):
        return self.inside.entries(after=max(0, after - 1), limit=limit)


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
