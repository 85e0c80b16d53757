"""The working days of mainland China, from the yearly notices of the State Council's General Office.

Which days are off and which weekends are worked is announced once a year, in autumn or winter, for
the year to come; it follows no formula. Each notice is one file in `china_notices/`, with its
number. A year without a notice is not covered: asking for it raises, it is never guessed. When a
notice is out and the installed version does not have it yet, read it from a file of your own:

    china_calendar(read_notice("2027.toml", Path("2027.toml").read_text(encoding="utf-8")))
"""

import tomllib
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

import attrs

from homeroom_core.calendar import WeekdayCalendar
from homeroom_core.dates import check, date_faults, span_faults, whole_faults
from homeroom_core.errors import Fault
from homeroom_core.text import Text

NAME = "china"
"""The name by which an organization chooses this calendar."""


@attrs.frozen
class Holiday:
    """One holiday of a notice.

    Attributes:
        name: As the notice calls it, such as `春节`.
        first: Its first day off.
        last: Its last day off; days between are off as well.
        makeup_workdays: Weekend days that are worked for it.
    """

    name: str
    first: date
    last: date
    makeup_workdays: tuple[date, ...] = ()

    @property
    def days(self) -> frozenset[date]:
        """All its days off."""
        length = (self.last - self.first).days + 1
        return frozenset(self.first + timedelta(days=past) for past in range(length))


@attrs.frozen(kw_only=True)
class Notice:
    """A notice (通知) on holidays: one a year, and at times one that changes it later.

    Attributes:
        number: Its number (文号), as it stands below the title.
        title: Its title.
        issued: Its date; of two notices that name the same day, the later one holds.
        url: Where it is published.
        year: The year it is for; it may name days of the December before.
        amends: The number of the notice that it changes, if it is not the year's own.
        holidays: What it announces.
    """

    number: str
    title: str
    issued: date
    url: str
    year: int
    amends: str | None = None
    holidays: tuple[Holiday, ...]


def china_calendar(*more: Notice) -> WeekdayCalendar:
    """The calendar of every year with a notice: those shipped, and any that are given.

    >>> china_calendar().is_working_day(date(2021, 5, 8))  # a Saturday worked for Labour Day
    True

    Args:
        *more: Notices that are not shipped, made by `read_notice`.

    Returns:
        The calendar `china`; without `more`, the same object at every call.

    Raises:
        InputError: Between the first and the last year one has no notice of its own.
    """
    return _calendar((*published_notices(), *more)) if more else _shipped()


@cache
def published_notices() -> tuple[Notice, ...]:
    """The notices that are shipped, by date of issue; their files are read at the first call.

    Raises:
        InputError: A file was changed by somebody and is no longer a notice.
    """
    folder = resources.files(__package__) / "china_notices"
    files = (file for file in folder.iterdir() if file.name.endswith(".toml"))
    notices = (read_notice(file.name, file.read_text(encoding="utf-8")) for file in files)
    return tuple(sorted(notices, key=_issued))


def read_notice(source: str, text: str) -> Notice:
    """A notice from the text of a TOML file.

    The keys are those of `Notice`, and for each `[[holidays]]` those of `Holiday`; dates are bare
    TOML dates (`first = 2026-02-15`).

    Args:
        source: What to call the file in errors.
        text: Its contents.

    Raises:
        InputError: It is no TOML, a key is missing or unknown, or a value is none of its kind. All
            faults are listed.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        data = {}
        check(source, [Fault("file", str(error), _TOML)])
    check(source, _notice_faults(data))
    holidays = tuple(
        Holiday(**{**entry, "makeup_workdays": tuple(entry.get("makeup_workdays", ()))})
        for entry in data["holidays"]
    )
    return Notice(**{**data, "holidays": holidays})


@cache
def _shipped() -> WeekdayCalendar:
    return _calendar(published_notices())


def _issued(notice: Notice) -> date:
    return notice.issued


def _calendar(notices: Iterable[Notice]) -> WeekdayCalendar:
    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    years = set()
    for notice in sorted(notices, key=_issued):
        closed = frozenset(day for holiday in notice.holidays for day in holiday.days)
        opened = frozenset(day for holiday in notice.holidays for day in holiday.makeup_workdays)
        off, worked = (off - opened) | closed, (worked - closed) | opened
        if notice.amends is None:
            years.add(notice.year)
    first, last = min(years), max(years)
    missing = sorted(set(range(first, last + 1)) - years)
    check(NAME, [Fault(f"notice of {year}", "-", _EVERY_YEAR) for year in missing])
    # the first notice may name days of the December before, a year that is not covered
    return WeekdayCalendar(NAME, _from(first, off), _from(first, worked), first, last)


def _from(year: int, days: Iterable[date]) -> frozenset[date]:
    return frozenset(day for day in days if day.year >= year)


def _notice_faults(data: dict[str, Any]) -> list[Fault]:
    faults = _key_faults("", data, Notice)
    faults += [
        Fault(key, repr(data[key]), _WORDS)
        for key in ("number", "title", "url", "amends")
        if key in data and not _is_words(data[key])
    ]
    faults += date_faults("issued", data["issued"]) if "issued" in data else []
    faults += whole_faults("year", data["year"], 1949, 9998) if "year" in data else []
    entries = data.get("holidays", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return [*faults, Fault("holidays", repr(entries), _TABLES)]
    if faults:  # without a year there is nothing to hold the days against
        return faults
    return [
        fault
        for place, entry in enumerate(entries)
        for fault in _holiday_faults(f"holidays[{place}].", entry, data["year"])
    ]


def _holiday_faults(place: str, entry: dict[str, Any], year: int) -> list[Fault]:
    faults = _key_faults(place, entry, Holiday)
    if faults:
        return faults
    if not _is_words(entry["name"]):
        faults.append(Fault(f"{place}name", repr(entry["name"]), _WORDS))
    within = date(year - 1, 12, 1), date(year, 12, 31)
    faults += span_faults(place, entry["first"], entry["last"], within)
    worked = entry.get("makeup_workdays", [])
    if not isinstance(worked, list):
        return [*faults, Fault(f"{place}makeup_workdays", repr(worked), _DATES)]
    return faults + [
        attrs.evolve(fault, where=f"{place}makeup_workdays[{n}]")
        for n, day in enumerate(worked)
        for fault in span_faults("", day, day, within)[:1]
    ]


def _key_faults(place: str, data: dict[str, Any], kind: type[attrs.AttrsInstance]) -> list[Fault]:
    fields = attrs.fields_dict(kind)
    keys = Text.same(", ".join(fields))
    missing = [
        Fault(f"{place}{name}", "-", _MISSING.format(key=name))
        for name, field in fields.items()
        if field.default is attrs.NOTHING and name not in data
    ]
    return missing + [Fault(f"{place}{key}", key, keys) for key in data if key not in fields]


def _is_words(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


_TOML = Text("TOML 文件", "TOML 檔案", "a TOML file")
_WORDS = Text("不为空的文字", "不為空的文字", "words, not blank")
_DATES = Text(
    "日期列表，如 [2026-02-14]",
    "日期清單，如 [2026-02-14]",
    "a list of dates, such as [2026-02-14]",
)
_TABLES = Text("若干 [[holidays]] 段", "若干 [[holidays]] 區段", "[[holidays]] tables")
_MISSING = Text("须有 {key}", "須有 {key}", "a value for {key}")
_EVERY_YEAR = Text(
    "每年一份放假通知，中间不缺年份",
    "每年一份放假通知，中間不缺年份",
    "a notice for every year in between",
)
