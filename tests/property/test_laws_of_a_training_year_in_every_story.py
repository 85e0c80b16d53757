"""Every transition of every lifecycle is walked, and the laws hold at every moment of every walk.

The stories are those of `tests/stateful` and `tests/training`: whoever adds a lifecycle tells its
story there. What they reach is asked of all of them together, so that nothing is left to luck.
"""

from collections import Counter
from functools import cache
from typing import Any

import attrs
import pytest
from law_tables import CALLED_OFF, DECIDED, OWN_STEPS, PUBLICISED
from laws import CASES, broken_at
from moments import moments
from stories import stories, tellers, told

from homeroom_core.builtin import homeroom_lifecycles
from homeroom_core.lifecycle import Lifecycle, Operation
from homeroom_core.testing.walk import Walk

LIFECYCLES = tuple(homeroom_lifecycles())


@attrs.define
class Told:
    """What all the stories came to."""

    done: Counter[Operation[Any, ...]] = attrs.Factory(Counter)
    reached: set[tuple[str, str]] = attrs.Factory(set)
    broken: list[str] = attrs.Factory(list)
    untold: list[str] = attrs.Factory(list)


@cache
def all_told() -> Told:
    """Every story, told once."""
    found = Told()
    for path in tellers():
        for name, story in stories(path).items():
            try:
                walks = told(story)
            except Exception as error:  # its own test says more
                found.untold.append(f"{name}: {error!r}"[:200])
                continue
            for walk in walks:
                _look(found, name, walk)
    return found


def _look(found: Told, name: str, walk: Walk) -> None:
    """Note what a walk did, and every law that it broke."""
    found.done.update(walk.done)
    for moment in moments(walk.office):
        found.reached.add((moment.after.kind, str(moment.after.state)))
        found.broken += [f"{name}: {how}" for how in broken_at(moment)]


def test_every_story_can_be_told() -> None:
    assert all_told().untold == []


each_lifecycle = pytest.mark.parametrize("one", LIFECYCLES, ids=lambda one: one.kind)


@each_lifecycle
def test_every_transition_is_walked(one: Lifecycle[Any]) -> None:
    """Less those that accept a result as it is computed now: the same code has none to accept."""
    steps = {**one.creations, **one.transitions}
    rest = [name for name, step in steps.items() if not all_told().done[step]]
    assert [name for name in rest if name not in one.acceptances] == []


@each_lifecycle
def test_every_state_is_reached(one: Lifecycle[Any]) -> None:
    assert [s for s in map(str, one.states) if (one.kind, s) not in all_told().reached] == []


def test_the_laws_hold_at_every_moment() -> None:
    assert all_told().broken == []


@each_lifecycle
def test_the_laws_know_its_steps_and_states(one: Lifecycle[Any]) -> None:
    """A name in the tables of the laws that is none any more would watch over nothing."""
    steps, states = {*one.creations, *one.transitions}, set(map(str, one.states))
    named = DECIDED.get(one.kind, frozenset()) | CALLED_OFF.get(one.kind, frozenset())
    assert OWN_STEPS.get(one.kind, frozenset()) - steps == frozenset()
    assert (named | {PUBLICISED.get(one.kind, str(one.initial))}) - states == frozenset()


@pytest.mark.parametrize("record", CASES, ids=lambda record: record.kind)
def test_the_laws_know_whether_a_case_has_ended_well(record: Any) -> None:
    if record.terms_class is None:
        return
    lifecycle = next(one for one in LIFECYCLES if one.kind == record.kind)
    well, otherwise = DECIDED[record.kind], CALLED_OFF.get(record.kind, frozenset())
    assert set(map(str, lifecycle.final)) <= well | otherwise
    assert well.isdisjoint(otherwise)
