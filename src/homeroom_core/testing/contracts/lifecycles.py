"""The contract of lifecycles: what holds of any, whatever its records are about.

What can be seen in the definition is refused when it is sealed. Here people walk in it: they try
steps in and out of place, with arguments of the hinted types, on any day, and every step is held to
the laws of the engine (`homeroom_core.testing.walk`) and to those below.
"""

import copy
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st

from homeroom_core.act import Act
from homeroom_core.arguments import arguments_of
from homeroom_core.codec import from_json, to_json
from homeroom_core.decision import decide
from homeroom_core.errors import RecordNotFoundError, Refusal, RefusedError
from homeroom_core.families import LIFECYCLES
from homeroom_core.labels import field_types
from homeroom_core.lifecycle import (
    NOT_GRANTED,
    STAY,
    WRONG_STATE,
    Creation,
    Lifecycle,
    Operation,
    Transition,
)
from homeroom_core.people import Actor
from homeroom_core.record import EVERYTHING, Record
from homeroom_core.strict import is_code, lacks_language
from homeroom_core.testing.acts import CAST, ORG, act
from homeroom_core.testing.attendance_strategies import school
from homeroom_core.testing.contracts.elsewhen import another_day, in_other_zones
from homeroom_core.testing.contracts.law import BrokenLaw, Case, Contract, NotTried, Subject, holds
from homeroom_core.testing.contracts.practice import practice_of
from homeroom_core.testing.contracts.samples import words_of
from homeroom_core.testing.labels import classes_of
from homeroom_core.testing.lifecycle_machine import Plan
from homeroom_core.testing.sensible import sensible
from homeroom_core.testing.walk import READERS, Walk
from homeroom_core.text import LANGUAGES, Text
from homeroom_core.training.person import Person
from homeroom_core.visibility import HEADER, hidden_fields, texts_in


def _first_body(lifecycle: Lifecycle[Any]) -> object:
    steps: list[Any] = [*lifecycle.creations.values(), *lifecycle.transitions.values()]
    return steps[0].body if steps else lifecycle.record


LIFECYCLE_CONTRACT = Contract(LIFECYCLES, source=_first_body)

_law = LIFECYCLE_CONTRACT.law

STEPS = 14
"""So many steps a walk takes at most."""


@_law(
    "lifecycle.labels",
    Text(
        "记录、状态和步骤都有三种语言的名称，状态之间、步骤之间各不相同",
        "記錄、狀態和步驟都有三種語言的名稱，狀態之間、步驟之間各不相同",
        "The record, its states and its steps have names in three languages; no two states, and no "
        "two steps out of one state, have the same.",
    ),
)
def labels(subject: Subject) -> None:
    """Whoever reads them can tell them apart."""
    lifecycle: Lifecycle[Any] = subject.thing
    steps: list[Any] = [*lifecycle.creations.values(), *lifecycle.transitions.values()]
    named = [
        (lifecycle.kind, lifecycle.record.label),
        *((str(state), state.label) for state in lifecycle.states),
        *((step.name, step.label) for step in steps),
    ]
    for name, label in named:
        holds(not lacks_language(label), found=f"{name}: {label!r}", wanted=_THREE)
    _apart([(str(state), state.label) for state in lifecycle.states])
    for state in lifecycle.states:
        _apart([(one.name, one.label) for one in lifecycle.leaving(state)])


def _apart(named: list[tuple[str, Text]]) -> None:
    for language in LANGUAGES:
        words: dict[str, str] = {}
        for name, label in named:
            said = label.read(language)
            holds(
                said not in words, found=f"{words.get(said)}, {name}: {said!r}", wanted=_OTHER_NAMES
            )
            words[said] = name


