"""The history of a school, moment by moment: what there was after each entry of its journal."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import attrs

from homeroom_core.codec import JSON, from_json
from homeroom_core.dates import school_date
from homeroom_core.journal import Entry, fold
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.office import Office
from homeroom_core.provided import Provided
from homeroom_core.record import R, Reader, Record, Shelf
from homeroom_core.testing.acts import ORG, ZONE


@attrs.frozen(kw_only=True)
class Moment:
    """A school right after one step.

    Attributes:
        entry: Who did what.
        before: The record as it was; `None` for a creation.
        after: The record as it became.
        reader: Everything that there was then.
        lifecycles: Those of the school.
        provided: What its plugins provide.
        rests: What each result that was made again rests on, kept from moment to moment.
    """

    entry: Entry
    before: Record | None
    after: Record
    reader: Shelf
    lifecycles: Sequence[Lifecycle[Any]]
    provided: Provided
    rests: dict[str, "Rests"] = attrs.Factory(dict)

    def may_change(self, record: Record) -> bool:
        """Whether this step may make the results of a record come out otherwise than before."""
        rests = self.rests.get(record.id)
        return rests is None or record is self.after or rests.on(self.after)

    def watched(self, record: Record) -> "Rests":
        """The reader, to make the results of this record again: notes what they rest on."""
        rests = self.rests[record.id] = Rests(self.reader)
        return rests

    @property
    def on(self) -> date:
        """The school date of it."""
        return school_date(self.entry.moment, ZONE)


class Rests:
    """A reader that remembers what it was asked for."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._ids: set[str] = set()
        self._kinds: set[str] = set()

    def on(self, record: Record) -> bool:
        """Whether it was asked for this record, or for all of its kind."""
        return record.id in self._ids or record.kind in self._kinds

    def get(self, type: type[R], id: str) -> R:
        self._ids.add(id)
        return self._reader.get(type, id)

    def any(self, id: str) -> Record:
        self._ids.add(id)
        return self._reader.any(id)

    def find(
        self, type: type[R], *, state: str | Iterable[str] | None = None, **where: Any
    ) -> Iterator[R]:
        self._kinds.add(type.kind)
        return self._reader.find(type, state=state, **where)


def moments(office: Office) -> Iterator[Moment]:
    """Every moment of a practice office, oldest first, folded from nothing but its journal."""
    classes = {kind: lifecycle.record for kind, lifecycle in office.lifecycles.items()}
    folded: dict[str, dict[str, JSON]] = {}
    there: dict[str, Record] = {}
    rests: dict[str, Rests] = {}
    for entry in office.feed(ORG):
        id = entry.record
        folded[id] = fold((entry,), folded.get(id))
        before, after = there.get(id), from_json(classes[entry.kind], folded[id])
        there[id] = after
        yield Moment(
            entry=entry,
            before=before,
            after=after,
            reader=Shelf(*there.values()),
            lifecycles=tuple(office.lifecycles.values()),
            provided=office.plugins,
            rests=rests,
        )
