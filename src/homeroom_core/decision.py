"""May this be done, and doing it: `decide`, `perform`, `available`.

All three ask a transition the same questions in the same order: the state, the grant, the reason
owed, the guards, and the checks of what is handed in. Guards and checks are asked only in a source
state, so they may rely on it; every reason that can be known is given at once.
"""

import inspect
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Concatenate, ParamSpec, TypeVar

import attrs

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.errors import DefinitionError, Reason, Refusal, RefusedError, UnknownError
from homeroom_core.lifecycle import (
    NOT_GRANTED,
    REASON_REQUIRED,
    STAY,
    WRONG_STATE,
    Creation,
    Lifecycle,
    Operation,
    Transition,
)
from homeroom_core.record import Record
from homeroom_core.text import Text

NOT_PROVIDED = Reason(
    "lifecycle.not_provided",
    Text("现在无法判断：{what}", "目前無法判斷：{what}", "it cannot be judged now: {what}"),
    Text(
        "请安装或启用提供它的插件",
        "請安裝或啟用提供它的外掛",
        "install or activate the plugin that provides it",
    ),
)

R = TypeVar("R", bound=Record)
P = ParamSpec("P")


@attrs.frozen
class Allowed:
    """The transition may be made."""

    refusals: tuple[Refusal, ...] = attrs.field(default=(), init=False)

    def __bool__(self) -> bool:
        return True


@attrs.frozen
class Refused:
    """The transition may not be made, for all these reasons."""

    refusals: tuple[Refusal, ...]

    def __bool__(self) -> bool:
        return False


Decision = Allowed | Refused
ALLOWED = Allowed()


@attrs.frozen
class Option:
    """One transition as an actor sees it now: whether it is open, and what it asks for."""

    transition: Transition[Any, ...]
    decision: Decision

    @property
    def is_elsewhere(self) -> bool:
        """Whether nothing but the state, and perhaps who asks, keeps the step back."""
        codes = {one.code for one in self.decision.refusals}
        return WRONG_STATE.code in codes and codes <= {WRONG_STATE.code, NOT_GRANTED.code}

    @property
    def asks(self) -> tuple[str, ...]:
        """Names of the arguments that have to be handed in with it."""
        return tuple(
            p.name for p in self.transition.parameters if p.default is inspect.Parameter.empty
        )


def decide(
    record: R, transition: Transition[R, P], act: Act, /, *args: P.args, **kwargs: P.kwargs
) -> Decision:
    """Whether the transition may be made now, by this actor, with these arguments.

    Raises:
        TypeError: The arguments are not those of the transition.
    """
    found = list(_preview(record, transition, act))
    if transition.reason_required and not act.reason.strip():
        found.append(REASON_REQUIRED())
    if record.state in transition.sources:
        inspect.Signature(transition.parameters).bind(*args, **kwargs)
        found.extend(transition.objections_to(record, act, args, kwargs))
    return Refused(tuple(found)) if found else ALLOWED


def perform(
    record: R, transition: Transition[R, P], act: Act, /, *args: P.args, **kwargs: P.kwargs
) -> R:
    """Make the transition: the record as it is afterwards, one version on.

    Raises:
        RefusedError: It is refused; the error holds every reason.
        TypeError: The arguments are not those of the transition.
        DefinitionError: The body broke its promise: it changed the identity or the version of the
            record, or left it in a state that is not among the declared targets.
    """
    fire = transition.fire or _compile(transition)
    if args or kwargs:
        return fire(record, act, *args, **kwargs)
    # Most steps take no more: then a plain call, which costs less than handing nothing on. Where
    # arguments are wanted, the body says so, as it would have.
    return fire(record, act)  # type: ignore[call-arg]  # mypy cannot know that P is empty


def originate(creation: Creation[R, P], act: Act, /, *args: P.args, **kwargs: P.kwargs) -> R:
    """Create a record, not yet stored.

    Raises:
        RefusedError: It is refused; the error holds every reason.
        DefinitionError: The body gave back no such record, did not use `act.new_id` and `act.org`,
            or its state is not the initial one.
    """
    obstacles = tuple(creation.obstacles(act, args, kwargs))
    if obstacles:
        raise RefusedError(creation.lifecycle.kind, creation.name, creation.label, obstacles)
    record = creation.body(act, *args, **kwargs)
    if record.__class__ is not creation.lifecycle.record:
        raise _broken(creation, f"it has to return a {creation.lifecycle.record.__name__}")
    expected = (act.new_id, act.org, creation.lifecycle.initial, 1)
    if (record.id, record.org, record.state, record.version) != expected:
        raise _broken(creation, "it has to create version 1 with act.new_id and act.org")
    found = [] if creation.grant.holds(record, act) else [creation.ungranted(act)]
    if creation.reason_required and not act.reason.strip():
        found.append(REASON_REQUIRED())
    found.extend(creation.objections(record, act))
    found.extend(creation.objections_to(record, act, args, kwargs))
    if found:
        raise RefusedError(creation.lifecycle.kind, creation.name, creation.label, tuple(found))
    return record


