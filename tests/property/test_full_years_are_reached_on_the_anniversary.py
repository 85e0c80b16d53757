from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from homeroom_core.dates import anniversary, full_years

STARTS = st.dates(date(1950, 1, 1), date(2050, 12, 31))


@given(STARTS, st.integers(1, 60))
@example(date(2024, 2, 29), 1)
@example(date(2024, 2, 29), 4)
def test_full_years_are_reached_on_the_anniversary_and_not_before(start: date, n: int) -> None:
    reached = anniversary(start, n)
    assert full_years(start, reached) == n
    assert full_years(start, reached - timedelta(days=1)) == n - 1


@given(STARTS, st.integers(0, 20000), st.integers(0, 400))
def test_full_years_never_shrink_with_time(start: date, days: int, more: int) -> None:
    on = start + timedelta(days=days)
    assert full_years(start, on) <= full_years(start, on + timedelta(days=more))
