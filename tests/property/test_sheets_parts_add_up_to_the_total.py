from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.exact import exact_sum
from homeroom_core.sheets.evaluation import evaluate_sheet
from homeroom_core.sheets.inputs import MarkedCard, SheetInputs
from homeroom_core.sheets.result import SheetResult
from homeroom_core.testing.evaluation_strategies import cards, rubrics
from homeroom_core.testing.sheet_strategies import (
    COMPUTED,
    claimed_merits,
    composites,
    kept_ledgers,
    ledgers,
    merit_sheets,
    sheet_inputs,
)


def adds_up(result: SheetResult) -> bool:
    return exact_sum(result.parts.values()) - result.taken == result.total


@given(st.data())
def test_items_of_a_ledger_less_what_the_whole_lost_are_its_total(data: st.DataObject) -> None:
    ledger = data.draw(ledgers())
    kept = data.draw(kept_ledgers(ledger=ledger))
    assert adds_up(evaluate_sheet(ledger, SheetInputs(ledgers=(kept,))))


@given(st.data())
def test_items_of_a_merit_sheet_less_what_is_above_its_cap_are_its_total(
    data: st.DataObject,
) -> None:
    sheet = data.draw(merit_sheets())
    claimed = data.draw(claimed_merits(sheet=sheet))
    assert adds_up(evaluate_sheet(sheet, SheetInputs(merits=(claimed,))))


@given(st.data())
def test_parts_of_a_composite_are_its_total(data: st.DataObject) -> None:
    composite = data.draw(composites())
    inputs = data.draw(sheet_inputs(composite=composite))
    result = evaluate_sheet(composite, inputs, criteria=[COMPUTED])
    assert adds_up(result)
    assert result.taken == 0


@given(st.data())
def test_criteria_of_a_rubric_are_the_total_of_its_cards(data: st.DataObject) -> None:
    rubric = data.draw(rubrics(optional=True))
    drawn = [data.draw(cards(rubric, judge=name, complete=False)) for name in ("j1", "j2")]
    marked = [MarkedCard(part=rubric.id, by=card.judge, marks=card.marks) for card in drawn]
    result = evaluate_sheet(rubric, SheetInputs(cards=tuple(marked)))
    assert adds_up(result)
    assert result.total == exact_sum(rubric.card_total(card.marks) for card in drawn) / 2
