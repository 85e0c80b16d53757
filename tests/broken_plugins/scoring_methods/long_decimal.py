"""Divides decimals: a third is cut off after 28 digits."""

from decimal import Decimal
from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.exact"


@scoring_method("long_decimal", label=Text("校本计分", "校本計分", "Our method"))
def long_decimal(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        points = [Decimal(one.numerator) / Decimal(one.denominator) for one in worth]
        totals[entrant.id] = Fraction(sum(points) / len(points))
    return totals


def homeroom_scoring_methods():
    return [long_decimal]
