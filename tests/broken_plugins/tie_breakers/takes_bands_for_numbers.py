"""Reads the first criterion as a number, though a band may stand there."""

from fractions import Fraction

from homeroom_core.scoring import tie_breaker
from homeroom_core.text import Text

BROKEN_LAW = "tie_break.answers"


@tie_breaker("first_criterion", label=Text("校本", "校本", "Ours"))
def first_criterion(request, scores, group):
    first = next(iter(request.rubric.leaves))
    return {entry: max(_marks(request, entry, first), default=0) for entry in group}


def _marks(request, entry, leaf):
    return [Fraction(card.marks[leaf]) for card in request.by_entry[entry] if leaf in card.marks]


def homeroom_tie_breaks():
    return [first_criterion]
