from datetime import UTC, date, datetime

import pytest
from tally import KEEPER

from homeroom_core.act import Act
from homeroom_core.errors import RecordNotFoundError, UnknownError
from homeroom_core.families import RUBRICS
from homeroom_core.record import Record

DAY = date(2025, 9, 1)


class Weekdays:
    name = "weekdays"

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5


def test_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        Act(actor=KEEPER, at=datetime(2025, 9, 1, 8), on=DAY, org="s")  # noqa: DTZ001  # the mistake under test


def test_calendar_is_handed_on() -> None:
    calendar = Weekdays()
    act = Act(actor=KEEPER, at=datetime(2025, 9, 1, tzinfo=UTC), on=DAY, org="s", calendar=calendar)
    assert act.working_days() is calendar


def test_missing_calendar_is_an_error_that_names_the_organization() -> None:
    act = Act(actor=KEEPER, at=datetime(2025, 9, 1, tzinfo=UTC), on=DAY, org="school-9")
    with pytest.raises(UnknownError, match="school-9"):
        act.working_days()


def test_act_by_itself_knows_no_records_and_nothing_provided() -> None:
    act = Act(actor=KEEPER, at=datetime(2025, 9, 1, tzinfo=UTC), on=DAY, org="s")
    with pytest.raises(RecordNotFoundError):
        act.reader.get(Record, "x")
    with pytest.raises(UnknownError):
        act.provided(RUBRICS, "x")
