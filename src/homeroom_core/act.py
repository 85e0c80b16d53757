"""Act: the circumstances of one step, handed to every grant, guard and body."""

from collections.abc import Callable
from datetime import date, datetime

import attrs

from homeroom_core.calendar import Calendar
from homeroom_core.errors import UnknownError
from homeroom_core.people import Actor
from homeroom_core.provided import Offer, Provided
from homeroom_core.record import Reader, Shelf
from homeroom_core.text import Text


def _no_one() -> None:
    """Nobody wants to know."""


@attrs.frozen(kw_only=True)
class Act:
    """The circumstances of one step: who, when, why, and what may be looked up.

    Attributes:
        actor: Who acts.
        at: The moment, aware.
        on: The school date of that moment, in the organization's zone.
        org: The organization acted in.
        reason: Why, in the actor's words; empty when none is given.
        new_id: Id for a record that the step creates.
        reader: Where other records are read.
        calendar: The organization's working days, where there are any.
        provided: What plugins provide, by family and name.
        counted: Called whenever working days are asked for: the desk notes whose calendar it was.
    """

    actor: Actor
    at: datetime = attrs.field()
    on: date
    org: str
    reason: str = ""
    new_id: str = ""
    reader: Reader = attrs.Factory(Shelf)
    calendar: Calendar | None = None
    provided: Provided = attrs.Factory(Offer)
    counted: Callable[[], object] = attrs.field(default=_no_one, repr=False, eq=False)

    @at.validator
    def _aware(self, _attribute: object, value: datetime) -> None:
        if value.tzinfo is None:
            msg = f"{value!r} has no time zone; use an aware datetime, e.g. datetime.now(UTC)"
            raise ValueError(msg)

    def working_days(self) -> Calendar:
        """The calendar of the organization.

        Raises:
            UnknownError: It has none.
        """
        if self.calendar is None:
            raise UnknownError(Text("工作日历", "工作行事曆", "calendar"), self.org)
        self.counted()
        return self.calendar
