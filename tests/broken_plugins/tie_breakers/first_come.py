"""Whoever is handed in first wins."""

from fractions import Fraction

from homeroom_core.scoring import tie_breaker
from homeroom_core.text import Text

BROKEN_LAW = "tie_break.order_of_the_tied"


@tie_breaker("first_come", label=Text("校本", "校本", "Ours"))
def first_come(request, scores, group):
    return {entry: Fraction(-place) for place, entry in enumerate(group)}


def homeroom_tie_breaks():
    return [first_come]
