"""A bonus of a fifth for everybody: 120 of 100 points."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.full_marks"


@scoring_method("out_of_range", label=Text("校本计分", "校本計分", "Our method"))
def out_of_range(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        totals[entrant.id] = sum(worth, Fraction(0)) / len(worth) * Fraction(6, 5)
    return totals


def homeroom_scoring_methods():
    return [out_of_range]
