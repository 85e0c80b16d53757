"""Erases nothing."""

from twisted import Twisted, in_memory

BROKEN_LAW = "storage.erases"


class Broken(Twisted):
    def erase(self, record):
        """Nothing is done."""


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
