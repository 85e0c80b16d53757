"""Keeps totals as fractions of six digits at most."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.agreed_card"


@scoring_method("cuts_off_fractions", label=Text("校本计分", "校本計分", "Our method"))
def cuts_off_fractions(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        totals[entrant.id] = (sum(worth, Fraction(0)) / len(worth)).limit_denominator(10**6)
    return totals


def homeroom_scoring_methods():
    return [cuts_off_fractions]
