"""What marks are worth goes up a little every year."""

from datetime import date
from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.same_again"


@scoring_method("by_the_year", label=Text("校本计分", "校本計分", "Our method"))
def by_the_year(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        share = Fraction(date.today().toordinal(), 10**6)
        totals[entrant.id] = sum(worth, Fraction(0)) / len(worth) * (1 - share / 10**6)
    return totals


def homeroom_scoring_methods():
    return [by_the_year]
