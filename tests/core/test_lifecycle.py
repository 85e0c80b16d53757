import re
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from tally import CLOSED, OPEN, PAUSED, Tally, a_tally, add, an_act, begin, close, settle, tally

from homeroom_core.act import Act
from homeroom_core.errors import DefinitionError, UnknownError
from homeroom_core.grants import staff
from homeroom_core.lifecycle import STAY, Creation, Lifecycle, State, Transition
from homeroom_core.text import LANGUAGES, Text

LABEL = Text("甲", "乙", "A")
NOWHERE = State("nowhere", "无处", "無處", "Nowhere")


def lifecycle(**options: Any) -> Lifecycle[Tally]:
    """A lifecycle from OPEN to CLOSED that lacks its transitions."""
    usual = {"states": (OPEN, CLOSED), "initial": OPEN, "final": (CLOSED,)}
    return Lifecycle(Tally, **{**usual, **options})


def step(into: Lifecycle[Tally], **options: Any) -> Transition[Tally, []]:
    usual = {"source": OPEN, "target": CLOSED, "by": staff, "label": LABEL}

    def go(record: Tally, act: Act) -> Tally:
        return record

    return into.transition(**{**usual, **options})(go)


def creation(into: Lifecycle[Tally], **options: Any) -> Creation[Tally, []]:
    def make(act: Act) -> Tally:
        return a_tally(id=act.new_id)

    return into.creation(**{"by": staff, "label": LABEL, **options})(make)


def twice(declare: Callable[..., Any]) -> Callable[[], Any]:
    def declared() -> None:
        into = lifecycle()
        declare(into)
        declare(into)

    return declared


def sealed_before(declare: Callable[..., Any]) -> Callable[[], Any]:
    def declared() -> None:
        into = lifecycle()
        creation(into)
        step(into)
        into.seal()
        declare(into)

    return declared


HERE = r"tally\.go \(.*test_lifecycle\.py:\d+\)"
MADE_HERE = r"tally\.make \(.*test_lifecycle\.py:\d+\)"


@pytest.mark.parametrize(
    ("declare", "place", "problem"),
    [
        (lambda: lifecycle(states=(OPEN, OPEN, CLOSED)), "tally", "named twice"),
        (lambda: lifecycle(initial=NOWHERE), "tally", "'nowhere' is not among its states"),
        (lambda: lifecycle(final=(NOWHERE,)), "tally", "'nowhere' is not among its states"),
        (lambda: step(lifecycle(), source=NOWHERE), HERE, "'nowhere' is not among"),
        (lambda: step(lifecycle(), source=(OPEN, NOWHERE)), HERE, "'nowhere' is not among"),
        (lambda: step(lifecycle(), source=STAY), HERE, "stay.* is not among"),
        (lambda: step(lifecycle(), target=NOWHERE), HERE, "open, closed"),
        (lambda: step(lifecycle(), target=(CLOSED, NOWHERE)), HERE, "'nowhere' is not among"),
        (lambda: step(lifecycle(), source=()), HERE, "at least one source"),
        (lambda: step(lifecycle(), target=()), HERE, "at least one source and one target"),
        (lambda: step(lifecycle(), by=None), HERE, "no grant"),
        (lambda: creation(lifecycle(), by=None), MADE_HERE, "no grant"),
        (twice(step), HERE, "'go' is declared twice"),
        (twice(creation), MADE_HERE, "'make' is declared twice"),
        (sealed_before(step), HERE, "already sealed"),
        (sealed_before(creation), MADE_HERE, "already sealed"),
    ],
)
def test_faulty_definition_is_an_error_that_names_the_place(
    declare: Callable[[], Any], place: str, problem: str
) -> None:
    with pytest.raises(DefinitionError, match=problem) as caught:
        declare()
    assert re.fullmatch(place, caught.value.place)
    assert all(caught.value.text.read(language) for language in LANGUAGES)


