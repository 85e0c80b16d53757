from hypothesis import assume, given
from hypothesis import strategies as st

from homeroom_core.testing.sheet_strategies import claimed_merits, claims, merit_sheets


@given(st.data())
def test_one_more_claim_raises_the_total_or_leaves_it(data: st.DataObject) -> None:
    sheet = data.draw(merit_sheets())
    claimed = data.draw(claimed_merits(sheet=sheet))
    fact = data.draw(st.sampled_from(["f0", "f1", "new"]))
    more = data.draw(claims(sheet=sheet, id="more", fact=fact))
    assume((more.fact, more.item) not in {(one.fact, one.item) for one in claimed.claims})
    before = sheet.result(claimed.claims, year=claimed.year)
    after = sheet.result([more, *claimed.claims], year=claimed.year)
    assert after.total >= before.total
