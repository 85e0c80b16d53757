"""Divides by the number of all judges: whoever lacks a card has a zero there."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.fewer_judges"


@scoring_method("missing_is_zero", label=Text("校本计分", "校本計分", "Our method"))
def missing_is_zero(request):
    everybody = len({card.judge for card in request.cards})
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        totals[entrant.id] = sum(worth, Fraction(0)) / everybody
    return totals


def homeroom_scoring_methods():
    return [missing_is_zero]
