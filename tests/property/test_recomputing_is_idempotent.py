"""A result made again is the result, however often; accepting leaves nothing to accept."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from results import CLERK, KEEPER, Tin, Tins, a_counted_tin, an_office, count, give, put_up, tin

from homeroom_core.recomputing import NEWER, SAME, recompute_all
from homeroom_core.storage import MemoryStorage

WORTHS = st.lists(st.fractions(0, 100, max_denominator=12), max_size=6)


@given(worths=WORTHS, old=st.integers(1, 9), new=st.integers(1, 9))
@settings(max_examples=25)
def test_accepting_once_is_enough(worths: list[Fraction], old: int, new: int) -> None:
    storage = MemoryStorage()
    office = an_office(storage, Tins("1", rate=old))
    with office.desk("s1", by=KEEPER) as desk:
        made = desk.create(put_up, title="any")
        for worth in worths:
            desk.create(give, tin=made.id, worth=worth)
        made = desk.apply(count, made)
    newer = an_office(storage, Tins("2", rate=new))
    differs = old != new and any(worths)
    assert [one.verdict for one in office.replay("s1").results] == [SAME]
    assert [one.verdict for one in newer.replay("s1").results] == [NEWER if differs else SAME]
    if differs:
        with newer.desk("s1", by=CLERK) as desk:
            desk.apply_because("so be it", tin.step("accept_total"), desk.get(Tin, made.id))
    for _ in range(2):
        assert [one.verdict for one in newer.replay("s1").results] == [SAME]
    assert list(newer.verify("s1")) == []


def test_making_a_result_again_changes_nothing() -> None:
    office = an_office()
    made = a_counted_tin(office)
    with office.reading("s1") as reading:
        first, second = (
            recompute_all(tin, reading.get(Tin, made.id), reading, office.plugins) for _ in range(2)
        )
    assert first == second
    assert office.get("s1", Tin, made.id) == made
