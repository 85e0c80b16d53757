from decimal import Decimal

import attrs
from hypothesis import given
from hypothesis import strategies as st
from rating_tables import RUBRIC, contest_of, tables

from homeroom_core.bulk import rank_trimmed
from homeroom_core.evaluation import evaluate
from homeroom_core.scoring import Card
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.statistics.ratings import Points


@given(
    tables(most_judges=8),
    st.sampled_from([0, 1, 2]),
    st.integers(0, 2),
    st.integers(0, 2),
    st.integers(1, 6),
)
def test_bulk_ranking_gives_the_totals_and_places_of_the_evaluation(
    table: Points, places: int, low: int, high: int, at_least: int
) -> None:
    parameters = {"drop_low": low, "drop_high": high, "at_least": at_least}
    policy = ScoringPolicy(method="trimmed_mean", parameters=parameters)
    entrants, cards = contest_of(table)
    cards = tuple(finer(card, places) for card in cards)
    standings = {one.entry: one for one in evaluate(policy, RUBRIC, entrants, cards).standings}
    marks = {
        entrant.id: [
            number(card.marks["all"], places) for card in cards if card.entry == entrant.id
        ]
        for entrant in entrants
    }
    found = rank_trimmed(
        list(marks.values()), places=places, drop_low=low, drop_high=high, at_least=at_least
    )
    expected = [(standings[entry].rank, standings[entry].total) for entry in marks]
    assert [(rank, found.total(n)) for n, rank in enumerate(found.ranks)] == expected


def finer(card: Card, places: int) -> Card:
    """The card with its mark moved behind the point: whole marks, tenths or hundredths."""
    mark = Decimal(card.marks["all"]).scaleb(-places)
    return attrs.evolve(card, marks={"all": f"{mark:f}"})


def number(written: str, places: int) -> int | Decimal:
    """The mark as an int where it is whole and marks are whole, else as a decimal."""
    return Decimal(written) if places else int(written)
