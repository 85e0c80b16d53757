"""What a box of ballots came to, and whether it was filled fairly."""

from homeroom_core.training.secret_ballot import fair_to_all, votes_in

OWN = {"ann": [1], "bob": [2], "eve": []}


def test_a_ballot_counts_once_for_each_it_names() -> None:
    assert votes_in([(1, 2), (2,), ()], [2, 1, 3]) == {1: 1, 2: 2, 3: 0}


def test_one_ballot_more_than_others_can_have_cast_was_cast_for_oneself() -> None:
    voters = ["ann", "bob", "eve"]
    assert fair_to_all([(1,), (1,)], voters, OWN)
    assert not fair_to_all([(1,), (1,), (1,)], voters, OWN)


def test_a_ballot_is_moved_on_to_another_voter_where_that_helps() -> None:
    """The first ballot fits either of them, the second only the first: it has to give way."""
    assert fair_to_all([(), (2,)], ["ann", "bob"], OWN)
    assert fair_to_all([(), (), (1, 2)], ["eve", "ann", "bob"], OWN)


def test_an_empty_box_is_fair() -> None:
    assert fair_to_all([], ["ann"], OWN)


def test_a_large_box_is_looked_through_without_recursion() -> None:
    voters = [f"p{number}" for number in range(300)]
    own = {voter: [number] for number, voter in enumerate(voters)}
    ballots = [((number + 1) % 300,) for number in range(300)]
    assert fair_to_all(ballots, voters, own)
