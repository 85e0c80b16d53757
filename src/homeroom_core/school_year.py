"""School years and their terms. Both are plain values; where they begin is the school's own data."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Self

import attrs

from homeroom_core.dates import check, date_faults, span_faults, whole_faults
from homeroom_core.errors import Fault
from homeroom_core.text import Text

_DAY = timedelta(days=1)
_LAST_YEAR = date.max.year - 1  # so that the eve of the next school year exists


@attrs.frozen(order=True)
class SchoolYear:
    """A school year (学年), by default 1 September to 31 August; ordered by its first day.

    >>> year = SchoolYear(2025)
    >>> str(year), year.first, year.last
    ('2025-2026', datetime.date(2025, 9, 1), datetime.date(2026, 8, 31))

    Attributes:
        year: The calendar year in which it begins, 1 to 9998.
        start_month: Month of its first day, 1 to 12.
        start_day: Day of the month of its first day; 29 February is refused.

    Raises:
        InputError: Not every year has such a first day.
    """

    year: int
    start_month: int = 9
    start_day: int = 1

    def __attrs_post_init__(self) -> None:
        faults = whole_faults("year", self.year, 1, _LAST_YEAR)
        check("school year", faults + _start_faults(self.start_month, self.start_day))

    @classmethod
    def on(cls, day: date, start_month: int = 9, start_day: int = 1) -> Self:
        """The school year in which a day lies.

        >>> str(SchoolYear.on(date(2026, 8, 31)))
        '2025-2026'

        Raises:
            InputError: It is no date, not every year has such a first day, or the day lies before
                the first or after the last school year there is.
        """
        check("school year", date_faults("day", day) + _start_faults(start_month, start_day))
        early = (day.month, day.day) < (start_month, start_day)
        return cls(day.year - early, start_month, start_day)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.start_month, self.start_day)

    @property
    def last(self) -> date:
        """Its last day, the eve of the next one."""
        return date(self.year + 1, self.start_month, self.start_day) - _DAY

    @property
    def days(self) -> int:
        """How many days it has: 365 or 366."""
        return (self.last - self.first).days + 1

    @property
    def label(self) -> str:
        """The years it touches, `2025-2026`; `2025` when it is the calendar year."""
        last = self.last.year
        return str(self.year) if last == self.year else f"{self.year}-{last}"

    def shifted(self, years: int) -> Self:
        """The school year that many years later; earlier when negative.

        Raises:
            InputError: There is no such year.
        """
        return attrs.evolve(self, year=self.year + years)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return self.label


@attrs.frozen
class SchoolTerm:
    """One of the two terms (学期) of a school year; its boundaries are the school's own data.

    Attributes:
        year: The school year.
        number: 1 or 2.
        first: Its first day, within the year.
        last: Its last day, within the year.

    Raises:
        InputError: Another number, or boundaries the wrong way round or outside the year.
    """

    year: SchoolYear
    number: int
    first: date
    last: date

    def __attrs_post_init__(self) -> None:
        faults = whole_faults("number", self.number, 1, 2)
        faults += span_faults("", self.first, self.last, within=(self.year.first, self.year.last))
        check(f"term of {self.year}", faults)

    @property
    def label(self) -> Text:
        """How notices call it."""
        ordinal = "一二"[self.number - 1]
        return Text(
            f"{self.year}学年第{ordinal}学期",
            f"{self.year}學年第{ordinal}學期",
            f"term {self.number} of {self.year}",
        )

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def term_on(terms: Iterable[SchoolTerm], day: date) -> SchoolTerm | None:
    """The term in which a day lies, `None` in the holidays between terms.

    Raises:
        InputError: Two of the terms claim the day.
    """
    found = [term for term in terms if day in term]
    if len(found) > 1:
        claims = ", ".join(term.label.en for term in found)
        check("terms", [Fault(day.isoformat(), claims, _ONE_TERM)])
    return found[0] if found else None


def _start_faults(month: Any, day: Any) -> list[Fault]:
    try:
        date(2001, month, day)  # 2001 had no 29 February
    except (TypeError, ValueError):
        return [Fault("start_month, start_day", f"{month}, {day}", _A_DAY_OF_EVERY_YEAR)]
    return []


_A_DAY_OF_EVERY_YEAR = Text(
    "每年都有的月和日，如 9, 1（不能是 2 月 29 日）",
    "每年都有的月和日，如 9, 1（不能是 2 月 29 日）",
    "a month and a day that every year has, such as 9, 1 (not 29 February)",
)
_ONE_TERM = Text(
    "一天只属于一个学期：请改正学期起止日期",
    "一天只屬於一個學期：請改正學期起訖日期",
    "one term a day: put the terms' first and last days right",
)
