"""Arguments that may do, drawn by type hints in an office that holds something."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.record import Shelf
from homeroom_core.testing.activities import hold, practice_activity
from homeroom_core.testing.acts import SCHOOL_DAY, act
from homeroom_core.testing.fakes import staff
from homeroom_core.testing.lifecycle_machine import Scene, lifecycle_machine, walks
from homeroom_core.testing.sensible import sensible
from homeroom_core.testing.walk import Walk
from homeroom_core.training.growth_plan import draft, growth_plan
from homeroom_core.training.person import Person

PEOPLE = Shelf(staff("person-1"), staff("person-2"))


def scene() -> Scene:
    return Scene(act=act("person-1", reader=PEOPLE), record=None, reader=PEOPLE)


@given(data=st.data())
def test_days_are_near_that_of_the_act(data: st.DataObject) -> None:
    strategy = sensible(growth_plan)[draft](scene())
    assert strategy is not None
    given = data.draw(strategy)
    assert abs(given["starts"] - SCHOOL_DAY) <= timedelta(days=30)


@pytest.mark.parametrize("wanted", ["person-1", "person-2"])
def test_ids_of_what_there_is_are_handed_in(wanted: str) -> None:
    strategy = sensible(growth_plan, kinds=(Person,))[draft](scene())
    assert strategy is not None
    drawn = st.builds(lambda given: given["teacher"], strategy)
    assert _finds(drawn, wanted)


def _finds(strategy: st.SearchStrategy[str], wanted: str) -> bool:
    found: set[str] = set()

    @given(strategy)
    def draw(one: str) -> None:
        found.add(one)

    draw()
    return wanted in found


@given(walk=walks(lifecycle_machine(practice_activity, arguments=sensible(practice_activity))))
def test_a_machine_takes_them(walk: Walk) -> None:
    assert walk.done[hold] >= 1
