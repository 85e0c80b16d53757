"""A tie-breaker: of entries that are tied, the one with the higher best card goes first."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from homeroom_core.scoring import Score, ScoringRequest, TieBreaker, tie_breaker
from homeroom_core.text import Text


@tie_breaker(
    "sample_plugin.best_card",
    label=Text("最高一票高者列前", "最高一票高者列前", "The higher best card"),
)
def best_card(
    request: ScoringRequest, _scores: Mapping[str, Score], group: tuple[str, ...]
) -> Mapping[str, Fraction]:
    """What the best card is worth, the higher the better; where judges give places, the lower."""
    best = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        if entrant.id in group and worth:
            best[entrant.id] = -min(worth) if request.lower_is_better else max(worth)
    return best if len(best) == len(group) else dict.fromkeys(group, Fraction(0))


def homeroom_tie_breaks() -> Sequence[TieBreaker]:
    """The tie-breaker."""
    return [best_card]
