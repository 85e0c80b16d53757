"""Any stretch of the chain is whole by itself, and pages of it have no gap."""

from hypothesis import given
from hypothesis import strategies as st
from lifecycle_machines import MACHINES, walking

from homeroom_core.journal import Entry, Head, verify_chain
from homeroom_core.testing.acts import ORG
from homeroom_core.testing.lifecycle_machine import walks


@walking()
@given(data=st.data())
def test_any_stretch_verifies_from_the_head_before_it(data: st.DataObject) -> None:
    walk = data.draw(walks(MACHINES[0]))
    entries = walk.office.feed(ORG)
    cut = data.draw(st.integers(0, len(entries)))
    before = entries[:cut]
    head = Head(cut, before[-1].digest, before[-1].at) if before else Head()
    assert list(verify_chain(walk.office.feed(ORG, after=cut), head)) == []


@walking()
@given(data=st.data(), page=st.integers(1, 7))
def test_feed_in_pages_has_no_gap_and_no_repetition(data: st.DataObject, page: int) -> None:
    walk = data.draw(walks(MACHINES[0]))
    read: list[Entry] = []
    after = 0
    while entries := walk.office.feed(ORG, after=after, limit=page):
        read += entries
        after = entries[-1].seq
    assert [entry.seq for entry in read] == list(range(1, len(read) + 1))
    assert read == list(walk.office.feed(ORG))
    walked = [entry for entry in read if entry.record in walk.taken]
    assert len(walked) == sum(map(len, walk.taken.values()))
