"""Means are worked out as floats."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.exact"


@scoring_method("float_mean", label=Text("校本计分", "校本計分", "Our method"))
def float_mean(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        mean = sum(map(float, worth)) / len(worth)
        totals[entrant.id] = Fraction(mean)
    return totals


def homeroom_scoring_methods():
    return [float_mean]
