from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.calendar import WeekdayCalendar, add_working_days, working_days_in

DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))


@st.composite
def calendars(draw: st.DrawFn) -> WeekdayCalendar:
    off = draw(st.frozensets(DAYS, max_size=40))
    worked = draw(st.frozensets(DAYS.filter(lambda day: day.weekday() > 4), max_size=20))
    return WeekdayCalendar("drawn", off, worked - off, 2025, 2026)


LAST, FIRST = date(2025, 12, 31), date(2026, 1, 1)


@given(
    calendars(),
    st.dates(date(2025, 1, 1), LAST),
    st.dates(FIRST, date(2026, 12, 31)),
)
def test_none_is_lost_across_the_end_of_a_year(
    calendar: WeekdayCalendar, first: date, last: date
) -> None:
    parts = working_days_in(calendar, first, LAST) + working_days_in(calendar, FIRST, last)
    assert working_days_in(calendar, first, last) == parts


@given(calendars(), st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_none_is_lost_or_counted_twice_at_any_split(
    calendar: WeekdayCalendar, days: list[date]
) -> None:
    first, split, last = days
    parts = working_days_in(calendar, first, split) + working_days_in(calendar, split, last)
    whole = working_days_in(calendar, first, last)
    assert whole == parts - calendar.is_working_day(split)


@given(calendars(), st.dates(date(2025, 12, 1), LAST), st.integers(1, 60))
def test_adding_over_a_year_end_passes_every_working_day(
    calendar: WeekdayCalendar, start: date, n: int
) -> None:
    passed = [add_working_days(calendar, start, k) for k in range(1, n + 1)]
    days = (start + timedelta(days=past) for past in range(1, (passed[-1] - start).days + 1))
    assert passed == [day for day in days if calendar.is_working_day(day)]
