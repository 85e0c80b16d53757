import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import chinese_calendar  # type: ignore[import-untyped]  # it ships no types
import holidays
import pytest

from homeroom_core.calendar import Window, add_working_days, window
from homeroom_core.errors import CalendarError, InputError
from homeroom_plugins.calendars.china import (
    Holiday,
    china_calendar,
    published_notices,
    read_notice,
)

CHINA = china_calendar()
ALL_DAYS = [
    date(CHINA.first_year, 1, 1) + timedelta(days=past)
    for past in range((date(CHINA.last_year + 1, 1, 1) - date(CHINA.first_year, 1, 1)).days)
]
ORACLES: dict[str, Callable[[date], bool]] = {
    "chinesecalendar": chinese_calendar.is_workday,
    "holidays": holidays.country_holidays(
        "CN", years=range(CHINA.first_year, CHINA.last_year + 1)
    ).is_working_day,
}
NOTICE = """
number = "2026-0"
title = "国务院办公厅关于2027年部分节假日安排的通知"
issued = 2026-11-30
url = "https://example.org/2027"
year = 2027

[[holidays]]
name = "元旦"
first = 2026-12-31
last = 2027-01-02
makeup_workdays = [2026-12-26]
"""


def edited(old: str, new: str) -> str:
    assert old in NOTICE
    return NOTICE.replace(old, new)


def test_the_years_covered_are_those_with_a_notice() -> None:
    assert (CHINA.name, CHINA.covered) == ("china", "2016-2026")


@pytest.mark.parametrize("oracle", sorted(ORACLES))
def test_every_day_covered_agrees_with_an_independent_table(oracle: str) -> None:
    says = ORACLES[oracle]
    assert [day for day in ALL_DAYS if CHINA.is_working_day(day) != says(day)] == []


@pytest.mark.parametrize("day", [date(2015, 12, 31), date(2027, 1, 1)])
def test_a_year_without_a_notice_is_an_error_that_names_the_years(day: date) -> None:
    with pytest.raises(CalendarError) as error:
        CHINA.is_working_day(day)
    assert (error.value.day, error.value.covered) == (day, "2016-2026")


def test_the_published_notices_of_2021_close_on_their_day() -> None:
    assert window(CHINA, date(2021, 7, 16), 5) == Window(date(2021, 7, 16), date(2021, 7, 22), 5)
    assert window(CHINA, date(2021, 5, 8), 5) == Window(date(2021, 5, 8), date(2021, 5, 13), 5)


def test_five_working_days_from_before_the_spring_festival_end_after_it() -> None:
    assert add_working_days(CHINA, date(2026, 2, 11), 5) == date(2026, 2, 25)
    assert window(CHINA, date(2026, 2, 11), 5).closes == date(2026, 2, 24)


def test_the_spring_festival_of_2020_was_longer_than_first_announced() -> None:
    asked = [date(2020, 1, 31), date(2020, 2, 1), date(2020, 2, 2), date(2020, 2, 3)]
    assert [CHINA.is_working_day(day) for day in asked] == [False, False, False, True]
    assert date(2020, 2, 1) not in CHINA.makeup_workdays


def test_the_labour_day_of_2019_was_changed_in_march() -> None:
    asked = [date(2019, 4, 28), date(2019, 5, 2), date(2019, 5, 3), date(2019, 5, 5)]
    assert [CHINA.is_working_day(day) for day in asked] == [True, False, False, True]


def test_every_notice_has_its_own_number_and_says_what_it_changes() -> None:
    numbers = [notice.number for notice in published_notices()]
    amended = {notice.amends: notice.year for notice in published_notices() if notice.amends}
    original = {notice.number: notice.year for notice in published_notices()}
    assert len(numbers) == len(set(numbers)) == 13
    assert sorted(amended.values()) == [2019, 2020]
    assert {number: original[number] for number in amended} == amended


def test_every_notice_was_issued_before_the_days_it_names() -> None:
    late = [
        (notice.number, holiday.name)
        for notice in published_notices()
        for holiday in notice.holidays
        if notice.issued >= min(holiday.first, *holiday.makeup_workdays, holiday.last)
    ]
    assert late == []


