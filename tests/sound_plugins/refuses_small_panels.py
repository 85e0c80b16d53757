"""Refuses panels of fewer than seven, in homeroom's own words."""

from fractions import Fraction

from homeroom_core.errors import PanelTooSmallError
from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text


@scoring_method("refuses_small_panels", label=Text("七人", "七人", "Seven judges"))
def refuses_small_panels(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        if len(cards) < 7:
            raise PanelTooSmallError(len(cards), 7)
        worth = [request.card_step(entrant, card).value for card in cards]
        totals[entrant.id] = sum(worth, Fraction(0)) / len(worth)
    return totals


def homeroom_scoring_methods():
    return [refuses_small_panels]
