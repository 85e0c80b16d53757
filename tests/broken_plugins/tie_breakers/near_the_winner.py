"""Nearer to the mean of the whole field is better."""

from fractions import Fraction

from homeroom_core.scoring import tie_breaker
from homeroom_core.text import Text

BROKEN_LAW = "tie_break.only_the_tied"


@tie_breaker("near_the_winner", label=Text("校本", "校本", "Ours"))
def near_the_winner(request, scores, group):
    mean = sum((score.total for score in scores.values()), Fraction(0)) / len(scores)
    return {entry: -abs(scores[entry].total - mean) for entry in group}


def homeroom_tie_breaks():
    return [near_the_winner]
