"""The stage of the demonstration: an office, a clock that is set by hand, and a log of events."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time

import attrs

from homeroom_core.desk import Desk
from homeroom_core.errors import RefusedError
from homeroom_core.office import Office
from homeroom_core.people import (
    AFFAIRS_MEETING,
    HEAD_JUDGE,
    HOMEROOM_TEACHER,
    JUDGE,
    OFFICE,
    PRINCIPAL,
    SCORER,
    SUPERVISOR,
    Actor,
    Organization,
)
from homeroom_core.record import R, Reader
from homeroom_core.text import Text
from homeroom_core.training.person import Person

ORG = "demo-school"

OFFICE_CLERK = Actor.of("office", OFFICE)
PRESIDENT = Actor.of("principal", PRINCIPAL, AFFAIRS_MEETING)
ACTORS = (OFFICE_CLERK, PRESIDENT)
"""Those who act in the demonstration without being on the roster."""


@attrs.frozen(kw_only=True)
class Cast:
    """Who plays what, of those on the roster.

    Attributes:
        teachers: The homeroom teachers, in the order of the roster.
        judges: The judges; the first presides.
        scorer: Types in what is on paper.
        supervisor: Counts it again.
    """

    teachers: tuple[Person, ...]
    judges: tuple[Actor, ...]
    scorer: Actor
    supervisor: Actor

    @classmethod
    def of(cls, people: Iterable[Person]) -> "Cast":
        """The cast among the people of the school."""
        everybody = list(people)

        def holding(role: str) -> list[Actor]:
            return [person.actor() for person in everybody if role in person.roles]

        return cls(
            teachers=tuple(person for person in everybody if HOMEROOM_TEACHER in person.roles),
            judges=tuple(sorted(holding(JUDGE), key=lambda judge: not judge.has(HEAD_JUDGE))),
            scorer=holding(SCORER)[0],
            supervisor=holding(SUPERVISOR)[0],
        )


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
        listen: Called with every event as it happens.
    """

    def __init__(
        self, office: Office, clock: HandClock, listen: Callable[[Event], None] = lambda _: None
    ) -> None:
        self.office = office
        self.events: list[Event] = []
        self._clock = clock
        self._listen = listen
        self._zone = Organization(ORG).zone

    def on(self, year: int, month: int, day: int, *, at: time = time(9)) -> None:
        """Go on to a school day."""
        self._clock.now = datetime.combine(date(year, month, day), at, self._zone)

    @contextmanager
    def desk(self, by: Actor) -> Iterator[Desk]:
        """A unit of work of the school."""
        with self.office.desk(ORG, by=by) as desk:
            yield desk

    @contextmanager
    def looking(self) -> Iterator[Reader]:
        """A look at the records of the school."""
        with self.office.reading(ORG) as reading:
            yield reading

    def get(self, type: type[R], id: str) -> R:
        """A record as it is now."""
        return self.office.get(ORG, type, id)

    def say(self, zh_hans: str, zh_hant: str, en: str, *, refused: bool = False) -> None:
        """Put an event in the log."""
        event = Event(self._clock.now.date(), Text(zh_hans, zh_hant, en), refused)
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
