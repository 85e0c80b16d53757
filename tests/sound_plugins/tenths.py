"""The mean, rounded to one place as the rule-book has it: low marks may be rounded to nothing."""

from homeroom_core.exact import Rounding
from homeroom_core.scoring import Score, scoring_method
from homeroom_core.text import Text
from homeroom_core.trace import made


@scoring_method("tenths", label=Text("一位小数", "一位小數", "Tenths"))
def tenths(request):
    scores = {}
    for entrant in request.entrants:
        cards = [request.card_step(entrant, card) for card in request.by_entry[entrant.id]]
        mean = made("panel", "mean", cards)
        total = made("total", "round", [mean], rounding=Rounding(1, "half_even"))
        scores[entrant.id] = Score(total=total.value, trace=total)
    return scores


def homeroom_scoring_methods():
    return [tenths]
