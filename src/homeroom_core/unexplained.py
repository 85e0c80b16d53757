"""Why a record does not explain itself: a plugin that its explanation asks for is not here."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from homeroom_core.codec import to_json
from homeroom_core.errors import UnknownError
from homeroom_core.journal import Entry
from homeroom_core.origin import Origin
from homeroom_core.people import Actor
from homeroom_core.record import EVERYTHING, R, Reader, Record
from homeroom_core.text import Text, listing
from homeroom_core.visibility import hidden_fields, texts_in


class Watched:
    """A reader that remembers what it gave.

    Args:
        reader: Where records are read.
        *given: What was read before.
    """

    def __init__(self, reader: Reader, *given: Record) -> None:
        self._reader = reader
        self._given = {record.id: record for record in given}

    def get(self, type: type[R], id: str) -> R:
        """See `Reader.get`."""
        return self._noted(self._reader.get(type, id))

    def any(self, id: str) -> Record:
        """See `Reader.any`."""
        return self._noted(self._reader.any(id))

    def find(
        self, type: type[R], *, state: str | Iterable[str] | None = None, **where: Any
    ) -> Iterator[R]:
        """See `Reader.find`."""
        return map(self._noted, self._reader.find(type, state=state, **where))

    @property
    def given(self) -> tuple[Record, ...]:
        """Every record that was read, each once."""
        return tuple(self._given.values())

    def _noted(self, record: R) -> R:
        self._given[record.id] = record
        return record


def unexplained(
    error: UnknownError,
    watched: Watched,
    history: Callable[[str], Iterable[Entry]],
    to: Actor,
    here: Collection[Origin],
) -> Text:
    """What is missing, and which plugins that are not here had a part in what was read.

    A name that stands in a field which is hidden from the reader is not said.

    Args:
        error: What the explanation failed with.
        watched: What it had read until then.
        history: Gives all entries of a record.
        to: Who asks.
        here: The plugins that are here.
    """
    secret: set[str] = set()
    named: dict[Origin, None] = {}
    for one in watched.given:
        hidden = hidden_fields(one, to, watched)
        fields = to_json(one)
        names = fields.keys() if hidden == EVERYTHING else hidden
        secret.update(texts_in([fields[name] for name in names]))
        named.update((origin, None) for entry in history(one.id) for origin in entry.plugins)
    missing = [one for one in named if one not in here and one.plugin not in secret]
    words = _UNEXPLAINED.format(why=_UNSAID if error.name in secret else error.text)
    return _NAMED.format(words=words, plugins=listing(map(str, missing))) if missing else words


_UNEXPLAINED = Text(
    "现在无法逐步说明：{why}",
    "目前無法逐步說明：{why}",
    "how it came about cannot be told step by step now: {why}",
)
_UNSAID = Text("所需的插件现在没有", "所需的外掛目前沒有", "a plugin that this needs is not here")
_NAMED = Text(
    "{words}；流水账所记、现在没有的插件：{plugins}",
    "{words}；流水帳所記、目前沒有的外掛：{plugins}",
    "{words}; the journal names plugins that are not here: {plugins}",
)
