from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from rating_tables import connected_tables, tables

from homeroom_core.statistics.least_squares import fit_least_squares
from homeroom_core.statistics.ratings import Points
from homeroom_core.statistics.severity import fit_severity
from homeroom_core.statistics.standardise import standardise


def raised(table: Points, judge: str, by: int) -> Points:
    return {
        e: {j: v + (by if j == judge else 0) for j, v in row.items()} for e, row in table.items()
    }


@given(connected_tables(), st.integers(-5, 5))
def test_by_least_squares_differences_of_entries_stay(table: Points, by: int) -> None:
    """Severities add up to 0, so all fair averages move alike: by a share of the constant."""
    before = fit_least_squares(table)
    after = fit_least_squares(raised(table, "j0", by))
    shifts = {after.adjusted[entry] - before.adjusted[entry] for entry in table}
    present = any("j0" in row for row in table.values())
    assert shifts == {Fraction(by, len(before.severities)) if present else Fraction(0)}


@given(tables(), st.integers(-5, 5))
def test_standard_scores_stay(table: Points, by: int) -> None:
    before = standardise(table, at_least=2)
    assert standardise(raised(table, "j0", by), at_least=2) == before


@given(connected_tables(), st.integers(1, 20))
def test_the_severity_model_sees_a_judge_who_marks_higher_as_less_severe(
    table: Points, by: int
) -> None:
    before = fit_severity(table)
    if "j0" not in before.severities or before.ratios.judges_alike:
        return
    after = fit_severity(raised(table, "j0", by), ratios=before.ratios)
    assert after.severities["j0"] <= before.severities["j0"] + 1e-9
