"""Above 90 % every further point costs one."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.higher_mark"


@scoring_method("modest_above_ninety", label=Text("校本计分", "校本計分", "Our method"))
def modest_above_ninety(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        mean = sum(worth, Fraction(0)) / len(worth)
        top = Fraction(request.rubric.total) * Fraction(9, 10)
        totals[entrant.id] = mean if mean <= top else 2 * top - mean
    return totals


def homeroom_scoring_methods():
    return [modest_above_ninety]
