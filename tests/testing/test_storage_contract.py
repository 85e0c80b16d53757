"""Each promise of the contract is really looked at: a store that breaks it is caught."""

import inspect
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import attrs
import pytest

from homeroom_core.change import change
from homeroom_core.journal import Entry, Head
from homeroom_core.storage import Document, MemoryStorage, Query, Session
from homeroom_core.testing.storage_contract import StorageContract
from homeroom_core.testing.storage_contract.steps import Step


class Twisted:
    """A session that does everything as the one inside, but for what is overridden."""

    def __init__(self, inside: Session) -> None:
        self.inside = inside

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inside, name)


def store(twist: Callable[[Session], Any]) -> type[MemoryStorage]:
    """A store in memory whose sessions are twisted."""

    class Broken(MemoryStorage):
        @contextmanager
        def session(self, org: str, *, write: bool) -> Iterator[Session]:
            with super().session(org, write=write) as inside:
                yield twist(inside)

    return Broken


class TakesAnyEntry(Twisted):
    def write(self, entries: Sequence[Entry], documents: Sequence[Document]) -> None:
        self.inside.head = lambda: Head(entries[0].seq - 1) if entries else Head()  # type: ignore[method-assign]  # the twist
        self.inside.write(entries, documents)
        del self.inside.head


class PagesWrongly(Twisted):
    def find(self, query: Query) -> Sequence[Document]:
        return self.inside.find(attrs.evolve(query, after=max(0, query.after - 1)))


class ForgetsTheOrder(Twisted):
    def find(self, query: Query) -> Sequence[Document]:
        return sorted(self.inside.find(query), key=lambda document: document.id)


class IgnoresCase(Twisted):
    def find(self, query: Query) -> Sequence[Document]:
        def same(kept: Any, wanted: Any) -> bool:
            return str(kept).lower() == str(wanted).lower()

        every = self.inside.find(attrs.evolve(query, where={}))
        return [
            d for d in every if all(same((d.index or {}).get(k), v) for k, v in query.where.items())
        ]


class LosesABodyNotWritten(Twisted):
    def write(self, entries: Sequence[Entry], documents: Sequence[Document]) -> None:
        self.inside.write(entries, [change(d, body=d.body or "") for d in documents])


class NormalisesText(Twisted):
    def get(self, id: str) -> Document | None:
        found = self.inside.get(id)
        return found and change(
            found, body=found.body and found.body.strip().encode("ascii", "replace").decode()
        )


class ErasesTooLittle(Twisted):
    def erase(self, record: str) -> None:
        """Does nothing at all."""


class HistoryByText(Twisted):
    def history(self, record: str, *, after_version: int = 0) -> Sequence[Entry]:
        found = self.inside.history(record, after_version=after_version)
        return sorted(found, key=lambda entry: str(entry.version))


class OffByOne(Twisted):
    def entries(self, *, after: int = 0, limit: int | None = None) -> Sequence[Entry]:
        return self.inside.entries(after=max(0, after - 1), limit=limit)


class CommitsAtOnce(MemoryStorage):
    """Keeps what a session wrote even when it ends by an exception."""

    @contextmanager
    def session(self, org: str, *, write: bool) -> Iterator[Session]:
        failure = None
        with super().session(org, write=write) as inside:
            try:
                yield inside
            except Exception as error:  # noqa: BLE001,RUF100  # the defect that is to be caught
                failure = error
        if failure is not None:
            raise failure


class OneForAll(MemoryStorage):
    """Puts every organization in one drawer."""

    @contextmanager
    def session(self, org: str, *, write: bool) -> Iterator[Session]:
        del org
        with super().session("all", write=write) as inside:
            yield inside


class Unlocked(MemoryStorage):
    """Lets writers in together: the last to leave wins."""

    @contextmanager
    def session(self, org: str, *, write: bool) -> Iterator[Session]:
        self._locks.pop(org, None)
        with super().session(org, write=write) as inside:
            yield inside


BROKEN = {
    "takes any entry": store(TakesAnyEntry),
    "pages wrongly": store(PagesWrongly),
    "forgets the order": store(ForgetsTheOrder),
    "ignores case": store(IgnoresCase),
    "loses a body": store(LosesABodyNotWritten),
    "normalises text": store(NormalisesText),
    "erases too little": store(ErasesTooLittle),
    "history by text": store(HistoryByText),
    "entries off by one": store(OffByOne),
    "commits at once": CommitsAtOnce,
    "one for all": OneForAll,
    "unlocked": Unlocked,
}


def failures(make: Callable[[], MemoryStorage]) -> set[str]:
    """The tests of the contract that a store does not pass, each with an empty store."""
    return {
        name
        for name, test in inspect.getmembers(StorageContract, inspect.isfunction)
        if name.startswith("test_")
        for arguments in cases(test)
        if not passes(test, make(), arguments)
    }


def cases(test: Callable[..., None]) -> list[dict[str, Any]]:
    """The arguments with which pytest would run a test, apart from the fixtures."""
    found: list[dict[str, Any]] = [{}]
    for mark in getattr(test, "pytestmark", ()):
        names, rows = mark.args[0], mark.args[1]
        wide = not isinstance(names, str)
        found = [dict(zip(names, row, strict=True)) if wide else {names: row} for row in rows]
    return found


def passes(test: Callable[..., None], storage: MemoryStorage, arguments: dict[str, Any]) -> bool:
    fixtures = {"storage": storage, "step": Step()}
    wanted = inspect.signature(test).parameters
    given = {name: fixtures[name] for name in fixtures if name in wanted}
    try:
        test(StorageContract(), **given, **arguments)
    except pytest.skip.Exception:
        return True
    except (Exception, pytest.fail.Exception):  # noqa: BLE001,RUF100  # a broken store may fail in any way
        return False
    return True


def test_a_sound_store_passes() -> None:
    assert failures(MemoryStorage) == set()


@pytest.mark.parametrize("defect", BROKEN)
def test_a_broken_store_is_caught(defect: str) -> None:
    assert failures(BROKEN[defect]) != set()
