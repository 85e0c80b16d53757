"""Kappas as published: Fleiss' classic table, Cohen (1968), Gwet's four raters with gaps."""

import pytest
from reference import expected, printed, rows, table

from homeroom_core.statistics.kappa import (
    category_counts,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    percent_agreement,
)
from homeroom_core.statistics.krippendorff import krippendorff_alpha


def test_fleiss_kappa_of_fourteen_raters() -> None:
    """The worked example of the encyclopaedia article on Fleiss' kappa."""
    case = "fleiss_kappa_table_14raters"
    counts = {
        row["subject"]: {c: int(n) for c, n in row.items() if c != "subject"} for row in rows(case)
    }
    found = fleiss_kappa(counts)
    published, recomputed = expected(case)["published"], expected(case)["recomputed"]
    assert found.value is not None
    assert printed(found.value, 2) == published["kappa"]
    assert printed(found.observed, 3) == published["P_bar"]
    assert printed(found.expected, 3) == published["Pe_bar"]
    assert float(found.value) == pytest.approx(recomputed["kappa"], abs=1e-9)


def test_weighted_kappa_with_a_table_of_weights() -> None:
    """Cohen (1968), Psychological Bulletin 70: .492 unweighted, .348 weighted."""
    case = "weighted_kappa_cohen_1968"
    shares = {(row["judgeA"], row["judgeB"]): row["proportion"] for row in rows(case)}
    weights = {(row["judgeA"], row["judgeB"]): row["disagreement_weight"] for row in rows(case)}
    plain = cohen_kappa(shares, categories="123")
    weighted = cohen_kappa(shares, categories="123", weights=weights)
    assert plain is not None
    assert weighted is not None
    published, recomputed = expected(case)["published"], expected(case)["recomputed"]
    assert printed(plain, 3) == published["kappa"]
    assert printed(weighted, 3) == published["weighted_kappa"]
    assert float(weighted) == pytest.approx(recomputed["weighted_kappa"], abs=1e-9)


def test_four_raters_with_missing_ratings() -> None:
    """Gwet, cac.raw4raters: percent agreement, AC1 with its standard error, kappa, alpha."""
    case = "gwet_raw4raters"
    ratings = table(case, "subject")
    counts = category_counts(ratings)
    ac1, kappa = gwet_ac1(counts), fleiss_kappa(counts)
    alpha = krippendorff_alpha(ratings, level="nominal").value
    assert ac1.value is not None
    assert ac1.standard_error is not None
    assert kappa.value is not None
    assert alpha is not None
    assert {
        "percent_agreement": printed(percent_agreement(counts), 7),
        "AC1": printed(ac1.value, 5),
        "fleiss_kappa": printed(kappa.value, 5),
        "krippendorff_alpha_nominal": printed(alpha, 5),
        "AC1_se": printed(ac1.standard_error, 5),
    } == expected(case)["published"]
