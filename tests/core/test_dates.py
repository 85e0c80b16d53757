from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from homeroom_core.dates import anniversary, days_served, full_years, school_date, span_faults
from homeroom_core.errors import InputError

SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_the_school_date_is_the_date_where_the_school_is() -> None:
    assert school_date(datetime(2026, 8, 31, 15, 59, tzinfo=UTC), SHANGHAI) == date(2026, 8, 31)
    assert school_date(datetime(2026, 8, 31, 16, 0, tzinfo=UTC), SHANGHAI) == date(2026, 9, 1)


def test_the_school_date_knows_the_summer_time_of_1988() -> None:
    assert school_date(datetime(1988, 7, 1, 15, 0, tzinfo=UTC), SHANGHAI) == date(1988, 7, 2)


def test_a_moment_without_a_time_zone_is_refused_with_what_to_do() -> None:
    with pytest.raises(ValueError, match="Asia/Shanghai") as error:
        school_date(datetime(2026, 8, 31, 16, 0), SHANGHAI)  # noqa: DTZ001  # the case under test
    assert isinstance(error.value, InputError)


@pytest.mark.parametrize(
    ("start", "on", "years"),
    [
        (date(2023, 9, 1), date(2026, 8, 31), 2),
        (date(2023, 9, 1), date(2026, 9, 1), 3),
        (date(2023, 9, 1), date(2023, 9, 1), 0),
        (date(2023, 12, 31), date(2024, 1, 1), 0),
        (date(2026, 9, 1), date(2026, 3, 1), 0),
        (date(2026, 9, 1), date(2020, 9, 1), 0),
        (date(2024, 2, 29), date(2025, 2, 27), 0),
        (date(2024, 2, 29), date(2025, 2, 28), 1),
        (date(2024, 2, 29), date(2028, 2, 28), 3),
        (date(2024, 2, 29), date(2028, 2, 29), 4),
        (date(2023, 2, 28), date(2024, 2, 28), 1),
    ],
)
def test_only_completed_years_count(start: date, on: date, years: int) -> None:
    assert full_years(start, on) == years


def test_full_years_are_counted_between_dates() -> None:
    with pytest.raises(InputError) as error:
        full_years(datetime(2023, 9, 1, tzinfo=UTC), datetime(2026, 9, 1, tzinfo=UTC))
    assert [fault.where for fault in error.value.faults] == ["start", "on"]


def test_no_year_after_a_day_is_the_day_itself() -> None:
    assert anniversary(date(2024, 2, 29), 0) == date(2024, 2, 29)


@pytest.mark.parametrize("years", [-1, 7974, 10**9, True])
def test_an_anniversary_that_cannot_be_is_refused(years: int) -> None:
    with pytest.raises(InputError, match="a whole number from"):
        anniversary(date(2026, 9, 1), years)


def test_the_last_anniversary_there_is_can_be_asked_for() -> None:
    assert anniversary(date(2026, 9, 1), 7973) == date(9999, 9, 1)


def test_a_day_in_two_posts_is_served_once() -> None:
    spells = [(date(2025, 9, 21), None), (date(2025, 9, 1), date(2025, 9, 30))]
    assert days_served(spells, date(2025, 9, 1), date(2025, 10, 10)) == 40


def test_leave_between_two_spells_is_not_served() -> None:
    spells = [(date(2025, 8, 1), date(2025, 9, 10)), (date(2025, 9, 21), date(2026, 1, 1))]
    assert days_served(spells, date(2025, 9, 1), date(2025, 9, 30)) == 20


def test_spells_outside_the_span_are_not_counted() -> None:
    spells = [(date(2024, 9, 1), date(2025, 8, 31)), (date(2025, 10, 1), None)]
    assert days_served(spells, date(2025, 9, 1), date(2025, 9, 30)) == 0


def test_service_can_be_counted_to_the_end_of_time() -> None:
    assert days_served([(date(9999, 12, 1), None)] * 2, date(9999, 12, 1), date.max) == 31


def test_a_spell_that_ends_before_it_begins_is_named() -> None:
    spells = [(date(2025, 9, 1), None), (date(2025, 9, 2), date(2025, 9, 1))]
    with pytest.raises(InputError) as error:
        days_served(spells, date(2025, 9, 30), date(2025, 9, 1))
    assert [fault.where for fault in error.value.faults] == ["last", "spells[1].last"]


def test_a_span_outside_its_bounds_names_each_end() -> None:
    bounds = date(2025, 1, 1), date(2025, 12, 31)
    faults = span_faults("term.", date(2024, 9, 1), date(2026, 1, 20), bounds)
    assert [fault.where for fault in faults] == ["term.first", "term.last"]
