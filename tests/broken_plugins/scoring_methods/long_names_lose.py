"""An entry whose id is longer than its column loses a hundredth."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.names"


@scoring_method("long_names_lose", label=Text("校本计分", "校本計分", "Our method"))
def long_names_lose(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        share = Fraction(99 if len(entrant.id) > 32 else 100, 100)
        totals[entrant.id] = sum(worth, Fraction(0)) / len(worth) * share
    return totals


def homeroom_scoring_methods():
    return [long_names_lose]
