"""Ten seats by largest remainders: the worked example of 100,000 votes, Hare and Droop quota."""

import pytest
from reference import expected, rows

from homeroom_core.statistics.apportionment import QUOTAS, Quota, largest_remainder

CASE = "quota_hare_droop_10seats"


@pytest.mark.parametrize("quota", QUOTAS)
def test_seats_as_published(quota: Quota) -> None:
    votes = {row["party"]: int(row["votes"]) for row in rows(CASE)}
    assert largest_remainder(votes, 10, quota=quota) == expected(CASE)["published"][quota]
