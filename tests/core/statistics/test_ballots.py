from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from homeroom_core.errors import InputError
from homeroom_core.statistics.ballots import (
    SHORTLIST,
    Ballot,
    BallotLike,
    borda,
    condorcet_winner,
    majority_judgment,
    preferences,
    schulze,
)
from homeroom_core.statistics.placements import Part, factored_placements


def test_unranked_entries_share_the_places_that_remain() -> None:
    assert borda("abcd", [Ballot.of("a")]) == {"a": 3, "b": 1, "c": 1, "d": 1}


def test_ties_share_their_points() -> None:
    assert borda("abc", [Ballot.of(("a", "b"), "c")]) == {
        "a": Fraction(3, 2),
        "b": Fraction(3, 2),
        "c": 0,
    }


def test_preferences_count_voters_and_ties_count_for_neither() -> None:
    found = preferences("abc", [Ballot.of("a", ("b", "c"), count=3)])
    assert (found["a", "b"], found["b", "c"], found["c", "b"]) == (3, 0, 0)


def test_a_circle_has_no_condorcet_winner_and_schulze_breaks_it_where_it_is_weakest() -> None:
    """The example of 45 voters in Schulze (2011): the order is E A C B D."""
    cast = {
        "ACBED": 5,
        "ADECB": 5,
        "BEDAC": 8,
        "CABED": 3,
        "CAEBD": 7,
        "CBADE": 2,
        "DCEBA": 7,
        "EBADC": 8,
    }
    ballots = [Ballot.of(*ranking, count=count) for ranking, count in cast.items()]
    assert condorcet_winner("ABCDE", ballots) is None
    places = schulze("ABCDE", ballots)
    assert sorted(places, key=places.__getitem__) == list("EACBD")
    assert sorted(places.values()) == [1, 2, 3, 4, 5]


def test_schulze_is_for_shortlists() -> None:
    entries = [f"e{n}" for n in range(SHORTLIST + 1)]
    with pytest.raises(InputError, match="100 entries or fewer"):
        schulze(entries, [Ballot.of("e0")])


def test_every_fault_of_the_ballots_at_once() -> None:
    with pytest.raises(InputError) as caught:
        borda("ab", [Ballot.of("a", "z"), Ballot.of("a", "a"), Ballot.of("b", count=0)])
    assert [fault.where for fault in caught.value.faults] == [
        "ballots[0]",
        "ballots[1]",
        "ballots[2].count",
    ]


def test_no_ballot_is_a_fault() -> None:
    with pytest.raises(InputError, match="at least one ballot"):
        condorcet_winner("ab", [])


SCALE = ("excellent", "good", "fair", "poor")


def test_majority_judgment_compares_the_lower_median_first() -> None:
    order = majority_judgment(
        {
            "a": ["excellent", "excellent", "poor", "poor"],
            "b": ["good", "fair", "fair", "fair"],
            "c": ["excellent", "good", "good", "poor"],
        },
        scale=SCALE,
    )
    assert [[(one.entry, one.grade) for one in group] for group in order] == [
        [("c", "good")],
        [("b", "fair")],
        [("a", "poor")],
    ]


def test_equal_grades_share_a_place_and_medians_are_taken_off_one_by_one() -> None:
    grades = {"b": ["good", "fair"], "a": ["fair", "good"], "c": ["fair", "fair"]}
    order = majority_judgment(grades, scale=SCALE)
    assert [[one.entry for one in group] for group in order] == [["a", "b"], ["c"]]
    assert [group[0].value for group in order] == [(1, 2), (1, 1)]


def test_unequal_numbers_of_grades_cannot_be_compared() -> None:
    with pytest.raises(InputError) as caught:
        majority_judgment({"a": ["good", "good"], "b": ["superb"]}, scale=SCALE)
    assert [fault.found for fault in caught.value.faults] == ["superb", "1"]


def test_placements_need_a_place_for_everybody() -> None:
    parts = [
        Part(id="one", factor=0, places={"a": 1, "b": 2}),
        Part(id="two", factor="1.5", places={"a": "first"}),
    ]
    with pytest.raises(InputError) as caught:
        factored_placements(parts, tie_break=["three"])
    assert [fault.where for fault in caught.value.faults] == [
        "one.factor",
        "two.places.a",
        "two.places",
        "tie_break",
    ]


def test_sums_that_no_part_can_tell_apart_share_a_place() -> None:
    one = Part(id="one", factor=1, places={"a": 1, "b": "3/2", "c": "3/2"})
    assert factored_placements([one], tie_break=["one"]).groups == (("a",), ("b", "c"))


def test_ballots_are_taken_as_lists_or_as_places() -> None:
    whole = [Ballot.of("a", ("b", "c")), Ballot.of("b", "a", "c")]
    lists: list[BallotLike] = [["a", ("b", "c")], ["b", "a", "c"]]
    places: list[BallotLike] = [{"a": 1, "b": "2", "c": 2}, {"b": 1, "a": Decimal(2), "c": 3}]
    for ask in (borda, preferences, schulze, condorcet_winner):
        assert ask("abc", lists) == ask("abc", places) == ask("abc", whole)


def test_who_has_no_place_on_a_ballot_shares_those_that_remain() -> None:
    assert borda("abc", [{"a": 1, "b": None, "c": None}]) == borda("abc", [["a"]])


def test_a_place_that_is_no_exact_number_is_told() -> None:
    ballot: Any = {"a": 1.5, "b": "second"}
    with pytest.raises(InputError) as caught:
        borda("ab", [ballot])
    assert [fault.where for fault in caught.value.faults] == ["place of a", "place of b"]
