"""Not so for standard scores: a higher mark can make a judge's marks all alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rating_tables import RUBRIC, connected_tables, contest_of, tables

from homeroom_core.evaluation import evaluate
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.statistics.least_squares import fit_least_squares
from homeroom_core.statistics.ratings import Points
from homeroom_core.statistics.severity import fit_severity


def better(table: Points, entry: str, judge: str, by: int) -> Points:
    changed = {e: dict(row) for e, row in table.items()}
    changed[entry][judge] += by
    return changed


def one_raised(data: st.DataObject) -> tuple[Points, Points, str]:
    table = data.draw(connected_tables())
    entry = data.draw(st.sampled_from(sorted(table)))
    judge = data.draw(st.sampled_from(sorted(table[entry])))
    return table, better(table, entry, judge, data.draw(st.integers(1, 5))), entry


@pytest.mark.parametrize("method", ["median", "sum", "least_squares"])
@given(data=st.data())
def test_through_the_methods(method: str, data: st.DataObject) -> None:
    table, raised, entry = one_raised(data)
    policy = ScoringPolicy(method=method)
    before = evaluate(policy, RUBRIC, *contest_of(table)).of(entry)
    after = evaluate(policy, RUBRIC, *contest_of(raised)).of(entry)
    assert after.rank <= before.rank


@pytest.mark.parametrize("method", ["mean", "borda", "majority_judgment", "factored_placements"])
@given(table=tables(complete=True), data=st.data())
def test_where_all_judges_mark_all_entries(method: str, table: Points, data: st.DataObject) -> None:
    entry = data.draw(st.sampled_from(sorted(table)))
    judge = data.draw(st.sampled_from(sorted(table[entry])))
    raised = better(table, entry, judge, data.draw(st.integers(1, 5)))
    policy = ScoringPolicy(method=method)
    before = evaluate(policy, RUBRIC, *contest_of(table)).of(entry)
    after = evaluate(policy, RUBRIC, *contest_of(raised)).of(entry)
    assert after.rank <= before.rank


@given(st.data())
def test_by_least_squares_the_entry_gains_most(data: st.DataObject) -> None:
    table, raised, entry = one_raised(data)
    before, after = fit_least_squares(table).adjusted, fit_least_squares(raised).adjusted
    gains = {e: after[e] - before[e] for e in table}
    assert gains[entry] == max(gains.values())


@given(st.data())
def test_by_severity_at_the_same_ratios_the_entry_gains_most(data: st.DataObject) -> None:
    table, raised, entry = one_raised(data)
    before = fit_severity(table)
    after = fit_severity(raised, ratios=before.ratios)
    gains = {e: float(after.adjusted[e] - before.adjusted[e]) for e in table}
    assert gains[entry] >= max(gains.values()) - 3e-6  # severities are rounded to 6 places
