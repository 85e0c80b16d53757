from collections.abc import Callable
from decimal import Decimal
from typing import Any

import attrs
import pytest
from tally import (
    CLOSED,
    KEEPER,
    NO_NOTE,
    NOT_POSITIVE,
    NOTHING_COUNTED,
    OPEN,
    OTHER,
    PAUSED,
    STRANGER,
    Tally,
    a_tally,
    add,
    an_act,
    begin,
    close,
    mark,
    pause,
    settle,
    tally,
    write,
)

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.decision import ALLOWED, available, decide, originate, perform
from homeroom_core.errors import DefinitionError, Reason, Refusal, RefusedError
from homeroom_core.grants import staff
from homeroom_core.lifecycle import REASON_REQUIRED, STAY, Creation, Lifecycle, Transition
from homeroom_core.text import Text

LABEL = Text("甲", "乙", "A")


def codes(refusals: Any) -> list[str]:
    return [refusal.code for refusal in refusals]


def test_step_that_nothing_stands_against_is_allowed() -> None:
    decision = decide(a_tally(), add, an_act(), more=2)
    assert (decision, bool(decision), decision.refusals) == (ALLOWED, True, ())


def test_every_reason_is_given_at_once() -> None:
    decision = decide(a_tally(), close, an_act(OTHER), more=0)
    assert not decision
    assert decision.refusals == (
        close.ungranted(an_act(OTHER)),
        NOTHING_COUNTED(required=1),
        NO_NOTE(),
        REASON_REQUIRED(),
        NOT_POSITIVE(measured=0, required=1),
    )


def test_in_another_state_neither_guards_nor_checks_are_asked() -> None:
    decision = decide(a_tally(state=PAUSED), close, an_act(OTHER), more=0)
    assert codes(decision.refusals) == [
        "lifecycle.wrong_state",
        "lifecycle.not_granted",
        "lifecycle.reason_required",
    ]


@pytest.mark.parametrize("reason", ["", " \t\n"])
def test_blank_reason_is_none(reason: str) -> None:
    assert decide(a_tally(), pause, an_act(reason=reason)).refusals == (REASON_REQUIRED(),)


def test_performing_what_is_refused_raises_what_decide_says() -> None:
    record, act = a_tally(), an_act(STRANGER)
    with pytest.raises(RefusedError) as caught:
        perform(record, close, act, more=0)
    assert caught.value.refusals == decide(record, close, act, more=0).refusals
    assert (caught.value.record, caught.value.transition, caught.value.label) == (
        "tally-1",
        "close",
        close.label,
    )


def test_guard_that_answers_with_nothing_in_a_list_does_not_object() -> None:
    done = perform(a_tally(count=1, note="n"), close, an_act(reason="done"), more=1)
    assert (done.state, done.count, done.version) == (CLOSED, 2, 2)


def test_step_that_stays_leaves_the_state() -> None:
    assert perform(a_tally(), add, an_act(), more=5) == a_tally(count=5, version=2)


def test_step_without_arguments_takes_its_defaults() -> None:
    assert perform(a_tally(), add, an_act()).count == 1


def test_argument_may_be_handed_in_by_its_place() -> None:
    assert perform(a_tally(), mark, an_act(), Decimal("8.50")).mark == Decimal("8.50")


def test_body_that_returns_its_record_gives_a_new_version_of_it() -> None:
    before = a_tally()
    after = perform(before, pause, an_act(reason="ill"))
    assert (before, after) == (a_tally(), a_tally(state=PAUSED, version=2))


@pytest.mark.parametrize(("go_on", "state"), [(True, OPEN), (False, CLOSED)])
def test_body_chooses_among_the_declared_targets(go_on: bool, state: str) -> None:
    after = perform(a_tally(state=PAUSED), settle, an_act(), go_on=go_on)
    assert after == a_tally(state=state, version=2)


