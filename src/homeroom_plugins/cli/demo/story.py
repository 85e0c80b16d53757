"""The stage of the demonstration: an office, a clock that is set by hand, and a log of events."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TypeVar

import attrs

from homeroom_core.desk import Desk
from homeroom_core.errors import RefusedError
from homeroom_core.office import Office
from homeroom_core.people import (
    AFFAIRS_MEETING,
    BUREAU,
    OFFICE,
    PRINCIPAL,
    STAFF_CONGRESS,
    Actor,
    Organization,
)
from homeroom_core.record import R, Reader
from homeroom_core.text import Text
from homeroom_core.training.person import IN_POST, Person
from homeroom_plugins.cli.demo.cast import Cast

T = TypeVar("T")

ORG = "demo-school"
DISTRICT = "demo-district"

OFFICE_CLERK = Actor.of("office", OFFICE)
PRESIDENT = Actor.of("principal", PRINCIPAL, AFFAIRS_MEETING)
CONGRESS = Actor.of("congress", STAFF_CONGRESS)
BUREAU_CLERK = Actor.of("bureau", BUREAU)
ACTORS = (OFFICE_CLERK, PRESIDENT, CONGRESS)
"""Those who act in the school without being on its roster."""


@attrs.frozen
class Event:
    """Something that happened: when, what, and whether it is a refusal that was expected."""

    on: date
    text: Text
    refused: bool = False


class HandClock:
    """A clock that stands still until it is set."""

    def __init__(self, start: datetime) -> None:
        self.now = start

    def __call__(self) -> datetime:
        """The moment it was set to."""
        return self.now


class Story:
    """Plays steps at the office and keeps what happened.

    Args:
        office: The office, made with `clock`.
        clock: Its clock.
        folder: Where files are put, such as the archive.
        listen: Called with every event as it happens.
    """

    def __init__(
        self,
        office: Office,
        clock: HandClock,
        folder: Path,
        listen: Callable[[Event], None] = lambda _: None,
    ) -> None:
        self.office = office
        self.folder = folder
        self.events: list[Event] = []
        self._kept: dict[tuple[type, str], Any] = {}
        self._clock = clock
        self._listen = listen
        self._zone = Organization(ORG).zone

    @property
    def cast(self) -> Cast:
        """Who plays what, of those in post now."""
        with self.looking() as reader:
            return Cast.of(reader.find(Person, state=IN_POST))

    @property
    def today(self) -> date:
        """The school day it is."""
        return self._clock.now.date()

    def begin(self, on: date, at: time) -> None:
        """Go on to the next scene.

        Raises:
            AssertionError: It lies in the past.
        """
        moment = datetime.combine(on, at, self._zone)
        if moment < self._clock.now:
            msg = f"the clock only goes forward: {self._clock.now} to {moment}"
            raise AssertionError(msg)
        self._clock.now = moment

    def wait_until(self, at: time) -> None:
        """Go on to a later hour of the same day."""
        self.begin(self.today, at)

    @contextmanager
    def desk(self, by: Actor, *, org: str = ORG) -> Iterator[Desk]:
        """A unit of work of the school, or of another organization."""
        with self.office.desk(org, by=by) as desk:
            yield desk

    @contextmanager
    def looking(self) -> Iterator[Reader]:
        """A look at the records of the school."""
        with self.office.reading(ORG) as reading:
            yield reading

    def get(self, type: type[R], id: str) -> R:
        """A record as it is now."""
        return self.office.get(ORG, type, id)

    def find(
        self, type: type[R], *, state: str | Iterable[str] | None = None, **where: object
    ) -> tuple[R, ...]:
        """All records of a kind, oldest first."""
        with self.looking() as reader:
            return tuple(reader.find(type, state=state, **where))

    def keep(self, thing: object, about: str = "") -> None:
        """Keep what no record holds, such as the judges' paper, for a later scene."""
        self._kept[type(thing), about] = thing

    def kept(self, type: type[T], about: str = "") -> T:
        """What an earlier scene kept.

        Raises:
            KeyError: None did.
        """
        found: T = self._kept[type, about]
        return found

    def say(self, zh_hans: str, zh_hant: str, en: str, *, refused: bool = False) -> None:
        """Put an event in the log."""
        event = Event(self.today, Text(zh_hans, zh_hant, en), refused)
        self.events.append(event)
        self._listen(event)

    def expect_refusal(self, by: Actor, work: Callable[[Desk], object]) -> RefusedError:
        """Do something that has to be refused; the refusal is the event.

        Raises:
            AssertionError: It was not refused.
        """
        try:
            with self.desk(by) as desk:
                work(desk)
        except RefusedError as error:
            why = error.text
            self.say(why.zh_hans, why.zh_hant, why.en, refused=True)
            return error
        msg = "the demonstration expected a refusal here"
        raise AssertionError(msg)
