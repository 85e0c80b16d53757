"""Takes the head judge's card, and does not say that it needs one."""

from homeroom_core.scoring import tie_breaker
from homeroom_core.text import Text

BROKEN_LAW = "tie_break.answers"


@tie_breaker("presiding", label=Text("校本", "校本", "Ours"))
def presiding(request, scores, group):
    entrants = {one.id: one for one in request.entrants}
    cards = {(card.entry, card.judge): card for card in request.cards}
    wanted = [(entry, request.head_judge) for entry in group]
    return {
        entry: request.card_step(entrants[entry], cards[entry, judge]).value
        for entry, judge in wanted
        if judge.strip() and (entry, judge) in cards
    } or dict.fromkeys(group, 0)


def homeroom_tie_breaks():
    return [presiding]
