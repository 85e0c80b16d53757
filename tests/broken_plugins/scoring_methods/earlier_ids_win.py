"""Breaks ties inside the total: earlier ids get a sliver more."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.equal_cards"


@scoring_method("earlier_ids_win", label=Text("校本计分", "校本計分", "Our method"))
def earlier_ids_win(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        totals[entrant.id] = sum(worth, Fraction(0)) / len(worth)
    for place, id in enumerate(sorted(totals, reverse=True)):
        totals[id] += Fraction(place, 10**9)
    return totals


def homeroom_scoring_methods():
    return [earlier_ids_win]
