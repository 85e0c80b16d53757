"""The history of a school, moment by moment: what there was after each entry of its journal."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import attrs

from homeroom_core.codec import JSON, from_json
from homeroom_core.dates import school_date
from homeroom_core.journal import Entry, fold
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.office import Office
from homeroom_core.provided import Provided
from homeroom_core.record import Record, Shelf
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
    """

    entry: Entry
    before: Record | None
    after: Record
    reader: Shelf
    lifecycles: Sequence[Lifecycle[Any]]
    provided: Provided

    @property
    def on(self) -> date:
        """The school date of it."""
        return school_date(self.entry.moment, ZONE)


def moments(office: Office) -> Iterator[Moment]:
    """Every moment of a practice office, oldest first, folded from nothing but its journal."""
    classes = {kind: lifecycle.record for kind, lifecycle in office.lifecycles.items()}
    folded: dict[str, dict[str, JSON]] = {}
    there: dict[str, Record] = {}
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
        )
