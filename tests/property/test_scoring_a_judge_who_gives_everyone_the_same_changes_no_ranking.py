from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rating_tables import RUBRIC, contest_of, tables

from homeroom_core.evaluation import evaluate
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.statistics.ratings import Points
from homeroom_core.statistics.standardise import standardise

METHODS = ("mean", "sum", "severity_adjusted", "least_squares", "borda", "factored_placements")


def with_constant(table: Points, value: int) -> Points:
    return {entry: {**row, "same": Fraction(value)} for entry, row in table.items()}


@pytest.mark.parametrize("method", METHODS)
@given(table=tables(complete=True), value=st.integers(0, 6))
def test_where_all_judges_mark_all_entries(method: str, table: Points, value: int) -> None:
    policy = ScoringPolicy(method=method)
    before = evaluate(policy, RUBRIC, *contest_of(table)).standings
    after = evaluate(policy, RUBRIC, *contest_of(with_constant(table, value))).standings
    assert [(s.entry, s.rank) for s in after] == [(s.entry, s.rank) for s in before]


@given(tables(), st.integers(0, 6))
def test_standard_scores_leave_the_judge_out(table: Points, value: int) -> None:
    before = standardise(table, at_least=2)
    after = standardise(with_constant(table, value), at_least=2)
    assert (after.scores, "same" in after.constant) == (before.scores, True)
