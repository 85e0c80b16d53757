"""Takes an index that is not written for an empty one."""

from twisted import Twisted, in_memory

from homeroom_core.change import change

BROKEN_LAW = "storage.documents"


class Broken(Twisted):
    def write(self, entries, documents):
        self.inside.write(entries, [change(one, index=one.index or {}) for one in documents])


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
