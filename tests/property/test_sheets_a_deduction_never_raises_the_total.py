from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.testing.sheet_strategies import kept_ledgers, ledger_entries, ledgers


@given(st.data())
def test_one_more_entry_lowers_the_total_or_leaves_it(data: st.DataObject) -> None:
    ledger = data.draw(ledgers())
    kept = data.draw(kept_ledgers(ledger=ledger))
    more = data.draw(ledger_entries(ledger=ledger, id="more", off=kept.off))
    before = ledger.result(kept.entries, months=kept.months, off=kept.off)
    after = ledger.result([more, *kept.entries], months=kept.months, off=kept.off)
    assert after.total <= before.total
    lower = {id for id in before.parts if after.parts[id] < before.parts[id]}
    assert lower <= {more.item}
