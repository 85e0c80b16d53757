"""Folding the entries of a record, up to any version, gives the record as it was at that version."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifecycle_machines import MACHINES, walking

from homeroom_core.journal import replay
from homeroom_core.testing.acts import ORG
from homeroom_core.testing.lifecycle_machine import LifecycleMachine, walks


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.__name__)
@walking()
@given(data=st.data())
def test_replaying_the_entries_up_to_a_version_gives_that_version(
    machine: type[LifecycleMachine], data: st.DataObject
) -> None:
    walk = data.draw(walks(machine))
    for id, taken in walk.taken.items():
        history = walk.office.history(ORG, id)
        replayed = [replay(type(taken[0]), history[: at + 1]) for at in range(len(history))]
        assert replayed == taken


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.__name__)
@walking()
@given(data=st.data())
def test_as_of_a_moment_is_the_last_version_until_then(
    machine: type[LifecycleMachine], data: st.DataObject
) -> None:
    walk = data.draw(walks(machine))
    for id, taken in walk.taken.items():
        history = walk.office.history(ORG, id)
        for entry in history:
            last = max(at for at, other in enumerate(history) if other.at <= entry.at)
            found = walk.office.as_of(ORG, type(taken[0]), id, entry.moment)
            assert found == taken[last]
