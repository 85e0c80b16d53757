"""Ranking conventions of the encyclopaedia article "Ranking", and its fractional example."""

from fractions import Fraction

import pytest
from reference import expected, rows

from homeroom_core.ranking import Convention, fractional_ranks, groups_of, ranks

CASE = "ranking_conventions"
PUBLISHED = expected(CASE)["published"]


def values(dataset: str) -> dict[str, Fraction]:
    """Values of a data set, the higher the better."""
    return {
        row["item"]: Fraction(row["value"]) * (1 if row["direction"] == "high_first" else -1)
        for row in rows(CASE)
        if row["dataset"] == dataset
    }


@pytest.mark.parametrize("convention", ["standard", "modified", "dense"])
def test_places_by_convention(convention: Convention) -> None:
    groups, _ = groups_of(values("abcd"))
    assert list(ranks(groups, convention).values()) == PUBLISHED["abcd"][convention]


def test_ordinal_places_are_the_order_of_the_standings() -> None:
    groups, _ = groups_of(values("abcd"))
    listed = [entry for group in groups for entry in group]
    places = {entry: place for place, entry in enumerate(listed, 1)}
    assert [places[entry] for entry in "ABCD"] == PUBLISHED["abcd"]["ordinal"]


@pytest.mark.parametrize("dataset", ["abcd", "nine"])
def test_fractional_places(dataset: str) -> None:
    groups, _ = groups_of(values(dataset))
    assert list(fractional_ranks(groups).values()) == PUBLISHED[dataset]["fractional"]
