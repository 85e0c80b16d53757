from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.codec import decode, encode, from_json, to_json
from homeroom_core.sheets.evaluation import evaluate_sheet
from homeroom_core.testing.sheet_strategies import COMPUTED, composites, sheet_inputs
from homeroom_core.text import LANGUAGES
from homeroom_core.trace import explain, recomputed

T = TypeVar("T")


def stored(value: T) -> T:
    """What comes back after it was written as JSON text and read again."""
    return from_json(type(value), decode(encode(to_json(value))))


@given(st.data())
def test_what_was_stored_gives_the_stored_result_again(data: st.DataObject) -> None:
    composite = data.draw(composites())
    inputs = data.draw(sheet_inputs(composite=composite))
    result = evaluate_sheet(composite, inputs, criteria=[COMPUTED])
    kept = stored(result)
    again = evaluate_sheet(stored(composite), stored(inputs), criteria=[COMPUTED])
    assert (kept, again) == (result, result)
    assert kept.differences(again) == ()


@given(st.data())
def test_a_trace_makes_its_total_again_and_reads_in_every_language(data: st.DataObject) -> None:
    composite = data.draw(composites())
    inputs = data.draw(sheet_inputs(composite=composite))
    result = evaluate_sheet(composite, inputs, criteria=[COMPUTED])
    assert recomputed(result.trace) == result.trace.value == result.total
    lines = list(explain(result.trace))
    assert all(line.read(language).strip() for line in lines for language in LANGUAGES)
