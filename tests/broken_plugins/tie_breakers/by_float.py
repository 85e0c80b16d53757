"""Means are compared as floats."""

from homeroom_core.scoring import tie_breaker
from homeroom_core.text import Text

BROKEN_LAW = "tie_break.answers"


@tie_breaker("by_float", label=Text("校本", "校本", "Ours"))
def by_float(request, scores, group):
    return {entry: float(scores[entry].total) for entry in group}


def homeroom_tie_breaks():
    return [by_float]
