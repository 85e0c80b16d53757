from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from homeroom_core.errors import InputError
from homeroom_core.statistics.ratings import (
    by_judge,
    complete_table,
    is_complete,
    judges_of,
    read_ratings,
)


def test_written_numbers_are_read_exactly_and_gaps_are_left_out() -> None:
    given: dict[str, Any] = {
        "e2": {"j2": "8.5", "j1": None},
        "e1": {"j1": Decimal("0.1"), "j2": 7},
        "e3": {},
    }
    assert read_ratings(given) == {
        "e1": {"j1": Fraction(1, 10), "j2": Fraction(7)},
        "e2": {"j2": Fraction(17, 2)},
    }


def test_every_fault_is_named_at_once() -> None:
    given: dict[str, Any] = {"e1": {"j1": 8.5, "j2": "8,5"}, "e2": {"j1": True, "j2": 7}}
    with pytest.raises(InputError) as caught:
        read_ratings(given)
    assert [fault.where for fault in caught.value.faults] == [
        "entry e1, judge j1",
        "entry e1, judge j2",
        "entry e2, judge j1",
    ]


def test_no_rating_at_all_is_a_fault() -> None:
    with pytest.raises(InputError):
        read_ratings({"e1": {"j1": None}})


def test_by_judge_and_back() -> None:
    points = read_ratings({"e1": {"j1": 1, "j2": 2}, "e2": {"j2": 3}})
    assert judges_of(points) == ("j1", "j2")
    assert by_judge(points) == {"j1": {"e1": 1}, "j2": {"e1": 2, "e2": 3}}
    assert by_judge(by_judge(points)) == points
    assert not is_complete(points)


def test_a_table_without_gaps_names_every_gap() -> None:
    with pytest.raises(InputError) as caught:
        complete_table({"e1": {"j1": 1, "j2": 2}, "e2": {"j2": 3}, "e3": {"j1": None}})
    assert [fault.where for fault in caught.value.faults] == [
        "entry e2, judge j1",
        "entry e3, judge j1",
        "entry e3, judge j2",
    ]
