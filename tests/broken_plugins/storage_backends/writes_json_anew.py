"""Reads bodies as JSON and writes them anew: 1.10 becomes 1.1."""

import json

from twisted import Twisted, in_memory

from homeroom_core.change import change

BROKEN_LAW = "storage.texts"


class Broken(Twisted):
    def write(self, entries, documents):
        def anew(body):
            return body and json.dumps(json.loads(body), ensure_ascii=False, separators=(",", ":"))

        self.inside.write(entries, [change(one, body=anew(one.body)) for one in documents])


def homeroom_storage_backends():
    return {"broken": in_memory(Broken)}
