"""The contracts of hook functions that provide nothing: those that check steps, and listeners.

They are called with practice steps: for every transition of every lifecycle that is known, a record
in a state that it leaves from, with arguments of the hinted types.
"""

import copy
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st

from homeroom_core.act import Act
from homeroom_core.codec import encode, to_json
from homeroom_core.errors import Refusal
from homeroom_core.families import LIFECYCLES
from homeroom_core.hookspecs import NOTIFY, VETO, Committed, TransitionRequest
from homeroom_core.journal import GENESIS, Entry
from homeroom_core.lifecycle import STAY, Creation, Lifecycle, Operation, Transition
from homeroom_core.plugins import Plugins
from homeroom_core.provided import Family
from homeroom_core.record import Record
from homeroom_core.strict import is_code
from homeroom_core.testing.acts import CAST, MORNING, ORG, act, practice_office
from homeroom_core.testing.contracts.elsewhen import another_day, in_other_zones, luck
from homeroom_core.testing.contracts.law import Case, Contract, Subject, holds
from homeroom_core.testing.contracts.samples import arguments_of, records_of
from homeroom_core.testing.lifecycle_machine import hinted
from homeroom_core.testing.strategies import texts, values
from homeroom_core.text import LANGUAGES, Text
from homeroom_core.visibility import HEADER

VETO_HOOKS: Family[Any] = Family(
    VETO, Text("检查步骤的钩子", "檢查步驟的掛鉤", "hook that checks steps")
)
NOTIFY_HOOKS: Family[Any] = Family(
    NOTIFY, Text("接收通知的钩子", "接收通知的掛鉤", "hook that listens")
)

VETO_CONTRACT = Contract(VETO_HOOKS, source=lambda hook: hook)
NOTIFY_CONTRACT = Contract(NOTIFY_HOOKS, source=lambda hook: hook)


@attrs.frozen
class PracticeStep:
    """One step that is about to be made."""

    request: TransitionRequest

    def lines(self) -> Iterator[Text]:
        """Who, what, on which record, with which arguments."""
        asked = self.request
        yield _STEP.format(
            actor=asked.act.actor.id,
            on=asked.act.on,
            kind=asked.record.kind,
            step=asked.transition,
            state=str(asked.record.state),
        )
        for field in attrs.fields(type(asked.record)):
            value = getattr(asked.record, field.name)
            if value not in (None, "", (), {}):
                yield Text.same(f"  {field.name}: {value!r}"[:200])
        for name, value in asked.arguments.items():
            yield _ARGUMENT.format(name=name, value=repr(value)[:200])


def _lifecycles(plugins: Plugins) -> list[Lifecycle[Any]]:
    return [plugins(LIFECYCLES, name) for name in plugins.names(LIFECYCLES)]


@st.composite
def _steps(draw: st.DrawFn, step: Operation[Any, ...]) -> tuple[Record, dict[str, Any]]:
    """A record that a step could be tried on, and arguments for it."""
    record = draw(values(step.lifecycle.record))
    state = step.lifecycle.initial
    if isinstance(step, Transition):
        state = draw(st.sampled_from(sorted(step.sources)))
    return attrs.evolve(record, state=state), draw(hinted(step))


@st.composite
def _requests(draw: st.DrawFn, plugins: Plugins) -> PracticeStep:
    lifecycle = draw(st.sampled_from(_lifecycles(plugins)))
    step = draw(st.sampled_from(_steps_of(lifecycle)))
    record, arguments = draw(_steps(step))
    return _practice(step, record, arguments, draw(st.integers(0, len(CAST) - 1)))


def _practice(
    step: Operation[Any, ...], record: Record, arguments: Mapping[str, Any], who: int
) -> PracticeStep:
    reader = _reading()
    now: Act = act(CAST[who % len(CAST)], reason="practice", reader=reader)
    return PracticeStep(
        TransitionRequest(record=record, transition=step.name, act=now, arguments=dict(arguments))
    )


@cache
def _reading() -> Any:
    """A reader over an office in which there is nothing yet."""
    return practice_office().reading(ORG).__enter__()


def _every_step(subject: Subject) -> Iterator[Case]:
    """Every creation and transition there is, each once, by one after the other of the cast."""
    for lifecycle in _lifecycles(subject.plugins):
        record = next(iter(records_of(lifecycle)), None)
        for number, step in enumerate(_steps_of(lifecycle)):
            arguments = arguments_of(step)
            if record is not None and arguments is not None:
                sources = step.sources if isinstance(step, Transition) else (lifecycle.initial,)
                ahead = attrs.evolve(record, state=sorted(sources)[0])
                yield (_practice(step, ahead, copy.deepcopy(arguments), number),)


