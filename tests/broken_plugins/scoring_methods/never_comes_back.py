"""Smooths the totals until nothing moves, and something always moves."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.answers"


@scoring_method("never_comes_back", label=Text("校本计分", "校本計分", "Our method"))
def never_comes_back(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        mean = sum(worth, Fraction(0)) / len(worth)
        while len(worth) > 4 and mean != max(worth) + 1:
            mean = mean + (mean - mean)
        totals[entrant.id] = mean
    return totals


def homeroom_scoring_methods():
    return [never_comes_back]
