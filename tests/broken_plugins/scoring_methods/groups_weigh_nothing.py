"""Adds the leaves up by what they weigh; what their groups weigh is forgotten."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.agreed_card"


@scoring_method("groups_weigh_nothing", label=Text("校本计分", "校本計分", "Our method"))
def groups_weigh_nothing(request):
    totals = {}
    for entrant in request.entrants:
        total = full = Fraction(0)
        for leaf, marks in request.points_of(entrant.id).items():
            if marks:
                criterion = request.rubric.leaves[leaf]
                factor = criterion.weight * Fraction(entrant.factors.get(leaf, 1))
                total += factor * Fraction(sum(marks.values())) / len(marks)
                full += criterion.weight * Fraction(criterion.maximum)
        totals[entrant.id] = total / full * Fraction(request.rubric.total)
    return totals


def homeroom_scoring_methods():
    return [groups_weigh_nothing]
