"""Marks far from the median of the panel are left out; a panel of two is left alone."""

from fractions import Fraction
from statistics import median

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text


@scoring_method("outliers", label=Text("去离群", "去離群", "Without outliers"), own_scale=False)
def outliers(request):
    far = Fraction(request.rubric.total)
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        middle = median(worth)
        kept = [one for one in worth if abs(one - middle) <= far] or worth
        totals[entrant.id] = sum(kept, Fraction(0)) / len(kept)
    return totals


def homeroom_scoring_methods():
    return [outliers]
