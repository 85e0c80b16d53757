"""Goes on finding a record by a value that it has no more."""

import attrs
from twisted import Twisted, in_memory

BROKEN_LAW = "storage.documents"


class Broken(Twisted):
    def write(self, entries, documents):
        self.inside.write(entries, [attrs.evolve(one, index=self.old(one)) for one in documents])

    def old(self, one):
        before = self.inside.get(one.id)
        return before.index if before and one.index else one.index


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
