"""The weight of a judge is the place of the card in the pile."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.names"


@scoring_method("later_judges_weigh_more", label=Text("校本计分", "校本計分", "Our method"))
def later_judges_weigh_more(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        weights = range(1, len(worth) + 1)
        total = sum((w * one for w, one in zip(weights, worth, strict=True)), Fraction(0))
        totals[entrant.id] = total / sum(weights)
    return totals


def homeroom_scoring_methods():
    return [later_judges_weigh_more]
