"""The capital of Tennessee: the worked example of the Borda count."""

from reference import expected, rows

from homeroom_core.statistics.ballots import Ballot, borda, borda_places, condorcet_winner, schulze

CASE = "borda_tennessee"
BALLOTS = [Ballot.of(*row["ranking"].split(">"), count=int(row["voters"])) for row in rows(CASE)]
PUBLISHED = expected(CASE)["published"]


def test_borda_points_and_order_as_published() -> None:
    assert borda("MNCK", BALLOTS) == PUBLISHED["borda"]
    assert [group[0] for group in borda_places("MNCK", BALLOTS)] == PUBLISHED["rank"]


def test_nashville_beats_every_other_city() -> None:
    assert condorcet_winner("MNCK", BALLOTS) == PUBLISHED["condorcet_winner"]
    assert schulze("MNCK", BALLOTS)["N"] == 1
