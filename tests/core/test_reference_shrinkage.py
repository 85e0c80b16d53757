"""Efron and Morris (1977), Stein's paradox in statistics, Scientific American 236(5): 18 players."""

from fractions import Fraction

import pytest
from reference import expected, printed, rows

from homeroom_core.statistics.shrinkage import shrink

CASE = "shrinkage_efron_morris_1977"
MEANS = {row["player"]: Fraction(int(row["hits_in_45"]), 45) for row in rows(CASE)}
SEASON = {row["player"]: Fraction(row["rest_of_season_average"]) for row in rows(CASE)}
GRAND = sum(MEANS.values(), Fraction(0)) / len(MEANS)
FOUND = shrink(MEANS, GRAND * (1 - GRAND) / 45)


def test_factor_and_grand_mean_as_printed() -> None:
    published = expected(CASE)["published"]
    assert printed(FOUND.factor, 3) == published["shrinkage_c"]
    assert printed(FOUND.grand_mean, 3) == published["grand_mean"]


def test_estimates_as_printed() -> None:
    """Printed from a factor that was rounded first, so that a last digit can be one off."""
    published, recomputed = expected(CASE)["published"], expected(CASE)["recomputed"]
    assert {p: float(v) for p, v in FOUND.estimates.items()} == pytest.approx(
        published["estimate"], abs=0.00075
    )
    assert {p: float(v) for p, v in FOUND.estimates.items()} == pytest.approx(
        recomputed["estimate"], abs=1e-9
    )


def test_shrunk_means_are_three_times_as_close_to_the_rest_of_the_season() -> None:
    raw = sum((MEANS[p] - SEASON[p]) ** 2 for p in MEANS)
    shrunk = sum((FOUND.estimates[p] - SEASON[p]) ** 2 for p in MEANS)
    recomputed = expected(CASE)["recomputed"]
    assert float(raw) == pytest.approx(recomputed["sse_raw"], abs=1e-9)
    assert float(shrunk) == pytest.approx(recomputed["sse_shrunk"], abs=1e-9)
