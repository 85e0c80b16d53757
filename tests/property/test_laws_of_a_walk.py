"""Whatever is walked, in whichever lifecycle: the journal keeps every law, to the last erasure.

A walk costs much and a law little, so each walk is drawn once and held to all of them, one after
the other; the law that erases comes last.
"""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifecycle_machines import MACHINES, walking

from homeroom_core.errors import ErasedError
from homeroom_core.journal import replay, verify_chain
from homeroom_core.testing.acts import ORG, actor
from homeroom_core.testing.lifecycle_machine import LifecycleMachine, walks
from homeroom_core.testing.walk import Walk

OFFICE = actor("moral_education_office-1")


def replaying_the_entries_up_to_a_version_gives_that_version(
    walk: Walk, data: st.DataObject
) -> None:
    for id, taken in walk.taken.items():
        history = walk.office.history(ORG, id)
        replayed = [replay(type(taken[0]), history[: at + 1]) for at in range(len(history))]
        assert replayed == taken


def as_of_a_moment_is_the_last_version_until_then(walk: Walk, data: st.DataObject) -> None:
    for id, taken in walk.taken.items():
        history = walk.office.history(ORG, id)
        for entry in history:
            last = max(at for at, other in enumerate(history) if other.at <= entry.at)
            found = walk.office.as_of(ORG, type(taken[0]), id, entry.moment)
            assert found == taken[last]


def every_entry_verifies(walk: Walk, data: st.DataObject) -> None:
    assert list(walk.office.verify(ORG)) == []


def erasing_any_records_leaves_the_rest_and_the_chain(walk: Walk, data: st.DataObject) -> None:
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


LAWS: tuple[Callable[[Walk, st.DataObject], None], ...] = (
    replaying_the_entries_up_to_a_version_gives_that_version,
    as_of_a_moment_is_the_last_version_until_then,
    every_entry_verifies,
    erasing_any_records_leaves_the_rest_and_the_chain,
)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.__name__)
@walking()
@given(data=st.data())
def test_every_law_holds_of_any_walk(machine: type[LifecycleMachine], data: st.DataObject) -> None:
    walk = data.draw(walks(machine))
    for law in LAWS:
        law(walk, data)
