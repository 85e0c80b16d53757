"""Keeps moments without their time zone."""

import attrs
from twisted import Twisted, in_memory

BROKEN_LAW = "storage.journal"


class Broken(Twisted):
    def entries(self, *, after=0, limit=None):
        found = self.inside.entries(after=after, limit=limit)
        return [attrs.evolve(one, at=one.at.removesuffix("+00:00")) for one in found]


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