def test_state_may_come_as_a_plain_text() -> None:
    assert decide(a_tally(state="open"), write, an_act(), note="n") is ALLOWED


@pytest.mark.parametrize("ask", [decide, perform])
def test_arguments_that_are_not_the_steps_are_an_error(ask: Callable[..., Any]) -> None:
    with pytest.raises(TypeError, match="less"):
        ask(a_tally(), add, an_act(), less=1)
    with pytest.raises(TypeError, match="note"):
        ask(a_tally(), write, an_act())


@attrs.frozen(kw_only=True)
class Cuckoo(Tally):
    kind = "tally"


def step(body: Callable[..., Any], **options: Any) -> Transition[Tally, ...]:
    into = Lifecycle(Tally, states=(OPEN, PAUSED, CLOSED), initial=OPEN, final=(CLOSED,))
    usual: dict[str, Any] = {"source": OPEN, "target": CLOSED, "by": staff, "label": LABEL}
    return into.transition(**{**usual, **options})(body)


@pytest.mark.parametrize(
    ("body", "options", "problem"),
    [
        (lambda record, _act: change(record, id="tally-2"), {}, "the record it was given"),
        (lambda record, _act: change(record, org="school-2"), {}, "the record it was given"),
        (lambda record, _act: change(record, version=7), {}, "the record it was given"),
        (lambda _record, _act: None, {}, "the record it was given"),
        (lambda _record, _act: "closed", {}, "the record it was given"),
        (
            lambda record, _act: Cuckoo(**attrs.asdict(record, recurse=False)),
            {},
            "the record it was given",
        ),
        (lambda record, _act: change(record, state=PAUSED), {}, "'paused'.*closed.*open"),
        (lambda record, _act: change(record, state=PAUSED), {"target": STAY}, "'paused'"),
        (lambda record, _act: record, {"target": (PAUSED, CLOSED)}, "'open'.*closed.*paused"),
        (
            lambda record, _act: change(record, state="nowhere"),
            {"target": (PAUSED, CLOSED)},
            "'nowhere'",
        ),
    ],
)
def test_body_that_breaks_its_promise_is_an_error_that_names_it(
    body: Callable[..., Any], options: dict[str, Any], problem: str
) -> None:
    with pytest.raises(DefinitionError, match=problem) as caught:
        perform(a_tally(), step(body, **options), an_act())
    assert caught.value.place == "tally.<lambda>"


@pytest.mark.parametrize(
    ("body", "options", "state"),
    [
        (lambda record, _act: change(record, state=CLOSED), {}, CLOSED),
        (lambda record, _act: change(record, state="paused"), {"target": (PAUSED, CLOSED)}, PAUSED),
        (lambda record, _act: record, {"target": (STAY, CLOSED)}, OPEN),
        (lambda record, _act: change(record, id="-".join(("tally", "1"))), {}, CLOSED),
    ],
)
def test_body_that_keeps_its_promise_in_other_words_is_accepted(
    body: Callable[..., Any], options: dict[str, Any], state: str
) -> None:
    after = perform(a_tally(), step(body, **options), an_act())
    assert after == a_tally(state=state, version=2)


def test_arguments_may_be_called_as_the_engine_calls_its_own() -> None:
    def judge(tally: Tally, circumstances: Act, *, record: str, act: str, transition: str) -> Tally:
        return change(tally, note=record + act + transition)

    def anything(tally: Tally, circumstances: Act, **named: str) -> None:
        return None

    named = {"record": "a", "act": "b", "transition": "c"}
    judging = step(judge, target=STAY)
    judging.check(anything)
    assert decide(a_tally(), judging, an_act(), **named) is ALLOWED
    assert perform(a_tally(), judging, an_act(), **named).note == "abc"
    with pytest.raises(RefusedError):
        perform(a_tally(), judging, an_act(STRANGER), **named)


