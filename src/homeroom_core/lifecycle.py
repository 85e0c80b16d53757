"""The state-machine engine: lifecycles, and the pure functions that are their steps.

A lifecycle module declares its states, its frozen record, and one function a transition:

    growth_plan = Lifecycle(GrowthPlan, initial=DRAFT, states=(DRAFT, SUBMITTED, ...), final=(DONE,))

    @growth_plan.transition(source=DRAFT, target=SUBMITTED, by=owner, label=Text("提交", "提交", "Submit"))
    def submit(plan: GrowthPlan, act: Act) -> GrowthPlan:
        '''Hand the plan in for review.'''
        return change(plan, submitted_on=act.on)

`homeroom_core.decision` answers whether a transition may be made, and makes it.
"""

import inspect
from collections.abc import Callable, Iterable
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

import attrs

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.declaration_faults import (
    ACT,
    RECORD_AND_ACT,
    lifecycle_faults,
    refusals,
    several,
    step_faults,
)
from homeroom_core.derivation import Again, Derivation
from homeroom_core.errors import DefinitionError, Reason, Refusal, UnknownError
from homeroom_core.explanation import Explanation, Question
from homeroom_core.grants import Grant
from homeroom_core.people import named_roles
from homeroom_core.record import Record
from homeroom_core.strict import check
from homeroom_core.text import Term, Text, listing
from homeroom_core.visibility import HEADER

R = TypeVar("R", bound=Record)
P = ParamSpec("P")

Answer = Refusal | Iterable[Refusal] | None
"""What a guard gives back: nothing, when it has no objection."""

WRONG_STATE = Reason(
    "lifecycle.wrong_state",
    Text("当前是“{measured}”", "目前是「{measured}」", "it is now '{measured}'"),
    Text(
        "须先处于“{required}”；现在可做：{accepts}",
        "須先處於「{required}」；現在可做：{accepts}",
        "it has to be '{required}'; it now accepts: {accepts}",
    ),
)
NOT_GRANTED = Reason(
    "lifecycle.not_granted",
    Text(
        "您（{measured}）无权操作", "您（{measured}）無權操作", "you ({measured}) may not do this"
    ),
    Text("请由{required}操作", "請由{required}操作", "ask {required}"),
)
REASON_REQUIRED = Reason(
    "lifecycle.reason_required",
    Text("没有写明理由", "沒有寫明理由", "no reason is given"),
    Text("请写明理由", "請寫明理由", "give a reason"),
)
NOTHING = Text("无", "無", "nothing")
STATE = Text("状态", "狀態", "state")
TRANSITION = Text("步骤", "步驟", "transition")


class State(Term):
    """A state of a lifecycle: its code, which knows its label in three languages."""

    __slots__ = ()


ACCEPT = "accept_{field}"
"""Name of the step that puts a derived field as it is computed now in place of what stands."""

Explainer = Callable[[R, Question], Explanation | None]
"""How a record explains itself; `None`: there is nothing of its own to tell now."""

STAY = State("(stay)", "状态不变", "狀態不變", "(state stays)")
"""Target of a transition that changes fields and leaves the state as it is."""


@attrs.define(eq=False)
class Operation(Generic[R, P]):
    """What creations and transitions have in common; see `Lifecycle.transition`."""

    lifecycle: "Lifecycle[R]" = attrs.field(repr=False)
    name: str
    label: Text
    targets: tuple[State, ...]
    grant: Grant
    guards: tuple[Callable[[R, Act], Answer], ...]
    checks: list[Callable[Concatenate[R, Act, P], Answer]]
    reason_required: bool
    summary: str
    parameters: tuple[inspect.Parameter, ...]

    def check(self, asked: Callable[Concatenate[R, Act, P], Answer]) -> Callable[..., Answer]:
        """Decorator: a guard that also looks at what is handed in with the step."""
        self.checks.append(asked)
        return asked

    def objections(self, record: R, act: Act) -> Iterable[Refusal]:
        """What the guards object to."""
        for guard in self.guards:
            yield from refusals(guard, guard(record, act), self._place)

    def objections_to(self, record: R, act: Act, args: Any, kwargs: Any) -> Iterable[Refusal]:
        """What the checks object to in the arguments handed in."""
        for asked in self.checks:
            yield from refusals(asked, asked(record, act, *args, **kwargs), self._place)

    @property
    def _place(self) -> str:
        return f"{self.lifecycle.kind}.{self.name}"

    def ungranted(self, act: Act) -> Refusal:
        """The refusal for somebody who does not hold the grant."""
        return not_granted(self.grant, act)


