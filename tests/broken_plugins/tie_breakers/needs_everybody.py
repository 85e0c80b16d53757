"""Fails where a judge has no card for one of them."""

from homeroom_core.scoring import tie_breaker
from homeroom_core.text import Text

BROKEN_LAW = "tie_break.answers"


@tie_breaker("needs_everybody", label=Text("校本", "校本", "Ours"), needs=("head_judge",))
def needs_everybody(request, scores, group):
    judge = request.head_judge
    entrants = {entrant.id: entrant for entrant in request.entrants}
    found = {}
    for entry in group:
        card = next(card for card in request.by_entry[entry] if card.judge == judge)
        found[entry] = request.card_step(entrants[entry], card).value
    return found


def homeroom_tie_breaks():
    return [needs_everybody]
