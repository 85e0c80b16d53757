"""How much of a period somebody served: part of a year, hand-over, overlap, months; exactly."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from appraisals import FIRST, LAST, a_teacher

from homeroom_core.training.appraisal_service import Service, service_of, shares_of_class
from homeroom_core.training.person import Person, Post

HALF = Fraction(1, 2)


def post(since: date, until: date | None = None, code: str = "2024-G7-01", **more: str) -> Post:
    return Post(
        class_code=code, since=since, until=until, role=more.get("role", "homeroom_teacher")
    )


def served(*posts: Post, on: date = LAST) -> Service:
    person = a_teacher(1, posts=posts)
    return service_of(person, FIRST, LAST, on=on, month_from=HALF, year_from=HALF)


def test_a_whole_year_is_served_whole() -> None:
    found = served(post(date(2019, 9, 1)))
    assert (found.days, found.share, found.counts_as_year) == (365, Fraction(1), True)
    assert found.months == (
        "2024-09", "2024-10", "2024-11", "2024-12", "2025-01", "2025-02",
        "2025-03", "2025-04", "2025-05", "2025-06", "2025-07", "2025-08",
    )  # fmt: skip


@pytest.mark.parametrize(("first", "counts"), [(date(2025, 3, 2), True), (date(2025, 3, 3), False)])
def test_under_half_a_year_counts_zero(first: date, counts: bool) -> None:
    found = served(post(first))
    assert (found.days, found.counts_as_year) == ((LAST - first).days + 1, counts)


def test_days_are_counted_once_whatever_posts_overlap() -> None:
    both = served(post(FIRST, date(2024, 12, 31)), post(date(2024, 12, 1), LAST, "2024-G8-02"))
    assert (both.days, [stint.days for stint in both.stints]) == (365, [122, 274])


def test_a_gap_between_two_posts_is_not_served() -> None:
    found = served(post(FIRST, date(2024, 9, 30)), post(date(2024, 11, 1), date(2024, 11, 30)))
    assert (found.days, found.share, found.months) == (
        60,
        Fraction(60, 365),
        ("2024-09", "2024-11"),
    )


def test_days_to_come_are_not_counted_so_the_count_never_changes_later() -> None:
    on = date(2025, 1, 31)
    running, ended = served(post(FIRST), on=on), served(post(FIRST, date(2025, 5, 5)), on=on)
    assert running == ended
    assert (running.counted_to, running.days, running.share) == (on, 153, Fraction(153, 365))


@pytest.mark.parametrize(
    ("until", "counts"), [(date(2024, 9, 15), True), (date(2024, 9, 14), False)]
)
def test_half_of_a_month_is_enough_for_its_ledger(until: date, counts: bool) -> None:
    assert ("2024-09" in served(post(FIRST, until)).months) == counts


def led(number: int, *posts: Post) -> Person:
    return a_teacher(number, posts=posts)


def test_a_class_that_was_handed_over_is_split_by_the_days_of_each() -> None:
    day = date(2025, 3, 2)
    before, after = led(1, post(FIRST, day)), led(2, post(day + timedelta(1)))
    helper = led(3, post(FIRST, role="assistant"))
    found = shares_of_class((before, after, helper), "2024-G7-01", FIRST, LAST)
    assert found == {"person-1": Fraction(183, 365), "person-2": Fraction(182, 365)}


def test_a_class_that_nobody_led_has_no_shares() -> None:
    assert shares_of_class((led(1),), "2024-G7-01", FIRST, LAST) == {}
