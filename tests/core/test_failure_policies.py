"""What plugins can do wrong once the office is open, and what comes of it."""

import logging
import signal
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any, ClassVar

import attrs
import pytest
from tally import KEEPER, NO_NOTE, Tallies, Tally, add, begin, close, tally

from homeroom_core.act import Act
from homeroom_core.discovery import Plugin
from homeroom_core.errors import Refusal, RefusedError
from homeroom_core.grants import staff
from homeroom_core.hookspecs import Committed, TransitionRequest
from homeroom_core.lifecycle import Lifecycle, State
from homeroom_core.office import Office
from homeroom_core.plugins import Plugins
from homeroom_core.record import Record
from homeroom_core.storage import MemoryStorage
from homeroom_core.text import Text


class Stop(BaseException):
    """No Exception, so that `except Exception` misses it."""


def plugin(name: str = "mine", **functions: Any) -> Plugin:
    module = ModuleType(name)
    vars(module).update(functions)
    return Plugin(name, "1.2", "object", module)


def an_office(*found: object, **how: Any) -> Office:
    return Office(MemoryStorage(), plugins=Plugins(Tallies(), *found, **how))


def begun(office: Office) -> Tally:
    with office.desk("s1", by=KEEPER) as desk:
        return desk.create(begin, keeper=KEEPER.id)


def answering(answer: Refusal | None) -> Callable[[TransitionRequest], Refusal | None]:
    def veto(request: TransitionRequest) -> Refusal | None:
        return answer

    return veto


# before a step


@pytest.mark.parametrize(
    "error", [ValueError("x"), SystemExit(3), Stop(), GeneratorExit(), KeyboardInterrupt()]
)
def test_plugin_that_fails_before_a_step_refuses_it_and_is_named(error: BaseException) -> None:
    def veto(request: TransitionRequest) -> None:
        raise error

    office = an_office(plugin(homeroom_check_transition=veto))
    with pytest.raises(RefusedError) as caught:
        begun(office)
    assert [refusal.code for refusal in caught.value.refusals] == ["plugin.veto_failed"]
    assert "plugin mine failed while checking" in str(caught.value)
    assert (office.feed("s1"), office.plugins.failures) == ((), {"mine": 1})


@pytest.mark.usefixtures("ctrl_c")
def test_interrupt_before_a_step_is_passed_on_and_commits_nothing() -> None:
    def veto(request: TransitionRequest) -> None:
        signal.raise_signal(signal.SIGINT)

    office = an_office(plugin(homeroom_check_transition=veto))
    with pytest.raises(KeyboardInterrupt):
        begun(office)
    assert (office.feed("s1"), office.plugins.failures) == ((), {})


def test_error_that_cannot_be_shown_refuses_as_well() -> None:
    class MuteError(Exception):
        def __repr__(self) -> str:
            raise RuntimeError

    def veto(request: TransitionRequest) -> None:
        raise MuteError

    with pytest.raises(RefusedError, match="failed while checking: MuteError"):
        begun(an_office(plugin(homeroom_check_transition=veto)))


@pytest.mark.parametrize("words", ["closed", None, 7])
def test_refusal_without_its_texts_is_a_failure_and_refuses(words: Any) -> None:
    refusal = Refusal(code="mine.closed", text=words, remedy=Text.same("wait"))
    office = an_office(plugin(homeroom_check_transition=answering(refusal)))
    with pytest.raises(RefusedError, match="the text and the remedy of a Refusal are each a Text"):
        begun(office)


def test_answers_that_fail_half_way_refuse() -> None:
    def veto(request: TransitionRequest) -> Iterator[Refusal]:
        yield NO_NOTE()
        raise ValueError

    with pytest.raises(RefusedError) as caught:
        begun(an_office(plugin(homeroom_check_transition=veto)))
    assert [refusal.code for refusal in caught.value.refusals] == ["plugin.veto_failed"]


def test_plugins_after_one_that_fails_are_still_asked() -> None:
    def fail(request: TransitionRequest) -> None:
        raise ValueError

    office = an_office(
        plugin("one", homeroom_check_transition=fail),
        plugin("two", homeroom_check_transition=answering(NO_NOTE())),
    )
    with pytest.raises(RefusedError) as caught:
        begun(office)
    codes = [refusal.code for refusal in caught.value.refusals]
    assert codes == ["plugin.veto_failed", "tally.no_note"]


def test_plugin_that_answers_differently_each_time_is_asked_once_a_step() -> None:
    answers: list[Refusal | None] = [None, NO_NOTE(), None]

    def veto(request: TransitionRequest) -> Refusal | None:
        return answers.pop(0)

    office = an_office(plugin(homeroom_check_transition=veto))
    record = begun(office)
    with pytest.raises(RefusedError), office.desk("s1", by=KEEPER) as desk:
        desk.apply(add, record)
    with office.desk("s1", by=KEEPER) as desk:
        assert desk.apply(add, record).count == 1
    assert answers == []


