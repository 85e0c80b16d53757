"""The feed goes by the moment: what happened at the same moment comes in the order of ids."""

from twisted import Twisted, in_memory

BROKEN_LAW = "storage.journal"


class Broken(Twisted):
    def entries(self, *, after=0, limit=None):
        found = sorted(self.inside.entries(after=after), key=lambda entry: (entry.at, entry.record))
        return found[:limit]


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
