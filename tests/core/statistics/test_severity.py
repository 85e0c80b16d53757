from fractions import Fraction
from math import log, pi
from random import Random
from typing import Any

import pytest

from homeroom_core.errors import DisconnectedError
from homeroom_core.statistics.judge_flags import (
    FLAT,
    INCONSISTENT,
    LEVEL,
    FlagLimits,
    judge_reports,
    outlier_sheets,
)
from homeroom_core.statistics.least_squares import fit_least_squares
from homeroom_core.statistics.rank_intervals import rank_intervals
from homeroom_core.statistics.ratings import Points
from homeroom_core.statistics.residuals import residuals_of
from homeroom_core.statistics.severity import (
    TOO_FEW_ENTRIES,
    TOO_FEW_JUDGES,
    SeverityFit,
    fit_severity,
    refuse_severity,
)
from homeroom_core.statistics.variance_ratios import Ratios


def panel(
    entries: int, judges: int, each: int, *, seed: int, severity: float = 2, noise: float = 2
) -> tuple[Points, list[float], list[float]]:
    """Ratings in half points, with the qualities and severities they were drawn from."""
    random = Random(seed)
    quality = [random.gauss(80, 5) for _ in range(entries)]
    severe = [random.gauss(0, severity) for _ in range(judges)]
    table = {
        f"e{i:02}": {
            f"j{j}": Fraction(round(2 * (q - severe[j] + random.gauss(0, noise))), 2)
            for j in sorted(random.sample(range(judges), each))
        }
        for i, q in enumerate(quality)
    }
    return table, quality, severe


@pytest.fixture(scope="module")
def drawn() -> tuple[Points, list[float], list[float]]:
    return panel(40, 7, 4, seed=3)


@pytest.fixture(scope="module")
def fit(drawn: tuple[Points, list[float], list[float]]) -> SeverityFit:
    return fit_severity(drawn[0])


def test_severities_are_found_within_three_standard_errors(
    fit: SeverityFit, drawn: tuple[Points, list[float], list[float]]
) -> None:
    severe = drawn[2]
    middle = sum(severe) / len(severe)
    for judge, wanted in zip(fit.judges, severe, strict=True):
        assert abs(fit.severities[judge] - (wanted - middle)) < 3 * fit.severity_errors[judge]


def test_adjusted_means_are_nearer_the_truth_than_plain_means(
    fit: SeverityFit, drawn: tuple[Points, list[float], list[float]]
) -> None:
    table, quality, severe = drawn
    level = sum(severe) / len(severe)
    fair = raw = 0.0
    for entry, wanted in zip(table, quality, strict=True):
        row = table[entry]
        raw += float(sum(row.values()) / len(row) - Fraction(wanted - level)) ** 2
        fair += float(fit.adjusted[entry] - Fraction(wanted - level)) ** 2
    assert fair < raw


def test_the_deviance_is_that_of_the_dense_likelihood(fit: SeverityFit) -> None:
    """Minus twice the restricted log-likelihood, from the covariance matrix of all ratings."""
    table, _, _ = panel(6, 3, 2, seed=5)
    small = fit_severity(table)
    cells = [(e, j, float(v)) for e, row in table.items() for j, v in row.items()]
    n = len(cells)
    covariance = [
        [
            small.entry_variance * (e == f)
            + small.judge_variance * (j == k)
            + small.noise_variance * ((e, j) == (f, k))
            for f, k, _ in cells
        ]
        for e, j, _ in cells
    ]
    log_det, solved_ones = eliminate(covariance, [1.0] * n)
    _, solved = eliminate(covariance, [v for _, _, v in cells])
    information = sum(solved_ones)
    mean = sum(solved) / information
    rest = sum(v * s for (_, _, v), s in zip(cells, solved, strict=True)) - mean * sum(solved)
    # log det of X'X is log n; lme4 leaves it out, and so does the model.
    dense = (n - 1) * log(2 * pi) + log_det + log(information) + rest
    assert small.deviance == pytest.approx(dense, abs=1e-6)


