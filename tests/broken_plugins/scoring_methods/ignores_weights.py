"""Adds up the criteria as they are, whatever they weigh."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.agreed_card"


@scoring_method("ignores_weights", label=Text("校本计分", "校本計分", "Our method"))
def ignores_weights(request):
    totals = {}
    for entrant in request.entrants:
        total = Fraction(0)
        for leaf, marks in request.points_of(entrant.id).items():
            if marks:
                factor = Fraction(entrant.factors.get(leaf, 1))
                total += factor * Fraction(sum(marks.values())) / len(marks)
        totals[entrant.id] = total
    return totals


def homeroom_scoring_methods():
    return [ignores_weights]
