"""Secret ballots: what a box of ballots came to, and whether it can have been filled fairly.

A ballot bears no name. So it is never known who gave whom a vote, and the rule that nobody votes
for themselves is checked on the whole box: there has to be a way to hand the ballots out among the
voters such that nobody holds one with their own name on it.
"""

from collections.abc import Collection, Mapping, Sequence

Ballot = Collection[int]
"""Numbers of those a ballot votes for; a blank ballot has none."""


def votes_in(ballots: Sequence[Ballot], candidates: Collection[int]) -> dict[int, int]:
    """How many ballots name each candidate, in order of their numbers.

    >>> votes_in([(1, 2), (2,), ()], [1, 2, 3])
    {1: 1, 2: 2, 3: 0}
    """
    return {one: sum(one in ballot for ballot in ballots) for one in sorted(candidates)}


def fair_to_all(
    ballots: Sequence[Ballot], voters: Sequence[str], own: Mapping[str, Collection[int]]
) -> bool:
    """Whether the ballots can come from these voters without anybody having voted for themselves.

    Each voter puts in one ballot at most. This is a matching of ballots to voters, found by
    augmenting paths (Hall's condition holds just when there is one).

    Args:
        ballots: The ballots of the box.
        voters: Who was given one.
        own: From voter to the numbers that would be votes for themselves.

    >>> fair_to_all([(1,), (2,)], ["ann", "bob"], {"ann": [1], "bob": [2]})
    True
    >>> fair_to_all([(1,), (1, 2)], ["ann", "bob"], {"ann": [1], "bob": [2]})
    False
    """
    held: dict[str, int] = {}
    choices = [
        [voter for voter in voters if set(ballot).isdisjoint(own.get(voter, ()))]
        for ballot in ballots
    ]
    return all(_placed(at, choices, held) for at in range(len(ballots)))


def _placed(start: int, choices: Sequence[Sequence[str]], held: dict[str, int]) -> bool:
    """Give one ballot to a voter, moving others where that helps; breadth first, so no recursion."""
    came_from: dict[str, int] = {}
    queue = [start]
    for ballot in queue:
        for voter in choices[ballot]:
            if voter in came_from:
                continue
            came_from[voter] = ballot
            if voter not in held:
                _move(voter, start, came_from, held)
                return True
            queue.append(held[voter])
    return False


def _move(voter: str, start: int, came_from: Mapping[str, int], held: dict[str, int]) -> None:
    """Hand the ballots on along the path that was found."""
    while True:
        ballot = came_from[voter]
        before = next((one for one, has in held.items() if has == ballot), None)
        held[voter] = ballot
        if ballot == start or before is None:
            return
        voter = before