@_law(
    "lifecycle.comes_to_an_end",
    Text(
        "从每个状态都能走到某个终止状态",
        "從每個狀態都能走到某個終止狀態",
        "From every state some final state can be reached.",
    ),
)
def comes_to_an_end(subject: Subject) -> None:
    """There is no corner in which records go round for ever.

    Raises:
        NotTried: The law is not about what is tried; it says why.
    """
    lifecycle: Lifecycle[Any] = subject.thing
    if not lifecycle.final:
        raise NotTried(_NO_END)
    reached = {str(state) for state in lifecycle.final}
    while True:
        more = {
            str(state)
            for state in lifecycle.states
            for step in lifecycle.leaving(state)
            if any(target is not STAY and str(target) in reached for target in step.targets)
        } - reached
        if not more:
            break
        reached |= more
    lost = [str(state) for state in lifecycle.states if str(state) not in reached]
    holds(not lost, found=", ".join(lost), wanted=_A_WAY_OUT)


@_law(
    "lifecycle.names_its_fields",
    Text(
        "所说的字段都有：known_by、listed、indexed、field_labels、field_codes 里没有写错的名称",
        "所說的欄位都有：known_by、listed、indexed、field_labels、field_codes 裡沒有寫錯的名稱",
        "The fields that it speaks of are there: no name is misspelt in known_by, listed, indexed, "
        "field_labels and field_codes.",
    ),
)
def names_its_fields(subject: Subject) -> None:
    """What is misspelt there would be passed over in silence."""
    lifecycle: Lifecycle[Any] = subject.thing
    record: Any = lifecycle.record
    steps: list[Operation[Any, ...]] = [
        *lifecycle.creations.values(),
        *lifecycle.transitions.values(),
    ]
    within = {name for one in classes_of(lifecycle) for name in field_types(one)}
    known = within | set(HEADER) | {one.name for step in steps for one in arguments_of(step)}
    own = set(field_types(record)) | set(HEADER)
    for said in (*record.indexed, *(path.partition(".")[0] for path in record.listed)):
        there = said in own or hasattr(record, said)  # what is computed may be looked for as well
        holds(there, found=f"{record.__name__}: {said}", wanted=", ".join(sorted(own)))
    if record.known_by != Record.known_by:
        said = record.known_by.partition(".")[0]
        holds(said in own, found=f"known_by: {said}", wanted=", ".join(sorted(own)))
    for said in (*record.field_labels, *record.field_codes):
        name = said.rpartition(".")[2]
        holds(name in known, found=f"{record.__name__}: {said}", wanted=", ".join(sorted(known)))


def _no_cases(_subject: Subject) -> list[Case]:
    return []


def _told(subject: Subject) -> st.SearchStrategy[Case]:
    if not _can_begin(subject):
        raise NotTried(_NOTHING_MADE)
    return st.tuples(st.builds(Story, st.data()))


def _can_begin(subject: Subject) -> bool:
    """Whether any record can be created with arguments of the hinted types; found out by trying."""
    begun: list[bool] = []

    @settings(
        max_examples=_WALKS,
        database=None,
        derandomize=True,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=tuple(HealthCheck),
    )
    @given(st.data())
    def attempt(data: st.DataObject) -> None:
        plan = _plan(subject)
        walk = plan.begin()
        for _ in range(_ATTEMPTS):
            if not begun:
                plan.create(data.draw, walk)
                begun.extend([True] * bool(walk.records(subject.thing.kind)))

    try:
        attempt()
    except Exception:  # whatever it is, the law will find it
        return True
    return bool(begun)


_WORDS = 6
"""A text that is told by chance is shorter."""

_ATTEMPTS = 8
"""So often somebody tries to create a record, before a walk is given up."""

_WALKS = 25
"""So many walks are begun in vain before nothing can be created at all."""


class Story:
    """A walk as it is drawn, and what happened in it so far."""

    def __init__(self, data: st.DataObject) -> None:
        self.data = data
        self.happened: list[Text] = []

    def lines(self) -> Iterator[Text]:
        """Every step that was tried, in order."""
        yield from self.happened


WALKS = "lifecycle.walks"
"""The law that walks; afterwards `Subject.known["untaken"]` has the steps that nobody made, and why."""


