"""The leaves of an explanation add up to its total exactly, whatever a policy does on the way."""

from hypothesis import given, settings
from hypothesis import strategies as st

from homeroom_core.errors import PanelTooSmallError
from homeroom_core.evaluation import evaluate
from homeroom_core.explanation import Explanation, recomputed
from homeroom_core.score_explanation import explained_step
from homeroom_core.testing.evaluation_strategies import panels, rubrics, scoring_policies


def leaves(node: Explanation) -> list[Explanation]:
    if not node.parts:
        return [node]
    return [leaf for part in node.parts for leaf in leaves(part)]


@given(data=st.data())
@settings(max_examples=40)
def test_explanations_add_up_to_the_total(data: st.DataObject) -> None:
    rubric = data.draw(rubrics())
    policy = data.draw(scoring_policies(rubric=rubric))
    entrants, cards = data.draw(panels(rubric))
    try:
        result = evaluate(policy, rubric, entrants, cards)
    except PanelTooSmallError:
        return
    marks = {(card.entry, card.judge): card.marks for card in cards}
    for standing in result.standings:
        told = explained_step(standing.trace, rubric.by_id, "sheet-{}".format)
        assert recomputed(told) == told.number == standing.total
        for node in told.walk():
            assert node.made is None or recomputed(node) == node.number
        for leaf in leaves(told):
            given_marks = marks[standing.entry, str(leaf.who)]
            assert any(
                rubric.points(criterion, written) == leaf.number
                for criterion, written in given_marks.items()
            )
