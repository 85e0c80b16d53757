"""Answers with floats."""

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.answers"


@scoring_method("answers_floats", label=Text("校本计分", "校本計分", "Our method"))
def answers_floats(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        totals[entrant.id] = float(sum(worth)) / len(worth)
    return totals


def homeroom_scoring_methods():
    return [answers_floats]
