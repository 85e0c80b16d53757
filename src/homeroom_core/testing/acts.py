"""Fakes for whatever a step needs: who acts, when, in which office, with which random bytes.

Everything here is the same at every run: one school, one fixed morning, working days without
holidays, a clock that moves only when told to, and entropy that counts.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from homeroom_core import builtin
from homeroom_core.act import Act
from homeroom_core.calendar import Calendar, WeekdayCalendar
from homeroom_core.dates import school_date
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.office import Office
from homeroom_core.people import ROLES, Actor, Organization
from homeroom_core.plugins import Plugins
from homeroom_core.storage import MemoryStorage, Storage

ORG = "school-1"
"""Code of the school that everything here happens in."""

ZONE = ZoneInfo("Asia/Shanghai")

MORNING = datetime(2025, 9, 10, tzinfo=UTC)
"""Eight o'clock of a Wednesday in the school's zone."""

SCHOOL_DAY = date(2025, 9, 10)
"""The school date of `MORNING`."""

WEEKDAYS = WeekdayCalendar("weekdays", (), (), 2000, 2200)
"""Monday to Friday for two hundred years, without a holiday."""

CAST: tuple[Actor, ...] = (
    *(Actor.of(f"{role}-1", role) for role in ROLES),
    Actor.of("person-1", "teacher", "homeroom_teacher"),
    Actor.of("person-2", "teacher", "moral_education_office"),
    Actor.of("everyone-1", *ROLES),
    Actor.of("outsider-1"),
)
"""One actor for each role, two teachers (the second also in the office), somebody with every role,
and somebody with none."""


class Clock:
    """A clock that stands still until it is moved.

    >>> clock = Clock()
    >>> clock.advance(days=1, hours=2)
    >>> clock() - MORNING
    datetime.timedelta(days=1, seconds=7200)

    Args:
        start: The moment that it shows first, aware.

    Raises:
        ValueError: The moment has no time zone.
    """

    def __init__(self, start: datetime = MORNING) -> None:
        if start.tzinfo is None:
            msg = f"{start!r} has no time zone; use an aware datetime, e.g. MORNING"
            raise ValueError(msg)
        self.moment = start

    def __call__(self) -> datetime:
        """The moment that it shows."""
        return self.moment

    def advance(self, *, days: int = 0, hours: int = 0, minutes: int = 0) -> None:
        """Move it; negative figures set it back, as a badly kept clock would."""
        self.moment += timedelta(days=days, hours=hours, minutes=minutes)


class CountingEntropy:
    r"""Bytes that look random to nobody: 1, 2, 3, ... in as many bytes as asked for.

    >>> entropy = CountingEntropy()
    >>> entropy(2), entropy(2)
    (b'\x00\x01', b'\x00\x02')
    """

    def __init__(self) -> None:
        self.given = 0

    def __call__(self, count: int) -> bytes:
        """So many bytes, other than those given before."""
        self.given += 1
        return self.given.to_bytes(count, "big")


def actor(id: str) -> Actor:
    """The actor of `CAST` with this id.

    >>> sorted(actor("principal-1").roles)
    ['principal']

    Raises:
        LookupError: Nobody in the cast has it.
    """
    for somebody in CAST:
        if somebody.id == id:
            return somebody
    msg = f"nobody in the cast is called {id!r}; there are {', '.join(a.id for a in CAST)}"
    raise LookupError(msg)


def act(by: Actor | str, *, at: datetime = MORNING, **more: Any) -> Act:
    """The circumstances of one step: in `ORG`, at `MORNING`, with the working days `WEEKDAYS`.

    >>> act("person-1").on
    datetime.date(2025, 9, 10)

    Args:
        by: Who acts: an actor, or the id of one in `CAST`.
        at: The moment, aware; the school date is that of the school's zone.
        **more: Any other attribute of `Act`, such as `reason` or `reader`.

    Raises:
        LookupError: Nobody in the cast has that id.
        InputError: The moment has no time zone.
    """
    given: dict[str, Any] = {
        "on": school_date(at, ZONE),
        "org": ORG,
        "new_id": "record-1",
        "calendar": WEEKDAYS,
        **more,
    }
    return Act(actor=actor(by) if isinstance(by, str) else by, at=at, **given)


def practice_plugins(
    *found: object, lifecycles: Sequence[Lifecycle[Any]] = (), calendar: Calendar = WEEKDAYS
) -> Plugins:
    """What is built in, a calendar, and the lifecycles among these that are not built in.

    Args:
        *found: Further plugins, modules or objects with hook functions.
        lifecycles: Lifecycles that an office has to know.
        calendar: Working days; an office of `practice_office` works by it.

    Raises:
        PluginError: One of them cannot be used.
    """
    known = builtin.homeroom_lifecycles()
    extra = [lifecycle for lifecycle in lifecycles if lifecycle not in known]
    return Plugins(_Supply(extra, calendar), *found)


def practice_office(
    storage: Storage | None = None,
    *,
    clock: Clock | None = None,
    plugins: Plugins | None = None,
    calendar: Calendar = WEEKDAYS,
) -> Office:
    """An office of the school `ORG` in which nothing is left to chance.

    Args:
        storage: Where to keep everything; by default a new store in memory.
        clock: Its clock; by default one that shows `MORNING`.
        plugins: As `practice_plugins` makes them; by default without any further plugin.
        calendar: The calendar among them that the school works by.
    """
    return Office(
        storage or MemoryStorage(),
        plugins=plugins or practice_plugins(calendar=calendar),
        organizations=(Organization(ORG, calendar=calendar.name),),
        clock=clock or Clock(),
        entropy=CountingEntropy(),
    )


class _Supply:
    """A plugin that provides the calendar and the lifecycles of a practice office."""

    def __init__(self, lifecycles: Sequence[Lifecycle[Any]], calendar: Calendar) -> None:
        self._lifecycles = lifecycles
        self._calendar = calendar

    def homeroom_lifecycles(self) -> Sequence[Lifecycle[Any]]:
        return self._lifecycles

    def homeroom_calendars(self) -> Sequence[Calendar]:
        return (self._calendar,)
