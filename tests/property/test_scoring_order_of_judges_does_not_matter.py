from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.evaluation import evaluate
from homeroom_core.testing.evaluation_strategies import panels, rubrics, scoring_policies


@given(st.data())
def test_order_of_cards_and_entrants_does_not_matter(data: st.DataObject) -> None:
    rubric = data.draw(rubrics(optional=True))
    policy = data.draw(scoring_policies(rubric=rubric))
    entrants, cards = data.draw(panels(rubric, complete=False))
    shuffled = data.draw(st.permutations(cards))
    again = evaluate(policy, rubric, tuple(reversed(entrants)), shuffled)
    assert evaluate(policy, rubric, entrants, cards) == again


@given(st.data())
def test_renaming_judges_does_not_change_a_total(data: st.DataObject) -> None:
    rubric = data.draw(rubrics())
    policy = data.draw(scoring_policies(rubric=rubric).filter(lambda p: p.method != "weighted"))
    entrants, cards = data.draw(panels(rubric))
    names = data.draw(st.permutations(sorted({card.judge for card in cards})))
    new = dict(zip(sorted(names), names, strict=True))
    renamed = [type(c)(entry=c.entry, judge=new[c.judge], marks=c.marks) for c in cards]
    before = evaluate(policy, rubric, entrants, cards).standings
    after = evaluate(policy, rubric, entrants, renamed).standings
    assert [(s.entry, s.rank, s.total) for s in after] == [
        (s.entry, s.rank, s.total) for s in before
    ]
