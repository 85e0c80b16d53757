"""Finds history by the beginning of the id."""

from twisted import Twisted, in_memory

BROKEN_LAW = "storage.history"


class Broken(Twisted):
    def history(self, record, *, after_version=0):
        return [
            entry
            for entry in self.inside.entries()
            if entry.record.startswith(record) and entry.version > after_version
        ]


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
