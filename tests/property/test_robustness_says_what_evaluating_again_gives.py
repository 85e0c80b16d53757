from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from rating_tables import RUBRIC, contest_of, tables

from homeroom_core.evaluation import evaluate
from homeroom_core.robustness import Judged, robustness
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.standing import Result
from homeroom_core.statistics.ratings import Points

MEAN = ScoringPolicy(method="mean")


def winners(result: Result) -> tuple[str, ...]:
    return tuple(sorted(standing.entry for standing in result.standings if standing.rank == 1))


@settings(max_examples=25)
@given(tables(complete=True, fewest_judges=2))
def test_without_a_judge_the_winners_are_those_of_the_other_sheets(table: Points) -> None:
    entrants, cards = contest_of(table)
    judged = Judged(policy=MEAN, rubric=RUBRIC, entrants=entrants, cards=cards)
    report = robustness(judged, others=(), draws=1)
    assert report.winners == winners(judged.result())
    for variation in report.variations:
        rest = [card for card in cards if card.judge != variation.of]
        found = winners(evaluate(MEAN, RUBRIC, entrants, rest))
        assert (variation.winners, variation.winner_changes) == (found, found != report.winners)


@settings(max_examples=25)
@given(tables(complete=True), st.integers(0, 6))
def test_a_judge_who_gives_everyone_the_same_is_never_the_one_it_hangs_on(
    table: Points, value: int
) -> None:
    flat = {entry: {**row, "same": Fraction(value)} for entry, row in table.items()}
    entrants, cards = contest_of(flat)
    report = robustness(
        Judged(policy=MEAN, rubric=RUBRIC, entrants=entrants, cards=cards), others=(), draws=1
    )
    (same,) = [variation for variation in report.variations if variation.of == "same"]
    assert (same.changes, same.moved) == (False, 0)


@settings(max_examples=25)
@given(tables(fewest_entries=5, complete=True), st.integers(0, 5))
def test_equal_seeds_give_equal_reports_whatever_the_order_of_the_cards(
    table: Points, seed: int
) -> None:
    entrants, cards = contest_of(table)
    one = Judged(policy=MEAN, rubric=RUBRIC, entrants=entrants, cards=cards)
    other = Judged(policy=MEAN, rubric=RUBRIC, entrants=entrants[::-1], cards=cards[::-1])
    assert robustness(one, draws=20, seed=seed) == robustness(other, draws=20, seed=seed)
