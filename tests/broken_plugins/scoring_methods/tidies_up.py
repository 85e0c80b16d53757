"""Throws the lowest mark off the cards themselves."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.changes_nothing"


@scoring_method("tidies_up", label=Text("校本计分", "校本計分", "Our method"))
def tidies_up(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = sorted(request.card_step(entrant, card).value for card in cards)
        totals[entrant.id] = sum(worth, Fraction(0)) / len(worth)
        if len(cards) > 2:
            for card in cards:
                card.marks.pop("extra", None)
    return totals


def homeroom_scoring_methods():
    return [tidies_up]
