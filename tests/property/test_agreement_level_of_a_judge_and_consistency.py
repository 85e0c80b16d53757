from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from rating_tables import tables

from homeroom_core.statistics.concordance import kendall_w
from homeroom_core.statistics.intraclass import intraclass_correlations
from homeroom_core.statistics.ratings import Points


@given(tables(complete=True), st.integers(-9, 9))
def test_consistency_does_not_see_a_judge_s_level(table: Points, by: int) -> None:
    moved = {e: {**row, "j0": row["j0"] + by} for e, row in table.items()}
    before, after = intraclass_correlations(table), intraclass_correlations(moved)
    assert after.consistency_single == before.consistency_single
    assert after.consistency_mean == before.consistency_mean
    assert kendall_w(moved).w == kendall_w(table).w


@given(tables(complete=True), st.integers(10, 20))
def test_agreement_falls_when_one_judge_moves_away(table: Points, by: int) -> None:
    """Ratings are from 0 to 6, so that a shift of 10 parts the judge from all others."""
    together = {e: {**row, "j0": row["j1"]} for e, row in table.items()}
    apart = {e: {**row, "j0": row["j1"] + by} for e, row in table.items()}
    before = intraclass_correlations(together).agreement_single
    after = intraclass_correlations(apart).agreement_single
    if before is not None and after is not None and before > 0:
        assert after < before


@given(tables(complete=True))
def test_no_form_is_above_one_and_w_is_between_zero_and_one(table: Points) -> None:
    found = intraclass_correlations(table)
    forms = (found.one_way_single, found.agreement_single, found.consistency_single)
    assert all(form is None or form <= 1 for form in forms)
    w = kendall_w(table).w
    assert w is None or 0 <= w <= 1


@given(tables(complete=True), st.integers(2, 4))
def test_w_is_one_when_all_rank_alike(table: Points, judges: int) -> None:
    alike = {e: {f"j{n}": row["j0"] for n in range(judges)} for e, row in table.items()}
    varied = len({row["j0"] for row in table.values()}) > 1
    assert kendall_w(alike).w == (Fraction(1) if varied else None)
