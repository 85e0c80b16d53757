from fractions import Fraction
from typing import Any

import pytest

from homeroom_core.errors import InputError
from homeroom_core.statistics.kappa import (
    category_counts,
    cohen_kappa,
    confusion,
    fleiss_kappa,
    gwet_ac1,
    percent_agreement,
)

RATINGS: dict[str, dict[str, str | None]] = {
    "e1": {"x": "good", "y": "good"},
    "e2": {"x": "fair", "y": "good"},
    "e3": {"x": "poor", "y": "poor"},
    "e4": {"x": "fair", "y": None},
}


def test_confusion_counts_entries_that_both_rated() -> None:
    assert confusion(RATINGS, "x", "y") == {
        ("good", "good"): 1,
        ("fair", "good"): 1,
        ("poor", "poor"): 1,
    }


def test_near_misses_weigh_less() -> None:
    table = confusion(RATINGS, "x", "y")
    scale = ("poor", "fair", "good")
    found = [
        cohen_kappa(table, categories=scale, weights=w) for w in ("equal", "linear", "quadratic")
    ]
    assert found == [Fraction(1, 2), Fraction(2, 3), Fraction(4, 5)]


@pytest.mark.parametrize(
    ("table", "weights", "places"),
    [
        ({("a", "z"): 1}, "equal", ["table[a, z]"]),
        ({("a", "b"): -1, ("b", "b"): 0.5}, "equal", ["table[a, b]", "table[b, b]"]),
        ({("a", "b"): 1}, "cubic", ["weights"]),
        ({("a", "b"): 1}, {("a", "z"): 1}, ["weights[a, z]"]),
        ({}, "equal", ["table"]),
    ],
)
def test_what_is_no_table_of_two_judges_is_refused(
    table: Any, weights: Any, places: list[str]
) -> None:
    with pytest.raises(InputError) as caught:
        cohen_kappa(table, categories="ab", weights=weights)
    assert [fault.where for fault in caught.value.faults] == places


@pytest.mark.parametrize("statistic", [percent_agreement, fleiss_kappa, gwet_ac1])
@pytest.mark.parametrize("counts", [{}, {"e1": {"a": 1}}, {"e1": {"a": -1}}, {"e1": {"a": 1.5}}])
def test_what_are_no_counts_is_refused(statistic: Any, counts: Any) -> None:
    with pytest.raises(InputError):
        statistic(counts)


def test_a_category_nobody_chose_matters_to_ac1_if_it_could_be_chosen() -> None:
    counts = category_counts({"e1": {"x": "a", "y": "a"}, "e2": {"x": "a", "y": "b"}})
    assert gwet_ac1(counts).value != gwet_ac1(counts, categories="abc").value
    with pytest.raises(InputError, match="one of the categories"):
        gwet_ac1(counts, categories="a")


def test_one_category_alone_is_undefined() -> None:
    counts = {"e1": {"a": 3}, "e2": {"a": 2}}
    assert (fleiss_kappa(counts).value, gwet_ac1(counts).value) == (None, None)
    assert gwet_ac1(counts, categories="ab").value == 1
