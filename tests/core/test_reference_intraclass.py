"""Shrout and Fleiss (1979), Psychological Bulletin 86(2), Tables 2-4: 6 targets, 4 judges."""

import pytest
from reference import expected, printed, table

from homeroom_core.statistics.intraclass import intraclass_correlations

CASE = "icc_shrout_fleiss_1979"
FOUND = intraclass_correlations(table(CASE, "target"))
BY_NAME = {
    "ICC(1,1)": FOUND.one_way_single,
    "ICC(2,1)": FOUND.agreement_single,
    "ICC(3,1)": FOUND.consistency_single,
    "ICC(1,4)": FOUND.one_way_mean,
    "ICC(2,4)": FOUND.agreement_mean,
    "ICC(3,4)": FOUND.consistency_mean,
    "BMS": FOUND.between_entries,
    "WMS": FOUND.within_entries,
    "JMS": FOUND.between_judges,
    "EMS": FOUND.residual,
}


def test_all_six_forms_and_mean_squares_as_printed() -> None:
    assert {n: printed(v, 2) for n, v in BY_NAME.items()} == expected(CASE)["published"]


def test_all_six_forms_as_other_programs_compute_them() -> None:
    assert {n: float(v) for n, v in BY_NAME.items() if v is not None} == pytest.approx(
        expected(CASE)["recomputed"], abs=1e-9
    )