@_law(
    WALKS,
    Text(
        "怎么走都守规矩：每步只按声明走，记录可由流水账重现，能写成 JSON 再读回，判断与执行一致且不出错",
        "怎麼走都守規矩：每步只按宣告走，記錄可由流水帳重現，能寫成 JSON 再讀回，判斷與執行一致且不出錯",
        "Wherever people walk in it: steps lead where they say, records are what the journal "
        "replays and come back from JSON, what is decided is what is done, and nothing fails.",
    ),
    cases=_no_cases,
    drawn=_told,
    examples=25,
)
def walks(subject: Subject, story: Story) -> None:
    """Steps by anybody, held to what `Walk` looks at and to `_Careful`.

    Raises:
        BrokenLaw: A walk came upon something that does not hold.
    """
    plan = _plan(subject)
    walk = _Careful(subject, story, plan)
    untaken = subject.known.setdefault("untaken", _not_tried(subject.thing))
    try:
        if plan.world is not None:
            plan.world(walk)
        _begin(plan, walk, story)
        for _ in range(story.data.draw(st.integers(1, STEPS))):
            plan.step(story.data.draw, walk)
        walk.check_journal()
        walk.check_explanations()
        walk.check_secrets()
        for step in walk.done:
            if step.lifecycle is subject.thing:
                untaken.pop(step.name, None)
        untaken.update({name: why for name, why in walk.why_not.items() if name in untaken})
    except AssertionError as error:
        raise BrokenLaw(found=str(error).partition("\n")[0], wanted=_LAWFUL) from error


def _not_tried(lifecycle: Lifecycle[Any]) -> dict[str, Text]:
    """Every step but those that accept a result anew, which nobody has to."""
    steps = (*lifecycle.creations, *lifecycle.transitions)
    return {name: _NEVER_IN_PLACE for name in steps if name not in lifecycle.acceptances}


def _begin(plan: Plan, walk: "_Careful", story: Story) -> None:
    for _ in range(_ATTEMPTS):
        if walk.records(plan.lifecycles[0].kind):
            return
        plan.create(story.data.draw, walk)
    reject()


_MOST_WORDS = 40
"""So many texts of a plugin's own source are handed to its steps."""


PRACTICE = "HOMEROOM_PRACTICE"
"""The name in a plugin by which its author says how records come about, where hints do not do.

It is text, `module:name`, of a machine that `lifecycle_machine` made; the module stands beside the
plugin and is loaded by checks only: `HOMEROOM_PRACTICE = "test_duty:machine"`.
"""


def _plan(subject: Subject) -> Plan:
    if "plan" not in subject.known:
        subject.known["plan"] = _handed_in(subject) or _usual(subject)
    found: Plan = subject.known["plan"]
    return found


def _usual(subject: Subject) -> Plan:
    """Arguments that may do, in a school with people and a scheme in force."""
    return Plan(
        lifecycles=(subject.thing,),
        arguments=sensible(
            subject.thing, kinds=(Person,), said=words_of(subject.plugin.module)[:_MOST_WORDS]
        ),
        cast=CAST,
        not_by_owner=(),
        world=school,
        most_records=2,
        days=(1, 8, 400),
        plugins=practice_of(subject),
    )


def _handed_in(subject: Subject) -> Plan | None:
    """The plan of the machine that the plugin names; `None` where it names none for this kind.

    Raises:
        Exception: The module cannot be loaded, or has no such machine.
    """
    named = getattr(subject.plugin.module, PRACTICE, None)
    if named is None:
        return None
    module, _, attribute = str(named).partition(":")
    plan: Plan = getattr(_beside(subject, module), attribute).plan
    if subject.thing not in plan.lifecycles:
        return None
    others = tuple(one for one in plan.lifecycles if one is not subject.thing)
    return attrs.evolve(plan, lifecycles=(subject.thing, *others))