def _drawn(subject: Subject) -> st.SearchStrategy[Case]:
    return st.tuples(_requests(subject.plugins))


def _refusals(answer: Any) -> list[Any]:
    if answer is None:
        return []
    if isinstance(answer, Refusal):
        return [answer]
    holds(
        isinstance(answer, Iterable) and not isinstance(answer, str | bytes | Mapping),
        found=repr(answer),
        wanted=_REFUSAL,
    )
    return list(answer)


@VETO_CONTRACT.law(
    "veto.answers",
    Text(
        "对每个步骤都给出 None、一个拒绝或若干拒绝，且不出错",
        "對每個步驟都給出 None、一個拒絕或若干拒絕，且不出錯",
        "Asked about any step, it answers with nothing, a refusal or several, and does not fail.",
    ),
    cases=_every_step,
    drawn=_drawn,
)
def veto_answers(subject: Subject, step: PracticeStep) -> None:
    """Refusals that have a code, and say in three languages what is wrong and what would work."""
    for refusal in _refusals(subject.thing(step.request)):
        holds(isinstance(refusal, Refusal), found=repr(refusal), wanted=_REFUSAL)
        parts = refusal.code.split(".")
        holds(len(parts) > 1 and all(map(is_code, parts)), found=repr(refusal.code), wanted=_CODE)
        said = [text.read(lang) for text in (refusal.text, refusal.remedy) for lang in LANGUAGES]
        holds(all(one.strip() for one in said), found=said, wanted=_WORDS)


@VETO_CONTRACT.law(
    "veto.answers_at_once",
    Text(
        "立即回答：此时别人都写不了，不能等网络、不能等待",
        "立即回答：此時別人都寫不了，不能等網路、不能等待",
        "It answers at once: nobody else can write meanwhile, so it waits for no network.",
    ),
)
def veto_answers_at_once(subject: Subject) -> None:
    """None of a few steps takes as long as people notice, or one does that only once."""
    slow = 0
    for step in _few_steps(subject):
        began = time.monotonic()
        _refusals(subject.thing(step.request))
        took = time.monotonic() - began
        slow += took > _NOTICED
        holds(slow < _TOO_OFTEN, found=f"{took:.1f} s", wanted=f"< {_NOTICED} s")


_NOTICED, _TOO_OFTEN = 0.5, 3
"""Seconds that are too long, and how often: a machine may be busy with something else."""


def _few_steps(subject: Subject) -> Iterator[PracticeStep]:
    for lifecycle in _lifecycles(subject.plugins):
        record = next(iter(records_of(lifecycle)), None)
        arguments = arguments_of(step := _steps_of(lifecycle)[0])
        if record is not None and arguments is not None:
            yield _practice(step, record, copy.deepcopy(arguments), 0)


@VETO_CONTRACT.law(
    "veto.lets_something_pass",
    Text(
        "总有步骤能通过：不会把所有步骤都拒绝",
        "總有步驟能通過：不會把所有步驟都拒絕",
        "Some step passes: it does not refuse each of every kind.",
    ),
)
def veto_lets_something_pass(subject: Subject) -> None:
    """Of all steps there are, by one after the other of the cast, one is not refused."""
    refused = None
    for (step,) in _every_step(subject):
        found = _refusals(subject.thing(step.request))
        if not found:
            return
        refused = refused or found
    holds(refused is None, found=[str(one) for one in refused or ()], wanted=_NOTHING)


@VETO_CONTRACT.law(
    "veto.same_again",
    Text(
        "同一步骤总得到同样的回答：时刻取自 request.act，不看时钟、不靠随机",
        "同一步驟總得到同樣的回答：時刻取自 request.act，不看時鐘、不靠隨機",
        "The same step is always answered alike: the moment is request.act's, no clock, no chance.",
    ),
    cases=_every_step,
    drawn=_drawn,
)
def veto_same_again(subject: Subject, step: PracticeStep) -> None:
    """Asked again on another day, with other luck; and the moment written in another zone."""
    with luck(1):
        first = _refusals(subject.thing(step.request))
    for now in in_other_zones(step.request.act):
        with luck(1):
            zoned = _refusals(subject.thing(attrs.evolve(step.request, act=now)))
        told = [str(one) for one in zoned]
        holds(first == zoned, found=_ZONED.format(answer=told), wanted=[str(one) for one in first])
    with another_day(subject.plugin):
        again = _refusals(subject.thing(step.request))
    holds(first == again, found=[str(one) for one in again], wanted=[str(one) for one in first])


