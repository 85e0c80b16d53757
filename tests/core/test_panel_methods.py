from fractions import Fraction

import pytest
from rating_tables import RUBRIC, contest_of

from homeroom_core.errors import InputError
from homeroom_core.evaluation import evaluate
from homeroom_core.panel_methods import sum_of_panel
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.standing import Standing
from homeroom_core.statistics.ratings import Points


def row(*marks: int) -> dict[str, Fraction]:
    return {f"j{n}": Fraction(mark) for n, mark in enumerate(marks, 1)}


def standing(table: Points, method: str, entry: str = "e", **parameters: object) -> Standing:
    policy = ScoringPolicy(method=method, parameters=parameters)
    return evaluate(policy, RUBRIC, *contest_of(table)).of(entry)


def test_the_median_of_an_odd_panel_is_a_mark_somebody_gave() -> None:
    found = standing({"e": row(70, 95, 80)}, "median")
    assert found.total == 80
    assert [step.judge for step in found.trace.dropped] == ["j1", "j2"]


def test_the_median_of_an_even_panel_is_the_mean_of_the_middle_or_the_lower() -> None:
    table = {"e": row(70, 95, 80, 85)}
    assert standing(table, "median").total == Fraction(165, 2)
    assert standing(table, "median", even="lower").total == 80


def test_the_median_by_criterion_is_there_as_well() -> None:
    assert standing({"e": row(70, 95, 80)}, "median", level="criterion").criteria == {"all": 80}


def test_a_sum_drops_extremes_and_multiplies() -> None:
    found = standing(
        {"e": row(7, 8, 9, 10, 6)}, "sum", drop_high=1, drop_low=1, at_least=5, times="6/10"
    )
    assert found.total == Fraction(24 * 6, 10)
    assert [step.value for step in found.trace.dropped] == [6, 10]


def test_without_being_asked_a_sum_drops_nothing() -> None:
    assert standing({"e": row(7, 8, 9, 10, 6)}, "sum").total == 40


def test_a_sum_of_fewer_scores_is_scaled_to_as_many_and_says_so() -> None:
    found = standing({"e": row(8, 10), "full": row(1, 2, 3, 4)}, "sum")
    assert found.total == 36
    assert found.trace.note is not None
    assert found.trace.note.en == "2 scores count and are scaled to 4: what is missing is not zero"


def test_the_rules_can_say_how_many_scores_a_sum_is_of() -> None:
    assert standing({"e": row(8, 10)}, "sum", counted=3).total == 27


def test_too_few_scores_are_not_trimmed_but_still_scaled() -> None:
    table = {"e": row(6, 8, 10), "full": row(1, 2, 3, 4, 5)}
    found = standing(table, "sum", drop_high=1, drop_low=1)
    assert found.total == 24
    assert found.trace.note is not None
    assert found.trace.note.en == "only 3 scores, fewer than 5: nothing was dropped"


@pytest.mark.parametrize("times", ["0", "-1", "0,6", 0.6, "6/0"])
def test_a_multiplier_is_a_ratio_above_zero(times: object) -> None:
    with pytest.raises(InputError) as caught:
        sum_of_panel.settings({"times": times})
    assert [fault.where for fault in caught.value.faults] == ["parameters.times"]
