from datetime import UTC, date, datetime

import pytest

from homeroom_core.errors import InputError
from homeroom_core.school_year import SchoolTerm, SchoolYear, term_on
from homeroom_core.text import Text

YEAR = SchoolYear(2025)
FIRST = SchoolTerm(YEAR, 1, date(2025, 9, 1), date(2026, 1, 23))
SECOND = SchoolTerm(YEAR, 2, date(2026, 3, 2), date(2026, 7, 3))


def test_a_school_year_runs_from_september_to_august() -> None:
    assert (YEAR.first, YEAR.last) == (date(2025, 9, 1), date(2026, 8, 31))


def test_a_school_may_begin_its_year_on_another_day() -> None:
    year = SchoolYear(2025, 8, 1)
    assert (year.first, year.last, year.label) == (
        date(2025, 8, 1),
        date(2026, 7, 31),
        "2025-2026",
    )


def test_a_calendar_year_is_labelled_by_one_year() -> None:
    assert (SchoolYear(2025, 1, 1).label, SchoolYear(2025, 1, 1).last) == (
        "2025",
        date(2025, 12, 31),
    )


def test_a_day_lies_in_one_school_year() -> None:
    asked = [date(2025, 8, 31), date(2025, 9, 1), date(2026, 8, 31), date(2026, 9, 1)]
    assert [SchoolYear.on(day).year for day in asked] == [2024, 2025, 2025, 2026]
    assert [day in YEAR for day in asked] == [False, True, True, False]


def test_school_years_follow_each_other_without_a_gap() -> None:
    after = YEAR.shifted(1)
    assert after == SchoolYear(2026)
    assert (after.first - YEAR.last).days == 1
    assert YEAR.shifted(-1) < YEAR < after


def test_a_school_year_with_a_29_february_has_366_days() -> None:
    assert [SchoolYear(year).days for year in (2022, 2023, 2024)] == [365, 366, 365]


@pytest.mark.parametrize(
    ("given", "places"),
    [
        ((0, 9, 1), ["year"]),
        ((9999, 9, 1), ["year"]),
        ((2024, 2, 29), ["start_month, start_day"]),
        (("2024", 13, 1), ["year", "start_month, start_day"]),
    ],
)
def test_a_year_that_cannot_be_is_refused(given: tuple[int, int, int], places: list[str]) -> None:
    with pytest.raises(InputError) as error:
        SchoolYear(*given)
    assert [fault.where for fault in error.value.faults] == places


def test_a_moment_lies_in_no_school_year() -> None:
    with pytest.raises(InputError, match="school_date"):
        SchoolYear.on(datetime(2025, 9, 1, tzinfo=UTC))


def test_a_term_reads_in_three_languages() -> None:
    assert SECOND.label == Text(
        "2025-2026学年第二学期", "2025-2026學年第二學期", "term 2 of 2025-2026"
    )


def test_between_the_terms_there_is_none() -> None:
    asked = [date(2026, 1, 23), date(2026, 1, 24), date(2026, 3, 1), date(2026, 3, 2)]
    assert [term_on((FIRST, SECOND), day) for day in asked] == [FIRST, None, None, SECOND]


def test_two_terms_must_not_claim_one_day() -> None:
    longer = SchoolTerm(YEAR, 1, date(2025, 9, 1), date(2026, 3, 2))
    with pytest.raises(InputError, match="one term a day"):
        term_on((longer, SECOND), date(2026, 3, 2))


@pytest.mark.parametrize(
    ("number", "first", "last", "places"),
    [
        (3, date(2025, 9, 1), date(2026, 1, 23), ["number"]),
        (1, date(2025, 8, 31), date(2026, 9, 1), ["first", "last"]),
        (0, date(2026, 1, 23), date(2025, 9, 1), ["number", "last"]),
    ],
)
def test_a_term_that_cannot_be_is_refused(
    number: int, first: date, last: date, places: list[str]
) -> None:
    with pytest.raises(InputError) as error:
        SchoolTerm(YEAR, number, first, last)
    assert [fault.where for fault in error.value.faults] == places
