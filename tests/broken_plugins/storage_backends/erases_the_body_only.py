"""Forgets the body, and leaves what was changed in the journal."""

from twisted import Twisted, in_memory

BROKEN_LAW = "storage.erases"


class Broken(Twisted):
    def erase(self, record):
        entries, added = self.inside._entries, self.inside._added
        self.inside.erase(record)
        self.inside._entries, self.inside._added = entries, added


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
