"""Ties go to whoever the judges agree on: the smaller distance of the outermost cards."""

from homeroom_core.scoring import tie_breaker
from homeroom_core.text import Text


@tie_breaker("smaller_spread", label=Text("分歧小者", "分歧小者", "The smaller spread"))
def smaller_spread(request, scores, group):
    entrants = {entrant.id: entrant for entrant in request.entrants}
    found = {}
    for entry in group:
        cards = request.by_entry[entry]
        worth = [request.card_step(entrants[entry], card).value for card in cards]
        found[entry] = min(worth) - max(worth)
    return found


@tie_breaker("own_lots", label=Text("抽签", "抽籤", "Lots"), needs=("seed",))
def own_lots(request, scores, group):
    return {entry: sum(map(ord, request.seed + entry)) % 97 for entry in group}


def homeroom_tie_breaks():
    return [smaller_spread, own_lots]
