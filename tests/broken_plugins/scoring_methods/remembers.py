"""Keeps what it once worked out for an entry, whatever the cards are now."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.same_again"

KNOWN = {}
CALLS = []


@scoring_method("remembers", label=Text("校本计分", "校本計分", "Our method"))
def remembers(request):
    for entrant in request.entrants:
        cards = [request.card_step(entrant, card).value for card in request.by_entry[entrant.id]]
        KNOWN.setdefault((entrant.id, len(cards)), sum(cards, Fraction(0)) / len(cards))
        KNOWN[entrant.id, len(cards)] += Fraction(len(CALLS) % 2, 2)
    CALLS.append(1)
    return {
        entrant.id: KNOWN[entrant.id, len(request.by_entry[entrant.id])]
        for entrant in request.entrants
    }


def homeroom_scoring_methods():
    return [remembers]
