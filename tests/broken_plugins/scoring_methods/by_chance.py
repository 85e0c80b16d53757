"""A hair of chance parts those who tie."""

import random
from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.same_again"


@scoring_method("by_chance", label=Text("校本计分", "校本計分", "Our method"))
def by_chance(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        chance = Fraction(random.randrange(1000), 10**6)
        totals[entrant.id] = sum(worth, Fraction(0)) / len(worth) + chance
    return totals


def homeroom_scoring_methods():
    return [by_chance]
