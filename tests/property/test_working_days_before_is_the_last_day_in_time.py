"""What is done on the last day is in time, and what is done the day after is not."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.calendar import add_working_days, working_days_before
from homeroom_core.testing.acts import WEEKDAYS
from homeroom_core.testing.strategies import school_days


@given(day=school_days(), n=st.integers(1, 30))
def test_so_many_working_days_lead_from_it_to_the_day_and_from_no_later_one(
    day: date, n: int
) -> None:
    last = working_days_before(WEEKDAYS, day, n)
    assert add_working_days(WEEKDAYS, last, n) <= day
    assert add_working_days(WEEKDAYS, last + timedelta(days=1), n) > day
