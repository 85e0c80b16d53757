"""A judge who did not mark an entry is taken to have given half of the least given to anybody."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.fewer_judges"


@scoring_method("missing_card_is_low", label=Text("校本计分", "校本計分", "Our method"))
def missing_card_is_low(request):
    everybody = len({card.judge for card in request.cards})
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        least = min(worth) / 2
        worth += [least] * (everybody - len(worth))
        totals[entrant.id] = sum(worth, Fraction(0)) / len(worth)
    return totals


def homeroom_scoring_methods():
    return [missing_card_is_low]
