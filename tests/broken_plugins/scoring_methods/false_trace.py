"""The trace is that of the mean, the total is not."""

from homeroom_core.scoring import Score, scoring_method
from homeroom_core.text import Text
from homeroom_core.trace import made

BROKEN_LAW = "scoring.trace"


@scoring_method("false_trace", label=Text("校本计分", "校本計分", "Our method"))
def false_trace(request):
    scores = {}
    for entrant in request.entrants:
        steps = [request.card_step(entrant, card) for card in request.by_entry[entrant.id]]
        trace = made("total", "mean", steps)
        middle = sorted(step.value for step in steps)[len(steps) // 2]
        scores[entrant.id] = Score(total=middle, trace=trace)
    return scores


def homeroom_scoring_methods():
    return [false_trace]
