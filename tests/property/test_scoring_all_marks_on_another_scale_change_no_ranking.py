from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rating_tables import connected_tables

from homeroom_core.statistics.least_squares import fit_least_squares
from homeroom_core.statistics.ratings import Points
from homeroom_core.statistics.severity import fit_severity
from homeroom_core.statistics.standardise import standardise


def moved(table: Points, shift: int, times: int) -> Points:
    return {e: {j: shift + times * v for j, v in row.items()} for e, row in table.items()}


@given(connected_tables(), st.integers(-5, 5), st.integers(1, 4))
def test_fair_averages_move_with_the_marks(table: Points, shift: int, times: int) -> None:
    before = fit_least_squares(table).adjusted
    after = fit_least_squares(moved(table, shift, times)).adjusted
    assert after == {entry: shift + times * value for entry, value in before.items()}


@given(connected_tables(), st.integers(-5, 5), st.integers(1, 4))
def test_severity_adjusted_means_move_with_the_marks(table: Points, shift: int, times: int) -> None:
    before = fit_severity(table)
    after = fit_severity(moved(table, shift, times), ratios=before.ratios)
    assert {e: float(v) for e, v in after.adjusted.items()} == pytest.approx(
        {e: float(shift + times * v) for e, v in before.adjusted.items()}, abs=1e-5
    )


@given(connected_tables(), st.integers(-5, 5), st.integers(1, 4))
def test_standard_scores_stay(table: Points, shift: int, times: int) -> None:
    assert standardise(moved(table, shift, times), at_least=2) == standardise(table, at_least=2)


@given(connected_tables(fewest_entries=3), st.integers(1, 4), st.integers(-3, 3))
def test_plain_standard_scores_do_not_see_the_scale_of_one_judge(
    table: Points, times: int, shift: int
) -> None:
    stretched = {
        e: {j: shift + times * v if j == "j0" else v for j, v in row.items()}
        for e, row in table.items()
    }
    before = standardise(table, at_least=2, prior_weight=0)
    assert standardise(stretched, at_least=2, prior_weight=0) == before


@given(connected_tables(fewest_entries=3))
def test_standardising_twice_is_standardising_once(table: Points) -> None:
    once = standardise(table, at_least=2, prior_weight=0).scores
    if not once:
        return
    twice = standardise(once, at_least=2, prior_weight=0).scores
    gaps = [abs(once[e][j] - v) for e, row in twice.items() for j, v in row.items()]
    assert max(gaps, default=Fraction(0)) <= Fraction(3, 10**6)  # two roundings to 6 places
