"""Parts whoever has the same cards, by the lengths of their names."""

from fractions import Fraction

from homeroom_core.scoring import tie_breaker
from homeroom_core.text import Text

BROKEN_LAW = "tie_break.equal_cards"


@tie_breaker("parts_twins", label=Text("校本", "校本", "Ours"))
def parts_twins(request, scores, group):
    return {entry: Fraction(len(entry)) for entry in group}


def homeroom_tie_breaks():
    return [parts_twins]
