"""A machine finds what is wrong with a lifecycle, and walks in one that is sound."""

from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.errors import Reason, Refusal
from homeroom_core.grants import Grant, owner, role, staff
from homeroom_core.lifecycle import Lifecycle, State
from homeroom_core.people import OFFICE, TEACHER
from homeroom_core.record import Record
from homeroom_core.testing.acts import actor
from homeroom_core.testing.lifecycle_machine import LifecycleMachine, Scene, lifecycle_machine
from homeroom_core.testing.walk import Walk
from homeroom_core.text import Text

ASKED, GRANTED = (State(code, code, code, code) for code in ("asked", "granted"))
LABEL = Text.same("step")
NO = Reason("leave.no", Text.same("no"), Text.same("never"))
QUICKLY = settings(
    max_examples=10, stateful_step_count=8, derandomize=True, database=None, phases=[Phase.generate]
)  # a failure is wanted, not its smallest form


@attrs.frozen(kw_only=True)
class Leave(Record):
    """A leave that somebody asks for."""

    kind: ClassVar[str] = "leave"
    label: ClassVar[Text] = Text.same("leave")

    person: str
    days: Any = 1

    def owners(self) -> frozenset[str]:
        return frozenset((self.person,))


def leaves(*, answer: Any = None, by: Grant = staff, guard: Any = None) -> Lifecycle[Leave]:
    """A lifecycle of two states; the parts that a test wants otherwise are handed in."""
    lifecycle = Lifecycle(Leave, states=(ASKED, GRANTED), initial=ASKED, final=(GRANTED,))

    @lifecycle.creation(by=staff, label=LABEL)
    def ask(act: Act, *, person: str) -> Leave:
        return Leave(id=act.new_id, org=act.org, state=ASKED, person=person)

    @lifecycle.transition(
        source=ASKED, target=GRANTED, by=by, label=LABEL, guards=(guard,) if guard else ()
    )
    def grant(leave: Leave, act: Act) -> Leave:
        return change(leave, days=answer(leave) if answer else 2)

    return lifecycle.seal()


def machine(lifecycle: Lifecycle[Leave], **more: Any) -> type[LifecycleMachine]:
    def ask(_scene: Scene) -> st.SearchStrategy[dict[str, Any]]:
        return st.fixed_dictionaries({"person": st.sampled_from(["person-1", "person-2"])})

    return lifecycle_machine(lifecycle, arguments={lifecycle.creations["ask"]: ask}, **more)


def walk(made: type[LifecycleMachine]) -> None:
    run_state_machine_as_test(made, settings=QUICKLY)


def test_machine_of_a_sound_lifecycle_makes_every_step() -> None:
    made = machine(leaves())
    walk(made)
    assert made.reached == {"leave.ask", "leave.grant"}


def test_field_that_json_does_not_keep_is_found() -> None:
    with pytest.raises(AssertionError, match=r"another record|stored otherwise"):
        walk(machine(leaves(answer=lambda _leave: (1, 2))))


def test_step_in_ones_own_case_is_found() -> None:
    lifecycle = leaves(by=role(TEACHER, OFFICE))
    with pytest.raises(AssertionError, match="in their own case"):
        walk(machine(lifecycle, not_by_owner=[lifecycle.step("grant")]))


def test_step_that_excludes_the_owner_is_not_complained_of() -> None:
    lifecycle = leaves(by=role(TEACHER, OFFICE).but_not(owner))
    made = machine(lifecycle, not_by_owner=[lifecycle.step("grant")])
    walk(made)
    assert made.reached == {"leave.ask", "leave.grant"}


def test_guard_that_changes_its_mind_is_found() -> None:
    answers = [None, NO(), None, NO()]  # for decide, available, the step, and its reasons

    def moody(_leave: Leave, _act: Act) -> Refusal | None:
        return answers.pop(0)

    lifecycle = leaves(guard=moody)
    walked = Walk(lifecycle)
    leave = walked.create(actor("person-1"), lifecycle.creations["ask"], person="person-1")
    with pytest.raises(AssertionError, match="available refuses"):
        walked.apply(actor("person-2"), lifecycle.step("grant"), leave)
    answers[:] = [None, None, NO(), NO()]
    with pytest.raises(AssertionError, match="decide allowed it"):
        walked.apply(actor("person-2"), lifecycle.step("grant"), leave)


def test_world_is_set_up_before_each_walk() -> None:
    lifecycle = leaves()

    def world(walk: Walk) -> None:
        walk.create(actor("person-1"), lifecycle.creations["ask"], person="person-1")

    made = machine(lifecycle, world=world, most_records=1)
    walked = made.plan.begin()
    assert [record.id for record in walked.records()] == ["leave-1"]
    walk(made)
