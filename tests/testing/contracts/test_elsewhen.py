"""The other moment differs in whatever a plugin may look at, on whatever day the check is run."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.testing.contracts.elsewhen import _away


@given(now=st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1)))  # noqa: DTZ001  # as plugins ask
def test_year_month_day_and_the_day_of_rest_all_differ(now: datetime) -> None:
    other = now + _away(now)
    assert other.year == now.year + 1
    assert (other.month - now.month) % 2 == 1
    assert (other.day - now.day) % 2 == 1
    assert (other.weekday() >= 5) != (now.weekday() >= 5)
    assert (other.hour >= 12) != (now.hour >= 12)
