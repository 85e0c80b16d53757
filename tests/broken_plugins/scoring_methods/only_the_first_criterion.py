"""Looks at the first criterion only."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.every_criterion"


@scoring_method("only_the_first_criterion", label=Text("校本计分", "校本計分", "Our method"))
def only_the_first_criterion(request):
    totals = {}
    first = next(iter(request.rubric.leaves))
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        marks = [
            Fraction(request.rubric.points(first, c.marks[first]))
            for c in cards
            if first in c.marks
        ]
        totals[entrant.id] = sum(marks, Fraction(0)) / max(1, len(marks))
    return totals


def homeroom_scoring_methods():
    return [only_the_first_criterion]
