"""A card of full points that nobody else gave counts a point less."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.higher_mark"


@scoring_method("suspicious", label=Text("校本计分", "校本計分", "Our method"))
def suspicious(request):
    totals, full = {}, Fraction(request.rubric.total)
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        alone = worth.count(full) == 1 < len(worth)
        totals[entrant.id] = (sum(worth, Fraction(0)) - alone) / len(worth)
    return totals


def homeroom_scoring_methods():
    return [suspicious]
