import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from homeroom_core.sheets.evaluation import evaluate_sheet
from homeroom_core.testing.sheet_strategies import COMPUTED, composites, sheet_inputs


@given(st.data())
def test_full_points_instead_of_one_answer_raise_the_total_or_leave_it(
    data: st.DataObject,
) -> None:
    composite = data.draw(composites())
    inputs = data.draw(sheet_inputs(composite=composite))
    assume(inputs.answers)
    chosen = data.draw(st.integers(0, len(inputs.answers) - 1))
    one = inputs.answers[chosen]
    best = attrs.evolve(one, points=composite.part(one.part).out_of)
    raised = (*inputs.answers[:chosen], best, *inputs.answers[chosen + 1 :])
    before = evaluate_sheet(composite, inputs, criteria=[COMPUTED])
    after = evaluate_sheet(composite, attrs.evolve(inputs, answers=raised), criteria=[COMPUTED])
    assert after.total >= before.total
    if one.source == "self":
        assert after.total == before.total
