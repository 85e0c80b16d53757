"""A trimmed mean that fails with fewer than five cards, as the policy's minimum keeps from it."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text


@scoring_method("needs_five", label=Text("去三", "去三", "Without the three farthest"))
def needs_five(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = sorted(request.card_step(entrant, card).value for card in cards)
        kept = worth[2:-2]
        totals[entrant.id] = sum(kept, Fraction(0)) / len(kept)
    return totals


def homeroom_scoring_methods():
    return [needs_five]