def test_slow_plugin_is_named_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    moments = iter([0.0, 2.5, 10.0, 10.9])
    office = an_office(
        plugin(homeroom_check_transition=answering(None)), timer=lambda: next(moments)
    )
    with caplog.at_level(logging.WARNING, logger="homeroom.plugins"):
        record = begun(office)
        with office.desk("s1", by=KEEPER) as desk:
            desk.apply(add, record)
    assert [line.getMessage() for line in caplog.records] == [
        "plugin mine took 2.5 s in homeroom_check_transition; nobody else can write to s1 meanwhile"
    ]


# what a plugin is handed


@attrs.frozen(kw_only=True)
class Box(Record):
    """A record that keeps what it was handed: a list and a mapping, at some depth."""

    kind: ClassVar[str] = "box"
    label: ClassVar[Text] = Text("箱", "箱", "Box")

    things: Any


HERE = State("here", "在", "在", "Here")
box = Lifecycle(Box, states=(HERE,), initial=HERE, final=(HERE,))


@box.creation(by=staff, label=Text("放", "放", "Put"))
def put(act: Act, *, things: Any) -> Box:
    """Put things in a box."""
    return Box(id=act.new_id, org=act.org, state=HERE, things=things)


box.seal()

Change = Callable[[TransitionRequest], object]


@pytest.mark.parametrize(
    "change",
    [
        lambda request: request.arguments["things"]["a"].append(3),
        lambda request: request.arguments["things"].update(b=1),
        lambda request: request.arguments["things"].pop("a"),
        lambda request: request.arguments.__setitem__("things", 1),
        lambda request: request.record.things["a"].append(3),
        lambda request: request.record.things.clear(),
        lambda request: setattr(request.record, "things", 1),
        lambda request: setattr(request, "transition", "x"),
        lambda request: setattr(request.act, "reason", "x"),
    ],
)
def test_plugin_that_changes_what_it_was_handed_fails_and_changes_nothing(change: Change) -> None:
    class Boxes:
        def homeroom_lifecycles(self) -> list[Lifecycle[Any]]:
            return [box]

    def veto(request: TransitionRequest) -> None:
        try:
            change(request)
        except (TypeError, AttributeError):
            tried.append(1)

    tried: list[int] = []
    things = {"a": [1, {"b": 2}]}
    office = an_office(Boxes(), plugin(homeroom_check_transition=veto))
    with office.desk("s1", by=KEEPER) as desk:
        made = desk.create(put, things=things)
    assert (tried, things) == ([1], {"a": [1, {"b": 2}]})
    assert made.things is things
    assert office.feed("s1")[0].fields["things"] == {"a": [1, {"b": 2}]}


def test_plugin_may_look_other_records_up_and_do_nothing_else() -> None:
    seen: list[Any] = []

    def veto(request: TransitionRequest) -> None:
        if request.transition == "add":
            reader = request.act.reader
            seen.append([r.id for r in reader.find(Tally, keeper=KEEPER.id)])
            seen.append(reader.get(Tally, request.record.id) == reader.any(request.record.id))
            seen.append([name for name in dir(reader) if not name.startswith("_")])

    office = an_office(plugin(homeroom_check_transition=veto))
    record = begun(office)
    with office.desk("s1", by=KEEPER) as desk:
        desk.apply(add, record)
    assert seen == [[record.id], True, ["any", "find", "get"]]


# after a commit


@pytest.mark.parametrize(
    "error", [ValueError("x"), SystemExit(3), Stop(), GeneratorExit(), KeyboardInterrupt()]
)
def test_plugin_that_fails_after_a_commit_stops_nobody(error: BaseException) -> None:
    def fail(request: Committed) -> None:
        raise error

    told: list[str] = []
    office = an_office(
        plugin("one", homeroom_committed=fail),
        plugin("two", homeroom_committed=lambda request: told.append(request.org)),
    )
    record = begun(office)
    assert office.get("s1", Tally, record.id) == record
    assert (told, office.plugins.failures) == (["s1"], {"one": 1})


@pytest.mark.usefixtures("ctrl_c")
def test_interrupt_after_a_commit_is_passed_on_and_the_commit_stands() -> None:
    def stop(request: Committed) -> None:
        signal.raise_signal(signal.SIGINT)

    office = an_office(plugin(homeroom_committed=stop))
    with pytest.raises(KeyboardInterrupt):
        begun(office)
    assert len(office.feed("s1")) == 1


def test_nobody_is_told_of_what_was_not_committed() -> None:
    told: list[Committed] = []
    office = an_office(plugin(homeroom_committed=lambda request: told.append(request)))
    with pytest.raises(RefusedError), office.desk("s1", by=KEEPER) as desk:
        desk.apply(close, desk.create(begin, keeper=KEEPER.id), more=1)
    assert told == []


# when the office opens


def test_hooks_that_provide_are_called_once_whatever_they_would_say_next() -> None:
    called: list[int] = []

    def lifecycles() -> list[Lifecycle[Any]]:
        called.append(1)
        return [tally] if len(called) == 1 else []

    office = Office(MemoryStorage(), plugins=Plugins(plugin(homeroom_lifecycles=lifecycles)))
    for _ in range(2):
        begun(office)
    assert (called, "tally" in office.lifecycles) == ([1], True)
