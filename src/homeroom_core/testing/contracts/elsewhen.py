"""Another moment, and other luck: what a plugin must not let its answers depend on.

Plugins read the clock and draw random numbers through names of their own module, or through the
generator that all share; both are turned while a second answer is asked for.
"""

import datetime as dt
import random
import sys
import time
import types
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from homeroom_core.discovery import Plugin


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


AWAY = _away(dt.datetime.now())  # noqa: DTZ005  # as the plugin would ask for it
"""So far off is the other moment."""


class _LaterDate(dt.date):
    """A date whose today is another day."""

    @classmethod
    def today(cls) -> dt.date:  # type: ignore[override]  # what a date answers too
        return dt.date.today() + AWAY  # noqa: DTZ011  # as the plugin asked for it


class _LaterDatetime(dt.datetime):
    """A datetime whose now is another moment."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]  # as above
        return dt.datetime.now(tz) + AWAY

    @classmethod
    def utcnow(cls) -> dt.datetime:  # type: ignore[override]  # as above
        return dt.datetime.now(dt.UTC).replace(tzinfo=None) + AWAY

    @classmethod
    def today(cls) -> dt.datetime:  # type: ignore[override]  # as above
        return dt.datetime.now() + AWAY  # noqa: DTZ005  # as the plugin asked for it


_LaterDate.__name__, _LaterDatetime.__name__ = "datetime.date", "datetime.datetime"  # as they print


def _later(read: Any, by: Any) -> Any:
    def reads(*given: Any) -> Any:
        return read(*given) + by

    return reads


def _copied(module: types.ModuleType, **other: Any) -> types.ModuleType:
    copy = types.ModuleType(module.__name__)
    copy.__dict__.update(module.__dict__)
    copy.__dict__.update(other)
    return copy


_SECONDS = AWAY.total_seconds()
_TURNED: dict[int, Any] = {
    id(dt.date): _LaterDate,
    id(dt.datetime): _LaterDatetime,
    id(dt): _copied(dt, date=_LaterDate, datetime=_LaterDatetime),
    id(time.time): _later(time.time, _SECONDS),
    id(time.time_ns): _later(time.time_ns, int(_SECONDS) * 10**9),
    id(time): _copied(
        time,
        time=_later(time.time, _SECONDS),
        time_ns=_later(time.time_ns, int(_SECONDS) * 10**9),
    ),
}


@contextmanager
def luck(number: int) -> Iterator[None]:
    """The generator that all share begins at this number; put back at the end."""
    before = random.getstate()
    random.seed(number)
    try:
        yield
    finally:
        random.setstate(before)


@contextmanager
def another_day(plugin: Plugin) -> Iterator[None]:
    """In the plugin's own modules it is more than a year later, and luck is another."""
    changed: list[tuple[dict[str, Any], str, Any]] = []
    for module in _modules(plugin):
        for name, value in list(vars(module).items()):
            other = _TURNED.get(id(value))
            if other is not None:
                changed.append((module.__dict__, name, value))
                module.__dict__[name] = other
    try:
        with luck(20_251_125):
            yield
    finally:
        for namespace, name, value in changed:
            namespace[name] = value


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