@VETO_CONTRACT.law(
    "veto.changes_nothing",
    Text(
        "不改动交给它的记录和参数",
        "不改動交給它的記錄和參數",
        "It changes nothing of the record and the arguments that it is shown.",
    ),
    cases=_every_step,
)
def veto_changes_nothing(subject: Subject, step: PracticeStep) -> None:
    """What it is shown is the same afterwards."""
    _left_alone(step.request, subject.thing)


def _left_alone(request: TransitionRequest, call: Callable[[Any], object]) -> None:
    def seen() -> Any:
        return copy.deepcopy((request.record, dict(request.arguments), request.transition))

    before = seen()
    call(request)
    holds(seen() == before, found=repr(seen())[:400], wanted=repr(before)[:400])


def _commits(subject: Subject) -> Iterator[Case]:
    """Commits of one entry and of several: for each kind, an entry of each of its steps."""
    for lifecycle in _lifecycles(subject.plugins):
        record = next(iter(records_of(lifecycle)), None)
        if record is not None:
            entries = tuple(_entry(record, *one) for one in enumerate(_steps_of(lifecycle), 1))
            yield (Committed(org=ORG, entries=entries[:1]),)
            yield (Committed(org=ORG, entries=entries),)


def _steps_of(lifecycle: Lifecycle[Any]) -> list[Creation[Any, ...] | Transition[Any, ...]]:
    return [*lifecycle.creations.values(), *lifecycle.transitions.values()]


def _entry(
    record: Record, seq: int, step: Operation[Any, ...], *, reason: str = "", by: str = "person-1"
) -> Entry:
    """The entry of a step, as the journal would keep it."""
    source = str(step.sources[0]) if isinstance(step, Transition) else ""
    target = source if step.targets[0] is STAY else str(step.targets[0])
    fields = {name: value for name, value in to_json(record).items() if name not in HEADER}
    return Entry(
        org=ORG,
        seq=seq,
        kind=record.kind,
        record=record.id,
        version=seq,
        transition=step.name,
        source=source,
        target=target,
        actor=by,
        at=MORNING.isoformat(),
        payload=encode({"fields": fields if seq == 1 else {}, "reason": reason}),
        salt="0" * 32,
        payload_digest=GENESIS,
        digest=GENESIS,
    )


@st.composite
def _drawn_commits(draw: st.DrawFn, plugins: Plugins) -> Committed:
    entries = []
    for seq in range(1, draw(st.integers(1, 3)) + 1):
        lifecycle = draw(st.sampled_from(_lifecycles(plugins)))
        record = draw(values(lifecycle.record))
        step = draw(st.sampled_from(_steps_of(lifecycle)))
        who = draw(st.sampled_from(CAST)).id
        entries.append(_entry(record, seq, step, reason=draw(texts()), by=who))
    return Committed(org=ORG, entries=tuple(entries))


@NOTIFY_CONTRACT.law(
    "notify.listens",
    Text(
        "收到通知时不出错，也不改动它",
        "收到通知時不出錯，也不改動它",
        "Told of a commit, it does not fail, and changes nothing of it.",
    ),
    cases=_commits,
    drawn=lambda subject: st.tuples(_drawn_commits(subject.plugins)),
)
def listens(subject: Subject, committed: Committed) -> None:
    """Whatever was committed, twice over."""
    before = copy.deepcopy(committed)
    for _ in range(2):
        subject.thing(committed)
        holds(committed == before, found=repr(committed)[:400], wanted=repr(before)[:400])


_NOTHING = Text("对某个步骤不拒绝", "對某個步驟不拒絕", "nothing, for some step")
_ZONED = Text(
    "{answer}（act.at 写成另一时区的同一时刻；日期请用 act.on）",
    "{answer}（act.at 寫成另一時區的同一時刻；日期請用 act.on）",
    "{answer}, with act.at written in another time zone: take the day from act.on",
)
_STEP = Text(
    "{actor} 于 {on} 对 {kind}（{state}）执行 {step}",
    "{actor} 於 {on} 對 {kind}（{state}）執行 {step}",
    "{actor}, on {on}: {step} of a {kind} that is {state}",
)
_ARGUMENT = Text("参数 {name}：{value}", "參數 {name}：{value}", "argument {name}: {value}")
_REFUSAL = Text(
    "None、一个 Refusal，或若干 Refusal",
    "None、一個 Refusal，或若干 Refusal",
    "None, a Refusal, or several of them",
)
_CODE = Text(
    "如 school.too_late 的代码", "如 school.too_late 的代碼", "a code such as school.too_late"
)
_WORDS = Text(
    "三种语言的原因和补救办法", "三種語言的原因和補救辦法", "reason and remedy in three languages"
)
