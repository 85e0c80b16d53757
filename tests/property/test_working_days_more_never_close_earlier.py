from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.calendar import WeekdayCalendar, window

DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
STARTS = st.dates(date(2025, 1, 1), date(2026, 6, 30))  # leaves room for every count below
COUNTS = st.integers(1, 40)


@st.composite
def calendars(draw: st.DrawFn) -> WeekdayCalendar:
    off = draw(st.frozensets(DAYS, max_size=40))
    worked = draw(st.frozensets(DAYS.filter(lambda day: day.weekday() > 4), max_size=20))
    return WeekdayCalendar("drawn", off, worked - off, 2025, 2026)


@given(calendars(), STARTS, COUNTS)
def test_one_working_day_more_closes_later(calendar: WeekdayCalendar, first: date, n: int) -> None:
    assert window(calendar, first, n).closes < window(calendar, first, n + 1).closes


@given(calendars(), STARTS, st.integers(0, 30), COUNTS)
def test_a_notice_put_up_later_never_closes_earlier(
    calendar: WeekdayCalendar, first: date, later: int, n: int
) -> None:
    put_up = first + timedelta(days=later)
    assert window(calendar, first, n).closes <= window(calendar, put_up, n).closes


@given(calendars(), STARTS, COUNTS)
def test_a_further_closing_day_never_closes_a_notice_earlier(
    calendar: WeekdayCalendar, first: date, n: int
) -> None:
    before = window(calendar, first, n)
    school = calendar.with_closing_days("school", [before.closes])
    assert window(school, first, n).closes > before.closes
