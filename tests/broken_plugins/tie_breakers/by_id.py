"""The id that comes first in the alphabet wins."""

from fractions import Fraction

from homeroom_core.scoring import tie_breaker
from homeroom_core.text import Text

BROKEN_LAW = "tie_break.names"


@tie_breaker("by_id", label=Text("校本", "校本", "Ours"))
def by_id(request, scores, group):
    return {entry: Fraction(-place) for place, entry in enumerate(sorted(group))}


def homeroom_tie_breaks():
    return [by_id]
