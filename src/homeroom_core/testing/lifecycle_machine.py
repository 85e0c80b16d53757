"""A hypothesis state machine for any lifecycle: random steps, by anybody, on any day.

    TestLeave = lifecycle_machine(leave, arguments={ask: lambda scene: ...}).TestCase

Each run begins an office, creates records, and tries transitions in and out of place, by those who
may and by those who may not, with arguments drawn from type hints or by strategies that see the
record. `homeroom_core.testing.walk.Walk` says what has to hold after every step.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Any, ClassVar, TypeVar, get_type_hints

import attrs
from hypothesis import event, note, reject
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from homeroom_core.act import Act
from homeroom_core.lifecycle import Creation, Lifecycle, Operation, Transition
from homeroom_core.people import Actor
from homeroom_core.plugins import Plugins
from homeroom_core.record import Reader, Record
from homeroom_core.testing.acts import CAST, ORG, act, practice_plugins
from homeroom_core.testing.strategies import values, words
from homeroom_core.testing.walk import Walk

T = TypeVar("T")

Draw = Callable[[st.SearchStrategy[Any]], Any]
"""Draws one value, as `data.draw` and the `draw` of `st.composite` do."""


@attrs.frozen(kw_only=True)
class Scene:
    """What a strategy for the arguments of a step may look at.

    Attributes:
        act: The circumstances; the actor is not settled yet, so this is the first of the cast.
        record: The record that the transition is tried on; for a creation there is none.
        reader: Where other records are read.
    """

    act: Act
    record: Any
    reader: Reader


Arguments = Mapping[
    Operation[Any, ...], Callable[[Scene], st.SearchStrategy[Mapping[str, Any]] | None]
]
"""For a creation or transition: all its arguments, as they should usually be; `None` where there
is nothing sensible to do now."""


@attrs.frozen(kw_only=True)
class Plan:
    """How a walk is drawn: the arguments of `lifecycle_machine`."""

    lifecycles: tuple[Lifecycle[Any], ...]
    arguments: Arguments
    cast: Sequence[Actor]
    not_by_owner: Collection[Operation[Any, ...]]
    world: Callable[[Walk], object] | None
    most_records: int
    days: tuple[int, ...]
    plugins: Plugins

    def begin(self) -> Walk:
        """A new walk, its world set up."""
        walk = Walk(*self.lifecycles, plugins=self.plugins, not_by_owner=self.not_by_owner)
        if self.world is not None:
            self.world(walk)
        return walk

    def first(self, draw: Draw, walk: Walk) -> None:
        """Create a record, if none is there yet; as often as it takes."""
        for _ in range(_PATIENCE):
            if walk.records():
                return
            self.create(draw, walk)
        reject()

    def step(self, draw: Draw, walk: Walk) -> None:
        """Try a transition; before that, days may pass, or another record may be created."""
        walk.clock.advance(days=draw(st.sampled_from((0, 0, *self.days))))
        few = len(walk.records()) < self.most_records
        if few and not _sense(draw):
            self.create(draw, walk)
        else:
            self.go_on(draw, walk)

    def create(self, draw: Draw, walk: Walk) -> None:
        """Try to create a record."""
        creations = [c for lifecycle in self.lifecycles for c in lifecycle.creations.values()]
        creation = draw(st.sampled_from(creations))
        with walk.office.reading(ORG) as reading:
            arguments = self._arguments(draw, creation, self._scene(walk, reading, None))
            by = draw(st.sampled_from(self._creators(creation, walk, reading, arguments)))
        because = draw(_reasons(creation))
        made = walk.attempt(walk.create, by, creation, because=because, **arguments)
        _say(by, creation, arguments, made)

    def go_on(self, draw: Draw, walk: Walk) -> None:
        """Try a transition of a record."""
        record = draw(st.sampled_from(walk.records()))
        lifecycle = next(li for li in self.lifecycles if li.kind == record.kind)
        every = tuple(lifecycle.transitions.values())
        if not every:
            return  # it is created and stays as it is
        transition = _mostly(draw, lifecycle.leaving(record.state), every)
        with walk.office.reading(ORG) as reading:
            scene = self._scene(walk, reading, record)
            arguments = self._arguments(draw, transition, scene)
            fitting = [a for a in self.cast if transition.grant.holds(record, _as(a, scene.act))]
        by = _mostly(draw, fitting, self.cast)
        because = draw(_reasons(transition))
        made = walk.attempt(walk.apply, by, transition, record, because=because, **arguments)
        _say(by, transition, arguments, made)

    def _scene(self, walk: Walk, reader: Reader, record: Record | None) -> Scene:
        now = act(
            self.cast[0],
            at=walk.clock(),
            reader=reader,
            provided=self.plugins,
            calendar=walk.office.calendar(ORG),
        )
        return Scene(act=now, record=record, reader=reader)

    def _arguments(self, draw: Draw, step: Operation[Any, ...], scene: Scene) -> dict[str, Any]:
        """Arguments as they should be, mostly; else anything of the right types."""
        sensible = self.arguments[step](scene) if step in self.arguments else None
        return dict(_mostly_of(draw, sensible, hinted(step)))

    def _creators(
        self, creation: Creation[Any, ...], walk: Walk, reader: Reader, arguments: dict[str, Any]
    ) -> Sequence[Actor]:
        """Those who may create such a record, and after them everybody."""
        now = self._scene(walk, reader, None).act
        if any(creation.obstacles(now, (), arguments)):
            return self.cast  # there would be nothing to hold a grant on
        would_be = creation.body(now, **arguments)
        fitting = [a for a in self.cast if creation.grant.holds(would_be, _as(a, now))]
        return (*fitting, *self.cast)


class LifecycleMachine(RuleBasedStateMachine):
    """Walks as its `plan` says; made by `lifecycle_machine`."""

    plan: ClassVar[Plan]
    reached: ClassVar[set[str]]

    def __init__(self) -> None:
        super().__init__()
        self.walk = self.plan.begin()

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        """Somebody creates the first record."""
        self.plan.first(data.draw, self.walk)

    @rule(data=st.data())
    def step(self, data: st.DataObject) -> None:
        """Somebody tries a transition, now and then a creation; or time goes by."""
        self.plan.step(data.draw, self.walk)

    def teardown(self) -> None:
        """The chain is whole, every result recomputes, and every record explains itself.

        What a step leaves behind is looked at by the walk at each step; what is wrong with the
        journal stays wrong, so it is enough to verify it at the end of a run.
        """
        self.walk.check_journal()
        self.walk.check_explanations()
        made = [step for step, times in self.walk.done.items() if times]
        type(self).reached.update(f"{step.lifecycle.kind}.{step.name}" for step in made)


def lifecycle_machine(
    *lifecycles: Lifecycle[Any],
    arguments: Arguments | None = None,
    cast: Sequence[Actor] = CAST,
    not_by_owner: Collection[Operation[Any, ...]] = (),
    world: Callable[[Walk], object] | None = None,
    most_records: int = 3,
    days: tuple[int, ...] = (1, 3, 8, 31, 400),
    plugins: Plugins | None = None,
) -> type[LifecycleMachine]:
    """A state machine class that walks in these lifecycles; its `TestCase` is a test.

    Args:
        *lifecycles: One, or several that work together; one office knows them all.
        arguments: For creations and transitions that want more than their type hints say: a
            function from the `Scene` to a strategy for all their arguments. Now and then, arguments
            of the hinted types are tried all the same.
        cast: Who may come along; those who hold the grant come more often.
        not_by_owner: Creations and transitions that nobody may make in their own case.
        world: Called with the walk before it begins, to set up records that others refer to.
        most_records: No more than so many records are created by the machine.
        days: How many days may pass at a time.
        plugins: Those of the office; by default what `practice_plugins` gives for the lifecycles.

    Returns:
        A `RuleBasedStateMachine` class. Its attribute `reached` collects the steps that were made
        in any run, as `kind.name`.
    """
    plan = Plan(
        lifecycles=lifecycles,
        arguments=arguments or {},
        cast=cast,
        not_by_owner=not_by_owner,
        world=world,
        most_records=most_records,
        days=days,
        plugins=plugins or practice_plugins(lifecycles=lifecycles),
    )
    name = "".join(lifecycle.record.__name__ for lifecycle in lifecycles)
    return type(f"{name}Machine", (LifecycleMachine,), {"plan": plan, "reached": set()})


@st.composite
def walks(draw: st.DrawFn, machine: type[LifecycleMachine], *, steps: int = 12) -> Walk:
    """Walks of at most so many steps, drawn as the machine draws them; at least one record."""
    plan, walk = machine.plan, machine.plan.begin()
    plan.first(draw, walk)
    for _ in range(draw(st.integers(0, steps))):
        plan.step(draw, walk)
    return walk


@cache
def hinted(step: Operation[Any, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """The arguments of a step, drawn by the type hints of its body; defaults may be left out.

    Raises:
        NameError: A hint names what its module does not have at run time.
    """
    body = step.body if isinstance(step, Creation | Transition) else None
    hints = get_type_hints(body)
    drawn = {p.name: values(hints.get(p.name, Any)) for p in step.parameters}
    owed = {p.name for p in step.parameters if p.default is p.empty}
    return st.fixed_dictionaries(
        {name: one for name, one in drawn.items() if name in owed},
        optional={name: one for name, one in drawn.items() if name not in owed},
    )


_PATIENCE = 20
_ODDS = 7
"""So many times out of eight, a machine does what makes sense."""


def _mostly(draw: Draw, sensible: Sequence[T], every: Sequence[T]) -> T:
    chosen: T = draw(st.sampled_from(sensible if sensible and _sense(draw) else every))
    return chosen


def _mostly_of(draw: Draw, sensible: st.SearchStrategy[T] | None, every: st.SearchStrategy[T]) -> T:
    chosen: T = draw(sensible if sensible is not None and _sense(draw) else every)
    return chosen


def _sense(draw: Draw) -> bool:
    shrinks_to_sense: int = draw(st.integers(0, _ODDS))
    return shrinks_to_sense < _ODDS


@cache
def _reasons(step: Operation[Any, ...]) -> st.SearchStrategy[str]:
    """Reasons for a step: mostly some where one is owed."""
    given = words(max_size=6)
    return given | given | st.just(" ") if step.reason_required else st.just("") | given


def _as(actor: Actor, now: Act) -> Act:
    return attrs.evolve(now, actor=actor)


def _say(
    by: Actor, step: Operation[Any, ...], arguments: dict[str, Any], made: Record | None
) -> None:
    """Count the step in hypothesis's statistics, and tell of it when an example fails."""
    outcome = "refused" if made is None else "made"
    event(f"{step.lifecycle.kind}.{step.name}: {outcome}")
    note(f"{by.id}: {step.lifecycle.kind}.{step.name}({arguments}) was {outcome}")
