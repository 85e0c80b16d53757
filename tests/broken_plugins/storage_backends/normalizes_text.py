"""Brings text into one normal form: what was written is not what is read."""

import unicodedata

from twisted import Twisted, in_memory

from homeroom_core.change import change

BROKEN_LAW = "storage.texts"


class Broken(Twisted):
    def write(self, entries, documents):
        self.inside.write(
            entries,
            [change(one, state=unicodedata.normalize("NFC", one.state)) for one in documents],
        )


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
