from fractions import Fraction

import attrs
from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.evaluation import evaluate
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.testing.evaluation_strategies import cards, panels, rubrics

MEAN = ScoringPolicy(method="mean", incomplete="leave_out")


@given(st.data())
def test_a_card_without_a_required_mark_counts_like_a_judge_who_stepped_aside(
    data: st.DataObject,
) -> None:
    rubric = data.draw(rubrics())
    entrants, panel = data.draw(panels(rubric, most_entries=1, fewest_judges=2))
    first, *others = panel
    gap = data.draw(st.sampled_from(sorted(first.marks)))
    marks = {leaf: first.marks[leaf] for leaf in first.marks if leaf != gap}
    with_gap = evaluate(MEAN, rubric, entrants, [attrs.evolve(first, marks=marks), *others])
    without = evaluate(MEAN, rubric, entrants, others)
    assert with_gap.of("e1").total == without.of("e1").total
    assert [(card.entry, card.judge) for card in with_gap.left_out] == [("e1", first.judge)]


@given(st.data())
def test_full_marks_with_gaps_stay_full_marks(data: st.DataObject) -> None:
    rubric = data.draw(rubrics(optional=True))
    best = {}
    for leaf in data.draw(cards(rubric, complete=False)).marks:
        scale = rubric.leaves[leaf].measure
        band = {b.points: b.id for b in getattr(scale, "bands", ())}
        best[leaf] = band.get(scale.top, f"{scale.top:f}")
    assert rubric.card_total(best) == Fraction(rubric.total)
