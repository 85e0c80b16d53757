"""Strengths and gaps by dimension, offered as goals that a growth plan takes as they are."""

from datetime import date
from fractions import Fraction

import pytest
from appraisals import a_case

from homeroom_core.change import change
from homeroom_core.testing.appraisals import practice_terms
from homeroom_core.training import appraisal_records as r
from homeroom_core.training.appraisal_goals import (
    GAP,
    STEADY,
    STRENGTH,
    proposed_goals,
    standing_of,
)
from homeroom_core.training.growth_goal import check_goals

POLICY = practice_terms()
DUE = date(2026, 6, 30)


def score(dimension: str, percent: str) -> r.DimensionScore:
    share = Fraction(percent) / 100
    return r.DimensionScore(
        dimension=dimension, points=20 * share, maximum=Fraction(20), share=share
    )


def case_with(**percents: str) -> r.Appraisal:
    case = a_case(1, r.SCORED)
    assert case.score is not None
    found = tuple(score(dimension, percent) for dimension, percent in percents.items())
    return change(case, score=change(case.score, dimensions=found))


@pytest.mark.parametrize(
    ("percent", "standing"),
    [("85", STRENGTH), ("84.99", STEADY), ("70", STEADY), ("69.99", GAP)],
)
def test_a_dimension_is_a_strength_a_gap_or_neither(percent: str, standing: str) -> None:
    assert standing_of(POLICY, score("conduct", percent)) == standing


def test_gaps_come_first_the_widest_before_the_others_and_then_strengths() -> None:
    case = case_with(conduct="90", competence="60", diligence="75", results="40", integrity="100")
    goals = proposed_goals(case, POLICY, due=DUE)
    assert [goal.id for goal in goals] == ["results", "competence", "integrity", "conduct"]


def test_goals_are_worded_in_the_language_asked_for() -> None:
    (goal,) = proposed_goals(case_with(results="62.5"), POLICY, due=DUE, language="en")
    assert (goal.title, goal.measure) == (
        "Catch up in Results",
        "at least 70.0% of its points at the next appraisal (62.5% this time)",
    )


def test_a_growth_plan_takes_them_as_they_are() -> None:
    goals = proposed_goals(case_with(conduct="90", results="40"), POLICY, due=DUE)
    assert not tuple(check_goals(goals, first=date(2025, 9, 1), last=DUE, at_least=2))


def test_without_a_score_there_are_no_goals() -> None:
    assert proposed_goals(a_case(1, r.COLLECTED), POLICY, due=DUE) == ()


def test_a_missing_part_is_no_gap() -> None:
    """What is left out makes neither its own dimension a gap nor another a strength."""
    gap = r.Gap(part="neng", why="none marked", by="x", on=DUE)
    whole, without = a_case(1, r.SCORED), a_case(1, r.SCORED, gaps=(gap,))
    assert whole.score is not None
    assert without.score is not None
    kept = {one.dimension: one.share for one in without.score.dimensions}
    all_of = {one.dimension: one.share for one in whole.score.dimensions}
    assert kept == {name: share for name, share in all_of.items() if name != "competence"}
