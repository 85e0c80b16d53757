"""Shows what a session writes before it is committed."""

from contextlib import contextmanager

from twisted import impatient

from homeroom_core.storage import MemoryStorage

BROKEN_LAW = "storage.seen_after_commit"


class Broken(MemoryStorage):
    @contextmanager
    def session(self, org, *, write):
        with super().session(org, write=write) as inside:
            add = inside.write

            def write_at_once(entries, documents):
                add(entries, documents)
                self._kept[org] = inside.result()

            inside.write = write_at_once
            yield inside


def homeroom_storage_backends():
    return {"broken": impatient(Broken)}
