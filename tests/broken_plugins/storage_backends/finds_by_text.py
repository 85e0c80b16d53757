"""Compares values as text: a number equals its digits, and nothing equals "None"."""

import attrs
from twisted import Twisted, in_memory

BROKEN_LAW = "storage.finds"


class Broken(Twisted):
    def find(self, query):
        every = self.inside.find(attrs.evolve(query, where={}, limit=10_000))
        asked = {name: str(value) for name, value in query.where.items()}
        found = [
            one for one in every if all(str(one.index.get(n, "-")) == v for n, v in asked.items())
        ]
        return found[: query.limit]


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
