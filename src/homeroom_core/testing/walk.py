"""Walk: steps of lifecycles in a real office, each of them held to the laws of the engine.

A test that tells a story step by step, and a machine that draws the steps, use the same walk: what
holds after every step is looked at here.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeVar

from homeroom_core.codec import decode, encode, from_json, to_json
from homeroom_core.decision import Decision, decide, option
from homeroom_core.errors import RecordNotFoundError, RefusedError
from homeroom_core.explaining import Explained
from homeroom_core.explanation import recomputed
from homeroom_core.journal import replay
from homeroom_core.lifecycle import STAY, Creation, Lifecycle, Operation, Transition
from homeroom_core.office import Office
from homeroom_core.people import Actor
from homeroom_core.plugins import Plugins
from homeroom_core.record import Record
from homeroom_core.storage import Storage
from homeroom_core.testing.acts import ORG, Clock, actor, practice_office, practice_plugins
from homeroom_core.visibility import hidden_fields, texts_in

R = TypeVar("R", bound=Record)

READERS = tuple(map(actor, ("person-1", "moral_education_office-1", "outsider-1")))
"""Those to whom records are explained: a teacher, the office, and somebody without any role."""


class Walk:
    """Creates records and makes steps in a practice office, and checks the laws at each.

    A refused step raises `RefusedError`, as a desk does. A broken law raises `AssertionError`.

    Attributes:
        lifecycles: Those walked in.
        office: The practice office; a `world` may work in it as well.
        clock: Its clock.
        taken: For each record, the record after each of its steps, oldest first.
        done: How often each creation and transition was made.
        refused: How often each was refused.

    Args:
        *lifecycles: Those walked in.
        storage: Where to keep everything; by default a new store in memory.
        plugins: As `practice_plugins` makes them for these lifecycles, which is the default.
        not_by_owner: Creations and transitions that nobody may make in their own case.
    """

    def __init__(
        self,
        *lifecycles: Lifecycle[Any],
        storage: Storage | None = None,
        plugins: Plugins | None = None,
        not_by_owner: Collection[Operation[Any, ...]] = (),
    ) -> None:
        self.lifecycles = lifecycles
        self.clock = Clock()
        self.office: Office = practice_office(
            storage,
            clock=self.clock,
            plugins=plugins or practice_plugins(lifecycles=lifecycles),
        )
        self.taken: dict[str, list[Record]] = {}
        self.done: Counter[Operation[Any, ...]] = Counter()
        self.refused: Counter[Operation[Any, ...]] = Counter()
        self._not_by_owner = tuple(not_by_owner)

    def create(
        self, by: Actor, creation: Creation[R, ...], /, *, because: str = "", **arguments: Any
    ) -> R:
        """Create a record.

        Raises:
            RefusedError: It was refused, and nothing has changed.
        """
        head = self._head()
        try:
            with self.office.desk(ORG, by=by) as desk:
                made = desk.create_because(because, creation, **arguments)
        except RefusedError:
            self.refused[creation] += 1
            assert self._head() == head, f"a refused {creation.name} left something behind"
            raise
        assert made.version == 1, f"{made.id} begins with version {made.version}"
        assert made.state == creation.lifecycle.initial, f"{made.id} begins as {made.state!r}"
        self._held_to(creation, None, made, by)
        return made

    def apply(
        self,
        by: Actor,
        transition: Transition[R, ...],
        record: R,
        /,
        *,
        because: str = "",
        **arguments: Any,
    ) -> R:
        """Make a transition, if `decide` says so and only then.

        Raises:
            RefusedError: It was refused, for the reasons that `decide` gave; nothing has changed.
        """
        head, decisions = self._head(), []
        try:
            with self.office.desk(ORG, by=by) as desk:
                stored = desk.get(type(record), record.id)
                assert stored == record, f"{record.id} is not stored as it was returned"
                act = desk.act(because)
                decisions.append(decide(stored, transition, act, **arguments))
                self._previews_agree(transition, stored, act, decisions[0])
                after = desk.apply_because(because, transition, stored, **arguments)
        except RefusedError as error:
            self.refused[transition] += 1
            self._refusals_agree(decisions[0], error)
            assert self._head() == head, f"a refused {transition.name} left something behind"
            assert self.office.get(ORG, type(record), record.id) == record, "a refusal changed it"
            raise
        assert decisions[0], f"{transition.name} was refused by decide, but done"
        assert after.version == record.version + 1, f"{transition.name} is not one version on"
        self._leads_to_a_target(transition, record, after)
        self._held_to(transition, record, after, by)
        return after

    def attempt(
        self, step: Callable[..., R], by: Actor, *what: Any, because: str, **arguments: Any
    ) -> R | None:
        """`create` or `apply` when either answer will do; `None` when it was refused."""
        try:
            return step(by, *what, because=because, **arguments)
        except RefusedError:
            return None

    def records(self, *kinds: str) -> Sequence[Record]:
        """Every record of these kinds, by default of all that are walked in, oldest first."""
        with self.office.reading(ORG) as reading:
            return [
                record
                for lifecycle in self.lifecycles
                if not kinds or lifecycle.kind in kinds
                for record in reading.find(lifecycle.record)
            ]

    def untaken(self) -> list[str]:
        """Creations and transitions never made so far, as `kind.name`.

        Less those that accept a result as it is computed now: the code of a walk is the same from
        beginning to end, so they have nothing to accept.
        """
        return [
            f"{lifecycle.kind}.{name}"
            for lifecycle in self.lifecycles
            for steps in (lifecycle.creations, lifecycle.transitions)
            for name, step in steps.items()
            if not self.done[step] and name not in lifecycle.acceptances
        ]

    def check_journal(self) -> None:
        """The whole organization verifies."""
        flaws = list(self.office.verify(ORG))
        assert flaws == [], "the office does not verify: " + "; ".join(map(str, flaws))

    def check_explanations(self, readers: Sequence[Actor] = READERS) -> None:
        """Every record explains itself to each of these readers, or says that it may not.

        Every number comes out of its parts exactly, and nobody is named whose name is hidden in the
        record that a node is read from.
        """
        for record in self.records():
            for reader in readers:
                try:
                    found = self.office.explain(ORG, record.id, to=reader)
                except (RecordNotFoundError, RefusedError):
                    continue  # it may not be seen, or not yet
                self._explains(found, record, reader)

    def _explains(self, found: Explained, record: Record, reader: Actor) -> None:
        about = f"explaining {record.id} to {reader.id}"
        with self.office.reading(ORG) as reading:
            for node in found.explanation.walk():
                if node.made is not None:
                    assert recomputed(node) == node.number, f"{about}: {node.title} does not add up"
                if node.who is not None and node.source is not None:
                    source = reading.any(node.source)
                    fields = to_json(source)
                    hidden = hidden_fields(source, reader, reading)
                    secret = set(texts_in([fields[name] for name in hidden & fields.keys()]))
                    assert node.who not in secret, f"{about}: it names {node.who}"
        assert list(found.explanation.lines("zh-Hans")), f"{about}: it says nothing"
        encode(found.explanation.to_json("zh-Hant"))
        self.office.explanation_page(ORG, found, "en")

    def _held_to(
        self, step: Operation[Any, ...], before: Record | None, after: Record, by: Actor
    ) -> None:
        """Note a step that was made, and look at what has to hold of the record now."""
        self.done[step] += 1
        self.taken.setdefault(after.id, []).append(after)
        subject = before or after
        if step in self._not_by_owner:
            assert by.id not in subject.owners(), f"{by.id} did {step.name} in their own case"
        history = self.office.history(ORG, after.id)
        cls = type(after)
        assert len(history) == after.version, f"{after.id} has another version than steps"
        assert replay(cls, history) == after, f"replaying {after.id} gives another record"
        assert self.office.get(ORG, cls, after.id) == after, f"{after.id} is stored otherwise"
        assert from_json(cls, decode(encode(to_json(after)))) == after, "JSON gives another record"
        known = [str(state) for state in step.lifecycle.states]
        assert after.state in known, f"{after.state!r} is no state of {after.kind}"
        last = history[-1]
        noted = (last.transition, last.actor, last.source, last.target)
        come_from = str(before.state) if before else ""
        assert noted == (step.name, by.id, come_from, str(after.state)), f"the journal says {noted}"

    @staticmethod
    def _leads_to_a_target(transition: Transition[Any, ...], before: Record, after: Record) -> None:
        targets = {before.state if t is STAY else str(t) for t in transition.targets}
        assert after.state in targets, f"{transition.name} led to {after.state!r}, not {targets}"

    def _previews_agree(
        self, transition: Transition[R, ...], record: R, act: Any, decision: Decision
    ) -> None:
        """What `available` says without the arguments is part of what `decide` says with them."""
        shown = option(record, transition, act).decision
        hidden = [r for r in shown.refusals if r not in decision.refusals]
        assert not hidden, f"available refuses {transition.name} as decide does not: {hidden}"

    def _refusals_agree(self, decision: Decision, error: RefusedError) -> None:
        """Refused for the very reasons decided on; a plugin may refuse what was allowed."""
        if decision or not decision.refusals:
            assert self.office.plugins.has_vetoes, f"refused, but decide allowed it: {error}"
        else:
            assert error.refusals == decision.refusals, f"refused otherwise than decided: {error}"

    def _head(self) -> Any:
        with self.office.storage.session(ORG, write=False) as session:
            return session.head()
