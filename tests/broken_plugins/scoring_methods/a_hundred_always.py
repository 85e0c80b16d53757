"""Takes every rubric to be out of 100."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.full_marks"


@scoring_method("a_hundred_always", label=Text("校本计分", "校本計分", "Our method"))
def a_hundred_always(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        mean = sum(worth, Fraction(0)) / len(worth)
        totals[entrant.id] = min(Fraction(100), mean + 5)
    return totals


def homeroom_scoring_methods():
    return [a_hundred_always]
