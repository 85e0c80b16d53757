"""A local plugin: springboard diving, scored dive by dive and round by round. Nothing is installed;
the office is given this file.
"""

from fractions import Fraction

from homeroom_core.scoring import Score, ScoringRequest, scoring_method
from homeroom_core.scoring_methods import trimmed
from homeroom_core.text import Text
from homeroom_core.trace import made

SHARE = Fraction(6, 10)


@scoring_method("diving", label=Text("跳水", "跳水", "Diving"))
def diving(request: ScoringRequest) -> dict[str, Score]:
    """Per dive: the highest and the lowest mark are dropped, the rest times 0.6 and difficulty."""
    scores = {}
    for entrant in request.entrants:
        rounds, points = [], {}
        for criterion in request.rubric.criteria:
            dives = []
            for dive in criterion.children:
                marks = [request.mark_step(c, dive.id) for c in request.by_entry[entrant.id]]
                kept, dropped = trimmed(marks, drop_high=1, drop_low=1)
                middle = made("criterion", "sum", kept, dropped=dropped, criterion=dive.id)
                shared = made("criterion", "times", [middle], factor=SHARE, criterion=dive.id)
                dives.append(request.weighed(entrant, shared, dive.id))
                points[dive.id] = dives[-1].value
            rounds.append(made("criterion", "sum", dives, criterion=criterion.id))
            points[criterion.id] = rounds[-1].value
        total = made("total", "sum", rounds)
        scores[entrant.id] = Score(total=total.value, trace=total, criteria=points)
    return scores


def homeroom_scoring_methods() -> list[object]:
    return [diving]
