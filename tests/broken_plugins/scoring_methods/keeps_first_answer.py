"""Works out an entry once and answers the same ever after."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text

BROKEN_LAW = "scoring.best_beats_worst"

KNOWN = {"e2": Fraction(1), "e1": Fraction(0)}


@scoring_method("keeps_first_answer", label=Text("校本计分", "校本計分", "Our method"))
def keeps_first_answer(request):
    for entrant in request.entrants:
        cards = [request.card_step(entrant, card).value for card in request.by_entry[entrant.id]]
        KNOWN.setdefault(entrant.id, sum(cards, Fraction(0)) / len(cards))
    return {entrant.id: KNOWN[entrant.id] for entrant in request.entrants}


def homeroom_scoring_methods():
    return [keeps_first_answer]
