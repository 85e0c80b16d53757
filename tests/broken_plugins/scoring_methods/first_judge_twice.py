"""The judge whose id comes first counts twice."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.names"


@scoring_method("first_judge_twice", label=Text("校本计分", "校本計分", "Our method"))
def first_judge_twice(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        if len(worth) > 1:
            worth.insert(0, worth[0])
        totals[entrant.id] = sum(worth, Fraction(0)) / len(worth)
    return totals


def homeroom_scoring_methods():
    return [first_judge_twice]
