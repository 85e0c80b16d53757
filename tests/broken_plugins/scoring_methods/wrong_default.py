"""The default of a parameter is none of its choices."""

from homeroom_core.parameters import Parameter
from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.settings"

WHICH = Parameter(
    name="which",
    kind="choice",
    default="highest",
    choices=("best", "worst"),
    label=Text("取哪一张", "取哪一張", "which card"),
)


@scoring_method(
    "wrong_default", label=Text("校本计分", "校本計分", "Our method"), parameters=(WHICH,)
)
def wrong_default(request):
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        worth = [request.card_step(entrant, card).value for card in cards]
        pick = {"best": max, "worst": min}.get(request.parameters["which"], max)
        totals[entrant.id] = pick(worth)
    return totals


def homeroom_scoring_methods():
    return [wrong_default]
