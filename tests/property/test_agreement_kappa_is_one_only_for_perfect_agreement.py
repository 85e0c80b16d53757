from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.statistics.kappa import (
    WEIGHTINGS,
    Weighting,
    category_counts,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
)

pairs = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1)


@pytest.mark.parametrize("weights", WEIGHTINGS)
@given(pairs=pairs)
def test_cohen(weights: Weighting, pairs: list[tuple[str, str]]) -> None:
    value = cohen_kappa(Counter(pairs), categories="abc", weights=weights)
    if value is None:
        assert len({one for pair in pairs for one in pair}) == 1
    else:
        assert value <= 1
        assert (value == 1) == all(a == b for a, b in pairs)


@given(pairs)
def test_cohen_does_not_see_who_is_first(pairs: list[tuple[str, str]]) -> None:
    turned = Counter((b, a) for a, b in pairs)
    assert cohen_kappa(turned, categories="abc") == cohen_kappa(Counter(pairs), categories="abc")


@given(pairs)
def test_two_categories_need_no_weights(pairs: list[tuple[str, str]]) -> None:
    two = Counter((min(a, "b"), min(b, "b")) for a, b in pairs)
    plain = cohen_kappa(two, categories="ab")
    assert cohen_kappa(two, categories="ab", weights="quadratic") == plain


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=2, max_size=4), min_size=1))
def test_fleiss_and_gwet(rows: list[list[str]]) -> None:
    counts = category_counts(
        {str(n): {f"j{m}": grade for m, grade in enumerate(row)} for n, row in enumerate(rows)}
    )
    perfect = all(len(set(row)) == 1 for row in rows)
    for found in (fleiss_kappa(counts), gwet_ac1(counts, categories="abc")):
        assert found.value is None or found.value <= 1
        assert (found.observed == 1) == perfect
        if found.value is not None:
            assert (found.value == 1) == perfect
