from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest

from homeroom_core.bulk import rank_trimmed
from homeroom_core.errors import InputError, PanelTooSmallError


def test_equal_totals_share_a_place_and_the_next_is_left_out() -> None:
    assert rank_trimmed([[5], [9], [9], [1]]).ranks == (3, 1, 1, 4)


def test_equal_means_of_unequal_panels_share_a_place() -> None:
    found = rank_trimmed([[1, 0, 0], [1, 1, 0, 0, 0, 0], [1, 0]], drop_low=0, drop_high=0)
    assert found.ranks == (2, 2, 1)


def test_means_that_differ_by_very_little_do_not_share_a_place() -> None:
    panels = [[1] * 49 + [0] * 50, [1] * 50 + [0] * 51, [1] * 49 + [0] * 50]
    assert rank_trimmed(panels, drop_low=0, drop_high=0).ranks == (2, 1, 2)


def test_so_many_of_the_lowest_and_highest_are_dropped() -> None:
    found = rank_trimmed([[1, 5, 6, 9, 10]], drop_low=1, drop_high=2)
    assert (found.total(0), found.kept) == (Fraction(11, 2), (2,))


def test_nothing_is_dropped_of_a_panel_that_is_too_small() -> None:
    found = rank_trimmed([[1, 5, 9, 9], [1, 5, 9, 9, 9]])
    assert found.kept == (4, 3)


def test_nothing_is_dropped_where_nothing_would_remain() -> None:
    found = rank_trimmed([[1, 5, 9, 9, 9]], drop_low=3, drop_high=2)
    assert found.kept == (5,)


def test_whole_and_decimal_marks_mix() -> None:
    found = rank_trimmed([[Decimal("8.50"), 8], [8, 8], [9, 8]], places=1)
    assert (found.sums, found.ranks) == ((165, 160, 170), (2, 3, 1))


def test_zeros_at_the_end_are_no_decimal_places() -> None:
    assert rank_trimmed([[Decimal("8.500")]], places=1).total(0) == Fraction(17, 2)


def test_a_mark_of_unusual_size_is_exact() -> None:
    large, small = Decimal("1E+60"), Decimal("0.1")
    found = rank_trimmed([[large, small], [large, 0]], places=1)
    assert found.ranks == (1, 2)
    assert found.total(0) == (Fraction(10) ** 60 + Fraction(1, 10)) / 2


def test_the_ambient_precision_changes_nothing() -> None:
    marks = [[Decimal("8.55"), Decimal("8.56")], [Decimal("8.55"), Decimal("8.55")]]
    with localcontext(prec=2):
        assert rank_trimmed(marks).ranks == (1, 2)


def test_no_entries_have_no_places() -> None:
    assert rank_trimmed([]).ranks == ()


def test_all_faults_are_named_at_once() -> None:
    marks: Any = [[8, 8.5], [True, Decimal("NaN"), 7], [Decimal("8.555"), Decimal("Infinity"), "8"]]
    with pytest.raises(InputError) as caught:
        rank_trimmed(marks)
    assert [(fault.where, fault.found) for fault in caught.value.faults] == [
        ("marks[0][1]", "8.5"),
        ("marks[1][0]", "True"),
        ("marks[1][1]", "NaN"),
        ("marks[2][0]", "8.555"),
        ("marks[2][1]", "Infinity"),
        ("marks[2][2]", "8"),
    ]


@pytest.mark.parametrize("other", ["0.005", "0.995", "-8.555", "1E+49"])
def test_a_mark_with_too_many_places_is_found_even_where_the_sum_hides_it(other: str) -> None:
    marks = [[Decimal("8.555"), Decimal(other)]]
    with pytest.raises(InputError) as caught:
        rank_trimmed(marks)
    assert caught.value.faults[0].where == "marks[0][0]"


def test_infinities_that_cancel_are_found() -> None:
    with pytest.raises(InputError) as caught:
        rank_trimmed([[Decimal("Infinity")], [Decimal("-Infinity")]])
    assert [fault.where for fault in caught.value.faults] == ["marks[0][0]", "marks[1][0]"]


def test_entries_without_a_mark_are_refused_by_number() -> None:
    with pytest.raises(PanelTooSmallError) as caught:
        rank_trimmed([[8], [], [7], []])
    assert caught.value.__notes__ == ["entry 1: 0 of 1", "entry 3: 0 of 1"]


@pytest.mark.parametrize(
    "wrong", [{"places": -1}, {"places": 10}, {"drop_low": -1}, {"drop_high": -1}, {"at_least": 0}]
)
def test_parameters_out_of_range_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="drop_low and drop_high 0 or more"):
        rank_trimmed([[8]], **wrong)
