"""Compares the first two, whoever else is tied."""

from homeroom_core.scoring import tie_breaker
from homeroom_core.text import Text

BROKEN_LAW = "tie_break.answers"


@tie_breaker("two_only", label=Text("校本", "校本", "Ours"))
def two_only(request, scores, group):
    first, second, *_ = group
    return {first: scores[first].total, second: scores[second].total}


def homeroom_tie_breaks():
    return [two_only]
