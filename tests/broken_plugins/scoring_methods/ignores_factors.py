"""Difficulties are left out."""

from fractions import Fraction

import attrs

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.agreed_card"


@scoring_method("ignores_factors", label=Text("校本计分", "校本計分", "Our method"))
def ignores_factors(request):
    totals = {}
    for entrant in request.entrants:
        plain = attrs.evolve(entrant, factors={})
        cards = [request.card_step(plain, card).value for card in request.by_entry[entrant.id]]
        totals[entrant.id] = sum(cards, Fraction(0)) / len(cards)
    return totals


def homeroom_scoring_methods():
    return [ignores_factors]
