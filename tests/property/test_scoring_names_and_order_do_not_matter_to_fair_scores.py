import pytest
from hypothesis import given
from hypothesis import strategies as st
from rating_tables import connected_tables, renamed

from homeroom_core.statistics.least_squares import fit_least_squares
from homeroom_core.statistics.ratings import Points
from homeroom_core.statistics.severity import fit_severity
from homeroom_core.statistics.standardise import standardise


def shuffled(data: st.DataObject, table: Points) -> tuple[Points, dict[str, str], dict[str, str]]:
    judges = sorted({judge for row in table.values() for judge in row})
    entry_names = dict(zip(table, data.draw(st.permutations(list(table))), strict=True))
    judge_names = dict(zip(judges, data.draw(st.permutations(judges)), strict=True))
    return renamed(table, entry_names, judge_names), entry_names, judge_names


@given(st.data())
def test_least_squares(data: st.DataObject) -> None:
    table = data.draw(connected_tables())
    other, entries, judges = shuffled(data, table)
    before, after = fit_least_squares(table), fit_least_squares(other)
    assert {entries[e]: v for e, v in before.adjusted.items()} == after.adjusted
    assert {judges[j]: v for j, v in before.severities.items()} == after.severities


@given(st.data())
def test_standard_scores(data: st.DataObject) -> None:
    table = data.draw(connected_tables())
    other, entries, judges = shuffled(data, table)
    before, after = standardise(table, at_least=2), standardise(other, at_least=2)
    assert renamed(before.scores, entries, judges) == after.scores


@given(st.data())
def test_severity_at_the_same_ratios(data: st.DataObject) -> None:
    table = data.draw(connected_tables())
    other, entries, judges = shuffled(data, table)
    before = fit_severity(table)
    after = fit_severity(other, ratios=before.ratios)
    assert {entries[e]: v for e, v in before.effects.items()} == pytest.approx(after.effects)
    assert {judges[j]: v for j, v in before.severities.items()} == pytest.approx(
        after.severities, abs=1e-9
    )
    assert after.deviance == pytest.approx(before.deviance, abs=1e-6)
