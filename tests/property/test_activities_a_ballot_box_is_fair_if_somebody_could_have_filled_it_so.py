"""A box of ballots passes just when it can be handed out with nobody voting for themselves."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.training.secret_ballot import fair_to_all

VOTERS = ("a", "b", "c", "d", "e")
OWN = {"a": (1,), "b": (2, 3), "c": (4,)}


def by_trying(ballots: tuple[frozenset[int], ...], voters: tuple[str, ...]) -> bool:
    """Every way to hand the ballots out, one a voter."""
    return any(
        all(ballot.isdisjoint(OWN.get(voter, ())) for ballot, voter in zip(ballots, way))  # noqa: B905  # ballots decide
        for way in permutations(voters, len(ballots))
    )


@given(st.data())
def test_it_agrees_with_trying_every_way(data: st.DataObject) -> None:
    voters = tuple(data.draw(st.lists(st.sampled_from(VOTERS), unique=True)))
    box = st.lists(st.frozensets(st.integers(1, 4), max_size=3), max_size=len(voters))
    ballots = tuple(data.draw(box))
    assert fair_to_all(ballots, voters, OWN) == by_trying(ballots, voters)
