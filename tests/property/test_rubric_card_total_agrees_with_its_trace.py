from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.codec import from_json, to_json
from homeroom_core.rubric import Rubric
from homeroom_core.rubric_data import rubric_from
from homeroom_core.scoring import Entrant, ScoringRequest
from homeroom_core.testing.evaluation_strategies import cards, rubrics


@given(st.data())
def test_the_quick_sum_and_the_step_by_step_sum_agree(data: st.DataObject) -> None:
    rubric = data.draw(rubrics(depth=3, optional=True))
    card = data.draw(cards(rubric, complete=data.draw(st.booleans())))
    entrant = Entrant(id=card.entry)
    request = ScoringRequest(rubric=rubric, entrants=(entrant,), cards=(card,))
    assert rubric.card_total(card.marks) == request.card_step(entrant, card).value


@given(rubrics(depth=3, optional=True))
def test_a_rubric_survives_storage_and_its_own_file_format(rubric: Rubric) -> None:
    stored = to_json(rubric)
    assert from_json(Rubric, stored) == rubric
    assert rubric_from(stored, "stored").text_digest == rubric.text_digest
