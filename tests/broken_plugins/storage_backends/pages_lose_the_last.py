"""Gives one document less than a full page holds."""

from twisted import Twisted, in_memory

BROKEN_LAW = "storage.find_pages"


class Broken(Twisted):
    def find(self, query):
        found = self.inside.find(query)
        return found[:-1] if len(found) == query.limit > 1 else found


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
