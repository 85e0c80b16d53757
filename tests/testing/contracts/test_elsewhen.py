"""Other moments differ in whatever a plugin may look at, on whatever day the check is run."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.calendar import Calendar
from homeroom_core.discovery import from_file
from homeroom_core.families import CALENDARS
from homeroom_core.plugins import Plugins
from homeroom_core.testing.contracts.elsewhen import MOMENTS, Moment, _away, provided_again
from homeroom_core.testing.contracts.law import Subject

NEW_YEARS_EVE = MOMENTS[1]


@given(now=st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1)))  # noqa: DTZ001  # as plugins ask
def test_year_month_day_and_the_day_of_rest_all_differ(now: datetime) -> None:
    other = now + _away(now)
    assert other.year == now.year + 1
    assert (other.month - now.month) % 2 == 1
    assert (other.day - now.day) % 2 == 1
    assert (other.weekday() >= 5) != (now.weekday() >= 5)
    assert (other.hour >= 12) != (now.hour >= 12)


def test_the_moments_meet_every_month_and_weekday_and_both_ends_of_the_year() -> None:
    at = [moment.at for moment in MOMENTS]
    assert {one.month for one in at} == set(range(1, 13))
    assert {one.weekday() for one in at} == set(range(7))
    assert {one.hour // 4 for one in at} == set(range(6))
    assert {(1, 1), (2, 29), (12, 31)} <= {(one.month, one.day) for one in at}


@pytest.mark.parametrize(
    "reads",
    [
        "from datetime import date\nDAY = date.today()",
        "import datetime\nDAY = datetime.datetime.now().date()",
        "import time\nfrom datetime import date\nDAY = date(*time.localtime()[:3])",
        "def day():\n    from datetime import date\n    return date.today()\nDAY = None",
    ],
)
def test_a_plugin_is_loaded_and_asked_at_another_moment(reads: str, tmp_path: Path) -> None:
    file = tmp_path / "told.py"
    calendar = """
class Told:
    name = "told"
    def is_working_day(self, asked):
        return asked == (DAY or day())
def homeroom_calendars():
    return [Told()]
"""
    file.write_text(reads + calendar, "utf-8")
    with provided_again(_subject(file), "homeroom_calendars", NEW_YEARS_EVE) as again:
        assert again.thing.is_working_day(date(2026, 12, 31))


def test_what_a_plugin_makes_there_are_plain_dates(tmp_path: Path) -> None:
    file = tmp_path / "plain.py"
    made = """
from datetime import date, datetime
MADE = (date(2025, 9, 1), date.fromisoformat("2025-09-01"), date.today())
assert all(isinstance(one, date) for one in MADE) and isinstance(datetime.now(), datetime)
class Plain:
    name = "plain"
    def is_working_day(self, asked):
        return [type(one) for one in MADE]
def homeroom_calendars():
    return [Plain()]
"""
    file.write_text(made, "utf-8")
    with provided_again(_subject(file), "homeroom_calendars", NEW_YEARS_EVE) as again:
        assert again.thing.is_working_day(None) == [date, date, date]


def test_the_leap_day_of_a_common_year_is_the_day_before() -> None:
    assert MOMENTS[0].in_year(2027) == Moment(datetime(2027, 2, 28, 8, 30))  # noqa: DTZ001  # as there


def _subject(file: Path) -> Subject:
    plugin = from_file(file)
    plugins = Plugins(plugin)
    (name,) = plugins.names(CALENDARS)
    thing: Calendar = plugins(CALENDARS, name)
    return Subject(name=name, thing=thing, plugin=plugin, plugins=plugins)
