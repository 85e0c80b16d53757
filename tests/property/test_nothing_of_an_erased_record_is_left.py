"""Of a record whose contents were erased, no text is left in the store."""

from hypothesis import given
from hypothesis import strategies as st
from lifecycle_machines import MACHINES, walking

from homeroom_core.codec import encode, to_json
from homeroom_core.testing.acts import ORG, actor
from homeroom_core.testing.lifecycle_machine import walks

OFFICE = actor("moral_education_office-1")


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
