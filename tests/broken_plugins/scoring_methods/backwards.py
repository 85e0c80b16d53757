"""The lower the marks, the better."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.best_beats_worst"


@scoring_method("backwards", label=Text("校本计分", "校本計分", "Our method"))
def backwards(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        total = Fraction(request.rubric.total)
        totals[entrant.id] = total - sum(worth, Fraction(0)) / len(worth)
    return totals


def homeroom_scoring_methods():
    return [backwards]
