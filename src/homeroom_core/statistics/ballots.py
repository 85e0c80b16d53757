"""Ballots: judges who rank entries, or give them grades in words; Borda, Schulze, majority judgment.

Rules on ranks are not independent of later entries: a new entry can swap two that were there
before. So never show provisional standings as if they were final.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations, permutations

import attrs

from homeroom_core.errors import Fault, InputError
from homeroom_core.exact import ratio_from
from homeroom_core.ranking import Group, groups_of
from homeroom_core.statistics.ratings import Number
from homeroom_core.text import Text, listing

SHORTLIST = 100
"""Schulze takes time in the cube of the entries: it is for shortlists of this many."""

_PLACE = Text(
    "名次：准确的数，如 1 或 3/2",
    "名次：準確的數，如 1 或 3/2",
    "a place: an exact number such as 1 or 3/2",
)
_ENTRY = Text("候选作品之一：{known}", "候選作品之一：{known}", "one of the entries: {known}")
_ONCE = Text(
    "每件作品在一张选票上至多一次", "每件作品在一張選票上至多一次", "an entry at most once a ballot"
)
_COUNT = Text("不小于 1 的整数", "不小於 1 的整數", "a whole number, 1 or more")
_SHORT = Text("至多 {most} 件作品", "至多 {most} 件作品", "{most} entries or fewer")
_GRADE = Text("下列等级之一：{known}", "下列等級之一：{known}", "one of the grades: {known}")
_SAME = Text(
    "每件作品 {wanted} 个等级：票数须相同",
    "每件作品 {wanted} 個等級：票數須相同",
    "{wanted} grades, as many as every other entry",
)
_SOME = Text("至少一张选票", "至少一張選票", "at least one ballot")


@attrs.frozen
class Ballot:
    """One ranking, cast once or by several voters alike.

    Attributes:
        ranking: Groups of entries, the best first; those in one group are tied. Entries that are
            not there share the places that remain.
        count: How many voters cast it.
    """

    ranking: tuple[Group, ...]
    count: int = 1

    @classmethod
    def read(cls, given: "BallotLike") -> "Ballot":
        """A ballot from what is at hand: one, entries in their order, or their places.

        Args:
            given: A `Ballot`; a list of entries, the best first, in which a tuple is a tie; or a
                mapping from entry to its place, 1 for the best, equal places being ties and `None`
                meaning not ranked.

        Raises:
            InputError: A place is no exact number.

        >>> Ballot.read({"a": 1, "b": 2, "c": 2}) == Ballot.read(["a", ("b", "c")])
        True
        """
        if isinstance(given, Ballot):
            return given
        if not isinstance(given, Mapping):
            return cls.of(*given)
        places = {e: ratio_from(place) for e, place in given.items() if place is not None}
        faults = [
            Fault(f"place of {e}", str(given[e]), _PLACE) for e, p in places.items() if p is None
        ]
        if faults:
            raise InputError("ballot", tuple(faults))
        return cls(groups_of({e: -place for e, place in places.items() if place is not None})[0])

    @classmethod
    def of(cls, *ranking: str | Group, count: int = 1) -> "Ballot":
        """A ballot from entries, the best first; a tuple is a tie.

        >>> Ballot.of("a", ("b", "c")).ranking
        (('a',), ('b', 'c'))
        """
        return cls(tuple((one,) if isinstance(one, str) else one for one in ranking), count)


BallotLike = Ballot | Sequence[str | Group] | Mapping[str, Number | None]
"""What `Ballot.read` takes: wherever ballots are asked for, any of these will do."""


@attrs.frozen(kw_only=True)
class MajorityGrade:
    """What majority judgment says of one entry.

    Attributes:
        entry: Its id.
        grade: The (lower) median grade.
        value: All grades in the order in which medians are taken off: the full majority value, by
            which entries are compared, as numbers from 0 for the worst grade.
    """

    entry: str
    grade: str
    value: tuple[int, ...]


def borda(entries: Sequence[str], ballots: Sequence[BallotLike]) -> dict[str, Fraction]:
    """Borda points: on each ballot an entry gets as many as there are entries placed behind it.

    Ballots may be given as `Ballot`, as lists in order, or as places; see `Ballot.read`.

    Tied entries get the mean of their points; unranked ones share the places that remain. Rank the
    points with `groups_of`.

    Raises:
        InputError: A ballot names an entry twice or one that is not known, or a count is below 1;
            lists all faults.

    >>> {e: str(p) for e, p in borda("abc", [Ballot.of("a", ("b", "c"), count=2)]).items()}
    {'a': '4', 'b': '1', 'c': '1'}
    """
    read = _read(entries, ballots)
    points = dict.fromkeys(entries, Fraction(0))
    for ballot in read:
        behind = len(entries)
        for group in _filled(ballot, entries):
            behind -= len(group)
            each = behind + Fraction(len(group) - 1, 2)
            for entry in group:
                points[entry] += ballot.count * each
    return points


def preferences(
    entries: Sequence[str], ballots: Sequence[BallotLike]
) -> dict[tuple[str, str], int]:
    """From each ordered pair of entries to how many voters rank the first above the second.

    Raises:
        InputError: As `borda`.
    """
    read = _read(entries, ballots)
    found = dict.fromkeys(permutations(entries, 2), 0)
    for ballot in read:
        for above, below in combinations(_filled(ballot, entries), 2):
            for better in above:
                for worse in below:
                    found[better, worse] += ballot.count
    return found


def condorcet_winner(entries: Sequence[str], ballots: Sequence[BallotLike]) -> str | None:
    """The entry that a majority ranks above each other one, if there is one.

    Raises:
        InputError: As `borda`.
    """
    votes = preferences(entries, ballots)
    for entry in entries:
        if all(votes[entry, other] > votes[other, entry] for other in entries if other != entry):
            return entry
    return None


def schulze(entries: Sequence[str], ballots: Sequence[BallotLike]) -> dict[str, int]:
    """Places by the Schulze method (winning votes), 1 for the best.

    An entry's place is one more than the number of entries that beat it along the strongest path.

    Raises:
        InputError: As `borda`, or there are more than 100 entries.

    Source: M. Schulze (2011), A new monotonic, clone-independent, reversal symmetric, and
    Condorcet-consistent single-winner election method, Social Choice and Welfare 36.

    >>> schulze("abc", [Ballot.of("a", "b", "c", count=2), Ballot.of("b", "c", "a")])
    {'a': 1, 'b': 2, 'c': 3}
    """
    if len(entries) > SHORTLIST:
        fault = Fault("entries", str(len(entries)), _SHORT.format(most=SHORTLIST))
        raise InputError("ballots", (fault,))
    votes = preferences(entries, ballots)
    strength = {pair: n if n > votes[pair[::-1]] else 0 for pair, n in votes.items()}
    for middle in entries:
        for start in entries:
            if start == middle:
                continue
            first = strength[start, middle]
            for end in entries:
                if end not in (start, middle):
                    path = min(first, strength[middle, end])
                    strength[start, end] = max(strength[start, end], path)
    return {e: 1 + sum(strength[o, e] > strength[e, o] for o in entries if o != e) for e in entries}


def majority_judgment(
    grades: Mapping[str, Sequence[str]], *, scale: Sequence[str]
) -> tuple[tuple[MajorityGrade, ...], ...]:
    """Entries by their median grade, ties broken by taking off medians one after another.

    Args:
        grades: From entry to its grades, one a judge, in any order; as many for every entry.
        scale: The grades there are, the best first.

    Returns:
        Groups that share a place, the best first, entries in order of their ids.

    Raises:
        InputError: A grade is not on the scale, or entries have unequal numbers of grades; lists
            all faults.

    Source: M. Balinski and R. Laraki (2011), Majority Judgment.

    >>> order = majority_judgment({"a": ["good", "poor", "good"], "b": ["fair", "good", "good"]},
    ...                           scale=["good", "fair", "poor"])
    >>> [[one.entry for one in group] for group in order]
    [['b'], ['a']]
    """
    _check_grades(grades, scale)
    worth = {grade: len(scale) - 1 - n for n, grade in enumerate(scale)}
    found: dict[tuple[int, ...], list[MajorityGrade]] = {}
    for entry in sorted(grades):
        value = _medians(sorted(worth[grade] for grade in grades[entry]))
        grade = scale[len(scale) - 1 - value[0]]
        found.setdefault(value, []).append(MajorityGrade(entry=entry, grade=grade, value=value))
    return tuple(tuple(found[value]) for value in sorted(found, reverse=True))


def borda_places(entries: Sequence[str], ballots: Sequence[BallotLike]) -> tuple[Group, ...]:
    """Groups that share a place by their Borda points, the best first.

    Raises:
        InputError: As `borda`.
    """
    return groups_of(borda(entries, ballots))[0]


def _filled(ballot: Ballot, entries: Sequence[str]) -> list[Group]:
    named = {entry for group in ballot.ranking for entry in group}
    rest = tuple(entry for entry in entries if entry not in named)
    return [*ballot.ranking, rest] if rest else list(ballot.ranking)


def _medians(rising: list[int]) -> tuple[int, ...]:
    """The lower median, then that of what remains, and so on."""
    rest, found = list(rising), []
    while rest:
        found.append(rest.pop((len(rest) - 1) // 2))
    return tuple(found)


def _read(entries: Sequence[str], given: Sequence[BallotLike]) -> list[Ballot]:
    ballots = [Ballot.read(one) for one in given]
    faults = [] if ballots else [Fault("ballots", "", _SOME)]
    known = _ENTRY.format(known=listing(entries))
    faults += [Fault("entries", e, _ONCE) for e in dict.fromkeys(entries) if entries.count(e) > 1]
    for number, ballot in enumerate(ballots):
        place = f"ballots[{number}]"
        named = [entry for group in ballot.ranking for entry in group]
        faults += [Fault(place, entry, known) for entry in named if entry not in entries]
        faults += [Fault(place, e, _ONCE) for e in dict.fromkeys(named) if named.count(e) > 1]
        if ballot.count < 1:
            faults.append(Fault(f"{place}.count", str(ballot.count), _COUNT))
    if faults:
        raise InputError("ballots", tuple(faults))
    return ballots


def _check_grades(grades: Mapping[str, Sequence[str]], scale: Sequence[str]) -> None:
    known = _GRADE.format(known=listing(scale))
    wanted = max((len(given) for given in grades.values()), default=0)
    faults = [] if wanted else [Fault("grades", "", _SOME)]
    for entry, given in grades.items():
        faults += [Fault(f"entry {entry}", grade, known) for grade in given if grade not in scale]
        if len(given) != wanted:
            faults.append(Fault(f"entry {entry}", str(len(given)), _SAME.format(wanted=wanted)))
    if faults:
        raise InputError("ballots", tuple(faults))
