"""Adds a line of its own for the average of all."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.answers"


@scoring_method("invents_average", label=Text("校本计分", "校本計分", "Our method"))
def invents_average(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        totals[entrant.id] = sum(worth, Fraction(0)) / len(worth)
    totals["average"] = sum(totals.values(), Fraction(0)) / max(1, len(totals))
    return totals


def homeroom_scoring_methods():
    return [invents_average]
