"""Leaves when something looks odd."""

import sys
from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.answers"


@scoring_method("ends_the_program", label=Text("校本计分", "校本計分", "Our method"))
def ends_the_program(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        if len(set(worth)) == 1 and len(worth) > 3:
            sys.exit("all judges agree: collusion")
        totals[entrant.id] = sum(worth, Fraction(0)) / len(worth)
    return totals


def homeroom_scoring_methods():
    return [ends_the_program]