def available(lifecycle: Lifecycle[R], record: R, act: Act) -> tuple[Option, ...]:
    """What this actor can do with the record now, and why not the rest.

    An open transition may still ask for arguments (`Option.asks`) or a reason, which `decide`
    looks at once they are handed in. A step that cannot be judged, since no plugin provides what
    its guard asks for, is refused as such (`NOT_PROVIDED`).
    """
    return tuple(option(record, step, act) for step in lifecycle.transitions.values())


def option(record: R, transition: Transition[R, ...], act: Act) -> Option:
    """What `available` says of one transition."""
    found: list[Refusal] = []
    try:
        found.extend(_preview(record, transition, act))
    except UnknownError as error:  # a plugin that a guard would ask is not here
        found.append(NOT_PROVIDED(what=error.text))
    return Option(transition, Refused(tuple(found)) if found else ALLOWED)


def _preview(record: R, transition: Transition[R, P], act: Act) -> Iterator[Refusal]:
    """Every refusal that does not depend on what is handed in."""
    in_place = record.state in transition.sources
    if not in_place:
        yield transition.out_of_place(record)
    if not transition.grant.holds(record, act):
        yield transition.ungranted(act)
    if in_place:
        yield from transition.objections(record, act)


_FIRE = """
def fire(record, act{slash}{more}):
    state = record.state
    if not ({clear}):
        refuse(record, act{more})
    result = body(record, act{more})
    if (
        {choice}
        or result is record
        or type(result) is not type(record)
        or result.version != record.version
        or result.id is not record.id
        or result.org is not record.org
        or result.state is not state
    ):
        result = settle(record, result)
    {move}
    set_version(result, record.version + 1)
    return result
"""


def _compile(transition: Transition[R, P]) -> Callable[Concatenate[R, Act, P], R]:
    """The transition as one straight function, made at its first use and kept with it.

    It asks what `decide` asks, until the first objection; only then `decide` collects them all.
    The copy that a body made is settled in place. That is safe: its version proves that it was made
    from this very record and has not been settled before, so nobody else holds it as a fact.
    """
    scope: dict[str, Any] = {
        "sources": transition.sources,
        "holds": transition.grant.holds,
        "refuse": partial(_refuse, transition),
        "body": transition.body,
        "settle": partial(_settle, transition),
        "target": transition.targets[0],
        "set_state": Record.__dict__["state"].__set__,
        "set_version": Record.__dict__["version"].__set__,
    }
    more = ", *args, **kwargs" if transition.parameters else ""
    clear = ["state in sources", "holds(record, act)"]
    clear += [f"guard_{i}(record, act) is None" for i in range(len(transition.guards))]
    clear += ["act.reason.strip()"] * transition.reason_required
    clear += [f"check_{i}(record, act{more}) is None" for i in range(len(transition.checks))]
    scope.update((f"guard_{i}", guard) for i, guard in enumerate(transition.guards))
    scope.update((f"check_{i}", check) for i, check in enumerate(transition.checks))
    choice = len(transition.targets) > 1
    move = "" if choice or transition.targets[0] is STAY else "set_state(result, target)"
    slash = ", /" if more else ""
    code = _FIRE.format(more=more, slash=slash, clear=" and ".join(clear), choice=choice, move=move)
    exec(code, scope)  # noqa: S102  # the source is made of numbers and fixed words only
    fire: Callable[Concatenate[R, Act, P], R] = scope["fire"]
    transition.fire = fire
    return fire


def _refuse(
    transition: Transition[R, P], record: R, act: Act, /, *args: P.args, **kwargs: P.kwargs
) -> None:
    decision = decide(record, transition, act, *args, **kwargs)
    if decision is not ALLOWED:
        raise RefusedError(record.id, transition.name, transition.label, decision.refusals)


def _settle(transition: Transition[R, P], record: R, result: R) -> R:
    """Check what a body gave back, the rare ways included: the record itself, a chosen target."""
    if result is record:
        result = change(record)
    elif result.__class__ is not record.__class__ or (
        (result.id, result.org, result.version) != (record.id, record.org, record.version)
    ):
        raise _broken(transition, "it has to return the record it was given, or a change() of it")
    targets = transition.targets
    accepted = {record.state if target is STAY else target for target in targets}
    if len(targets) == 1:
        accepted.add(record.state)
    if result.state not in accepted:
        raise _broken(transition, f"it left the state {result.state!r}, not {sorted(accepted)}")
    return result


def _broken(step: Operation[Any, ...], en: str) -> DefinitionError:
    text = Text(f"转换函数未守约定：{en}", f"轉換函式未守約定：{en}", en)
    return DefinitionError(f"{step.lifecycle.kind}.{step.name}", text)
