"""Stores that do everything as a sound one, but for one thing: for the catalogue of broken plugins."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from homeroom_core.storage import MemoryStorage, Session, Storage
from homeroom_plugins.storage.sqlite import SqliteStorage


class Twisted:
    """A session that does everything as the one inside, but for what is overridden."""

    def __init__(self, inside: Session) -> None:
        self.inside: Any = inside

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inside, name)


def in_memory(twist: Callable[[Session], Any]) -> Callable[[str], Storage]:
    """What opens a store in memory whose sessions are twisted."""

    class Broken(MemoryStorage):
        @contextmanager
        def session(self, org: str, *, write: bool) -> Iterator[Session]:
            with super().session(org, write=write) as inside:
                yield twist(inside)

    return impatient(Broken)


def impatient(store: type[MemoryStorage]) -> Callable[[str], Storage]:
    """What opens a store in memory that does not wait long for a lock."""
    return lambda _url: store(timeout_seconds=0.3)


def in_sqlite(store: type[SqliteStorage]) -> Callable[[str], Storage]:
    """What opens a store in a SQLite file."""

    def opened(url: str) -> Storage:
        return store(file_of(url), synchronous="normal", timeout_seconds=0.3)

    return opened


def file_of(url: str) -> Path:
    """The path in a URL `scheme:///PATH`."""
    return Path(url.partition(":///")[2])
