"""Cuts the page first and filters it afterwards, so that pages come out short."""

import attrs
from twisted import Twisted, in_memory

BROKEN_LAW = "storage.find_pages"


class Broken(Twisted):
    def find(self, query):
        page = self.inside.find(attrs.evolve(query, where={}, states=None))
        kept = {one.id for one in self.inside.find(attrs.evolve(query, limit=10_000))}
        return [one for one in page if one.id in kept]


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
