"""Tosses a coin."""

import random
from fractions import Fraction

from homeroom_core.scoring import tie_breaker
from homeroom_core.text import Text

BROKEN_LAW = "tie_break.same_again"


@tie_breaker("a_coin", label=Text("校本", "校本", "Ours"))
def a_coin(request, scores, group):
    return {entry: Fraction(random.randrange(2)) for entry in group}


def homeroom_tie_breaks():
    return [a_coin]
