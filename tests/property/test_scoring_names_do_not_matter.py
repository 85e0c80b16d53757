"""Anonymity and neutrality: who judges and who enters has no part in any total."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rating_tables import RUBRIC, contest_of, renamed, tables

from homeroom_core.errors import PanelTooSmallError
from homeroom_core.evaluation import evaluate
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.shipped_methods import SHIPPED_METHODS
from homeroom_core.statistics.ratings import Points

NAMES = [method.name for method in SHIPPED_METHODS if method.name != "rasch"]
SETTINGS = {"z_score": {"at_least": 2}, "t_score": {"at_least": 2}}


@pytest.mark.parametrize("name", NAMES)
@given(table=tables(complete=True), data=st.data())
def test_judges_and_entries_by_other_names_get_the_same_totals(
    name: str, table: Points, data: st.DataObject
) -> None:
    judges = sorted({judge for row in table.values() for judge in row})
    entry_names = dict(zip(table, data.draw(st.permutations(list(table))), strict=True))
    judge_names = dict(zip(judges, data.draw(st.permutations(judges)), strict=True))
    policy = ScoringPolicy(method=name, parameters=SETTINGS.get(name, {}))
    try:
        before = evaluate(policy, RUBRIC, *contest_of(table)).standings
    except PanelTooSmallError:
        return  # nobody is told apart, by whatever name
    other = renamed(table, entry_names, judge_names)
    after = evaluate(policy, RUBRIC, *contest_of(other)).standings
    assert {entry_names[s.entry]: (s.rank, s.total) for s in before} == {
        s.entry: (s.rank, s.total) for s in after
    }
