"""Erases every record whose id begins like it."""

from twisted import Twisted, in_memory

BROKEN_LAW = "storage.erases"


class Broken(Twisted):
    def erase(self, record):
        for name in {entry.record for entry in self.inside.entries()}:
            if name.startswith(record):
                self.inside.erase(name)


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
