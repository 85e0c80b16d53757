from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.exact import exact_sum
from homeroom_core.sheets.evaluation import evaluate_sheet
from homeroom_core.testing.sheet_strategies import COMPUTED as SHARE
from homeroom_core.testing.sheet_strategies import (
    claimed_merits,
    composites,
    kept_ledgers,
    ledgers,
    merit_sheets,
    sheet_inputs,
)


@given(st.data())
def test_no_item_of_a_ledger_nor_the_whole_goes_below_zero_or_above_full(
    data: st.DataObject,
) -> None:
    ledger = data.draw(ledgers())
    kept = data.draw(kept_ledgers(ledger=ledger))
    result = ledger.result(kept.entries, months=kept.months, off=kept.off)
    on = [item for item in ledger.items if item.id not in kept.off]
    worth = {item.id: item.weight * Fraction(item.maximum) for item in on}
    scale = Fraction(ledger.total) / exact_sum(worth.values())
    assert 0 <= result.total <= ledger.total
    assert result.parts.keys() == worth.keys()
    assert all(0 <= result.parts[id] <= worth[id] * scale for id in worth)


@given(st.data())
def test_no_item_of_a_merit_sheet_nor_the_whole_passes_its_cap(data: st.DataObject) -> None:
    sheet = data.draw(merit_sheets())
    claimed = data.draw(claimed_merits(sheet=sheet))
    result = sheet.result(claimed.claims, year=claimed.year)
    assert all(0 <= result.parts[item.id] <= item.maximum for item in sheet.items)
    assert 0 <= result.total <= sheet.reachable
    for group in sheet.highest_of:
        assert sum(result.parts[id] > 0 for id in group) <= 1


@given(st.data())
def test_no_composite_passes_its_full_points_and_its_bonus(data: st.DataObject) -> None:
    composite = data.draw(composites())
    inputs = data.draw(sheet_inputs(composite=composite))
    result = evaluate_sheet(composite, inputs, criteria=[SHARE])
    bonus = exact_sum(Fraction(part.maximum) for part in composite.parts if part.bonus)
    assert 0 <= result.total <= Fraction(composite.total) + bonus
