from random import Random
from typing import TypeVar

import attrs
from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.sheets.evaluation import evaluate_sheet
from homeroom_core.sheets.inputs import SheetInputs
from homeroom_core.testing.sheet_strategies import COMPUTED, composites, sheet_inputs

T = TypeVar("T")


def mixed(items: tuple[T, ...], random: Random) -> tuple[T, ...]:
    found = list(items)
    random.shuffle(found)
    return tuple(found)


def shuffled(inputs: SheetInputs, random: Random) -> SheetInputs:
    """The same inputs, every list of them in another order."""
    kept = [attrs.evolve(one, entries=mixed(one.entries, random)) for one in inputs.ledgers]
    claimed = [attrs.evolve(one, claims=mixed(one.claims, random)) for one in inputs.merits]
    return SheetInputs(
        cards=mixed(inputs.cards, random),
        ledgers=mixed(tuple(kept), random),
        merits=mixed(tuple(claimed), random),
        answers=mixed(inputs.answers, random),
        facts=mixed(inputs.facts, random),
        off=inputs.off,
    )


@given(st.data(), st.randoms(use_true_random=False))
def test_a_result_is_the_same_in_whatever_order_it_was_filled_in(
    data: st.DataObject, random: Random
) -> None:
    composite = data.draw(composites())
    inputs = data.draw(sheet_inputs(composite=composite))
    first = evaluate_sheet(composite, inputs, criteria=[COMPUTED])
    again = evaluate_sheet(composite, shuffled(inputs, random), criteria=[COMPUTED])
    assert first.differences(again) == ()
    assert first == again
