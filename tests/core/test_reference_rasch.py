"""Guilford (1954), Psychometric Methods, p. 282, as in the tutorial of the program Facets.

Published of it are counts, scores and one residual; the measures were computed by R VGAM::vglm.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from reference import expected, rows

from homeroom_core.statistics.rasch import Element, RaschFit, fit_rasch
from homeroom_core.statistics.rasch_data import Rated

CASE = "mfrm_guilford_1954"
FACETS = ("examinee", "judge", "trait")
PUBLISHED: dict[str, Any] = expected(CASE)["published"]
RECOMPUTED: dict[str, Any] = expected(CASE)["recomputed"]


@pytest.fixture(scope="module")
def fit() -> RaschFit:
    ratings = [Rated((r["examinee"], r["judge"], r["trait"]), r["rating"]) for r in rows(CASE)]
    return fit_rasch(ratings, facets=FACETS, floating="judge")


def of(elements: Mapping[str, Element], name: str) -> dict[str, Any]:
    return {id: getattr(element, name) for id, element in elements.items()}


def test_counts_and_scores_as_published(fit: RaschFit) -> None:
    examinees = fit.facets["examinee"]
    assert len(rows(CASE)) == PUBLISHED["n_ratings"]
    assert examinees["Betty"].score == PUBLISHED["betty_score_above_minimum"]
    assert examinees["Fred"].score == PUBLISHED["fred_score_above_minimum"]
    counts = Counter(row["rating"] for row in rows(CASE))
    assert counts["5"] == PUBLISHED["count_category_5"]
    assert counts["6"] == PUBLISHED["count_category_6"]


@pytest.mark.parametrize(
    ("facet", "measures", "errors"),
    [
        ("judge", "judge_severity", "judge_se"),
        ("examinee", "examinee", "examinee_se"),
        ("trait", "trait_difficulty", "trait_se"),
    ],
)
def test_measures_and_their_errors(fit: RaschFit, facet: str, measures: str, errors: str) -> None:
    found = fit.facets[facet]
    assert of(found, "measure") == pytest.approx(RECOMPUTED[measures], abs=1e-4)
    assert of(found, "standard_error") == pytest.approx(RECOMPUTED[errors], abs=1e-4)


def test_thresholds(fit: RaschFit) -> None:
    assert fit.thresholds == pytest.approx(RECOMPUTED["thresholds"], abs=1e-4)


@pytest.mark.parametrize("facet", ["judge", "examinee"])
def test_fit_and_fair_averages(fit: RaschFit, facet: str) -> None:
    found = fit.facets[facet]
    pairs = RECOMPUTED[f"{facet}_infit_outfit"]
    assert of(found, "infit") == pytest.approx({id: p[0] for id, p in pairs.items()}, abs=6e-4)
    assert of(found, "outfit") == pytest.approx({id: p[1] for id, p in pairs.items()}, abs=6e-4)
    averages = RECOMPUTED[f"fair_average_{facet}"]
    assert of(found, "fair_average") == pytest.approx(averages, abs=6e-4)


def test_the_largest_residual_of_a_judge_with_an_examinee(fit: RaschFit) -> None:
    """Published -12.9867 by a program that stopped early; -13.0156 when it has converged."""
    gaps: dict[tuple[str, str], float] = {}
    for r in rows(CASE):
        cell = (r["judge"], r["examinee"])
        expectation = fit.expected((r["examinee"], r["judge"], r["trait"]))
        gaps[cell] = gaps.get(cell, 0.0) + float(r["rating"]) - expectation
    cell = max(gaps, key=lambda cell: abs(gaps[cell]))
    assert cell == tuple(RECOMPUTED["max_bias_cell"])
    assert gaps[cell] == pytest.approx(RECOMPUTED["max_bias_residual"], abs=1e-3)
    assert gaps[cell] == pytest.approx(PUBLISHED["largest_bias_residual_score"], abs=0.035)
