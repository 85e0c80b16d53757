import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from homeroom_core.sheets.answer import Answer
from homeroom_core.sheets.evaluation import evaluate_sheet, refuse_inputs
from homeroom_core.sheets.inputs import SheetInputs
from homeroom_core.sheets.parts import Part, Source
from homeroom_core.testing.sheet_strategies import COMPUTED, composites, sheet_inputs


def without(inputs: SheetInputs, part: str, source: str | None = None) -> SheetInputs:
    """The inputs without what was handed in for a part, or by one of its sources."""

    def stays(one: object) -> bool:
        here = getattr(one, "part", None) == part
        return not (here and source in (None, getattr(one, "source", None)))

    return attrs.evolve(
        inputs,
        cards=tuple(one for one in inputs.cards if stays(one)),
        ledgers=tuple(one for one in inputs.ledgers if stays(one)),
        merits=tuple(one for one in inputs.merits if stays(one)),
        answers=tuple(one for one in inputs.answers if stays(one)),
    )


@given(st.data())
def test_a_part_that_is_missing_is_refused_awaited_or_left_out(data: st.DataObject) -> None:
    composite = data.draw(composites())
    inputs = data.draw(sheet_inputs(composite=composite))
    leaves = [part for part in composite.walk() if part.is_leaf and not part.computed]
    assume(leaves)
    part = data.draw(st.sampled_from(leaves))
    fewer = without(inputs, part.id)
    refusals = refuse_inputs(composite, fewer, criteria=[COMPUTED])
    assert refusals or part.id not in evaluate_sheet(composite, fewer, criteria=[COMPUTED]).parts
    if part.when_missing != "leave_out":
        assert refusals


def full(part: Part, source: Source) -> tuple[Answer, ...]:
    """Full points for a part from as many as the source needs."""
    names = [f"{source.id}-{number}" for number in range(source.minimum_answers)]
    return tuple(
        Answer(part=part.id, points=part.out_of, source=source.id, by=name) for name in names
    )


@given(st.data())
def test_a_source_that_is_left_out_takes_nothing_from_the_others(data: st.DataObject) -> None:
    composite = data.draw(composites())
    judged = [part for part in composite.walk() if part.sources]
    assume(judged)
    part = data.draw(st.sampled_from(judged))
    others = without(data.draw(sheet_inputs(composite=composite)), part.id)
    best = tuple(answer for source in composite.sources for answer in full(part, source))
    whole = attrs.evolve(others, answers=(*others.answers, *best))
    fewer = without(whole, part.id, "s0")
    total = evaluate_sheet(composite, whole, criteria=[COMPUTED]).total
    if refuse_inputs(composite, fewer, criteria=[COMPUTED]):
        assert composite.sources[0].when_missing != "leave_out"
    else:
        assert composite.sources[0].when_missing == "leave_out"
        assert evaluate_sheet(composite, fewer, criteria=[COMPUTED]).total == total


@given(st.data())
def test_an_unknown_fact_makes_no_points(data: st.DataObject) -> None:
    composite = data.draw(composites())
    computed = [part for part in composite.walk() if part.computed]
    assume(computed)
    inputs = attrs.evolve(data.draw(sheet_inputs(composite=composite)), facts=())
    refusals = refuse_inputs(composite, inputs, criteria=[COMPUTED])
    if not refusals:
        result = evaluate_sheet(composite, inputs, criteria=[COMPUTED])
        assert result.parts.keys().isdisjoint(part.id for part in computed)
    else:
        codes = {refusal.code for refusal in refusals}
        assert codes <= {"computed.missing_facts", "part.waiting", "composite.none_left"}
