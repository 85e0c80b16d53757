"""Adds up the judges: an entry with fewer judges falls behind."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.missing_judge"


@scoring_method("plain_sum", label=Text("校本计分", "校本計分", "Our method"))
def plain_sum(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        totals[entrant.id] = sum(worth, Fraction(0))
    return totals


def homeroom_scoring_methods():
    return [plain_sum]
