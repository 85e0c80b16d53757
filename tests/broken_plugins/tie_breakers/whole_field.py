"""Answers for the whole field."""

from homeroom_core.scoring import tie_breaker
from homeroom_core.text import Text

BROKEN_LAW = "tie_break.answers"


@tie_breaker("whole_field", label=Text("校本", "校本", "Ours"))
def whole_field(request, scores, group):
    return {entry: score.total for entry, score in scores.items()}


def homeroom_tie_breaks():
    return [whole_field]
