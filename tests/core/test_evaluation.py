from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest

from homeroom_core.codec import decode, encode, from_json, to_json
from homeroom_core.criterion import Criterion
from homeroom_core.errors import (
    DefinitionError,
    InputError,
    PanelTooSmallError,
    PluginError,
    UnknownError,
)
from homeroom_core.evaluation import evaluate
from homeroom_core.evaluation_checks import policy_faults
from homeroom_core.exact import Rounding
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.scoring import (
    Card,
    Entrant,
    Score,
    ScoringMethod,
    ScoringRequest,
    scoring_method,
    tie_breaker,
)
from homeroom_core.scoring_methods import mean, trimmed_mean
from homeroom_core.scoring_policy import ScoringPolicy, TieBreak, by_criteria
from homeroom_core.standing import Result
from homeroom_core.text import Text
from homeroom_core.trace import explain

LABEL = Text("项目", "項目", "Item")


def leaf(id: str, maximum: int) -> Criterion:
    scale = FreeScale(maximum=Decimal(maximum))
    return Criterion(id=id, label=LABEL, maximum=Decimal(maximum), scale=scale)


RUBRIC = Rubric(
    id="r",
    version="1",
    title=LABEL,
    total=Decimal(20),
    criteria=(
        leaf("a", 10),
        Criterion(id="g", label=LABEL, maximum=Decimal(10), children=(leaf("b", 6), leaf("c", 4))),
    ),
    source="",
)
MEAN = ScoringPolicy(method="mean")


def card(entry: str, judge: str, a: object, b: object, c: object) -> Card:
    return Card(entry=entry, judge=judge, marks={"a": str(a), "b": str(b), "c": str(c)})


CARDS = (
    card("x", "j1", 8, 5, 3),
    card("x", "j2", 7, 5, 4),
    card("y", "j1", 8, 6, 2),
    card("y", "j2", 9, 4, 3),
    card("z", "j1", 1, 1, 1),
    card("z", "j2", 2, 2, 2),
)
FIELD = tuple(Entrant(id=entry) for entry in "xyz")


def run(policy: ScoringPolicy = MEAN, cards: tuple[Card, ...] = CARDS, **more: Any) -> Result:
    return evaluate(policy, RUBRIC, FIELD, cards, **more)


def places(result: Result) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(s.entry, s.rank, s.tied_with) for s in result.standings]


def test_equal_totals_share_a_place() -> None:
    assert places(run()) == [("x", 1, ("y",)), ("y", 1, ("x",)), ("z", 3, ())]


@pytest.mark.parametrize(("criteria", "winner"), [(("a",), "y"), (("g",), "x"), (("b", "c"), "x")])
def test_a_chain_of_criteria_parts_a_tie(criteria: tuple[str, ...], winner: str) -> None:
    result = run(attrs.evolve(MEAN, tie_break=by_criteria(*criteria)))
    assert result.standings[0].entry == winner
    assert [standing.rank for standing in result.standings] == [1, 2, 3]
    assert [broken.parted for broken in result.tie_breaks][-1]


def test_a_tie_break_shows_what_it_compared() -> None:
    result = run(attrs.evolve(MEAN, tie_break=by_criteria("a")))
    (broken,) = result.tie_breaks
    values = {"x": Fraction(15, 2), "y": Fraction(17, 2)}
    assert (broken.link, broken.values) == ("criterion a", values)


def test_a_criterion_that_does_not_apply_to_one_of_them_parts_nobody() -> None:
    field = (Entrant(id="x"), Entrant(id="y", not_applicable=frozenset({"a"})))
    cards = [card("x", "j1", 8, 6, 2), Card(entry="y", judge="j1", marks={"b": "5", "c": "3"})]
    result = evaluate(attrs.evolve(MEAN, tie_break=by_criteria("a")), RUBRIC, field, cards)
    assert [(s.entry, s.rank, s.total) for s in result.standings] == [
        ("x", 1, Fraction(16)),
        ("y", 1, Fraction(16)),
    ]


def test_a_plugin_may_break_ties() -> None:
    @tie_breaker("last_letter", label=LABEL)
    def last_letter(
        request: ScoringRequest, scores: Mapping[str, Score], group: tuple[str, ...]
    ) -> Mapping[str, Fraction]:
        return {entry: Fraction(ord(entry)) for entry in group}

    policy = attrs.evolve(MEAN, tie_break=(TieBreak("last_letter"),))
    assert run(policy, tie_breakers=[last_letter]).standings[0].entry == "y"
    with pytest.raises(UnknownError, match="last_letter"):
        run(policy)


