"""Hands out the very index that it keeps, for everybody to change."""

from twisted import Twisted, in_memory

BROKEN_LAW = "storage.copies"


class Broken(Twisted):
    def get(self, id):
        return self.inside._known(id)


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
