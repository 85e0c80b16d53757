import pytest
from hypothesis import given
from hypothesis import strategies as st
from rating_tables import RUBRIC, connected_tables, contest_of, tables

from homeroom_core.errors import NotConvergedError, PanelTooSmallError
from homeroom_core.evaluation import evaluate
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.shipped_methods import SHIPPED_METHODS
from homeroom_core.statistics.ratings import Points
from homeroom_core.trace import explain, recomputed

NAMES = [method.name for method in SHIPPED_METHODS if method.name != "rasch"]
COMPLETE = {"majority_judgment"}  # refused where entries have unequal numbers of cards
SETTINGS = {"z_score": {"at_least": 2}, "t_score": {"at_least": 2}}


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_recompute_is_equal_and_repeating_changes_nothing(name: str, data: st.DataObject) -> None:
    table = data.draw(tables(complete=True) if name in COMPLETE else connected_tables())
    policy = ScoringPolicy(method=name, parameters=SETTINGS.get(name, {}))
    entrants, cards = contest_of(table)
    try:
        result = evaluate(policy, RUBRIC, entrants, cards)
    except PanelTooSmallError:
        # Every judge of an entry gave everyone the same, or marked nothing else.
        assert name in SETTINGS or name == "borda"
        return
    for standing in result.standings:
        assert recomputed(standing.trace) == standing.total
        assert list(explain(standing.trace))
    again = evaluate(policy, RUBRIC, entrants, data.draw(st.permutations(cards)))
    assert result.differences(again) == ()


@given(connected_tables(fewest_entries=4))
def test_a_rasch_total_is_its_trace_or_there_is_none(table: Points) -> None:
    policy = ScoringPolicy(method="rasch")
    try:
        result = evaluate(policy, RUBRIC, *contest_of(table))
    except (NotConvergedError, ValueError):
        return
    assert [recomputed(s.trace) for s in result.standings] == [s.total for s in result.standings]