def test_guard_is_asked_before_the_body_runs() -> None:
    ran: list[str] = []

    def body(record: Tally, act: Act) -> Tally:
        ran.append("body")
        return record

    refusing = step(body, guards=(lambda _record, _act: NO_NOTE(),))
    with pytest.raises(RefusedError):
        perform(a_tally(), refusing, an_act())
    assert ran == []


def test_guard_reads_other_records_through_the_act() -> None:
    def alone(record: Tally, act: Act) -> Any:
        return [NO_NOTE() for other in act.reader.find(Tally) if other.id != record.id]

    lonely = step(lambda record, _act: record, guards=(alone,))
    one, two = a_tally(), a_tally(id="tally-2")
    assert decide(one, lonely, an_act(KEEPER, "", one)) is ALLOWED
    assert codes(decide(one, lonely, an_act(KEEPER, "", one, two)).refusals) == ["tally.no_note"]


def creation(body: Callable[..., Any], **options: Any) -> Creation[Tally, ...]:
    into = Lifecycle(Tally, states=(OPEN, CLOSED), initial=OPEN, final=(CLOSED,))
    return into.creation(**{"by": staff, "label": LABEL, **options})(body)


def test_creation_gives_version_one_in_the_initial_state() -> None:
    made = originate(begin, an_act(new_id="tally-7"), keeper="person-1", count=3)
    assert made == a_tally(id="tally-7", count=3)


@pytest.mark.parametrize(
    "body",
    [
        lambda _act: a_tally(id="tally-8"),
        lambda act: a_tally(id=act.new_id, org="school-2"),
        lambda act: a_tally(id=act.new_id, state=CLOSED),
        lambda act: a_tally(id=act.new_id, version=2),
        lambda _act: None,
        lambda act: Cuckoo(id=act.new_id, org=act.org, state=OPEN, keeper="a"),
    ],
)
def test_creation_that_breaks_its_promise_is_an_error_that_names_it(
    body: Callable[..., Any],
) -> None:
    with pytest.raises(DefinitionError, match="it has to") as caught:
        originate(creation(body), an_act(new_id="tally-7"))
    assert caught.value.place == "tally.<lambda>"


def test_creation_is_refused_for_every_reason_at_once() -> None:
    refusing = creation(
        lambda act, *, keeper: a_tally(id=act.new_id, keeper=keeper),
        guards=(lambda _record, _act: NO_NOTE(),),
        reason_required=True,
    )

    def counts(_tally: Tally, _act: Act, *, keeper: str) -> Refusal:
        return NOTHING_COUNTED(required=1)

    refusing.check(counts)
    with pytest.raises(RefusedError) as caught:
        originate(refusing, an_act(STRANGER, new_id="tally-7"), keeper="a")
    assert caught.value.record == "tally"
    assert codes(caught.value.refusals) == [
        "lifecycle.not_granted",
        "lifecycle.reason_required",
        "tally.no_note",
        "tally.nothing_counted",
    ]


def test_available_shows_every_step_open_or_with_its_reasons() -> None:
    options = available(tally, a_tally(), an_act())
    found = {o.transition.name: codes(o.decision.refusals) for o in options}
    assert found == {
        "add": [],
        "write": [],
        "mark": [],
        "pause": [],
        "settle": ["lifecycle.wrong_state"],
        "close": ["tally.nothing_counted", "tally.no_note"],
    }


def test_available_names_the_arguments_that_have_to_be_handed_in() -> None:
    options = available(tally, a_tally(), an_act())
    assert {o.transition.name: o.asks for o in options} == {
        "add": (),
        "write": ("note",),
        "mark": ("points",),
        "pause": (),
        "settle": ("go_on",),
        "close": ("more",),
    }


def test_waiver_is_handed_on_with_the_refusal() -> None:
    waivable = Reason("tally.waivable", LABEL, LABEL, waiver="principal")
    refusing = step(lambda record, _act: record, guards=(lambda _record, _act: waivable(),))
    assert decide(a_tally(), refusing, an_act()).refusals[0].waiver == "principal"