def test_ranking_on_rounded_totals_makes_ties_that_exact_totals_do_not_have() -> None:
    cards = (*CARDS[:2], card("y", "j1", 8, 5, 3), card("y", "j2", 7, 5, "3.99"), *CARDS[4:])
    rounded = {"total": Rounding(0)}
    exact = run(attrs.evolve(MEAN, rounding=rounded), cards)
    shown = run(attrs.evolve(MEAN, rounding=rounded, rank_on="rounded"), cards)
    assert places(exact)[:2] == [("x", 1, ()), ("y", 2, ())]
    assert places(shown)[:2] == [("x", 1, ("y",)), ("y", 1, ("x",))]
    assert [s.shown for s in exact.standings[:2]] == [Decimal(16), Decimal(16)]
    assert shown.of("y").ranked_on == 16


def test_dense_and_modified_places_are_there_too() -> None:
    dense = run(attrs.evolve(MEAN, ranking="dense"))
    modified = run(attrs.evolve(MEAN, ranking="modified"))
    assert [[s.rank for s in r.standings] for r in (dense, modified)] == [[1, 1, 2], [2, 2, 3]]


def test_a_judge_who_steps_aside_has_no_card() -> None:
    result = run(cards=CARDS[1:])
    assert (result.of("x").judges, str(result.of("x").shown)) == (("j2",), "16.00")


def test_a_panel_below_the_minimum_is_refused_and_every_such_entry_named() -> None:
    with pytest.raises(PanelTooSmallError) as caught:
        run(attrs.evolve(MEAN, minimum_panel=2), CARDS[1:5])
    assert (caught.value.present, caught.value.needed) == (1, 2)
    assert caught.value.__notes__ == ["entry x: 1 of 2", "entry z: 1 of 2"]


def test_an_entry_nobody_scored_is_never_worth_zero() -> None:
    with pytest.raises(PanelTooSmallError):
        run(cards=CARDS[2:])


def test_an_incomplete_card_is_refused_or_left_out_as_the_policy_says() -> None:
    gap = (Card(entry="x", judge="j1", marks={"a": "8"}), *CARDS[1:])
    with pytest.raises(InputError, match="card of j1 for x"):
        run(cards=gap)
    result = run(attrs.evolve(MEAN, incomplete="leave_out"), gap)
    assert [(left.entry, left.judge, len(left.why)) for left in result.left_out] == [("x", "j1", 2)]
    assert (result.of("x").judges, str(result.of("x").shown)) == (("j2",), "16.00")


def test_a_wrong_mark_is_refused_even_where_gaps_are_left_out() -> None:
    wrong = (Card(entry="x", judge="j1", marks={"a": "11"}), *CARDS[1:])
    with pytest.raises(InputError, match="out of range"):
        run(attrs.evolve(MEAN, incomplete="leave_out"), wrong)


def test_all_faults_of_the_input_are_found_at_once() -> None:
    cards = (*CARDS, CARDS[0], card("w", "j1", 1, 1, 1), card("x", "j3", 11, "six", 1))
    with pytest.raises(InputError) as caught:
        run(cards=cards)
    assert [(fault.where, fault.found) for fault in caught.value.faults] == [
        ("card of j1 for w", "w"),
        ("card of j1 for x", "j1"),
        ("card of j3 for x", "11"),
        ("card of j3 for x", "six"),
    ]


def test_faults_of_entrants_and_policy_are_found_at_once() -> None:
    policy = ScoringPolicy(
        method="mean", parameters={"drop": 1}, tie_break=by_criteria("mood", "a")
    )
    field = (
        Entrant(id="x", not_applicable=frozenset({"mood"})),
        Entrant(id="x", factors={"g": Decimal(2), "a": Decimal(0)}),
    )
    with pytest.raises(InputError) as caught:
        evaluate(policy, RUBRIC, field, ())
    assert [fault.where for fault in caught.value.faults] == [
        "policy.tie_break[0]",
        "policy.parameters.drop",
        "entrant x.not_applicable",
        "entrant x",
        "entrant x.factors",
        "entrant x.factors.a",
    ]


def test_a_policy_can_be_checked_before_it_is_adopted() -> None:
    assert policy_faults(ScoringPolicy(method="mean"), RUBRIC, mean) == []
    wrong = ScoringPolicy(method="trimmed_mean", parameters={"drop_low": "one"})
    assert [f.where for f in policy_faults(wrong, RUBRIC, trimmed_mean)] == [
        "policy.parameters.drop_low"
    ]


