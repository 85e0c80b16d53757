"""Every mean is rounded to two places, though no rule says so."""

from fractions import Fraction

from homeroom_core.exact import Rounding
from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.rounds_only_where_asked"


@scoring_method("rounds_each_mean", label=Text("校本计分", "校本計分", "Our method"))
def rounds_each_mean(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        mean = sum(worth, Fraction(0)) / len(worth)
        totals[entrant.id] = Fraction(Rounding(2)(mean))
    return totals


def homeroom_scoring_methods():
    return [rounds_each_mean]
