"""Takes the version after which history begins for a number in the journal."""

from twisted import Twisted, in_memory

BROKEN_LAW = "storage.history"


class Broken(Twisted):
    def history(self, record, *, after_version=0):
        return [one for one in self.inside.history(record) if one.seq > after_version]


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
