"""What is owed until a day, and since when it is overdue."""

from datetime import date

import attrs

from homeroom_core.testing.acts import act
from homeroom_core.training.deadline import REPORT, SHARING, Deadline, met, overdue, within

DUE = date(2026, 4, 30)
OWED = Deadline(what=str(REPORT), due=DUE)


@attrs.frozen
class Owing:
    deadlines: tuple[Deadline, ...]


def test_the_last_day_is_in_time_and_the_next_is_the_first_that_is_overdue() -> None:
    assert (OWED.overdue_since(DUE), OWED.overdue_since(date(2026, 5, 9))) == (
        None,
        date(2026, 5, 1),
    )


def test_what_was_done_late_is_no_longer_overdue_but_stays_late() -> None:
    (late,) = met((OWED,), REPORT, date(2026, 5, 1))
    (in_time,) = met((OWED,), REPORT, DUE)
    assert (late.late, late.overdue_since(date(2026, 6, 1)), in_time.late) == (True, None, False)


def test_what_was_met_before_stays_as_it_was() -> None:
    once = met((OWED,), REPORT, DUE)
    assert met(once, REPORT, date(2026, 6, 1)) == once
    assert met((OWED,), SHARING, DUE) == (OWED,)


def test_working_days_are_counted_from_the_day_after() -> None:
    friday = date(2026, 4, 17)
    assert within(act("person-1"), REPORT, friday, 10).due == date(2026, 5, 1)


def test_the_longest_overdue_comes_first() -> None:
    sooner = Deadline(what=str(SHARING), due=date(2026, 4, 1))
    found = overdue(Owing((OWED, sooner)), date(2026, 5, 1))
    assert found == (sooner, OWED)
