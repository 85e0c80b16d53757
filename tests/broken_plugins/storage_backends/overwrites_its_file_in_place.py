"""Writes its file anew in place: killed meanwhile, it has neither the old nor the new."""

import json
import threading
from contextlib import contextmanager

import attrs
from twisted import file_of

from homeroom_core.errors import StorageError
from homeroom_core.journal import Entry
from homeroom_core.storage import Capabilities, Document, MemoryStorage
from homeroom_core.text import Text

BROKEN_LAW = "storage.killed"


class Broken(MemoryStorage):
    capabilities = Capabilities(processes=False)

    def __init__(self, url):
        super().__init__(timeout_seconds=0.3)
        self.path, self.guard = file_of(url), threading.Lock()
        if not self.path.exists():
            return
        try:
            kept = json.loads(self.path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise StorageError(url, Text.same(str(error))) from error
        for org, (entries, documents) in kept.items():
            with super().session(org, write=True) as session:
                session.write(
                    [Entry(**one) for one in entries], [Document(**one) for one in documents]
                )

    @contextmanager
    def session(self, org, *, write):
        with super().session(org, write=write) as session:
            yield session
        if write:
            with self.guard, self.path.open("w", encoding="utf-8") as file:
                file.write(json.dumps(self.everything()))

    def everything(self):
        return {
            org: [
                [attrs.asdict(one) for one in kept.entries],
                [attrs.asdict(one) for one in kept.documents.values()],
            ]
            for org, kept in self._kept.items()
        }


def homeroom_storage_backends():
    return {"broken": Broken}
