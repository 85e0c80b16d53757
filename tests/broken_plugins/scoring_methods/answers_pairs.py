"""Answers with a list of pairs instead of a mapping."""

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.answers"


@scoring_method("answers_pairs", label=Text("校本计分", "校本計分", "Our method"))
def answers_pairs(request):
    return [
        (
            entrant.id,
            sum(request.card_step(entrant, card).value for card in request.by_entry[entrant.id]),
        )
        for entrant in request.entrants
    ]


def homeroom_scoring_methods():
    return [answers_pairs]