def _beside(subject: Subject, module: str) -> ModuleType:
    """A module that stands beside the plugin, to which the plugin is the one that is checked."""
    file, own = Path(subject.plugin.file), subject.plugin.module
    folder = str(file.parent)
    alias = file.stem if isinstance(own, ModuleType) else ""
    if alias and alias not in sys.modules and isinstance(own, ModuleType):
        sys.modules[alias] = own
    sys.path.insert(0, folder)
    sys.modules.pop(module, None)  # it may know the plugin as it was loaded before
    try:
        return import_module(module)
    finally:
        sys.path.remove(folder)
        if sys.modules.get(alias) is own and alias != getattr(own, "__name__", alias):
            del sys.modules[alias]


class _Careful(Walk):
    """A walk that asks everything twice, on two days, and looks whether anything was changed."""

    def __init__(self, subject: Subject, story: Story, plan: Plan) -> None:
        super().__init__(*plan.lifecycles, plugins=plan.plugins, not_by_owner=plan.not_by_owner)
        self._subject = subject
        self._story = story
        self.why_not: dict[str, Text] = {}

    def create(self, by: Actor, creation: Any, /, *, because: str = "", **arguments: Any) -> Any:
        """See `Walk`."""
        self._tell(by, creation, None, arguments)
        with self.office.reading(ORG) as reading:
            now = self._now(by, because, reading)
            refusals = list(creation.obstacles(now, (), arguments))
            self._say_why(refusals)
            self._note(creation, refusals)
            if not refusals:
                self._asked_twice(lambda: creation.body(now, **copy.deepcopy(arguments)), creation)
        return super().create(by, creation, because=because, **arguments)

    def apply(
        self, by: Actor, transition: Any, record: Any, /, *, because: str = "", **arguments: Any
    ) -> Any:
        """See `Walk`."""
        self._tell(by, transition, record, arguments)
        with self.office.reading(ORG) as reading:
            now = self._now(by, because, reading)
            before = copy.deepcopy((to_json(record), arguments))

            def decided() -> Any:
                return decide(record, transition, now, **arguments)

            decision = self._asked_twice(decided, transition)
            self._say_why(decision.refusals)
            self._note(transition, decision.refusals)
            if decision:
                made = self._asked_twice(
                    lambda: transition.body(record, now, **arguments), transition
                )
                for zoned in in_other_zones(now):
                    other = transition.body(record, zoned, **arguments)
                    assert made == other, (
                        f"{transition.name} depends on the zone that act.at is written in: take the "
                        f"day from act.on"
                    )
            same = (to_json(record), arguments) == before
            assert same, f"{transition.name} changes the record or the arguments it is given"
        return super().apply(by, transition, record, because=because, **arguments)

    def _held_to(
        self, step: Operation[Any, ...], before: Record | None, after: Record, by: Actor
    ) -> None:
        super()._held_to(step, before, after, by)
        assert from_json(type(after), to_json(after)) == after
        known = {field.name for field in attrs.fields(type(after))}
        self._names_ids(after)
        for name, value in after.index().items():
            fits = value is None or isinstance(value, str | int)
            assert fits, (
                f"the index of {name} holds {value!r}: only text, a whole number, yes or no"
            )
        with self.office.reading(ORG) as reading:
            for somebody in CAST:
                hidden = after.hidden_from(somebody, reading)
                with another_day(self._subject.plugin):
                    again = after.hidden_from(somebody, reading)
                assert hidden == again, "hidden_from answers otherwise on another day"
                strange = set() if hidden == EVERYTHING else set(hidden) - known
                assert not strange, f"hidden_from names fields there are not: {sorted(strange)}"

    def check_secrets(self) -> None:
        """No explanation says a text that stands only in what is hidden from the reader."""
        for record in self.records():
            for reader in READERS:
                with self.office.reading(ORG) as reading:
                    hidden = hidden_fields(record, reader, reading)
                written = to_json(record)
                secret = {t for name in hidden & written.keys() for t in texts_in(written[name])}
                seen = {t for name in written.keys() - hidden for t in texts_in(written[name])}
                untold = {text for text in secret - seen if len(text) >= _WORDS}
                if hidden == EVERYTHING or not untold:
                    continue
                try:
                    told = self.office.explain(ORG, record.id, to=reader).explanation
                except (RecordNotFoundError, RefusedError):
                    continue
                said = "\n".join(told.lines("en"))
                leak = next((text for text in untold if text in said), None)
                assert leak is None, f"explaining {record.id} to {reader.id} tells {leak!r}"

    def _names_ids(self, record: Record) -> None:
        """Whose case it is, and who takes part: ids that stand in the record."""
        owners, people = record.owners(), record.people()
        written = set(texts_in(to_json(record)))
        strange = sorted(map(str, (owners | people) - written))
        assert not strange, (
            f"owners() or people() name what does not stand in the record: {strange}"
        )
        missing = sorted(owners - people)
        assert not missing, f"people() leaves out {missing}, whose own case it is"

    def _asked_twice(self, ask: Any, step: Operation[Any, ...]) -> Any:
        try:
            first = ask()
        except RefusedError as error:
            return error
        with another_day(self._subject.plugin):
            again = ask()
        assert first == again, (
            f"{step.name} answers otherwise on another day: it reads a clock or luck"
        )
        return first

    def _now(self, by: Actor, because: str, reader: Any) -> Act:
        return act(
            by,
            at=self.clock(),
            reason=because,
            reader=reader,
            provided=self.office.plugins,
            calendar=self.office.calendar(ORG),
        )

    def _note(self, step: Operation[Any, ...], refusals: Iterable[Refusal]) -> None:
        """Why a step was refused to somebody who might make it, in a state in which it can be."""
        codes = {refusal.code: refusal for refusal in refusals}
        mine = step.lifecycle is self._subject.thing
        if mine and codes and WRONG_STATE.code not in codes:
            first = next((one for one in codes.values() if one.code != NOT_GRANTED.code), None)
            if first is not None or step.name not in self.why_not:
                self.why_not[step.name] = (first or next(iter(codes.values()))).text

    def _say_why(self, refusals: Any) -> None:
        for refusal in refusals:
            assert isinstance(refusal, Refusal), f"{refusal!r} is no Refusal"
            parts = refusal.code.split(".")
            assert len(parts) > 1 and all(map(is_code, parts)), f"{refusal.code!r} is no code"
            for text in (refusal.text, refusal.remedy):
                assert not lacks_language(text), f"{refusal.code} lacks a language"

    def _tell(
        self,
        by: Actor,
        step: Creation[Any, ...] | Transition[Any, ...],
        record: Any,
        arguments: Any,
    ) -> None:
        self._story.happened.append(
            _STEP.format(
                actor=by.id,
                step=step.name,
                arguments=", ".join(f"{k}={v!r}"[:80] for k, v in arguments.items()),
                state="-" if record is None else str(record.state),
            )
        )


