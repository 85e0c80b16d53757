"""Erasing the contents of any records leaves a chain that verifies, and nothing of the contents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifecycle_machines import MACHINES, walking

from homeroom_core.codec import encode, to_json
from homeroom_core.errors import ErasedError
from homeroom_core.journal import replay, verify_chain
from homeroom_core.testing.acts import ORG, actor
from homeroom_core.testing.lifecycle_machine import LifecycleMachine, walks

OFFICE = actor("moral_education_office-1")


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.__name__)
@walking()
@given(data=st.data())
def test_erasing_any_records_leaves_the_rest_and_the_chain(
    machine: type[LifecycleMachine], data: st.DataObject
) -> None:
    walk = data.draw(walks(machine, steps=8))
    ids = sorted(walk.taken)
    erased = data.draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
    digests = [(entry.digest, entry.payload_digest) for entry in walk.office.feed(ORG)]
    for id in erased:
        walk.office.erase(ORG, id, by=OFFICE, reason="asked for")

    feed = walk.office.feed(ORG)
    assert list(walk.office.verify(ORG)) == list(verify_chain(feed)) == []
    assert [(e.digest, e.payload_digest) for e in feed][: len(digests)] == digests
    kinds = {lifecycle.kind for lifecycle in walk.lifecycles}
    last = {id: taken[-1] for id, taken in walk.taken.items() if id not in erased}
    kept = {id: record for id, record in last.items() if record.kind in kinds}
    assert {record.id: record for record in walk.records()} == kept
    for id in erased:
        cls = type(walk.taken[id][0])
        with pytest.raises(ErasedError):
            walk.office.get(ORG, cls, id)
        with pytest.raises(ErasedError):
            replay(cls, walk.office.history(ORG, id))


@walking()
@given(data=st.data())
def test_no_text_of_an_erased_record_is_left_in_the_store(data: st.DataObject) -> None:
    walk = data.draw(walks(MACHINES[0], steps=8))
    record = data.draw(st.sampled_from(walk.records()))
    walk.office.erase(ORG, record.id, by=OFFICE, reason="asked for")
    with walk.office.storage.session(ORG, write=False) as session:
        document = session.get(record.id)
        payloads = [entry.payload for entry in session.history(record.id)]
    assert document is not None
    assert (document.body, dict(document.index or {})) == (None, {})
    assert payloads == [None] * record.version + ['{"fields":{},"reason":"asked for"}']
    assert encode(to_json(record)) not in payloads
