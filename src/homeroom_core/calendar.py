"""Working days: which days are worked, counting them, and the window of a public notice.

Everything here is pure. A calendar answers for the years it has data for, and raises for every
other: whoever counts working days by guessing closes a notice on the wrong day.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol, Self

import attrs

from homeroom_core.dates import check, date_faults, is_date, span_faults, whole_faults
from homeroom_core.errors import CalendarError, Fault
from homeroom_core.text import Text

_DAY = timedelta(days=1)
_SATURDAY = 5
_LAST_YEAR = date.max.year - 1  # a count may step past the last day covered before it raises


def _as_set(days: Iterable[date]) -> frozenset[date]:  # stands above: the class body needs it
    return frozenset(days)


class Calendar(Protocol):
    """Says which days are working days. Plugins provide calendars; an organization names one."""

    @property
    def name(self) -> str:
        """The name by which an organization chooses it."""
        ...

    def is_working_day(self, day: date) -> bool:
        """Whether people work on that day.

        Raises:
            CalendarError: The calendar has no data for the day's year. It never guesses.
        """
        ...


@attrs.frozen
class WeekdayCalendar:
    """Monday to Friday, less the holidays, plus the make-up workdays (调休上班) at weekends.

    >>> shifted = WeekdayCalendar("shifted", {date(2021, 5, 5)}, {date(2021, 5, 8)}, 2021, 2021)
    >>> shifted.is_working_day(date(2021, 5, 5)), shifted.is_working_day(date(2021, 5, 8))
    (False, True)

    Attributes:
        name: What it is called; not blank.
        holidays: Days off; they may fall on a weekend.
        makeup_workdays: Saturdays and Sundays that are worked.
        first_year: First year covered, from 1 January, 1 to 9998.
        last_year: Last year covered, to 31 December, 1 to 9998.

    Raises:
        InputError: The name is blank, the years are no years or the wrong way round, or a day is no
            date, lies outside the years covered, is both a holiday and a make-up workday, or is a
            make-up workday from Monday to Friday.
    """

    name: str
    holidays: frozenset[date] = attrs.field(converter=_as_set)
    makeup_workdays: frozenset[date] = attrs.field(converter=_as_set)
    first_year: int
    last_year: int

    def __attrs_post_init__(self) -> None:
        check(f"calendar {self.name!r}", _frame_faults(self) or _day_faults(self))

    @property
    def covered(self) -> str:
        """The years covered, `2020-2026`, or `2026` when it is one."""
        if self.first_year == self.last_year:
            return str(self.first_year)
        return f"{self.first_year}-{self.last_year}"

    def is_working_day(self, day: date) -> bool:
        """Whether people work on that day.

        Raises:
            CalendarError: The day's year is not covered.
            InputError: It is no date, or it is a moment (`datetime`).
        """
        if not is_date(day):
            check("is_working_day", date_faults("day", day))
        if not self.first_year <= day.year <= self.last_year:
            raise CalendarError(self.name, day, self.covered)
        if day.weekday() >= _SATURDAY:
            return day in self.makeup_workdays
        return day not in self.holidays

    def with_closing_days(self, name: str, days: Iterable[date]) -> Self:
        """This calendar with a school's own closing days, under a name of its own.

        A closing day that was a make-up workday no longer is one.

        Raises:
            InputError: The name is blank; a day lies outside the years covered or is no date.
        """
        closed = frozenset(days)
        return attrs.evolve(
            self,
            name=name,
            holidays=self.holidays | closed,
            makeup_workdays=self.makeup_workdays - closed,
        )


def working_day(calendar: Calendar, start: date, n: int) -> date:
    """The n-th working day from a day on; the day itself counts when it is worked.

    >>> plain = WeekdayCalendar("plain", (), (), 2026, 2026)
    >>> working_day(plain, date(2026, 2, 14), 1)
    datetime.date(2026, 2, 16)

    Args:
        calendar: Which days are worked.
        start: Where counting begins.
        n: Which working day, 1 or more.

    Raises:
        InputError: `n` is no whole number from 1 on, or `start` is no date.
        CalendarError: The count leaves the years that the calendar covers.
    """
    check("working_day", date_faults("start", start) + whole_faults("n", n, 1))
    day = start
    left = n - calendar.is_working_day(day)
    while left:
        day += _DAY
        left -= calendar.is_working_day(day)
    return day


def add_working_days(calendar: Calendar, start: date, n: int) -> date:
    """The day `n` working days after another, which itself does not count.

    So a deadline "within ten working days" of an event is kept until the end of this day: the day
    on which a period begins is not counted (Civil Code of the PRC, article 201). For a public
    notice, whose first day counts, see `window`.

    >>> plain = WeekdayCalendar("plain", (), (), 2026, 2026)
    >>> add_working_days(plain, date(2026, 3, 2), 10)
    datetime.date(2026, 3, 16)

    Args:
        calendar: Which days are worked.
        start: The day of the event, worked or not.
        n: How many working days, 1 or more.

    Raises:
        InputError: `n` is no whole number from 1 on, or `start` is no date.
        CalendarError: The count leaves the years that the calendar covers.
    """
    check("add_working_days", date_faults("start", start) + whole_faults("n", n, 1))
    return working_day(calendar, start, n + calendar.is_working_day(start))


def working_days_before(calendar: Calendar, day: date, n: int) -> date:
    """The last day from which `n` working days lead to another at the latest.

    What has to be done "five working days before" is in time until the end of this day.

    >>> plain = WeekdayCalendar("plain", (), (), 2026, 2026)
    >>> working_days_before(plain, date(2026, 3, 16), 10)
    datetime.date(2026, 3, 2)

    Args:
        calendar: Which days are worked.
        day: The day of the event, worked or not.
        n: How many working days, 1 or more.

    Raises:
        InputError: `n` is no whole number from 1 on, or `day` is no date.
        CalendarError: The count leaves the years that the calendar covers.
    """
    check("working_days_before", date_faults("day", day) + whole_faults("n", n, 1))
    found, left = day, n
    while left:
        left -= calendar.is_working_day(found)
        found -= _DAY
    return found


def working_days_in(calendar: Calendar, first: date, last: date) -> int:
    """How many working days lie from one day to another, both included.

    Raises:
        InputError: `last` is before `first`, or one of them is no date.
        CalendarError: A day between them is not covered.
    """
    check("working_days_in", span_faults("", first, last))
    days = (last - first).days + 1
    return sum(calendar.is_working_day(first + timedelta(days=past)) for past in range(days))


@attrs.frozen
class Window:
    """The days on which a public notice (公示) stands and objections to it are taken.

    >>> date(2021, 7, 23) in Window(date(2021, 7, 16), date(2021, 7, 22), 5)
    False

    Attributes:
        opens: The day it is put up, worked or not: an objection at the weekend is taken too.
        closes: Its last working day; it stands until the end of that day.
        working_days: How many working days it lasts, 1 or more.

    Raises:
        InputError: It closes before it opens, has fewer days than working days, or has none.
    """

    opens: date
    closes: date
    working_days: int

    def __attrs_post_init__(self) -> None:
        faults = date_faults("opens", self.opens) + date_faults("closes", self.closes)
        if not faults and self.closes < self.opens:
            faults.append(Fault("closes", str(self.closes), _not_before(self.opens)))
        most = None if faults else (self.closes - self.opens).days + 1
        check("window", faults + whole_faults("working_days", self.working_days, 1, most))

    def __contains__(self, day: date) -> bool:
        return self.opens <= day <= self.closes


def window(calendar: Calendar, first: date, working_days: int) -> Window:
    """The window of a notice put up on a day; that day counts when it is a working day.

    A notice that has to be put up again runs in full again: ask for a window from the new day.

    >>> plain = WeekdayCalendar("plain", (), (), 2021, 2021)
    >>> window(plain, date(2021, 7, 16), 5).closes
    datetime.date(2021, 7, 22)

    Source: published notices, such as one for five working days that ran 16 to 22 July 2021.

    Args:
        calendar: Which days are worked.
        first: The day it is put up, worked or not.
        working_days: How long it lasts, 1 or more.

    Raises:
        InputError: `working_days` is no whole number from 1 on, or `first` is no date.
        CalendarError: The window leaves the years that the calendar covers.
    """
    check("window", date_faults("first", first) + whole_faults("working_days", working_days, 1))
    return Window(first, working_day(calendar, first, working_days), working_days)


def _frame_faults(calendar: WeekdayCalendar) -> list[Fault]:
    first, last = calendar.first_year, calendar.last_year
    faults = [] if calendar.name.strip() else [Fault("name", calendar.name, _A_NAME)]
    faults += whole_faults("first_year", first, 1, _LAST_YEAR)
    return faults + whole_faults("last_year", last, 1 if faults else first, _LAST_YEAR)


def _day_faults(calendar: WeekdayCalendar) -> list[Fault]:
    both = calendar.holidays & calendar.makeup_workdays
    return [
        *_each(calendar, "holidays", calendar.holidays),
        *_each(calendar, "makeup_workdays", calendar.makeup_workdays),
        *(Fault("makeup_workdays", str(day), _NOT_BOTH) for day in sorted(both, key=str)),
    ]


def _each(calendar: WeekdayCalendar, place: str, days: frozenset[date]) -> list[Fault]:
    faults = []
    for day in sorted(days, key=str):
        if not is_date(day):
            faults += date_faults(place, day)
        elif not calendar.first_year <= day.year <= calendar.last_year:
            faults.append(Fault(place, str(day), _A_DAY_OF.format(years=calendar.covered)))
        elif place == "makeup_workdays" and day.weekday() < _SATURDAY:
            faults.append(Fault(place, str(day), _A_WEEKEND_DAY))
    return faults


def _not_before(day: date) -> Text:
    return Text(f"不早于 {day} 的日期", f"不早於 {day} 的日期", f"a date not before {day}")


_A_NAME = Text("日历的名称", "行事曆的名稱", "a name for the calendar")
_A_DAY_OF = Text("{years} 年内的日期", "{years} 年內的日期", "a date in {years}")
_A_WEEKEND_DAY = Text(
    "星期六或星期日：调休上班只能在周末",
    "星期六或星期日：補班只能在週末",
    "a Saturday or a Sunday: only a weekend day can be made a workday",
)
_NOT_BOTH = Text(
    "放假或上班，只能取其一", "放假或補班，只能擇一", "either a holiday or a make-up workday"
)
