"""Takes an empty set of states for no condition."""

import attrs
from twisted import Twisted, in_memory

BROKEN_LAW = "storage.finds"


class Broken(Twisted):
    def find(self, query):
        return self.inside.find(attrs.evolve(query, states=query.states or None))


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
