"""Other moments, and other luck: what a plugin must not let its answers depend on.

Plugins read the clock and draw random numbers through names of their own module, or through the
generator that all share; both are turned while a second answer is asked for.
"""

import datetime as dt
import random
import sys
import time
import types
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import attrs

from homeroom_core.act import Act
from homeroom_core.discovery import Plugin
from homeroom_core.testing.contracts.law import Case, Subject, holds
from homeroom_core.text import Text

_NOW = dt.datetime.now()  # noqa: DTZ005  # as a plugin would ask for it


@attrs.frozen
class Moment:
    """A moment at which a plugin is asked once more, on the clock of its place."""

    at: dt.datetime

    def lines(self) -> Iterator[Text]:
        """The moment, for the line of an example."""
        yield _ASKED.format(at=f"{self.at:%Y-%m-%d %H:%M}")

    @property
    def away(self) -> dt.timedelta:
        """How far off it is from now."""
        return self.at - _NOW

    def in_year(self, year: int) -> "Moment":
        """The same day and hour of another year; the day before where there is no such day."""
        leaps = (self.at.month, self.at.day) == (2, 29)
        return Moment(self.at.replace(year=year, day=28 if leaps else self.at.day))


MOMENTS: tuple[Moment, ...] = tuple(
    Moment(dt.datetime.fromisoformat(at))
    for at in (
        "2028-02-29T08:30",
        "2026-12-31T23:50",
        "2027-01-01T00:10",
        "2026-09-06T17:45",
        "2027-03-17T12:00",
        "2028-04-10T06:05",
        "2026-05-09T15:20",
        "2027-06-30T10:40",
        "2028-07-21T19:15",
        "2027-08-08T03:25",
        "2026-10-10T21:30",
        "2027-11-16T13:55",
    )
)
"""Moments that differ in whatever a plugin may look at: every month and day of the week, every part
of a day, odd and even years, months and days, the first day of a year, the last, the leap day."""


def at_moments(cases: Iterable[Case]) -> Iterator[Case]:
    """The cases, each with a moment to be asked again at; in turn, so that a few meet them all."""
    for case, moment in zip(cases, cycle(MOMENTS)):
        yield (*case, moment)


def _away(now: dt.datetime) -> dt.timedelta:
    """How far off another moment is that differs in whatever a plugin may look at.

    Another year, even if this one is odd; likewise the month and the day of the month; a day of
    rest if this is none; morning if this is afternoon.
    """
    hours = dt.timedelta(hours=12 if now.hour < 12 else -12, minutes=13 if now.minute < 30 else -13)
    days = (dt.timedelta(days=days) + hours for days in range(30, 800))
    return next(away for away in days if _differs(now, now + away))


def _differs(one: dt.datetime, other: dt.datetime) -> bool:
    odd = ((getattr(other, part) - getattr(one, part)) % 2 for part in ("year", "month", "day"))
    rests = (one.weekday() >= 5, other.weekday() >= 5)  # Saturday and Sunday
    return other.year == one.year + 1 and all(odd) and rests[0] != rests[1]


AWAY = _away(_NOW)
"""So far off is the other moment where none is named."""


class _LikeDate(type):
    """The type of a class that stands for `date`: every date is one of it."""

    def __instancecheck__(cls, thing: object) -> bool:
        return isinstance(thing, dt.date)


class _LikeDatetime(type):
    """The type of a class that stands for `datetime`."""

    def __instancecheck__(cls, thing: object) -> bool:
        return isinstance(thing, dt.datetime)


@cache
def _turned(away: dt.timedelta) -> dict[int, Any]:
    """What reads the clock, by its id, and what stands for it so far off."""

    class LaterDate(dt.date, metaclass=_LikeDate):
        """A date whose today is another day; it makes plain dates."""

        def __new__(cls, *given: Any, **named: Any) -> Any:  # what is made is no `LaterDate`
            return dt.date(*given, **named)

        @classmethod
        def today(cls) -> Any:
            return (dt.datetime.now() + away).date()  # noqa: DTZ005  # as the plugin asked for it

    class LaterDatetime(dt.datetime, metaclass=_LikeDatetime):
        """A datetime whose now is another moment; it makes plain moments."""

        def __new__(cls, *given: Any, **named: Any) -> Any:  # as above
            return dt.datetime(*given, **named)  # noqa: DTZ001  # as the plugin makes it

        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Any:
            return dt.datetime.now(tz) + away

        @classmethod
        def utcnow(cls) -> Any:
            return dt.datetime.now(dt.UTC).replace(tzinfo=None) + away

        @classmethod
        def today(cls) -> Any:
            return dt.datetime.now() + away  # noqa: DTZ005  # as the plugin asked for it

    LaterDate.__name__, LaterDatetime.__name__ = (
        "datetime.date",
        "datetime.datetime",
    )  # as they print
    clocks = _clocks(away.total_seconds())
    return {
        id(dt.date): LaterDate,
        id(dt.datetime): LaterDatetime,
        id(dt): _copied(dt, date=LaterDate, datetime=LaterDatetime),
        id(time): _copied(time, **clocks),
        **{id(getattr(time, name)): other for name, other in clocks.items()},
    }


