"""On which days our school works."""

from datetime import date

import pytest

from homeroom_plugins.scaffold.kinds.calendar import homeroom_calendars


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2025, 9, 25), True),
        (date(2025, 9, 26), False),  # the sports day
        (date(2025, 9, 28), True),  # a Sunday that is worked for a holiday
        (date(2025, 10, 1), False),
    ],
)
def test_which_days_are_worked(day: date, works: bool) -> None:
    (calendar,) = homeroom_calendars()
    assert calendar.is_working_day(day) is works
