"""The head judge, where there is one, counts twice; whole numbers of thirds in the trace."""

from homeroom_core.scoring import Score, scoring_method
from homeroom_core.text import Text
from homeroom_core.trace import made


@scoring_method("head_judge_counts_twice", label=Text("组长双票", "組長雙票", "Head judge twice"))
def head_judge_counts_twice(request):
    scores = {}
    for entrant in request.entrants:
        steps = [request.card_step(entrant, card) for card in request.by_entry[entrant.id]]
        weights = [2 if step.judge == request.head_judge else 1 for step in steps]
        trace = made("total", "weighted_mean", steps, weights=weights)
        scores[entrant.id] = Score(total=trace.value, trace=trace)
    return scores


def homeroom_scoring_methods():
    return [head_judge_counts_twice]
