"""Asks every card for every criterion, marked or not."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.answers"


@scoring_method("fails_on_gaps", label=Text("校本计分", "校本計分", "Our method"))
def fails_on_gaps(request):
    totals = {}
    for entrant in request.entrants:
        total = Fraction(0)
        cards = request.by_entry[entrant.id]
        for leaf, weight in request.rubric.leaf_weights.items():
            marks = [Fraction(request.rubric.points(leaf, card.marks[leaf])) for card in cards]
            total += weight * sum(marks, Fraction(0)) / len(cards)
        totals[entrant.id] = total
    return totals


def homeroom_scoring_methods():
    return [fails_on_gaps]
