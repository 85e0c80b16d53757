import pickle
from datetime import UTC, date, datetime

import pytest

from homeroom_core.calendar import (
    Calendar,
    WeekdayCalendar,
    Window,
    add_working_days,
    window,
    working_day,
    working_days_in,
)
from homeroom_core.errors import CalendarError, InputError

SHIFTED = WeekdayCalendar(
    "shifted",
    holidays={date(2021, 5, day) for day in range(1, 6)},
    makeup_workdays={date(2021, 4, 25), date(2021, 5, 8)},
    first_year=2021,
    last_year=2021,
)
PLAIN = WeekdayCalendar("plain", (), (), 2020, 2021)


def places(error: pytest.ExceptionInfo[InputError]) -> list[tuple[str, str]]:
    return [(fault.where, fault.found) for fault in error.value.faults]


def test_monday_to_friday_are_worked() -> None:
    week = [PLAIN.is_working_day(date(2021, 7, day)) for day in range(12, 19)]
    assert week == [True] * 5 + [False] * 2


def test_a_holiday_is_not_worked_and_a_makeup_workday_is() -> None:
    asked = [date(2021, 5, 5), date(2021, 5, 8), date(2021, 5, 9)]
    assert [SHIFTED.is_working_day(day) for day in asked] == [False, True, False]


def test_a_year_that_is_not_covered_is_an_error_that_names_the_years() -> None:
    with pytest.raises(CalendarError) as error:
        PLAIN.is_working_day(date(2022, 1, 1))
    assert str(error.value) == (
        "calendar plain has no data for 2022-01-01 (it covers 2020-2021): "
        "add that year's notice or use another calendar"
    )


def test_one_covered_year_reads_as_one() -> None:
    assert (SHIFTED.covered, PLAIN.covered) == ("2021", "2020-2021")


def test_a_moment_is_no_date() -> None:
    # a datetime equals no date, so every holiday would silently count as worked
    with pytest.raises(InputError, match="school_date"):
        SHIFTED.is_working_day(datetime(2021, 5, 5, tzinfo=UTC))


def test_all_faults_of_a_calendar_are_listed_at_once() -> None:
    with pytest.raises(InputError) as error:
        WeekdayCalendar(
            "school",
            holidays=[date(2062, 5, 1), date(2026, 5, 9), "2026-05-04"],  # type: ignore[list-item]  # bad on purpose
            makeup_workdays=[date(2026, 5, 9), date(2026, 5, 7), datetime(2026, 5, 9, tzinfo=UTC)],
            first_year=2026,
            last_year=2026,
        )
    assert places(error) == [
        ("holidays", "2026-05-04"),
        ("holidays", "2062-05-01"),
        ("makeup_workdays", "2026-05-07"),
        ("makeup_workdays", "2026-05-09 00:00:00+00:00"),
        ("makeup_workdays", "2026-05-09"),
    ]


@pytest.mark.parametrize(
    ("name", "first", "last", "place"),
    [
        (" ", 2026, 2026, "name"),
        ("x", 2027, 2026, "last_year"),
        ("x", 0, 2026, "first_year"),
        ("x", 2026, 9999, "last_year"),
        ("x", True, 2026, "first_year"),
    ],
)
def test_a_calendar_needs_a_name_and_years_in_order(
    name: str, first: int, last: int, place: str
) -> None:
    with pytest.raises(InputError) as error:
        WeekdayCalendar(name, (), (), first, last)
    assert [fault.where for fault in error.value.faults] == [place]


def test_equal_calendars_are_equal_values_and_can_be_pickled() -> None:
    again = pickle.loads(pickle.dumps(SHIFTED))  # noqa: S301  # pickled two words before
    assert (again, hash(again)) == (SHIFTED, hash(SHIFTED))


def test_a_schools_closing_day_is_off_even_where_it_was_a_makeup_workday() -> None:
    school = SHIFTED.with_closing_days("sports", [date(2021, 5, 7), date(2021, 5, 8)])
    asked = [date(2021, 5, 6), date(2021, 5, 7), date(2021, 5, 8)]
    assert school.name == "sports"
    assert [school.is_working_day(day) for day in asked] == [True, False, False]
    assert SHIFTED.is_working_day(date(2021, 5, 8))


