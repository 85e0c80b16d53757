"""School dates: the date of a moment, full years, days of service; and checks of dates given.

Everything here is pure: a date or a moment is passed in, no clock is read. A school date is a
`datetime.date` in the school's own time zone; `school_date` makes one from an aware moment.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from homeroom_core.errors import Fault, InputError
from homeroom_core.text import Text

_DAY = timedelta(days=1)


def school_date(moment: datetime, zone: ZoneInfo) -> date:
    """The date that the school's wall calendar shows at a moment.

    >>> from datetime import UTC
    >>> school_date(datetime(2026, 8, 31, 16, 0, tzinfo=UTC), ZoneInfo("Asia/Shanghai"))
    datetime.date(2026, 9, 1)

    Raises:
        InputError: The moment has no time zone, so it could be two dates.
    """
    if moment.utcoffset() is None:
        check("school_date", [Fault("moment", moment.isoformat(), _AWARE)])
    return moment.astimezone(zone).date()


def full_years(start: date, on: date) -> int:
    """How many full years have passed since a day; a begun year does not count.

    Begun on 29 February, a year is full on 28 February where there is no 29th (Civil Code of the
    PRC, article 202).

    >>> full_years(date(2023, 9, 1), date(2026, 8, 31)), full_years(date(2023, 9, 1), date(2026, 9, 1))
    (2, 3)

    Returns:
        Completed years, 0 or more; 0 as well when `start` is still to come.

    Raises:
        InputError: One of them is no date.
    """
    check("full_years", date_faults("start", start) + date_faults("on", on))
    years = max(on.year - start.year, 0)
    return years - 1 if years and on < anniversary(start, years) else years


def anniversary(start: date, years: int) -> date:
    """The day on which that many full years are reached: when a rule of years could first hold.

    >>> anniversary(date(2024, 2, 29), 1)
    datetime.date(2025, 2, 28)

    Args:
        start: The first day of the first year.
        years: How many, 0 or more.

    Raises:
        InputError: `start` is no date, `years` is no such number, or the year is beyond 9999.
    """
    faults = date_faults("start", start) + whole_faults("years", years, 0, 9999)
    if not faults:
        faults = whole_faults("start.year + years", start.year + years, 1, 9999)
    check("anniversary", faults)
    year = start.year + years
    if (start.month, start.day) == (2, 29):
        return date(year, 3, 1) - _DAY
    return start.replace(year=year)


def day_after(day: date) -> date:
    """The next day; the last day there is has none, and stays."""
    return day if day == date.max else day + _DAY


def months_later(start: date, months: int) -> date:
    """The same day of the month so many months later; the last day of a month that is too short.

    >>> months_later(date(2025, 8, 31), 6)
    datetime.date(2026, 2, 28)

    Args:
        start: The first day.
        months: How many, 0 or more.

    Raises:
        InputError: `start` is no date, `months` is no such number, or the year is beyond 9998.
    """
    faults = date_faults("start", start) + whole_faults("months", months, 0, 12 * 9998)
    if not faults:
        year = start.year + (start.month - 1 + months) // 12
        faults = whole_faults("start + months", year, 1, 9998)
    check("months_later", faults)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)  # noqa: PLR2004,RUF100  # December
    return min(date(year, month + 1, 1) + (start - start.replace(day=1)), following - _DAY)


def days_served(spells: Iterable[tuple[date, date | None]], first: date, last: date) -> int:
    """How many days of a span are covered by spells of service; a day held twice counts once.

    A rule that counts a school year from half a year of service on compares
    `2 * days_served(spells, year.first, year.last)` with `year.days`.

    >>> post = (date(2025, 9, 1), date(2025, 9, 30)), (date(2025, 9, 21), None)
    >>> days_served(post, date(2025, 9, 1), date(2025, 10, 10))
    40

    Args:
        spells: First and last day of each spell, both served, in any order; `None` as last day of
            one that goes on.
        first: First day of the span.
        last: Last day of the span.

    Raises:
        InputError: The span or a spell ends before it begins, or something is no date.
    """
    held = [(begin, date.max if end is None else end) for begin, end in spells]
    faults = span_faults("", first, last)
    for place, (begin, end) in enumerate(held):
        faults += span_faults(f"spells[{place}].", begin, end)
    check("days_served", faults)
    served, counted = 0, first.toordinal() - 1  # numbers, as there is no day after the last date
    for begun, ended in sorted((b.toordinal(), min(e, last).toordinal()) for b, e in held):
        served += max(ended - max(begun - 1, counted), 0)
        counted = max(counted, ended)
    return served


def check(source: str, faults: Iterable[Fault]) -> None:
    """Go on only when there are no faults.

    Raises:
        InputError: There are; it lists them all.
    """
    found = tuple(faults)
    if found:
        raise InputError(source, found)


def is_date(value: Any) -> bool:
    """Whether it is a school date: a `date`, and no `datetime`, which never equals a date."""
    return isinstance(value, date) and not isinstance(value, datetime)


def date_faults(place: str, value: Any) -> list[Fault]:
    """The fault of a value that is no school date, or none."""
    return [] if is_date(value) else [Fault(place, str(value), _A_DATE)]


def span_faults(
    prefix: str, first: Any, last: Any, within: tuple[date, date] = (date.min, date.max)
) -> list[Fault]:
    """The faults of what should be the first and the last day of a span; `prefix` names it."""
    places = {f"{prefix}first": first, f"{prefix}last": last}
    faults = [fault for place, day in places.items() for fault in date_faults(place, day)]
    if faults:
        return faults
    outside = _dates_from_to(*within)
    faults = [
        Fault(place, str(day), outside)
        for place, day in places.items()
        if not within[0] <= day <= within[1]
    ]
    if last < first:
        faults.append(Fault(f"{prefix}last", str(last), _dates_from_to(first, within[1])))
    return faults


def whole_faults(place: str, value: Any, least: int, most: int | None = None) -> list[Fault]:
    """The fault of a value that is no whole number from `least` to `most`, or none."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    if whole and value >= least and (most is None or value <= most):
        return []
    accepted = (
        Text(f"{least} 或更大的整数", f"{least} 或更大的整數", f"a whole number, {least} or more")
        if most is None
        else Text(
            f"{least} 至 {most} 的整数",
            f"{least} 至 {most} 的整數",
            f"a whole number from {least} to {most}",
        )
    )
    return [Fault(place, repr(value), accepted)]


def _dates_from_to(first: date, last: date) -> Text:
    return Text(
        f"{first} 至 {last} 的日期", f"{first} 至 {last} 的日期", f"a date from {first} to {last}"
    )


_A_DATE = Text(
    "日期（不带时刻，如 2026-09-01）；时刻请先用 school_date 换成日期",
    "日期（不含時刻，如 2026-09-01）；時刻請先用 school_date 換成日期",
    "a date without a time, such as 2026-09-01; turn a moment into one with school_date",
)
_AWARE = Text(
    "带时区的时刻，如 datetime.now(ZoneInfo('Asia/Shanghai'))",
    "帶時區的時刻，如 datetime.now(ZoneInfo('Asia/Taipei'))",
    "a moment with its time zone, such as datetime.now(ZoneInfo('Asia/Shanghai'))",
)