def test_files_are_read_at_the_first_use_only() -> None:
    script = """
import sys
read = []
sys.addaudithook(lambda event, a: event == "open" and str(a[0]).endswith(".toml") and read.append(a))
from homeroom_plugins.calendars.china import china_calendar
imported = len(read)
first = china_calendar()
used = len(read)
print(imported, used, len(read), china_calendar() is first)
"""
    run = partial(subprocess.run, capture_output=True, check=True, text=True)
    assert run([sys.executable, "-c", script]).stdout.split() == ["0", "13", "13", "True"]


def test_a_notice_of_the_readers_own_adds_its_year() -> None:
    longer = china_calendar(read_notice("2027.toml", NOTICE))
    asked = [date(2026, 12, 26), date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 4)]
    assert longer.covered == "2016-2027"
    assert [longer.is_working_day(day) for day in asked] == [True, False, False, True]
    assert china_calendar() is CHINA


def test_a_notice_reads_into_its_holidays() -> None:
    notice = read_notice("2027.toml", NOTICE)
    new_year = Holiday("元旦", date(2026, 12, 31), date(2027, 1, 2), (date(2026, 12, 26),))
    assert (notice.year, notice.amends, notice.holidays) == (2027, None, (new_year,))
    assert new_year.days == {date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)}


def test_a_missing_year_in_between_is_refused() -> None:
    later = edited("year = 2027", "year = 2028").replace("2027-01-02", "2028-01-02")
    later = later.replace("2026-12", "2027-12")
    with pytest.raises(InputError, match="a notice for every year") as error:
        china_calendar(read_notice("2028.toml", later))
    assert [fault.where for fault in error.value.faults] == ["notice of 2027"]


def test_a_day_both_off_and_worked_is_refused() -> None:
    torn = edited("[2026-12-26]", "[2026-12-26, 2027-01-02]")
    with pytest.raises(InputError, match="either a holiday or a make-up workday"):
        china_calendar(read_notice("2027.toml", torn))


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ("year = 2027", "year = 2027 2", ["file"]),
        ("year = 2027", "", ["year"]),
        ("year = 2027", 'year = "2027"', ["year"]),
        ("year = 2027", "year = 2027\nvenue = 3", ["venue"]),
        ("issued = 2026-11-30", "issued = 2026-11-30T08:00:00Z", ["issued"]),
        ('url = "https://example.org/2027"', "url = ' '", ["url"]),
        ('name = "元旦"', "name = 1", ["holidays[0].name"]),
        ("last = 2027-01-02", "", ["holidays[0].last"]),
        ("last = 2027-01-02", "last = 2026-12-30", ["holidays[0].last"]),
        ("last = 2027-01-02", "last = 2062-01-02", ["holidays[0].last"]),
        ("last = 2027-01-02", 'last = "soon"', ["holidays[0].last"]),
        ("[2026-12-26]", "2026-12-26", ["holidays[0].makeup_workdays"]),
        ("[2026-12-26]", "[2026-12-26, 2026-11-28]", ["holidays[0].makeup_workdays[1]"]),
        ("[[holidays]]", "[holidays]", ["holidays"]),
        ("[[holidays]]", "[[holiday]]", ["holidays", "holiday"]),
    ],
)
def test_a_file_that_is_no_notice_is_refused_with_the_place(
    old: str, new: str, places: list[str]
) -> None:
    with pytest.raises(InputError) as error:
        read_notice("2027.toml", edited(old, new))
    assert [fault.where for fault in error.value.faults] == places
    assert error.value.source == "2027.toml"


def test_all_faults_of_a_file_are_listed_at_once() -> None:
    bad = edited("issued = 2026-11-30", "issued = 1").replace("year = 2027", "year = 0")
    with pytest.raises(InputError) as error:
        read_notice("2027.toml", bad)
    assert [fault.where for fault in error.value.faults] == ["issued", "year"]


def test_a_change_without_the_notice_it_changes_covers_no_year() -> None:
    change = read_notice("2027.toml", edited("year = 2027", 'year = 2027\namends = "2026-1"'))
    with pytest.raises(InputError, match="a date in 2016-2026") as error:
        china_calendar(change)
    assert [fault.found for fault in error.value.faults] == ["2027-01-01", "2027-01-02"]
