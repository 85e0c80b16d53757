import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.statistics.apportionment import QUOTAS, Quota, largest_remainder

groups = st.dictionaries(st.sampled_from("abcde"), st.integers(0, 60), min_size=1).filter(
    lambda sizes: sum(sizes.values()) > 0
)


@pytest.mark.parametrize("quota", QUOTAS)
@given(sizes=groups, places=st.integers(0, 30))
def test_places_add_up_and_larger_groups_never_get_less(
    quota: Quota, sizes: dict[str, int], places: int
) -> None:
    found = largest_remainder(sizes, places, quota=quota)
    assert sum(found.values()) == places
    by_size = sorted(sizes, key=lambda group: (-sizes[group], group))
    assert [found[group] for group in by_size] == sorted(found.values(), reverse=True)


@given(groups, st.integers(0, 30))
def test_by_hare_nobody_is_a_whole_place_off_their_share(
    sizes: dict[str, int], places: int
) -> None:
    total = sum(sizes.values())
    for group, given_ in largest_remainder(sizes, places).items():
        assert abs(given_ * total - sizes[group] * places) < total