_THREE = Text("三种语言的名称", "三種語言的名稱", "names in three languages")
_OTHER_NAMES = Text("不同的名称", "不同的名稱", "different names")
_NOTHING_MADE = Text(
    "按参数类型凑不出一条记录：它需要别的记录或特定的参数，请用 HOMEROOM_PRACTICE 说明怎样建立",
    "按參數類型湊不出一筆記錄：它需要別的記錄或特定的參數，請用 HOMEROOM_PRACTICE 說明怎樣建立",
    "no record can be created with arguments of the hinted types, as it needs other records or "
    "certain arguments: say by HOMEROOM_PRACTICE how one comes about",
)
_NEVER_IN_PLACE = Text(
    "没有走到可以做它的状态",
    "沒有走到可以做它的狀態",
    "no state was reached in which it can be made",
)
_NO_END = Text("没有终止状态", "沒有終止狀態", "it has no final state")
_A_WAY_OUT = Text("有路通往终止状态", "有路通往終止狀態", "a way to a final state")
_LAWFUL = Text("守规矩的步骤", "守規矩的步驟", "steps that keep to this")
_STEP = Text(
    "{actor}：{step}({arguments})，原状态 {state}",
    "{actor}：{step}({arguments})，原狀態 {state}",
    "{actor}: {step}({arguments}), from {state}",
)