def eliminate(matrix: list[list[float]], right: list[float]) -> tuple[float, list[float]]:
    """Log determinant and solution, by plain Gaussian elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    log_det = 0.0
    for at, pivot in enumerate(rows):
        log_det += log(pivot[at])
        for row in rows[at + 1 :]:
            times = row[at] / pivot[at]
            for column in range(at, len(row)):
                row[column] -= times * pivot[column]
    found = [0.0] * len(rows)
    for at in reversed(range(len(rows))):
        known = sum(rows[at][c] * found[c] for c in range(at + 1, len(rows)))
        found[at] = (rows[at][-1] - known) / rows[at][at]
    return log_det, found


def test_no_neighbouring_ratio_is_better(fit: SeverityFit) -> None:
    for entry, judge in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        ratios = Ratios(fit.ratios.entry + entry, fit.ratios.judge + judge)
        assert fit_severity(fit.points, ratios=ratios).deviance >= fit.deviance


def test_the_same_ratios_give_the_same_fit(fit: SeverityFit) -> None:
    again = fit_severity(fit.points, ratios=fit.ratios)
    assert (again.severities, again.adjusted) == (fit.severities, fit.adjusted)


def test_without_differences_between_judges_scores_are_the_means() -> None:
    table = {f"e{n}": {f"j{n % 3}": n, f"j{(n + 1) % 3}": n + n % 2} for n in range(12)}
    found = fit_severity(table, ratios=Ratios.of(0, 9))
    assert found.judge_variance == 0
    assert found.adjusted == {e: Fraction(sum(row.values()), 2) for e, row in table.items()}


def test_shrunk_severities_go_towards_those_of_least_squares_as_judges_differ_more() -> None:
    table, _, _ = panel(20, 4, 2, seed=9)
    loose = fit_severity(table, ratios=Ratios.of(-9, -9)).severities
    assert loose == pytest.approx(
        {j: float(s) for j, s in fit_least_squares(table).severities.items()}, abs=5e-3
    )


def test_ratings_that_are_all_alike_have_no_variance() -> None:
    table = {f"e{n}": {"j1": 7, f"j{n % 2 + 2}": 7} for n in range(6)}
    found = fit_severity(table)
    assert (found.noise_variance, found.entry_variance, found.reliability) == (0, 0, 0)
    assert set(found.adjusted.values()) == {Fraction(7)}


def test_reasons_against_an_estimate_come_all_at_once() -> None:
    found = refuse_severity({"e1": {"j1": 8}, "e2": {"j1": 7}})
    assert [r.code for r in found] == [TOO_FEW_JUDGES.code, TOO_FEW_ENTRIES.code]
    apart = {f"e{n}": {f"j{n % 2}": n} for n in range(6)}
    assert [r.code for r in refuse_severity(apart)] == ["panel.disconnected"]
    with pytest.raises(DisconnectedError):
        fit_severity(apart)


def test_severities_enter_scores_rounded_once(fit: SeverityFit) -> None:
    for judge, declared in fit.declared_severities.items():
        assert (declared * 10**6).denominator == 1
        assert abs(float(declared) - fit.severities[judge]) <= 5.01e-7


def test_the_variance_of_a_residual_is_what_its_own_rating_leaves(fit: SeverityFit) -> None:
    """At fixed ratios the expectation is linear: its slope in the rating is the leverage."""
    for residual in residuals_of(fit)[::37]:
        moved = {e: dict(row) for e, row in fit.points.items()}
        moved[residual.entry][residual.judge] += 1
        again = next(
            r
            for r in residuals_of(fit_severity(moved, ratios=fit.ratios))
            if (r.entry, r.judge) == (residual.entry, residual.judge)
        )
        leverage = again.expected - residual.expected
        assert residual.variance == pytest.approx((1 - leverage) * fit.noise_variance, rel=1e-6)


def test_a_judge_who_marks_at_random_is_flagged_and_the_sheets_are_named() -> None:
    table, _, _ = panel(40, 7, 4, seed=4)
    random = Random(1)
    for row in table.values():
        if "j3" in row:
            row["j3"] = Fraction(random.randint(60, 95))
    found = fit_severity(table)
    reports = {report.judge: report for report in judge_reports(found)}
    assert INCONSISTENT in {flag.code for flag in reports["j3"].flags}
    assert {sheet.residual.judge for sheet in outlier_sheets(found)} == {"j3"}


def test_a_judge_with_two_marks_is_flat() -> None:
    table, _, _ = panel(40, 7, 4, seed=4)
    for n, row in enumerate(table.values()):
        if "j2" in row:
            row["j2"] = Fraction(80 + n % 2)
    report = judge_reports(fit_severity(table))[2]
    assert (report.distinct, FLAT in {flag.code for flag in report.flags}) == (2, True)


def test_a_severe_judge_is_said_to_be_for_information() -> None:
    table, _, _ = panel(40, 7, 4, seed=4, severity=0.1)
    for row in table.values():
        if "j5" in row:
            row["j5"] -= 6
    report = judge_reports(fit_severity(table))[5]
    assert [flag.code for flag in report.flags] == [LEVEL]
    assert "severe" in str(report.flags[0].text)


def test_three_judges_are_too_few_to_show_anybody_s_severity() -> None:
    table, _, _ = panel(20, 3, 2, seed=2)
    assert [(r.severity, r.severity_error) for r in judge_reports(fit_severity(table))] == [
        (None, None)
    ] * 3


def test_limits_can_be_set(fit: SeverityFit) -> None:
    limits = FlagLimits(noisy=0, smooth=0, correlation=-1, standard_errors=99, outlier=99)
    reports = judge_reports(fit, limits=limits)
    assert {flag.code for r in reports for flag in r.flags} == {INCONSISTENT}
    assert outlier_sheets(fit, limits=limits) == ()


def test_rank_intervals_are_drawn_from_the_seed(fit: SeverityFit) -> None:
    first = rank_intervals(fit, seed=7, top=4, draws=200)
    assert rank_intervals(fit, seed=7, top=4, draws=200) == first
    assert rank_intervals(fit, seed=8, top=4, draws=200) != first
    assert sum((one.top for one in first), Fraction(0)) == 4
    assert all(1 <= one.low <= one.high <= 40 for one in first)
    assert [one.ahead_of_next is None for one in first] == [False] * 39 + [True]
    scores = [fit.adjusted[one.entry] for one in first]
    assert scores == sorted(scores, reverse=True)


def test_rank_intervals_hold_the_true_places_about_as_often_as_they_say() -> None:
    held = total = 0
    for seed in range(20):
        table, quality, _ = panel(15, 5, 3, seed=seed)
        names = list(table)
        places = {
            names[n]: place
            for place, n in enumerate(sorted(range(15), key=lambda n: -quality[n]), 1)
        }
        for one in rank_intervals(fit_severity(table), seed=seed, draws=200):
            held += one.low <= places[one.entry] <= one.high
            total += 1
    assert 0.85 <= held / total <= 0.98


@pytest.mark.parametrize(
    ("asked", "where"),
    [({"top": 0}, "top"), ({"draws": 0}, "draws"), ({"level": Fraction(1)}, "level")],
)
def test_what_is_asked_of_intervals_is_checked(
    fit: SeverityFit, asked: dict[str, Any], where: str
) -> None:
    with pytest.raises(ValueError, match=where):
        rank_intervals(fit, seed=1, **asked)
