"""The severity model against analysis of variance: equal in a complete design.

The mean squares are those printed by Shrout and Fleiss (1979); in a complete design restricted
maximum likelihood gives the variances of the textbook: (BMS - EMS) / k, (JMS - EMS) / n and EMS.
"""

import pytest
from reference import expected, table

from homeroom_core.statistics.severity import fit_severity

CASE = "icc_shrout_fleiss_1979"


def test_variances_are_those_of_the_analysis_of_variance() -> None:
    squares = expected(CASE)["recomputed"]
    fit = fit_severity(table(CASE, "target"))
    noise = squares["EMS"]
    assert fit.noise_variance == pytest.approx(noise, rel=1e-4)
    assert fit.entry_variance == pytest.approx((squares["BMS"] - noise) / 4, rel=2e-4)
    assert fit.judge_variance == pytest.approx((squares["JMS"] - noise) / 6, rel=2e-4)


def test_reliability_is_the_consistency_of_the_mean() -> None:
    fit = fit_severity(table(CASE, "target"))
    assert fit.reliability == pytest.approx(expected(CASE)["recomputed"]["ICC(3,4)"], abs=2e-5)