def _clocks(seconds: float) -> dict[str, Any]:
    """The functions of `time` that tell the moment, so many seconds off."""

    def now() -> float:
        return time.time() + seconds

    def now_ns() -> int:
        return time.time_ns() + int(seconds) * 10**9

    def localtime(at: float | None = None) -> time.struct_time:
        return time.localtime(now() if at is None else at)

    def gmtime(at: float | None = None) -> time.struct_time:
        return time.gmtime(now() if at is None else at)

    def strftime(form: str, at: Any = None) -> str:
        return time.strftime(form, localtime() if at is None else at)

    return {
        "time": now,
        "time_ns": now_ns,
        "localtime": localtime,
        "gmtime": gmtime,
        "strftime": strftime,
    }


def _copied(module: types.ModuleType, **other: Any) -> types.ModuleType:
    copy = types.ModuleType(module.__name__)
    copy.__dict__.update(module.__dict__)
    copy.__dict__.update(other)
    return copy


@contextmanager
def luck(number: int) -> Iterator[None]:
    """The generator that all share begins at this number; put back at the end."""
    before = random.getstate()
    random.seed(number)
    try:
        yield
    finally:
        random.setstate(before)


def in_other_zones(act: Act) -> Iterator[Act]:
    """The same circumstances, the moment written in zones in which it is another day or hour."""
    for hours in (-20, -12, -4, 5, 13):
        yield attrs.evolve(act, at=act.at.astimezone(dt.timezone(dt.timedelta(hours=hours))))


@contextmanager
def another_day(plugin: Plugin, moment: Moment | None = None) -> Iterator[None]:
    """In the plugin's own modules it is another moment, and luck is another.

    Args:
        plugin: The plugin.
        moment: The moment; without one it is more than a year later.
    """
    changed: list[tuple[dict[str, Any], str, Any]] = []
    turned = _turned(AWAY if moment is None else moment.away)
    for module in _modules(plugin):
        for name, value in list(vars(module).items()):
            other = turned.get(id(value))
            if other is not None:
                changed.append((module.__dict__, name, value))
                module.__dict__[name] = other
    try:
        with luck(20_251_125):
            yield
    finally:
        for namespace, name, value in changed:
            namespace[name] = value


@contextmanager
def provided_again(subject: Subject, hook: str, moment: Moment) -> Iterator[Subject]:
    """The thing once more, from its plugin loaded at another moment, which goes on meanwhile.

    A plugin that is a file is run anew: what it made when it was loaded is made again, and it has
    no memory. An installed one is asked once more.

    Args:
        subject: The thing.
        hook: Name of the hook by which its plugin provides it.
        moment: The moment.

    Raises:
        BrokenLaw: It is not provided then.
        Exception: What the plugin raises then.
    """
    with _at(subject.plugin, moment) as module:
        things = {_name(thing): thing for thing in getattr(module, hook)()}
        holds(subject.name in things, found=", ".join(things) or "-", wanted=subject.name)
        yield attrs.evolve(subject, thing=things[subject.name], known={})


def _name(thing: Any) -> str:
    """Under what a thing is provided: sheets and rule sets by their id, others by their name."""
    return str(thing.id if hasattr(thing, "id") else thing.name)


@contextmanager
def _at(plugin: Plugin, moment: Moment) -> Iterator[Any]:
    """The module of a plugin, loaded at another moment where it is a file."""
    module = plugin.module
    if not isinstance(module, types.ModuleType) or not _is_file(plugin):
        with another_day(plugin, moment):
            yield module
        return
    path, name, turned = str(module.__file__), f"{module.__name__}_again", _turned(moment.away)
    clocks = {one.__name__: one for one in (dt, time)}
    sys.modules[name] = again = types.ModuleType(name)
    again.__file__ = path
    sys.modules.update({one: turned[id(clock)] for one, clock in clocks.items()})
    try:
        with luck(20_251_125):
            code = compile(Path(path).read_bytes(), path, "exec")
            exec(code, again.__dict__)  # noqa: S102  # the plugin's own, as it was loaded
            yield again
    finally:
        sys.modules.update(clocks)
        del sys.modules[name]


def _is_file(plugin: Plugin) -> bool:
    """Whether it was loaded from one local file, and not imported."""
    file = getattr(plugin.module, "__file__", None)
    return file is not None and plugin.origin == str(file)


def _modules(plugin: Plugin) -> Iterator[types.ModuleType]:
    """The module of a plugin, and those of its package; never any of homeroom's own."""
    own = plugin.module
    if not isinstance(own, types.ModuleType):
        own = sys.modules.get(type(own).__module__)
    if not isinstance(own, types.ModuleType):
        return
    yield own
    package = own.__name__ if hasattr(own, "__path__") else str(own.__package__ or "")
    if package and package.partition(".")[0] not in ("homeroom_core", "homeroom_plugins"):
        for name, module in list(sys.modules.items()):
            if module is not own and name.startswith(f"{package}."):
                yield module


_ASKED = Text("在 {at} 再问一次", "在 {at} 再問一次", "asked again on {at}")
