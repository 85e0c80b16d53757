from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.statistics.ballots import (
    Ballot,
    borda,
    condorcet_winner,
    majority_judgment,
    schulze,
)

ENTRIES = "abcd"


@st.composite
def ballots(draw: st.DrawFn) -> Ballot:
    named = draw(st.lists(st.sampled_from(ENTRIES), unique=True))
    cuts = draw(st.lists(st.booleans(), min_size=len(named), max_size=len(named)))
    groups: list[tuple[str, ...]] = []
    for entry, new in zip(named, cuts, strict=True):
        if new or not groups:
            groups.append((entry,))
        else:
            groups[-1] += (entry,)
    return Ballot(tuple(groups), draw(st.integers(1, 9)))


panels = st.lists(ballots(), min_size=1, max_size=5)


@given(panels)
def test_every_ballot_gives_out_the_same_points(cast: list[Ballot]) -> None:
    voters = sum(ballot.count for ballot in cast)
    assert sum(borda(ENTRIES, cast).values(), Fraction(0)) == voters * 6


@given(panels, st.permutations(ENTRIES))
def test_order_of_ballots_and_entries_does_not_matter(cast: list[Ballot], order: list[str]) -> None:
    assert borda(order, cast[::-1]) == borda(ENTRIES, cast)
    assert schulze(order, cast[::-1]) == schulze(ENTRIES, cast)


@given(panels)
def test_schulze_puts_a_condorcet_winner_first_and_alone(cast: list[Ballot]) -> None:
    winner = condorcet_winner(ENTRIES, cast)
    if winner is not None:
        places = schulze(ENTRIES, cast)
        assert [entry for entry, place in places.items() if place == 1] == [winner]


grades = st.lists(st.sampled_from("ABCD"), min_size=5, max_size=5)


@given(st.dictionaries(st.sampled_from(ENTRIES), grades, min_size=1), st.randoms())
def test_majority_judgment_sees_grades_not_judges(
    given_: dict[str, list[str]], random: Random
) -> None:
    shuffled = {entry: random.sample(row, len(row)) for entry, row in given_.items()}
    assert majority_judgment(shuffled, scale="ABCD") == majority_judgment(given_, scale="ABCD")


@given(st.dictionaries(st.sampled_from(ENTRIES), grades, min_size=2), st.data())
def test_a_better_grade_never_loses_a_place(
    given_: dict[str, list[str]], data: st.DataObject
) -> None:
    entry = data.draw(st.sampled_from(sorted(given_)))
    better = {**given_, entry: ["A", *given_[entry][1:]]}

    def place(panel: dict[str, list[str]]) -> int:
        order = majority_judgment(panel, scale="ABCD")
        return next(n for n, group in enumerate(order) if entry in {one.entry for one in group})

    assert place(better) <= place(given_)
