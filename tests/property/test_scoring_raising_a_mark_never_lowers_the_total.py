import attrs
from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.evaluation import evaluate
from homeroom_core.testing.evaluation_strategies import (
    marks_on,
    panels,
    rubrics,
    scoring_policies,
)


@given(st.data())
def test_raising_a_mark_never_lowers_the_total_of_that_entry(data: st.DataObject) -> None:
    rubric = data.draw(rubrics())
    policy = data.draw(scoring_policies(rubric=rubric))
    entrants, cards = data.draw(panels(rubric, most_entries=2))
    number = data.draw(st.integers(0, len(cards) - 1))
    card = cards[number]
    leaf = data.draw(st.sampled_from(sorted(card.marks)))
    two = [card.marks[leaf], data.draw(marks_on(rubric.leaves[leaf].measure))]
    low, high = sorted(two, key=lambda written: rubric.points(leaf, written))
    totals = []
    for written in (low, high):
        changed = attrs.evolve(card, marks={**card.marks, leaf: written})
        panel = [*cards[:number], changed, *cards[number + 1 :]]
        totals.append(evaluate(policy, rubric, entrants, panel).of(card.entry).total)
    assert totals == sorted(totals)
