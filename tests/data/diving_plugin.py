"""A local plugin: springboard diving, scored dive by dive. Nothing is installed; the office is
given this file.
"""

from fractions import Fraction

from homeroom_core.scoring import ScoringRequest, scoring_method
from homeroom_core.text import Text


@scoring_method("diving", label=Text("跳水", "跳水", "Diving"))
def diving(request: ScoringRequest) -> dict[str, Fraction]:
    """Per dive: the highest and the lowest mark are dropped, the rest times 0.6 and difficulty."""
    totals = {}
    for entrant in request.entrants:
        total = Fraction(0)
        for dive, marks in request.points_of(entrant.id).items():
            middle = sorted(map(Fraction, marks.values()))[1:-1]
            total += sum(middle) * Fraction(6, 10) * Fraction(entrant.factors[dive])
        totals[entrant.id] = total
    return totals


def homeroom_scoring_methods() -> list[object]:
    return [diving]
