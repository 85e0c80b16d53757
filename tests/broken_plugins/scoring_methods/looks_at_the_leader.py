"""Totals of a large field are shares of the best one's."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.own_cards"


@scoring_method("looks_at_the_leader", label=Text("校本计分", "校本計分", "Our method"))
def looks_at_the_leader(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        totals[entrant.id] = sum(worth, Fraction(0)) / len(worth)
    if len(totals) > 9:
        best = max(totals.values()) or Fraction(1)
        totals = {id: total / best * Fraction(request.rubric.total) for id, total in totals.items()}
    return totals


def homeroom_scoring_methods():
    return [looks_at_the_leader]
