from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.evaluation import evaluate
from homeroom_core.scoring_methods import LEVELS
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.testing.evaluation_strategies import panels, rubrics


@pytest.mark.parametrize("level", LEVELS)
@given(data=st.data())
def test_where_nothing_is_trimmed_or_rounded_the_criteria_make_up_the_total_exactly(
    level: str, data: st.DataObject
) -> None:
    rubric = data.draw(rubrics())
    policy = ScoringPolicy(method="mean", parameters={"level": level})
    entrants, cards = data.draw(panels(rubric))
    for standing in evaluate(policy, rubric, entrants, cards).standings:
        assert standing.total == sum(
            (c.weight * standing.criteria[c.id] for c in rubric.criteria), Fraction(0)
        )
        for group in rubric.walk():
            if group.children:
                parts = (c.weight * standing.criteria[c.id] for c in group.children)
                assert standing.criteria[group.id] == sum(parts, Fraction(0))


@given(st.data())
def test_by_either_level_it_is_the_same_whole(data: st.DataObject) -> None:
    rubric = data.draw(rubrics())
    entrants, cards = data.draw(panels(rubric))
    first, second = (
        evaluate(
            ScoringPolicy(method="mean", parameters={"level": level}), rubric, entrants, cards
        ).standings
        for level in LEVELS
    )
    assert [attrs.evolve(s, trace=first[0].trace) for s in first] == [
        attrs.evolve(s, trace=first[0].trace) for s in second
    ]
