"""Notes the winner among the parameters."""

from homeroom_core.scoring import tie_breaker
from homeroom_core.text import Text

BROKEN_LAW = "tie_break.changes_nothing"


@tie_breaker("marks_a_winner", label=Text("校本", "校本", "Ours"))
def marks_a_winner(request, scores, group):
    request.parameters["winner"] = max(group, key=lambda entry: scores[entry].total)
    return {entry: scores[entry].total for entry in group}


def homeroom_tie_breaks():
    return [marks_a_winner]
