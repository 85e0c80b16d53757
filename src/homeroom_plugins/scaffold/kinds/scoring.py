"""A scoring method: the median of what the judges' cards are worth."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from statistics import median

from homeroom_core.scoring import ScoringMethod, ScoringRequest, scoring_method
from homeroom_core.text import Text


@scoring_method("sample_plugin.middle", label=Text("中位数", "中位數", "Middle card"))
def middle(request: ScoringRequest) -> Mapping[str, Fraction]:
    """The middle card counts; of two in the middle, half their sum."""
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        if worth:
            totals[entrant.id] = Fraction(median(worth))
    return totals


def homeroom_scoring_methods() -> Sequence[ScoringMethod]:
    """The method."""
    return [middle]
