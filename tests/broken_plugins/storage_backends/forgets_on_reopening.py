"""Promises to be durable, and keeps everything in memory."""

from twisted import impatient

from homeroom_core.storage import Capabilities, MemoryStorage

BROKEN_LAW = "storage.durable"


class Broken(MemoryStorage):
    capabilities = Capabilities(processes=False)


def homeroom_storage_backends():
    return {"broken": impatient(Broken)}
