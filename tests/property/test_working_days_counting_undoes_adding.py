from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.calendar import WeekdayCalendar, add_working_days, working_day, working_days_in

DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
STARTS = st.dates(date(2025, 1, 1), date(2026, 6, 30))  # leaves room for every count below
COUNTS = st.integers(1, 40)


@st.composite
def calendars(draw: st.DrawFn) -> WeekdayCalendar:
    off = draw(st.frozensets(DAYS, max_size=40))
    worked = draw(st.frozensets(DAYS.filter(lambda day: day.weekday() > 4), max_size=20))
    return WeekdayCalendar("drawn", off, worked - off, 2025, 2026)


@given(calendars(), STARTS, COUNTS)
def test_counting_to_a_working_day_gives_its_number(
    calendar: WeekdayCalendar, start: date, n: int
) -> None:
    assert working_days_in(calendar, start, working_day(calendar, start, n)) == n


@given(calendars(), STARTS, COUNTS)
def test_counting_from_the_day_after_gives_what_was_added(
    calendar: WeekdayCalendar, start: date, n: int
) -> None:
    end = add_working_days(calendar, start, n)
    assert working_days_in(calendar, start + timedelta(days=1), end) == n


@given(calendars(), STARTS, COUNTS, COUNTS)
def test_adding_twice_is_adding_the_sum(
    calendar: WeekdayCalendar, start: date, n: int, more: int
) -> None:
    twice = add_working_days(calendar, add_working_days(calendar, start, n), more)
    assert twice == add_working_days(calendar, start, n + more)
