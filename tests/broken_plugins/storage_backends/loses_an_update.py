"""Keeps a document as it was created, whatever comes later."""

from twisted import Twisted, in_memory

BROKEN_LAW = "storage.documents"


class Broken(Twisted):
    def write(self, entries, documents):
        new = [one for one in documents if self.inside.get(one.id) is None]
        self.inside.write(entries, new)


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
