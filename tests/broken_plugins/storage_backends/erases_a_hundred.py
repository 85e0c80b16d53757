"""Erases the last hundred entries of a record, and leaves what stands before them."""

from twisted import Twisted, in_memory

from homeroom_core.change import change

BROKEN_LAW = "storage.erases"


class Broken(Twisted):
    def erase(self, record):
        before = self.inside.history(record)[:-100]
        self.inside.erase(record)
        kept = {entry.seq: entry for entry in before}
        self.inside._entries = tuple(
            change(entry, payload=kept[entry.seq].payload, salt=kept[entry.seq].salt)
            if entry.seq in kept
            else entry
            for entry in self.inside._entries
        )


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