@attrs.define(eq=False)
class Creation(Operation[R, P]):
    """How a record comes into being: a pure function of the act and its arguments."""

    body: Callable[Concatenate[Act, P], R] = attrs.field(repr=False)
    preconditions: list[Callable[Concatenate[Act, P], Answer]] = attrs.field(
        factory=list, init=False
    )

    def precondition(self, asked: Callable[Concatenate[Act, P], Answer]) -> Callable[..., Answer]:
        """Decorator: what has to hold for there to be anything to create; asked before the body."""
        self.preconditions.append(asked)
        return asked

    def obstacles(self, act: Act, args: Any, kwargs: Any) -> Iterable[Refusal]:
        """What the preconditions object to."""
        for asked in self.preconditions:
            yield from refusals(asked, asked(act, *args, **kwargs), self._place)


@attrs.define(eq=False)
class Transition(Operation[R, P]):
    """One way from state to state: a pure function with its sources, targets, grant and guards."""

    sources: tuple[State, ...]
    body: Callable[Concatenate[R, Act, P], R] = attrs.field(repr=False)
    fire: Callable[Concatenate[R, Act, P], R] | None = attrs.field(
        default=None, init=False, repr=False
    )

    def out_of_place(self, record: R) -> Refusal:
        """The refusal for a record that is in none of the source states."""
        rare = self.lifecycle.acceptances
        open_now = self.lifecycle.leaving(record.state)
        accepted = [step.label for step in open_now if step.name not in rare]
        return WRONG_STATE(
            measured=self.lifecycle.state(record.state),
            required=listing(self.sources),
            accepts=listing(accepted) if accepted else NOTHING,
        )


