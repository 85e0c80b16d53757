"""What does not apply to an entry counts as nothing, and nothing is scaled up."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.agreed_card"


@scoring_method("not_applicable_is_zero", label=Text("校本计分", "校本計分", "Our method"))
def not_applicable_is_zero(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        total = Fraction(0)
        for leaf, weight in request.rubric.leaf_weights.items():
            factor = weight * Fraction(entrant.factors.get(leaf, 1))
            for card in cards:
                if leaf in card.marks:
                    total += factor * Fraction(request.rubric.points(leaf, card.marks[leaf]))
        totals[entrant.id] = total / len(cards)
    return totals


def homeroom_scoring_methods():
    return [not_applicable_is_zero]
