"""What a calendar keeps to: every day has one answer, and what is not known is never guessed."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import attrs
from hypothesis import strategies as st

from homeroom_core.calendar import WeekdayCalendar, add_working_days, working_day, working_days_in
from homeroom_core.errors import CalendarError
from homeroom_core.families import CALENDARS
from homeroom_core.testing.contracts.elsewhen import MOMENTS, Moment, provided_again
from homeroom_core.testing.contracts.law import Case, Contract, NotTried, Subject, holds
from homeroom_core.text import Text

CALENDAR_CONTRACT = Contract(
    CALENDARS, source=lambda calendar: getattr(type(calendar), "is_working_day", None)
)

FIRST_YEAR, LAST_YEAR = 1990, 2060
"""The years in which a calendar is looked for days that it covers."""

_SATURDAY = 5
_DAY = timedelta(days=1)


@attrs.frozen
class Year:
    """A year, for the line of an example."""

    number: int

    def lines(self) -> Iterator[Text]:
        """The year."""
        yield Text.same(str(self.number))

    @property
    def days(self) -> list[date]:
        """All its days."""
        first = date(self.number, 1, 1)
        return [first + past * _DAY for past in range((date(self.number, 12, 31) - first).days + 1)]


def _answer(subject: Subject, day: date) -> bool | None:
    """What the calendar answers; `None` where it says that it has no data."""
    try:
        found = subject.thing.is_working_day(day)
    except CalendarError as error:
        holds(error.day == day, found=_OF_DAY.format(day=error.day), wanted=_OF_DAY.format(day=day))
        return None
    holds(isinstance(found, bool), found=f"{day}: {found!r}", wanted="True / False")
    return bool(found)


def _years(subject: Subject) -> list[Year]:
    """The years in which it answers for any of a few days, found out once.

    Raises:
        NotTried: There is none; the first law says so.
    """
    if "years" not in subject.known:
        subject.known["years"] = found = []
        for number in range(FIRST_YEAR, LAST_YEAR + 1):
            days = [
                date(number, 1, 1),
                date(number, 3, 15),
                date(number, 7, 1),
                date(number, 12, 31),
            ]
            if any(_known(subject, day) for day in days):
                found.append(Year(number))
    years: list[Year] = subject.known["years"]
    if not years:
        raise NotTried(_NO_YEAR)
    return years


def _known(subject: Subject, day: date) -> bool:
    try:
        subject.thing.is_working_day(day)
    except CalendarError:
        return False
    except Exception:  # noqa: BLE001,RUF100  # it takes the year for one of its own, and fails there
        return True
    return True


def _each_year(subject: Subject) -> list[Case]:
    return [(year,) for year in _years(subject)]


def _years_at_moments(subject: Subject) -> Iterator[Case]:
    """Each year, and every moment: half of them in the year that is asked about, or before."""
    years = _years(subject)
    for n in range(max(len(years), 2 * len(MOMENTS))):
        year, moment = years[n % len(years)], MOMENTS[n % len(MOMENTS)]
        yield year, moment.in_year(year.number) if n < len(MOMENTS) else moment


def _starts(subject: Subject) -> list[Case]:
    """Days about which counts go wrong: ends of years and of February, holidays, weekends."""
    years = _years(subject)
    first = years[0].number
    fixed = [date(first, 1, 1), date(first, 2, 28), date(first, 9, 30), date(first, 10, 8)]
    fixed += [date(year.number, 12, 24) for year in years[:-1]]
    fixed += [date(y.number, 2, 29) for y in years if _leap(y.number)]
    return [(start, n) for start in fixed for n in (1, 2, 5, 10)]


def _any_start(subject: Subject) -> st.SearchStrategy[Case]:
    years = _years(subject)
    days = st.dates(date(years[0].number, 1, 1), date(years[-1].number, 9, 1))
    return st.tuples(days, st.integers(1, 30))


@CALENDAR_CONTRACT.law(
    "calendar.covers_a_year",
    Text(
        "至少有一个年份有数据",
        "至少有一個年份有資料",
        "There is a year that it has data for.",
    ),
)
def covers_a_year(subject: Subject) -> None:
    """Some year is covered."""
    try:
        _years(subject)
    except NotTried:
        wanted = _SOME_YEAR.format(first=FIRST_YEAR, last=LAST_YEAR)
        holds(kept=False, found=_NO_YEAR, wanted=wanted)


@CALENDAR_CONTRACT.law(
    "calendar.loses_no_day",
    Text(
        "有数据的年份，从元旦到除夕每一天都回答 True 或 False，一天不少",
        "有資料的年份，從元旦到除夕每一天都回答 True 或 False，一天不少",
        "In a year that it covers every day has an answer, True or False, from 1 January on to "
        "31 December.",
    ),
    cases=_each_year,
)
def loses_no_day(subject: Subject, year: Year) -> None:
    """No day of a covered year is missing."""
    for day in year.days:
        holds(_answer(subject, day) is not None, found=_NO_ANSWER.format(day=day), wanted=_ANSWER)


@CALENDAR_CONTRACT.law(
    "calendar.never_guesses",
    Text(
        "没有数据的年份报 CalendarError，从不猜测",
        "沒有資料的年份報 CalendarError，從不猜測",
        "For a year without data it raises CalendarError; it never guesses.",
    ),
    cases=lambda _subject: [(date(9999, 12, 31),), (date(9999, 1, 4),), (date(1, 1, 1),)],
)
def never_guesses(subject: Subject, day: date) -> None:
    """Nobody has data for the first year and the last."""
    found = _answer(subject, day)
    holds(found is None, found=f"{day}: {found}", wanted="CalendarError")


@CALENDAR_CONTRACT.law(
    "calendar.same_answer",
    Text(
        "同一天无论何时问、先问后问，回答都一样",
        "同一天無論何時問、先問後問，回答都一樣",
        "The same day is answered alike whenever it is asked, and in whatever order.",
    ),
    cases=_years_at_moments,
)
def same_answer(subject: Subject, year: Year, moment: Moment) -> None:
    """Forwards, backwards, and from the plugin loaded anew at another moment, this year first."""
    first = {day: _answer(subject, day) for day in year.days}
    again = {day: _answer(subject, day) for day in reversed(year.days)}
    with provided_again(subject, "homeroom_calendars", moment) as fresh:
        later = {day: _answer(fresh, day) for day in year.days[::2] + year.days[1::2]}
    for day, answer in first.items():
        for other in (again[day], later[day]):
            holds(other == answer, found=f"{day}: {answer}, {other}", wanted=f"{day}: {answer}")


@CALENDAR_CONTRACT.law(
    "calendar.keeps_its_word",
    Text(
        "列出的放假日不上班，列出的调休日上班，其余按星期",
        "列出的放假日不上班，列出的補班日上班，其餘按星期",
        "The holidays that it lists are off, the make-up workdays that it lists are worked, and "
        "the rest goes by the day of the week.",
    ),
    cases=_each_year,
)
def keeps_its_word(subject: Subject, year: Year) -> None:
    """What a calendar of weekdays lists is what it answers.

    Raises:
        NotTried: It lists no days.
    """
    calendar: Any = subject.thing
    listed = [getattr(calendar, name, None) for name in ("holidays", "makeup_workdays")]
    if not all(isinstance(days, frozenset | set | list | tuple) for days in listed):
        raise NotTried(_LISTS_NOTHING)
    holidays, makeup_workdays = (frozenset[Any](days or ()) for days in listed)
    strange = sorted(repr(one) for one in holidays | makeup_workdays if type(one) is not date)
    holds(not strange, found=", ".join(strange[:3]), wanted=_DATES)
    by_the_week = isinstance(calendar, WeekdayCalendar)
    for day in year.days:
        worked = day in makeup_workdays or (day.weekday() < _SATURDAY and day not in holidays)
        if by_the_week or day in makeup_workdays or day in holidays:
            found = _answer(subject, day)
            holds(found == worked, found=f"{day}: {found}", wanted=f"{day}: {worked}")


@CALENDAR_CONTRACT.law(
    "calendar.leap_day",
    Text(
        "2月29日与前后的工作日一样，此后星期几照旧",
        "2月29日與前後的上班日一樣，此後星期幾照舊",
        "29 February is a day like those beside it, and the days of the week go on after it.",
    ),
    cases=lambda subject: [
        (date(year.number, 2, 29),) for year in _years(subject) if _leap(year.number)
    ],
)
def leap_day(subject: Subject, day: date) -> None:
    """A leap day between two working days, and not at a weekend, is worked; no weekday moves on.

    Raises:
        NotTried: The leap day does not stand between two working days.
    """
    before, after = (_weekdays(subject, day + first * _DAY) for first in (-14, 1))
    lost, won = (before[0] & after[1]), (before[1] & after[0])
    moved = _MOVED.format(lost=sorted(lost), won=sorted(won))
    holds(not (lost and won), found=moved, wanted=_GO_ON.format(day=day))
    beside = [_answer(subject, day - _DAY), _answer(subject, day + _DAY)]
    if day.weekday() >= _SATURDAY or beside != [True, True] or _is_listed(subject, day):
        raise NotTried(_NOT_BETWEEN)
    found = _answer(subject, day)
    holds(found, found=f"{day}: {found}", wanted=f"{day}: True")


def _weekdays(subject: Subject, first: date) -> tuple[set[int], set[int]]:
    """The days of the week that are worked in both of two weeks, and those that are in neither."""
    answers = {first + past * _DAY: _answer(subject, first + past * _DAY) for past in range(14)}
    listed = [getattr(subject.thing, name, ()) for name in ("holidays", "makeup_workdays")]
    plain = {day: one for day, one in answers.items() if not any(day in days for days in listed)}
    each = {
        weekday: {one for day, one in plain.items() if day.isoweekday() == weekday}
        for weekday in range(1, 8)
    }
    return {w for w, one in each.items() if one == {True}}, {
        w for w, one in each.items() if one == {False}
    }


def _is_listed(subject: Subject, day: date) -> bool:
    return day in getattr(subject.thing, "holidays", ())


@CALENDAR_CONTRACT.law(
    "calendar.is_worked",
    Text(
        "每个学期都有工作日，也有休息日",
        "每個學期都有上班日，也有休息日",
        "In each term some days are worked, and some are off.",
    ),
    cases=_each_year,
)
def is_worked(subject: Subject, year: Year) -> None:
    """From March to June, and from September to December."""
    for first, last in ((3, 6), (9, 12)):
        days = [day for day in year.days if first <= day.month <= last]
        worked = sum(bool(_answer(subject, day)) for day in days)
        months = f"{year.number}-{first:02} … {last:02}"
        found = _WORKED.format(months=months, worked=worked, days=len(days))
        holds(len(days) // 4 <= worked < len(days), found=found, wanted=_SOME_WORKED)


@CALENDAR_CONTRACT.law(
    "calendar.counts",
    Text(
        "加若干工作日再数回来，得到同样的天数",
        "加若干工作日再數回來，得到同樣的天數",
        "Working days that are added are counted again, no more and no fewer.",
    ),
    cases=_starts,
    drawn=_any_start,
    examples=40,
)
def counts(subject: Subject, start: date, n: int) -> None:
    """Counting undoes adding, and the day that is reached is worked.

    Raises:
        NotTried: The count leaves the years that are covered.
    """
    calendar = subject.thing
    try:
        reached = add_working_days(calendar, start, n)
        counted = working_days_in(calendar, start + _DAY, reached)
        nth = working_day(calendar, start, n + bool(calendar.is_working_day(start)))
    except CalendarError as error:
        raise NotTried(_LEAVES) from error
    holds(counted == n, found=counted, wanted=n)
    holds(nth == reached, found=nth, wanted=reached)
    holds(calendar.is_working_day(reached), found=f"{reached}: False", wanted=f"{reached}: True")


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


_OF_DAY = Text("说的是 {day}", "說的是 {day}", "it speaks of {day}")
_NO_YEAR = Text("没有一个年份有数据", "沒有一個年份有資料", "it has data for no year")
_SOME_YEAR = Text(
    "{first} 到 {last} 之间至少一年",
    "{first} 到 {last} 之間至少一年",
    "at least one year between {first} and {last}",
)
_NO_ANSWER = Text("{day}：没有数据", "{day}：沒有資料", "{day}: no data")
_ANSWER = Text(
    "该年其他日子都有回答，这一天也要有",
    "該年其他日子都有回答，這一天也要有",
    "an answer, as for other days of the year",
)
_LISTS_NOTHING = Text(
    "没有列出放假日和调休日",
    "沒有列出放假日和補班日",
    "it lists no holidays and make-up workdays",
)
_DATES = Text("日期（datetime.date）", "日期（datetime.date）", "dates (datetime.date)")
_MOVED = Text(
    "此前上班、此后不上班的星期：{lost}；此前不上班、此后上班的星期：{won}",
    "此前上班、此後不上班的星期：{lost}；此前不上班、此後上班的星期：{won}",
    "days of the week worked before it only: {lost}; after it only: {won} (1 is Monday)",
)
_GO_ON = Text(
    "{day} 前后同样的星期", "{day} 前後同樣的星期", "the same days of the week about {day}"
)
_NOT_BETWEEN = Text(
    "不在两个工作日之间", "不在兩個工作日之間", "it does not stand between two working days"
)
_WORKED = Text(
    "{months}：{days} 天中 {worked} 天上班",
    "{months}：{days} 天中 {worked} 天上班",
    "{months}: {worked} of {days} days are worked",
)
_SOME_WORKED = Text(
    "至少四分之一上班，且不是每天",
    "至少四分之一上班，且不是每天",
    "a quarter at least, and not every day",
)
_LEAVES = Text(
    "数到了没有数据的年份", "數到了沒有資料的年份", "the count leaves the years that it covers"
)
