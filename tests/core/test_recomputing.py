"""Stored results made again: the verdicts, and what they say."""

from fractions import Fraction
from typing import Any

import pytest
from results import KEEPER, OPEN, SHUT, Coin, Sum, Tin, Tins, tin

from homeroom_core.change import change
from homeroom_core.derivation import Derivation
from homeroom_core.errors import ErasedError, RecordNotFoundError
from homeroom_core.families import RUBRICS
from homeroom_core.provided import Offer
from homeroom_core.recomputing import (
    DIFFERS,
    NEWER,
    NOTHING,
    SAME,
    UNCHECKED,
    Part,
    Recomputed,
    recompute,
    recompute_all,
)
from homeroom_core.record import Shelf

COINS = tuple(
    Coin(id=f"coin-{at}", org="s1", state=OPEN, tin="tin-1", giver=KEEPER.id, worth=Fraction(at))
    for at in (1, 2)
)
STORED = Sum(points=Fraction(6), coins=("coin-1", "coin-2"), version="")
OFFER = Offer({RUBRICS: {rubric.id: rubric for rubric in Tins().homeroom_rubrics()}})
TOTAL = tin.derivations["total"]


def a_tin(total: Sum | None = STORED) -> Tin:
    return Tin(id="tin-1", org="s1", state=SHUT, title="t", keeper="k", total=total)


def again(total: Sum | None, coins: tuple[Coin, ...] = COINS, offer: Offer = OFFER) -> Recomputed:
    return recompute(a_tin(total), TOTAL, Shelf(*coins), offer)


def test_a_result_that_comes_to_the_same_is_the_same() -> None:
    found = again(STORED)
    assert (found.kind, found.id, found.field) == ("tin", "tin-1", "total")
    assert (found.verdict, found.parts) == (SAME, ())
    assert str(found.text) == "sum of tin-1: made again, it is the same as what is stored"


def test_a_result_by_the_same_version_that_comes_to_something_else_differs() -> None:
    found = again(change(STORED, points=Fraction(7)))
    assert found.verdict == DIFFERS
    assert found.parts == (Part("points", "7/1", "6/1"),)
    assert "Total · Points is stored as 7/1, made again it is 6/1" in str(found.text)


def test_a_result_by_another_version_that_comes_to_something_else_is_newer() -> None:
    found = again(change(STORED, points=Fraction(7), version="0.9"))
    assert found.verdict == NEWER
    assert (found.stored_by, found.again_by) == ({"version": "0.9"}, {"version": ""})
    assert found.parts == (Part("points", "7/1", "6/1"),)
    assert "stored by 0.9, now ?" in str(found.text)


def test_a_result_by_another_version_that_comes_to_the_same_is_the_same() -> None:
    assert again(change(STORED, version="0.9")).verdict == SAME


def test_every_place_that_differs_is_named() -> None:
    found = again(STORED, COINS[:1])
    assert found.parts == (Part("points", "6/1", "2/1"), Part("coins[1]", "coin-2", None))
    assert found.to_json()["parts"][1] == {"path": "coins[1]", "stored": "coin-2", "again": None}


def test_only_the_first_places_are_said_in_words() -> None:
    coins = tuple(f"coin-{at}" for at in range(3, 9))
    words = str(again(change(STORED, coins=coins)).text)
    assert words.count("made again it is") == 3
    assert words.endswith("; and 3 more")


def test_nothing_is_compared_where_there_is_no_result() -> None:
    assert again(None).verdict == NOTHING
    assert [one.verdict for one in recompute_all(tin, a_tin(None), Shelf(), OFFER)] == [NOTHING]


def test_a_result_whose_plugin_is_missing_is_not_checked() -> None:
    found = again(STORED, offer=Offer())
    assert found.verdict == UNCHECKED
    assert found.problem is not None
    assert "rate" in str(found.problem)


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (ErasedError("coin-1"), UNCHECKED),
        (RecordNotFoundError("s1", "coin-1"), DIFFERS),
        (KeyError("worth"), DIFFERS),
    ],
)
def test_no_failure_stops_the_comparison(error: Exception, verdict: Any) -> None:
    def fails(*_: Any) -> Any:
        raise error

    failing = Derivation(field="total", label=TOTAL.label, body=fails)
    found = recompute(a_tin(), failing, Shelf(), OFFER)
    assert (found.verdict, found.parts) == (verdict, ())
    assert found.problem is not None
