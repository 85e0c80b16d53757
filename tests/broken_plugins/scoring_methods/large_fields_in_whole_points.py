"""Where there are more than twenty entries, everybody gets whole points."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.own_cards"


@scoring_method("whole_points", label=Text("校本计分", "校本計分", "Our method"))
def whole_points(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        mean = sum(worth, Fraction(0)) / len(worth)
        totals[entrant.id] = Fraction(round(mean)) if len(request.entrants) > 20 else mean
    return totals


def homeroom_scoring_methods():
    return [whole_points]
