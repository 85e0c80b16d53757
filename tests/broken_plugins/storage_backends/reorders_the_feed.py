"""Gives the feed in the order of text, so that 10 comes before 2."""

from twisted import Twisted, in_memory

BROKEN_LAW = "storage.journal"


class Broken(Twisted):
    def entries(self, *, after=0, limit=None):
        found = sorted(self.inside.entries(after=after), key=lambda entry: str(entry.seq))
        return found[:limit]


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
