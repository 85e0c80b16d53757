"""The best card counts, the worst breaks ties."""

from homeroom_core.scoring import scoring_method, tie_breaker
from homeroom_core.text import Text


def worth(request, entry):
    entrant = next(one for one in request.entrants if one.id == entry)
    return [request.card_step(entrant, card).value for card in request.by_entry[entry]]


@scoring_method("best_card", label=Text("取最高", "取最高", "Best card"))
def best_card(request):
    return {one.id: max(worth(request, one.id)) for one in request.entrants}


@tie_breaker("worst_card", label=Text("最低者高", "最低者高", "The better worst card"))
def worst_card(request, scores, group):
    return {entry: min(worth(request, entry)) for entry in group}


def homeroom_scoring_methods():
    return [best_card]


def homeroom_tie_breaks():
    return [worst_card]