class Lifecycle(Generic[R]):
    """The states of one kind of record, and the steps between them.

    A field that holds a computed result is declared with the pure function that makes it again, and
    a record may say how it came about; both before `seal()`::

        @award.derived("total", label=Text("总分", "總分", "total"), by=office)
        def total_again(award: Award, reader: Reader, provided: Provided) -> Fraction | None:
            return sum_of(award.sources, reader) if award.total is not None else None

        @award.explained
        def why(award: Award, asked: Question) -> Explanation | None: ...

    Args:
        record: The record class.
        states: Every state, in the order people think of them.
        initial: The state in which records are created.
        final: States that may have no way out.

    Raises:
        DefinitionError: The class is no record, or lacks kind or label; a state is none, is named
            twice, or the initial or a final one is not among them.
    """

    def __init__(
        self,
        record: type[R],
        *,
        states: tuple[State, ...],
        initial: State,
        final: tuple[State, ...] = (),
    ) -> None:
        self.states: tuple[State, ...] = several(states)
        check(getattr(record, "__name__", "lifecycle"), lifecycle_faults(record, self.states))
        self.record = record
        self.kind = record.kind
        self.creations: dict[str, Creation[R, ...]] = {}
        self.transitions: dict[str, Transition[R, ...]] = {}
        self.derivations: dict[str, Derivation[R]] = {}
        self.explainer: Explainer[R] | None = None
        self._by_code = {str(state): state for state in self.states}
        self._sealed = False
        if len(self._by_code) != len(self.states):
            raise self._fault(self.kind, "a state is named twice", "有重复的状态", "有重複的狀態")
        self.initial = self._known(initial, self.kind)
        self.final = tuple(self._known(state, self.kind) for state in several(final))

    def creation(
        self,
        *,
        by: Grant | None = None,
        label: Text,
        guards: tuple[Callable[[R, Act], Answer], ...] = (),
        reason_required: bool = False,
    ) -> Callable[[Callable[Concatenate[Act, P], R]], Creation[R, P]]:
        """Decorator: a way to create a record, in the initial state.

        The grant and the guards are asked about the record that would be created.

        Args:
            by: Who may.
            label: What people call it.
            guards: Each called with the record and the act; answers with refusals or nothing.
            reason_required: Whether a reason is owed.
        """

        def declare(body: Callable[Concatenate[Act, P], R]) -> Creation[R, P]:
            common = self._common(body, by, label, guards, reason_required, first=(ACT, 1))
            creation: Creation[R, P] = Creation(body=body, targets=(self.initial,), **common)
            self.creations[creation.name] = creation
            return creation

        return declare

    def transition(
        self,
        *,
        source: State | tuple[State, ...],
        target: State | tuple[State, ...],
        by: Grant | None = None,
        label: Text,
        guards: tuple[Callable[[R, Act], Answer], ...] = (),
        reason_required: bool = False,
    ) -> Callable[[Callable[Concatenate[R, Act, P], R]], Transition[R, P]]:
        """Decorator: a pure function from record to record becomes a transition.

        The function returns the record, changed or as it was; the engine sets the target state and
        the version. Where several targets are declared, the function chooses one by setting
        `state`.

        Args:
            source: The states it leaves.
            target: The state it leads to, those it may choose from, or `STAY`.
            by: Who may.
            label: What people call it: an imperative.
            guards: Each called with the record and the act; answers with refusals or nothing.
            reason_required: Whether a reason is owed.

        Raises:
            DefinitionError: A faulty definition: it names the file and line.
        """

        def declare(body: Callable[Concatenate[R, Act, P], R]) -> Transition[R, P]:
            place = _place(self.kind, body)
            sources = tuple(self._known(state, place) for state in several(source))
            targets = tuple(
                STAY if state is STAY else self._known(state, place) for state in several(target)
            )
            if not sources or not targets:
                raise self._fault(
                    place,
                    "it needs at least one source and one target",
                    "至少需要一个来源状态和一个目标状态",
                    "至少需要一個來源狀態和一個目標狀態",
                )
            common = self._common(
                body, by, label, guards, reason_required, first=(RECORD_AND_ACT, 2)
            )
            made: Transition[R, P] = Transition(
                body=body, sources=sources, targets=targets, **common
            )
            self.transitions[made.name] = made
            return made

        return declare

    def derived(
        self,
        field: str,
        *,
        label: Text,
        by: Grant | None = None,
        source: State | tuple[State, ...] = (),
        guards: tuple[Callable[[R, Act], Answer], ...] = (),
        made_by: tuple[str, ...] = (),
        made_from: tuple[str, ...] = (),
    ) -> Callable[[Again[R]], Again[R]]:
        """Decorator: a field is a computed result, and this pure function makes it again.

        It is called with the record, a reader and what plugins provide, and answers `None` while
        there is nothing to compare: not computed yet, or known to be out of date. `homeroom verify`
        calls it for every record. Where its answer differs, what is stored stays in force until
        somebody takes the step `accept_<field>`, which is declared along with it: it keeps the
        state, owes a reason, and is refused where nothing differs. The journal then holds who
        accepted, when, why, and both values.

        Args:
            field: Name of the field.
            label: What people call the result.
            by: Who may accept what it comes to now.
            source: The states in which that may be accepted; by default all of them.
            guards: What else has to hold for accepting it.
            made_by: Names of the attributes of the value that say which code made it.
            made_from: Names of those that say what it was made from, such as digests.

        Raises:
            DefinitionError: The record has no such field, or it is declared twice or too late.
        """

        def declare(body: Again[R]) -> Again[R]:
            place = _place(self.kind, body)
            if field in HEADER or field not in attrs.fields_dict(self.record):
                raise self._fault(
                    place,
                    f"{field!r} is no field of {self.record.__name__} that can be derived",
                    f"{self.record.__name__} 没有可计算的字段“{field}”",
                    f"{self.record.__name__} 沒有可計算的欄位「{field}」",
                )
            derivation = Derivation(
                field=field, label=label, body=body, made_by=made_by, made_from=made_from
            )

            def accept(record: R, act: Act) -> R:
                """Let the result stand as it is computed now; the journal keeps what stood."""
                again = derivation.again(record, act.reader, act.provided)
                return change(record, **{field: again})

            accept.__name__ = ACCEPT.format(field=field)
            accept.__code__ = accept.__code__.replace(
                co_filename=body.__code__.co_filename,
                co_firstlineno=body.__code__.co_firstlineno,
            )
            self.transition(
                source=source or self.states,
                target=STAY,
                by=by,
                label=_ACCEPT.format(what=label),
                guards=(derivation.differs_now, *guards),
                reason_required=True,
            )(accept)
            self.derivations[field] = derivation
            return body

        return declare

    def explained(self, body: Explainer[R]) -> Explainer[R]:
        """Decorator: how a record of this kind explains itself, for `homeroom explain`.

        It is called with the record and a `Question`, and answers with a tree, or with `None` where
        there is nothing of its own to tell; then its history is told. Whatever it shows of a record
        names that record in `source` and the fields in `shows`, and every person stands in `who`:
        the tree passes the visibility filter before anybody sees it.

        Raises:
            DefinitionError: It is declared twice or too late.
        """
        place = _place(self.kind, body)
        if self._sealed:
            raise self._fault(place, *_SEALED)
        if self.explainer is not None:
            raise self._fault(
                place,
                "how it explains itself is declared twice",
                "重复声明了说明方式",
                "重複宣告了說明方式",
            )
        self.explainer = body
        return body

    def seal(self) -> "Lifecycle[R]":
        """Check the whole graph; the last line of a lifecycle module.

        Raises:
            DefinitionError: No creation, a state that cannot be reached, or one without a way out
                that is not final.
        """
        if not self.creations:
            raise self._fault(
                self.kind, "no creation is declared", "没有声明创建方式", "沒有宣告建立方式"
            )
        reached = {self.initial}
        while True:
            more = {
                target
                for transition in self.transitions.values()
                for source in transition.sources
                if source in reached
                for target in transition.targets
                if target is not STAY
            }
            if more <= reached:
                break
            reached |= more
        for state in self.states:
            place = f"{self.kind}, state {str(state)!r}"
            if state not in reached:
                raise self._fault(
                    place, "no transition leads to it", "没有通向它的步骤", "沒有通向它的步驟"
                )
            leaves = any(set(t.targets) - {state, STAY} for t in self.leaving(state))
            if not leaves and state not in self.final:
                raise self._fault(
                    place,
                    "it has no way out and is not among the final states",
                    "它没有出口，也不是终止状态",
                    "它沒有出口，也不是終止狀態",
                )
        self._sealed = True
        return self

    @property
    def sealed(self) -> bool:
        """Whether the whole graph was checked; nothing can be declared any more."""
        return self._sealed

    def state(self, code: str) -> State:
        """The state with this code.

        Raises:
            UnknownError: There is none.
        """
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownError(STATE, code, tuple(self._by_code)) from None

    def step(self, name: str) -> Transition[R, ...]:
        """The transition with this name.

        Raises:
            UnknownError: There is none.
        """
        try:
            return self.transitions[name]
        except KeyError:
            raise UnknownError(TRANSITION, name, tuple(self.transitions)) from None

    @property
    def acceptances(self) -> frozenset[str]:
        """Names of the steps that put a derived field as it is computed now in its place."""
        return frozenset(ACCEPT.format(field=field) for field in self.derivations)

    def leaving(self, state: str) -> tuple[Transition[R, ...], ...]:
        """The transitions that this state accepts."""
        return tuple(t for t in self.transitions.values() if state in t.sources)

    def _common(
        self,
        body: Callable[..., Any],
        by: Grant | None,
        label: Text,
        guards: tuple[Callable[[R, Act], Answer], ...],
        reason_required: bool,  # noqa: FBT001  # private, and all its arguments are passed in order
        *,
        first: tuple[Text, int],
    ) -> dict[str, Any]:
        """Check one definition and collect what creations and transitions share."""
        name, place = body.__name__, _place(self.kind, body)
        if self._sealed:
            raise self._fault(place, *_SEALED)
        if name in self.transitions or name in self.creations:
            raise self._fault(
                place, f"{name!r} is declared twice", f"重复声明“{name}”", f"重複宣告「{name}」"
            )
        said, skip = first
        check(place, step_faults(body, by, label, several(guards), first=said, skip=skip))
        return {
            "lifecycle": self,
            "name": name,
            "label": label,
            "grant": by,
            "guards": several(guards),
            "checks": [],
            "reason_required": reason_required,
            "summary": inspect.getdoc(body) or "",
            "parameters": tuple(inspect.signature(body).parameters.values())[skip:],
        }

    def _known(self, state: object, place: str) -> State:
        """The state that is meant, by itself or by its code."""
        if str(state) not in self._by_code:
            raise self._fault(
                place,
                f"{str(state)!r} is not among its states: {', '.join(self._by_code)}",
                f"状态“{state}”未声明，已有：{'、'.join(self._by_code)}",
                f"狀態「{state}」未宣告，已有：{'、'.join(self._by_code)}",
            )
        return self._by_code[str(state)]

    @staticmethod
    def _fault(place: str, en: str, zh_hans: str, zh_hant: str) -> DefinitionError:
        return DefinitionError(place, Text(zh_hans, zh_hant, en))


def not_granted(grant: Grant, act: Act) -> Refusal:
    """The refusal for an actor who does not hold a grant: what they hold, and who does."""
    held = listing(named_roles(act.actor.roles)) if act.actor.roles else NOTHING
    return NOT_GRANTED(measured=held, required=grant.label)


_SEALED = ("it is already sealed", "生命周期已封定", "生命週期已封定")
_ACCEPT = Text("采用重算的{what}", "採用重算的{what}", "Accept recomputed {what}")


def _place(kind: str, body: Callable[..., Any]) -> str:
    code = body.__code__
    return f"{kind}.{body.__name__} ({code.co_filename}:{code.co_firstlineno})"
