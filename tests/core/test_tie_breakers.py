from fractions import Fraction
from typing import Any

import pytest
from rating_tables import RUBRIC, contest_of

from homeroom_core.errors import InputError, PluginError
from homeroom_core.evaluation import evaluate
from homeroom_core.scoring import tie_breaker
from homeroom_core.scoring_policy import ScoringPolicy, TieBreak
from homeroom_core.standing import Result
from homeroom_core.text import Text

LABEL = Text.same("a plugin's")


def run(table: dict[str, list[int | None]], *chain: TieBreak, **more: Any) -> Result:
    rows = {
        entry: {f"j{n}": Fraction(mark) for n, mark in enumerate(marks, 1) if mark is not None}
        for entry, marks in table.items()
    }
    return evaluate(
        ScoringPolicy(method="mean", tie_break=chain), RUBRIC, *contest_of(rows), **more
    )


def places(result: Result) -> dict[str, int]:
    return {standing.entry: standing.rank for standing in result.standings}


def test_the_higher_median_comes_first() -> None:
    found = run({"a": [60, 90, 90], "b": [70, 80, 90]}, TieBreak("median"))
    assert places(found) == {"a": 1, "b": 2}
    assert dict(found.tie_breaks[0].values) == {"a": 90, "b": 80}


def test_fewer_low_marks_come_first_as_a_share_of_the_cards() -> None:
    found = run({"a": [50, 90, 70], "b": [70, 70, 70]}, TieBreak("fewer_low_marks"))
    assert places(found) == {"b": 1, "a": 2}
    assert dict(found.tie_breaks[0].values) == {"a": Fraction(-1, 3), "b": 0}


def test_a_low_mark_is_below_the_share_that_the_link_says_and_not_on_it() -> None:
    table: dict[str, list[int | None]] = {"a": [50, 90], "b": [70, 70]}
    assert places(run(table, TieBreak("fewer_low_marks", "0.5"))) == {"a": 1, "b": 1}
    assert places(run(table, TieBreak("fewer_low_marks", "51/100"))) == {"b": 1, "a": 2}


def test_who_is_preferred_by_more_judges_comes_first() -> None:
    found = run({"a": [80, 80, 50], "b": [70, 70, 70]}, TieBreak("head_to_head"))
    assert places(found) == {"a": 1, "b": 2}


def test_preferences_in_a_circle_part_nobody() -> None:
    table: dict[str, list[int | None]] = {"a": [3, 1, 2], "b": [2, 3, 1], "c": [1, 2, 3]}
    assert places(run(table, TieBreak("head_to_head"))) == {"a": 1, "b": 1, "c": 1}


def test_the_head_judge_decides_and_parts_nobody_where_they_stepped_aside() -> None:
    found = run({"a": [70, 90], "b": [90, 70]}, TieBreak("head_judge"), head_judge="j1")
    assert places(found) == {"b": 1, "a": 2}
    aside = run({"a": [None, 80, 80], "b": [90, 70, 80]}, TieBreak("head_judge"), head_judge="j1")
    assert places(aside) == {"a": 1, "b": 1}


def test_equal_seeds_draw_equal_lots_whatever_the_order() -> None:
    rows: dict[str, list[int | None]] = {e: [80, 80] for e in "abcdef"}
    chain = (TieBreak("lots"),)
    found = places(run(rows, *chain, seed="2025"))
    assert sorted(found.values()) == [1, 2, 3, 4, 5, 6]
    assert places(run(dict(reversed(rows.items())), *chain, seed="2025")) == found
    assert len({tuple(places(run(rows, *chain, seed=str(n)))) for n in range(5)}) > 1


def test_the_chain_goes_on_to_the_next_link_only_for_those_still_tied() -> None:
    found = run(
        {"a": [60, 90, 90], "b": [70, 80, 90], "c": [90, 80, 70]},
        TieBreak("median"),
        TieBreak("head_judge"),
        head_judge="j1",
    )
    assert places(found) == {"a": 1, "c": 2, "b": 3}
    assert [(broken.link, sorted(broken.values)) for broken in found.tie_breaks] == [
        ("median", ["a", "b", "c"]),
        ("head_judge", ["b", "c"]),
    ]


@pytest.mark.parametrize(
    ("link", "accepted"),
    [("lots", "a seed made public before scoring began"), ("head_judge", "a head judge")],
)
def test_a_chain_that_lacks_what_it_needs_is_refused(link: str, accepted: str) -> None:
    with pytest.raises(InputError) as caught:
        run({"a": [1]}, TieBreak(link))
    (fault,) = caught.value.faults
    assert (fault.where, fault.found, fault.accepted.en) == ("policy.tie_break[0]", link, accepted)


def test_the_seed_is_part_of_what_a_result_is_made_from_only_if_lots_were_drawn() -> None:
    table: dict[str, list[int | None]] = {"a": [80], "b": [80]}
    lots = [run(table, TieBreak("lots"), seed=seed).inputs_digest for seed in ("1", "2")]
    median = [run(table, TieBreak("median"), seed=seed).inputs_digest for seed in ("1", "2")]
    assert len(set(lots)) == 2
    assert len(set(median)) == 1


@pytest.mark.parametrize("of", ["most", "0", "-1"])
def test_what_a_link_is_of_is_checked(of: str) -> None:
    with pytest.raises(InputError) as caught:
        run({"a": [1]}, TieBreak("fewer_low_marks", of))
    assert caught.value.faults[0].where == "policy.tie_break[0].of"


def test_a_link_of_nothing_in_particular_refuses_to_be_of_something() -> None:
    with pytest.raises(InputError):
        run({"a": [1]}, TieBreak("median", "all"))


@pytest.mark.parametrize("answer", [{}, {"a": 0.5, "b": 1.0}, None])
def test_a_plugin_that_answers_wrongly_is_named(answer: Any) -> None:
    wrong = tie_breaker("wrong", label=LABEL)(lambda _request, _scores, _group: answer)
    with pytest.raises(PluginError, match="wrong"):
        run({"a": [8], "b": [8]}, TieBreak("wrong"), tie_breakers=[wrong])
