"""Divides by one judge less, as if for a sample."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.full_marks"


@scoring_method("one_judge_less", label=Text("校本计分", "校本計分", "Our method"))
def one_judge_less(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        totals[entrant.id] = sum(worth, Fraction(0)) / max(1, len(worth) - 1)
    return totals


def homeroom_scoring_methods():
    return [one_judge_less]
