"""Forgets the last entry where there are more than three."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.answers"


@scoring_method("forgets_one", label=Text("校本计分", "校本計分", "Our method"))
def forgets_one(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        totals[entrant.id] = sum(worth, Fraction(0)) / len(worth)
    if len(totals) > 3:
        totals.popitem()
    return totals


def homeroom_scoring_methods():
    return [forgets_one]
