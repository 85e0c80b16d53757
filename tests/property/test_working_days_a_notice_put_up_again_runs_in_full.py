from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.calendar import WeekdayCalendar, window, working_days_in

DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
STARTS = st.dates(date(2025, 1, 1), date(2026, 6, 30))  # leaves room for every count below
COUNTS = st.integers(1, 40)


@st.composite
def calendars(draw: st.DrawFn) -> WeekdayCalendar:
    off = draw(st.frozensets(DAYS, max_size=40))
    worked = draw(st.frozensets(DAYS.filter(lambda day: day.weekday() > 4), max_size=20))
    return WeekdayCalendar("drawn", off, worked - off, 2025, 2026)


@given(calendars(), STARTS, COUNTS, st.data())
def test_put_up_again_within_its_window_it_runs_in_full_again(
    calendar: WeekdayCalendar, first: date, n: int, data: st.DataObject
) -> None:
    run = window(calendar, first, n)
    again = window(calendar, data.draw(st.dates(run.opens, run.closes)), n)
    assert working_days_in(calendar, again.opens, again.closes) == n
    assert again.closes >= run.closes


@given(calendars(), STARTS, COUNTS, COUNTS)
def test_put_up_on_the_day_after_it_joins_without_a_gap(
    calendar: WeekdayCalendar, first: date, n: int, more: int
) -> None:
    run = window(calendar, first, n)
    joined = window(calendar, run.closes + timedelta(days=1), more)
    assert joined.closes == window(calendar, first, n + more).closes
