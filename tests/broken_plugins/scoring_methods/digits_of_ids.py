"""Takes the number in the id of an entry for its place in the programme, and gives a bonus."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.names"


@scoring_method("digits_of_ids", label=Text("校本计分", "校本計分", "Our method"))
def digits_of_ids(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        digits = [c for c in entrant.id if c.isdigit()]
        bonus = Fraction(int("".join(digits) or "0") % 3, 10)
        totals[entrant.id] = sum(worth, Fraction(0)) / len(worth) * (1 - bonus / 100)
    return totals


def homeroom_scoring_methods():
    return [digits_of_ids]
