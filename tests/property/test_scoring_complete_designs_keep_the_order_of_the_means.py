import pytest
from hypothesis import given
from rating_tables import RUBRIC, contest_of, tables

from homeroom_core.evaluation import evaluate
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.statistics.least_squares import fit_least_squares
from homeroom_core.statistics.ratings import Points
from homeroom_core.statistics.severity import fit_severity


@pytest.mark.parametrize("method", ["severity_adjusted", "least_squares"])
@given(table=tables(complete=True))
def test_through_the_methods_totals_are_exactly_the_means(method: str, table: Points) -> None:
    fair = evaluate(ScoringPolicy(method=method), RUBRIC, *contest_of(table))
    plain = evaluate(ScoringPolicy(method="mean"), RUBRIC, *contest_of(table))
    assert [(s.entry, s.rank, s.total) for s in fair.standings] == [
        (s.entry, s.rank, s.total) for s in plain.standings
    ]


@given(tables(complete=True))
def test_through_the_models_scores_are_exactly_the_means(table: Points) -> None:
    means = {entry: sum(row.values()) / len(row) for entry, row in table.items()}
    assert fit_least_squares(table).adjusted == means
    assert fit_severity(table).adjusted == means
