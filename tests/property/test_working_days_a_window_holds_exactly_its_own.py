from datetime import date

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


@given(calendars(), STARTS, COUNTS)
def test_a_window_holds_exactly_its_working_days(
    calendar: WeekdayCalendar, first: date, n: int
) -> None:
    run = window(calendar, first, n)
    assert run.opens == first <= run.closes
    assert calendar.is_working_day(run.closes)
    assert working_days_in(calendar, run.opens, run.closes) == n
