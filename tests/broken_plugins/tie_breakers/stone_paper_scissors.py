"""Each entry beats the one after it, and the last the first: places go by three."""

from fractions import Fraction

from homeroom_core.scoring import tie_breaker
from homeroom_core.text import Text

BROKEN_LAW = "tie_break.total_order"


@tie_breaker("stone_paper_scissors", label=Text("校本", "校本", "Ours"))
def stone_paper_scissors(request, scores, group):
    def kind(entry):
        best = max(request.card_step(entrants[entry], c).value for c in request.by_entry[entry])
        return int(best * 100) % 3

    entrants = {entrant.id: entrant for entrant in request.entrants}
    kinds = {entry: kind(entry) for entry in group}
    return {
        one: Fraction(sum((kinds[one] - kinds[other]) % 3 == 1 for other in group))
        - Fraction(sum((kinds[other] - kinds[one]) % 3 == 1 for other in group))
        for one in group
    }


def homeroom_tie_breaks():
    return [stone_paper_scissors]