def test_a_closing_day_outside_the_years_covered_is_refused() -> None:
    with pytest.raises(InputError) as error:
        SHIFTED.with_closing_days("sports", [date(2022, 5, 7)])
    assert places(error) == [("holidays", "2022-05-07")]


def test_the_first_working_day_is_the_day_itself_or_the_next_one_worked() -> None:
    assert working_day(SHIFTED, date(2021, 5, 6), 1) == date(2021, 5, 6)
    assert working_day(SHIFTED, date(2021, 5, 1), 1) == date(2021, 5, 6)


def test_adding_does_not_count_the_day_itself() -> None:
    assert add_working_days(SHIFTED, date(2021, 5, 6), 1) == date(2021, 5, 7)
    assert add_working_days(SHIFTED, date(2021, 5, 1), 1) == date(2021, 5, 6)


def test_counting_past_the_years_covered_is_an_error() -> None:
    with pytest.raises(CalendarError) as error:
        add_working_days(PLAIN, date(2021, 12, 30), 2)
    assert error.value.day == date(2022, 1, 1)
    with pytest.raises(CalendarError):
        add_working_days(PLAIN, date.max, 1)


def test_counting_can_use_up_the_last_year_there_is() -> None:
    last = WeekdayCalendar("last", (), (), 9998, 9998)
    with pytest.raises(CalendarError):
        working_day(last, date(9998, 12, 1), 100)


@pytest.mark.parametrize("n", [0, -1, 1.5, True, "5"])
def test_a_count_is_a_whole_number_from_one(n: int) -> None:
    for count in (working_day, add_working_days, window):
        with pytest.raises(InputError, match="a whole number, 1 or more"):
            count(PLAIN, date(2021, 7, 16), n)


def test_counting_starts_at_a_date() -> None:
    moment = datetime(2021, 7, 16, tzinfo=UTC)
    for count in (working_day, add_working_days, window):
        with pytest.raises(InputError, match="school_date"):
            count(PLAIN, moment, 1)


def test_both_ends_of_a_span_are_counted() -> None:
    assert working_days_in(PLAIN, date(2021, 7, 16), date(2021, 7, 22)) == 5
    assert working_days_in(PLAIN, date(2021, 7, 17), date(2021, 7, 18)) == 0
    assert working_days_in(PLAIN, date(2020, 12, 31), date(2021, 1, 1)) == 2


def test_a_span_must_not_end_before_it_begins() -> None:
    with pytest.raises(InputError) as error:
        working_days_in(PLAIN, date(2021, 7, 22), date(2021, 7, 16))
    assert places(error) == [("last", "2021-07-16")]


def test_the_first_day_of_a_notice_counts() -> None:
    # a published notice for five working days ran seven days
    run = Window(date(2021, 7, 16), date(2021, 7, 22), 5)
    assert window(PLAIN, date(2021, 7, 16), 5) == run


def test_a_notice_put_up_at_a_weekend_stands_at_once_and_counts_from_monday() -> None:
    run = window(PLAIN, date(2021, 7, 17), 5)
    assert run == Window(date(2021, 7, 17), date(2021, 7, 23), 5)
    assert date(2021, 7, 17) in run


def test_a_window_holds_its_first_and_last_day_and_no_other_side() -> None:
    run = Window(date(2021, 7, 16), date(2021, 7, 22), 5)
    asked = [date(2021, 7, day) for day in (15, 16, 22, 23)]
    assert [day in run for day in asked] == [False, True, True, False]


@pytest.mark.parametrize(
    ("closes", "working_days", "place"),
    [
        (date(2021, 7, 15), 1, "closes"),
        (date(2021, 7, 18), 4, "working_days"),
        (date(2021, 7, 18), 0, "working_days"),
        (datetime(2021, 7, 18, tzinfo=UTC), 1, "closes"),
    ],
)
def test_a_window_that_cannot_be_is_refused(closes: date, working_days: int, place: str) -> None:
    with pytest.raises(InputError) as error:
        Window(date(2021, 7, 16), closes, working_days)
    assert [fault.where for fault in error.value.faults] == [place]


def test_any_object_with_a_name_and_an_answer_is_a_calendar() -> None:
    class Always:
        name = "always"

        def is_working_day(self, day: date) -> bool:
            return True

    always: Calendar = Always()
    assert working_day(always, date(2021, 7, 17), 3) == date(2021, 7, 19)
