"""Hollander and Wolfe (1973), p. 140: rounding first base; Friedman's test as R prints it."""

import pytest
from reference import expected, printed, table

from homeroom_core.statistics.concordance import chi_square_tail, kendall_w

CASE = "kendall_w_ties_rounding_times"


def test_concordance_with_ties_as_printed() -> None:
    by_player = table(CASE, "player")
    methods = next(iter(by_player.values()))
    times = {m: {player: row[m] for player, row in by_player.items()} for m in methods}
    found = kendall_w(times)
    assert found.w is not None
    assert found.chi_square is not None
    assert found.p_value is not None
    published = expected(CASE)["published"]
    assert printed(found.chi_square, 3) == published["friedman_chisq"]
    assert printed(found.w, 4) == published["kendall_W"]
    assert printed(found.p_value, 6) == published["p"]
    recomputed = expected(CASE)["recomputed"]
    assert float(found.w) == pytest.approx(recomputed["kendall_W"], abs=1e-12)
    assert found.p_value == pytest.approx(recomputed["p"], abs=1e-12)


@pytest.mark.parametrize(
    ("statistic", "degrees"),
    [(3.841, 1), (5.991, 2), (7.815, 3), (9.488, 4), (11.070, 5), (12.592, 6), (14.067, 7)],
)
def test_the_tail_at_the_tabulated_five_per_cent_points(statistic: float, degrees: int) -> None:
    assert chi_square_tail(statistic, degrees) == pytest.approx(0.05, abs=2e-5)
