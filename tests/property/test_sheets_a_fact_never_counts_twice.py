from collections import Counter
from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.sheets.merit import MeritSheet
from homeroom_core.sheets.merit_items import Claim
from homeroom_core.testing.sheet_strategies import YEAR, claimed_merits, merit_sheets


def alone(sheet: MeritSheet, claims: tuple[Claim, ...]) -> Fraction:
    """What these claims come to, each fact being named apart from every other."""
    apart = [
        Claim(
            id=one.id,
            fact=f"{one.id}-only",
            item=one.item,
            kind=one.kind,
            years=one.years,
            written=one.written,
        )
        for one in claims
    ]
    return sheet.result(apart, year=YEAR).total


@given(st.data())
def test_the_best_single_place_of_each_fact_counts(data: st.DataObject) -> None:
    """Every way to place the facts is tried out: none is better than the one that was found."""
    sheet = data.draw(merit_sheets())
    claims = data.draw(claimed_merits(sheet=sheet)).claims
    limited = {item for group in sheet.once for item in group}
    free = [one for one in claims if one.item not in limited]
    facts = sorted({one.fact for one in claims if one.item in limited})
    choices = [[c for c in claims if c.fact == fact and c.item in limited] for fact in facts]
    best = max(alone(sheet, (*free, *chosen)) for chosen in product(*choices))
    assert sheet.result(claims, year=YEAR).total == best


@given(st.data())
def test_what_counts_names_each_fact_once(data: st.DataObject) -> None:
    sheet = data.draw(merit_sheets())
    claims = data.draw(claimed_merits(sheet=sheet)).claims
    trace = sheet.result(claims, year=YEAR).trace
    limited = {item for group in sheet.once for item in group}
    steps = [step for step in trace.walk() if step.criterion in limited]
    counted = [
        below.text.en.partition(",")[0]
        for step in steps
        for one in step.inputs
        for below in one.walk()
        if below.stage == "claim"
    ]
    assert [fact for fact, times in Counter(counted).items() if times > 1] == []
    assert set(counted) == {claim.fact for claim in claims if claim.item in limited}


@given(st.data())
def test_of_a_highest_only_item_one_fact_counts(data: st.DataObject) -> None:
    sheet = data.draw(merit_sheets())
    claims = data.draw(claimed_merits(sheet=sheet)).claims
    for item in sheet.items:
        own = tuple(one for one in claims if one.item == item.id)
        if item.count == "highest" and item.service is None and own:
            each = max(sheet.result([one], year=YEAR).parts[item.id] for one in own)
            assert sheet.result(own, year=YEAR).parts[item.id] == each
