"""Orders what it finds by id, so that plan-10 comes before plan-9."""

from twisted import Twisted, in_memory

BROKEN_LAW = "storage.finds"


class Broken(Twisted):
    def find(self, query):
        return sorted(self.inside.find(query), key=lambda document: document.id)


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
