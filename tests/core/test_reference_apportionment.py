"""Ten seats by largest remainders: the worked example of 100,000 votes, Hare and Droop quota."""

from decimal import Decimal
from typing import Any

import pytest
from reference import expected, rows

from homeroom_core.errors import InputError
from homeroom_core.statistics.apportionment import QUOTAS, Quota, largest_remainder

CASE = "quota_hare_droop_10seats"


@pytest.mark.parametrize("quota", QUOTAS)
def test_seats_as_published(quota: Quota) -> None:
    votes = {row["party"]: int(row["votes"]) for row in rows(CASE)}
    assert largest_remainder(votes, 10, quota=quota) == expected(CASE)["published"][quota]


def test_sizes_may_be_any_exact_numbers_and_others_are_told() -> None:
    votes = {row["party"]: Decimal(row["votes"]) / 1000 for row in rows(CASE)}
    assert largest_remainder(votes, 10) == expected(CASE)["published"]["hare"]
    wrong: Any = {"a": 0.5, "b": -1, "c": 2}
    with pytest.raises(InputError) as caught:
        largest_remainder(wrong, 3)
    assert [fault.where for fault in caught.value.faults] == ["sizes.a", "sizes.b"]
