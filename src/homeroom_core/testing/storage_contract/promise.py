"""A promise of a store: a function that is given an empty store, and tries it.

Promises are grouped under the laws of `laws.py`; `StorageContract` makes a test of each, and
`homeroom plugin check` tries them law by law.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import attrs

from homeroom_core.errors import HomeroomError
from homeroom_core.storage import Capabilities, Session, Storage, capabilities_of
from homeroom_core.testing.contracts.law import broken, holds
from homeroom_core.testing.storage_contract.steps import ORG, Step
from homeroom_core.text import Text

_LONGEST = 160
_AROUND = 20


class Trial:
    """An empty store that a promise is tried on.

    Args:
        storage: The store.
        open_again: Opens another on the same data, once this one was closed.
    """

    def __init__(self, storage: Storage, open_again: Callable[[], Storage]) -> None:
        self.storage = storage
        self.step = Step()
        self._open_again = open_again

    @property
    def capabilities(self) -> Capabilities:
        """What the store says it promises."""
        return capabilities_of(self.storage)

    def writing(self, org: str = ORG) -> AbstractContextManager[Session]:
        """A session that writes."""
        return self.storage.session(org, write=True)

    def reading(self, org: str = ORG) -> AbstractContextManager[Session]:
        """A session that only reads."""
        return self.storage.session(org, write=False)

    def reopen(self) -> None:
        """Close the store, and go on with another on the same data."""
        self.storage.close()
        self.storage = self._open_again()


@attrs.frozen(kw_only=True)
class Promise:
    """One promise.

    Attributes:
        name: What it says, as one would name a test.
        keeps: Called with a `Trial` and the values of one case; raises where it is not kept.
        cases: What it is tried with, in turn, each on a store of its own.
    """

    name: str
    keeps: Callable[..., None]
    cases: tuple[tuple[Any, ...], ...]


class Promises:
    """A law of stores, and the promises that it is made of; decorates the functions they are.

    Args:
        code: Stable name of the law.
        says: The law, in one sentence.
        needs: The capability without which it is not promised, if there is one.
    """

    def __init__(self, code: str, says: Text, *, needs: str = "") -> None:
        self.code = code
        self.says = says
        self.needs = needs
        self.promises: list[Promise] = []

    def __call__(self, *cases: tuple[Any, ...]) -> Callable[[Callable[..., None]], Promise]:
        """Make a function a promise under this law, tried with these cases."""

        def add(function: Callable[..., None]) -> Promise:
            promise = Promise(name=function.__name__, keeps=function, cases=cases or ((),))
            self.promises.append(promise)
            return promise

        return add

    def claimed(self, capabilities: Capabilities) -> bool:
        """Whether a store of these capabilities promises it."""
        return not self.needs or bool(getattr(capabilities, self.needs))


def same(found: object, wanted: object) -> None:
    """Go on if a store answered what it should; else say where the two first differ.

    Raises:
        BrokenLaw: They differ.
    """
    if found != wanted:
        place, one, other = _difference(found, wanted, "")
        broken(found=_at(place, one), wanted=_at(place, other))


@contextmanager
def raising(*errors: type[BaseException]) -> Iterator[None]:
    """Go on if the block raises one of these.

    Raises:
        BrokenLaw: It does not, or the store raises something else.
    """
    wanted = " / ".join(error.__name__ for error in errors)
    try:
        yield
    except errors:
        return
    except Exception as error:
        if isinstance(error, HomeroomError):
            broken(found=_RAISED.format(error=repr(error)), wanted=wanted)
        raise
    broken(found=_NOTHING_RAISED, wanted=wanted)


def is_true(kept: object, found: object, wanted: object) -> None:
    """Go on if what is given is true; see `homeroom_core.testing.contracts.law.holds`."""
    holds(kept, found=found, wanted=wanted)


def _difference(found: Any, wanted: Any, place: str) -> tuple[str, object, object]:
    """Where two values first differ, and by what."""
    for inner, one, other in _parts(found, wanted):
        if one != other:
            return _difference(one, other, f"{place}{inner}")
    if isinstance(found, str) and isinstance(wanted, str):
        return (place, *_where_they_part(found, wanted))
    return place, found, wanted


def _parts(found: Any, wanted: Any) -> Iterator[tuple[str, Any, Any]]:
    """The parts of two values of one shape, side by side; none where they have none."""
    if attrs.has(type(found)) and type(found) is type(wanted):
        for field in attrs.fields(type(found)):
            yield f".{field.name}", getattr(found, field.name), getattr(wanted, field.name)
    elif isinstance(found, Mapping) and isinstance(wanted, Mapping):
        for key in found if found.keys() == wanted.keys() else ():
            yield f"[{key!r}]", found[key], wanted[key]
    elif isinstance(found, list | tuple) and isinstance(wanted, list | tuple):
        for at in range(len(found)) if len(found) == len(wanted) else ():
            yield f"[{at}]", found[at], wanted[at]


def _where_they_part(found: str, wanted: str) -> tuple[str, str]:
    """Two texts, or of long ones the stretch where they first differ."""
    if max(len(found), len(wanted)) <= _LONGEST:
        return found, wanted
    pairs = enumerate(zip(found, wanted, strict=False))
    at = next((at for at, (one, other) in pairs if one != other), min(len(found), len(wanted)))
    first = max(0, at - _AROUND)
    return tuple(  # type: ignore[return-value]  # two of them
        f"({len(text)} characters) …{text[first : at + _AROUND]}" for text in (found, wanted)
    )


def _at(place: str, value: object) -> str:
    words = repr(value)
    short = words if len(words) <= _LONGEST * 2 else f"{words[: _LONGEST * 2]}…"
    return f"{place.removeprefix('.')}: {short}" if place else short


def brief(value: object) -> str:
    """A value of a case in a few ASCII characters, alike in every process.

    >>> brief(frozenset({"b", "a"}))
    "{'a', 'b'}"
    """
    if isinstance(value, frozenset):
        return f"{{{', '.join(map(ascii, sorted(value)))}}}"
    if isinstance(value, type):
        return value.__name__
    return ascii(value)[:60]


def spelled(name: str) -> str:
    """The name of a promise, as words."""
    return name.replace("_", " ")


_NOTHING_RAISED = Text("没有报错", "沒有報錯", "no error")
_RAISED = Text("报错 {error}", "報錯 {error}", "it raises {error}")