def test_an_unknown_method_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownError, match="mean, trimmed_mean, weighted"):
        run(ScoringPolicy(method="best_of_three"))


def test_nobody_entered_and_nobody_stands() -> None:
    assert evaluate(MEAN, RUBRIC, (), ()).standings == ()


def test_a_result_is_explained_down_to_each_mark() -> None:
    lines = [line.en for line in explain(run().of("x").trace)]
    assert lines[:5] == [
        "total: the mean of 16, 16 is 16",
        "  card of j1: 8, 8 add up to 16",
        "    judge j1 marked a '8', worth 8",
        "    g of j1: 5, 3 add up to 8",
        "      judge j1 marked b '5', worth 5",
    ]


def test_a_result_survives_storage_as_json() -> None:
    policy = ScoringPolicy(
        method="trimmed_mean",
        parameters={"at_least": 2, "drop_high": 0},
        rounding={"criterion": Rounding(1), "card": Rounding(0), "total": Rounding()},
        tie_break=by_criteria("a", "g"),
    )
    result = run(policy, plugin="local", plugin_version="3")
    stored = encode(to_json(result))
    again = from_json(Result, decode(stored))
    assert again == result
    assert again.differences(run(policy, plugin="local", plugin_version="3")) == ()


def test_whatever_changes_shows_up_as_a_difference() -> None:
    before = run()
    other_marks = run(cards=(card("x", "j1", 8, 5, 4), *CARDS[1:]))
    assert before.differences(other_marks) == ("inputs_digest", "standings.x", "standings.y")
    other_policy = run(attrs.evolve(MEAN, minimum_panel=2))
    assert before.differences(other_policy) == ("policy_digest",)
    assert before.differences(run(plugin_version="2")) == ("plugin_version",)


def stated(answer: Any) -> ScoringMethod:
    return ScoringMethod(name="stated", label=LABEL, function=lambda _: answer)


def test_a_plain_total_is_taken_and_marked_as_stated() -> None:
    answer = {"x": Fraction(1, 3), "y": 2, "z": Score(total=Fraction(3))}
    policy = ScoringPolicy(method="stated", tie_break=by_criteria("g"))
    result = run(policy, methods=[stated(answer)])
    assert [(s.entry, s.total, s.trace.operation) for s in result.standings] == [
        ("z", 3, "stated"),
        ("y", 2, "stated"),
        ("x", Fraction(1, 3), "stated"),
    ]
    assert result.of("x").judges == ("j1", "j2")
    assert result.of("x").criteria["g"] == Fraction(17, 2)


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ({"x": 1, "y": 2}, "answered for x, y, it was asked for x, y, z"),
        ({"x": 1, "y": 2, "z": 3, "w": 4}, "answered for w, x, y, z"),
        ({"x": 1, "y": 2.5, "z": 3}, "answered 2.5 for y"),
        ({"x": True, "y": 2, "z": 3}, "answered True for x"),
        ({"x": Score(total=0.5), "y": 2, "z": 3}, "answered 0.5 for x"),  # type: ignore[arg-type]  # what a careless plugin does
        (
            {"x": Score(total=Fraction(1), criteria={"g": 0.5}), "y": 2, "z": 3},  # type: ignore[dict-item]  # the same
            "answered 0.5 for a criterion of x",
        ),
    ],
)
def test_a_method_that_answers_wrongly_is_named(answer: Any, problem: str) -> None:
    with pytest.raises(PluginError, match=problem) as caught:
        run(ScoringPolicy(method="stated"), methods=[stated(answer)], plugin="local.py")
    assert caught.value.plugin == "local.py"


def test_a_method_that_fails_is_named_with_what_it_failed_with() -> None:
    @scoring_method("stated", label=LABEL)
    def failing(request: ScoringRequest) -> Mapping[str, Fraction]:
        return {"x": Fraction(1, len(request.cards) - len(request.cards))}

    with pytest.raises(PluginError, match=r"'stated' fails: ZeroDivisionError") as caught:
        run(ScoringPolicy(method="stated"), methods=[failing], plugin="local.py")
    assert caught.value.plugin == "local.py"


@pytest.mark.parametrize("name", ["a b", ""])
def test_a_method_needs_a_name_that_can_be_stored(name: str) -> None:
    with pytest.raises(DefinitionError):
        scoring_method(name, label=LABEL)(lambda _: {})


def test_a_tie_breaker_may_not_take_the_name_of_the_builtin_one() -> None:
    with pytest.raises(DefinitionError):
        tie_breaker("criterion", label=LABEL)(lambda _request, _scores, _group: {})
