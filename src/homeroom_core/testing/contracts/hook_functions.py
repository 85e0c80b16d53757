"""The contracts of hook functions that provide nothing: those that check steps, and listeners.

They are called with practice steps: for every transition of every lifecycle that is known, a record
in a state that it leaves from, with arguments of the hinted types.
"""

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st

from homeroom_core.act import Act
from homeroom_core.errors import Refusal
from homeroom_core.families import LIFECYCLES
from homeroom_core.hookspecs import NOTIFY, VETO, Committed, TransitionRequest
from homeroom_core.journal import Entry
from homeroom_core.lifecycle import Creation, Lifecycle, Operation, Transition
from homeroom_core.plugins import Plugins
from homeroom_core.provided import Family
from homeroom_core.record import Record
from homeroom_core.strict import is_code
from homeroom_core.testing.acts import CAST, ORG, act, practice_office
from homeroom_core.testing.contracts.elsewhen import another_day, luck
from homeroom_core.testing.contracts.law import Case, Contract, Subject, holds
from homeroom_core.testing.contracts.samples import arguments_of, records_of, samples
from homeroom_core.testing.lifecycle_machine import hinted
from homeroom_core.testing.strategies import values
from homeroom_core.text import LANGUAGES, Text

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
    every: list[Operation[Any, ...]] = [
        *lifecycle.creations.values(),
        *lifecycle.transitions.values(),
    ]
    step = draw(st.sampled_from(every))
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
        steps: list[Creation[Any, ...] | Transition[Any, ...]] = [
            *lifecycle.creations.values(),
            *lifecycle.transitions.values(),
        ]
        for number, step in enumerate(steps):
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
    """Asked again on another day, with other luck."""
    with luck(1):
        first = _refusals(subject.thing(step.request))
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
    """Commits of one entry and of several, of every kind there is."""
    del subject
    for count in (1, 3):
        yield (_first_commit(count),)


@cache
def _first_commit(count: int) -> Any:
    return samples(_drawn_commits(least=count, most=count))[0]


def _drawn_commits(*, least: int = 1, most: int = 3) -> st.SearchStrategy[Committed]:
    entries = st.lists(values(Entry), min_size=least, max_size=most).map(tuple)
    return st.builds(Committed, org=st.just(ORG), entries=entries)


@NOTIFY_CONTRACT.law(
    "notify.listens",
    Text(
        "收到通知时不出错，也不改动它",
        "收到通知時不出錯，也不改動它",
        "Told of a commit, it does not fail, and changes nothing of it.",
    ),
    cases=_commits,
    drawn=lambda _subject: st.tuples(_drawn_commits()),
)
def listens(subject: Subject, committed: Committed) -> None:
    """Whatever was committed, twice over."""
    before = copy.deepcopy(committed)
    for _ in range(2):
        subject.thing(committed)
        holds(committed == before, found=repr(committed)[:400], wanted=repr(before)[:400])


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
