"""Shown as a percentage, whatever the rubric is out of."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text


@scoring_method("percent", label=Text("百分比", "百分比", "Percent"))
def percent(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        mean = sum(worth, Fraction(0)) / len(worth)
        totals[entrant.id] = mean * 100 / Fraction(request.rubric.total)
    return totals


def homeroom_scoring_methods():
    return [percent]
