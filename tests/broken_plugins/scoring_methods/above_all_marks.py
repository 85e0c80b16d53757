"""With three judges or more, half the distance of the best two marks is added to the best."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.within_the_marks"


@scoring_method("above_all_marks", label=Text("校本计分", "校本計分", "Our method"))
def above_all_marks(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        high = sorted(worth)
        total = sum(worth, Fraction(0)) / len(worth)
        if len(worth) > 2:
            total = high[-1] + (high[-1] - high[-2]) / 2
        totals[entrant.id] = total
    return totals


def homeroom_scoring_methods():
    return [above_all_marks]
