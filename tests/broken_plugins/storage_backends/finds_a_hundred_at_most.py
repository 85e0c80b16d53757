"""Never finds more than a hundred, whatever the limit."""

import attrs
from twisted import Twisted, in_memory

BROKEN_LAW = "storage.find_pages"


class Broken(Twisted):
    def find(self, query):
        return self.inside.find(attrs.evolve(query, limit=min(query.limit, 100)))


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