def test_creation_and_transition_share_their_names() -> None:
    into = lifecycle()
    step(into)

    def go(act: Act) -> Tally:
        return a_tally(id=act.new_id)

    with pytest.raises(DefinitionError, match="'go' is declared twice"):
        into.creation(by=staff, label=LABEL)(go)


@pytest.mark.parametrize(
    ("options", "steps", "place", "problem"),
    [
        ({"states": (OPEN, PAUSED, CLOSED)}, [{}], "'paused'", "no transition leads to it"),
        ({}, [], "'open'", "no way out"),
        ({}, [{"target": OPEN}], "'open'", "no way out"),
        ({"final": (OPEN,)}, [{}], "'closed'", "no way out"),
        ({}, [{"target": STAY}], "'open'", "no way out"),
        (
            {"states": (OPEN, PAUSED, CLOSED), "final": (CLOSED, OPEN)},
            [{"source": PAUSED}],
            "'paused'",
            "no transition leads to it",
        ),
    ],
)
def test_faulty_graph_is_found_at_the_seal(
    options: dict[str, Any], steps: list[dict[str, Any]], place: str, problem: str
) -> None:
    into = lifecycle(**options)
    creation(into)
    for each in steps:
        step(into, **each)
    with pytest.raises(DefinitionError, match=problem) as caught:
        into.seal()
    assert (place in caught.value.place, into.sealed) == (True, False)


def test_lifecycle_without_a_creation_is_faulty() -> None:
    into = lifecycle()
    step(into)
    with pytest.raises(DefinitionError, match="no creation"):
        into.seal()


def test_state_reached_only_through_another_is_reached() -> None:
    into = lifecycle(states=(OPEN, PAUSED, CLOSED))
    creation(into)

    def later(record: Tally, act: Act) -> Tally:
        return record

    into.transition(source=PAUSED, target=CLOSED, by=staff, label=LABEL)(later)
    step(into, target=PAUSED)
    assert into.seal().sealed


def test_states_may_go_round_without_an_end() -> None:
    into = lifecycle(final=())
    creation(into)
    step(into)

    def back(record: Tally, act: Act) -> Tally:
        return record

    into.transition(source=CLOSED, target=OPEN, by=staff, label=LABEL)(back)
    assert into.seal().sealed


def test_declarations_know_what_they_were_declared_with() -> None:
    assert (settle.name, settle.sources, settle.targets, settle.reason_required) == (
        "settle",
        (PAUSED,),
        (OPEN, CLOSED),
        False,
    )
    assert ([p.name for p in settle.parameters], settle.summary) == (
        ["go_on"],
        "Go on, or end it.",
    )
    assert ([p.name for p in begin.parameters], begin.targets) == (["keeper", "count"], (OPEN,))


def test_lifecycle_finds_its_states_and_steps() -> None:
    assert tally.state("paused") is PAUSED
    assert tally.step("add") is add
    assert [t.name for t in tally.leaving("open")] == ["add", "write", "mark", "pause", "close"]
    assert tally.leaving("closed") == ()


def test_unknown_state_or_step_is_an_error_that_lists_the_known() -> None:
    with pytest.raises(UnknownError, match=r"no state 'nowhere'.*open, paused, closed"):
        tally.state("nowhere")
    with pytest.raises(UnknownError, match=r"no transition 'fly'.*add, write"):
        tally.step("fly")


def test_refusal_of_a_state_says_what_is_open_instead() -> None:
    refusal = close.out_of_place(a_tally(state=PAUSED))
    assert str(refusal) == "it is now 'Paused'; it has to be 'Open'; it now accepts: Settle"
    assert "nothing" in str(close.out_of_place(a_tally(state=CLOSED)))


def test_refusal_of_a_grant_says_who_may() -> None:
    assert str(close.ungranted(an_act())) == "you (Teacher) may not do this; ask the owner"


@attrs.frozen
class Plain:
    """A state is its code, whatever class of text it comes as."""

    state: str = "open"


def test_stored_state_is_the_declared_one() -> None:
    assert tally.state(Plain().state) is OPEN
