"""What a trace says of a call, and what it keeps to itself."""

import logging
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from results import Tins, a_counted_tin, an_office
from tally import KEEPER, NO_NOTE, Tallies, begin, write

from homeroom_core.discovery import Plugin
from homeroom_core.errors import Refusal, RefusedError
from homeroom_core.hook_trace import answered
from homeroom_core.hookspecs import Committed, TransitionRequest
from homeroom_core.office import Office
from homeroom_core.plugins import Plugins
from homeroom_core.storage import MemoryStorage

NOTE = "王芳"


def plugin(name: str = "mine", **functions: Any) -> Plugin:
    module = ModuleType(name)
    vars(module).update(functions)
    return Plugin(name, "1.2", "object", module)


def traced(caplog: pytest.LogCaptureFixture, *found: object) -> list[str]:
    """What the trace of two steps says of the plugin `mine`, on a clock that stands still."""
    plugins = Plugins(Tallies(), *found, trace=True, timer=lambda: 0.0)
    office = Office(MemoryStorage(), plugins=plugins)
    with caplog.at_level(logging.INFO, logger="homeroom.plugins"):
        with office.desk("s1", by=KEEPER) as desk:
            record = desk.create(begin, keeper=KEEPER.id)
        try:
            with office.desk("s1", by=KEEPER) as desk:
                desk.apply(write, record, note=NOTE)
        except RefusedError:
            pass
    lines = [one.getMessage() for one in caplog.records]
    assert [line for line in lines if NOTE in line] == []
    return [line for line in lines if line.startswith("mine:")]


def test_calls_are_told_by_ids_and_names_without_contents(caplog: pytest.LogCaptureFixture) -> None:
    def veto(request: TransitionRequest) -> Iterator[Refusal]:
        if request.transition == "write":
            yield NO_NOTE()

    def listen(request: Committed) -> None:
        return None

    assert traced(caplog, plugin(homeroom_check_transition=veto, homeroom_committed=listen)) == [
        "mine: homeroom_check_transition(begin of tally tally-1 by person-1, arguments: keeper) "
        "-> nothing in 0.00 ms",
        "mine: homeroom_committed(s1, entries 1 to 1) -> nothing in 0.00 ms",
        "mine: homeroom_check_transition(write of tally tally-1 by person-1, arguments: note) "
        "-> tally.no_note in 0.00 ms",
    ]


def test_failure_is_told_by_its_type_and_place(caplog: pytest.LogCaptureFixture) -> None:
    def listen(request: Committed) -> None:
        raise ValueError(request)

    line = listen.__code__.co_firstlineno + 1
    first, *_ = traced(caplog, plugin(homeroom_committed=listen))
    assert first == (
        f"mine: homeroom_committed(s1, entries 1 to 1) -> ValueError in {__file__}, line {line}"
    )


def test_use_of_what_a_plugin_provides_is_told(caplog: pytest.LogCaptureFixture) -> None:
    office = an_office()
    office.plugins.trace = True
    with caplog.at_level(logging.INFO, logger="homeroom.plugins"):
        a_counted_tin(office)
    told = {one.getMessage() for one in caplog.records}
    assert {"Tins: its rubric rate is used", "Tins: its lifecycle tin is used"} <= told
    assert Tins().rate == 2


def test_many_names_are_cut_short() -> None:
    assert answered([*"abcdefghij"]).endswith(" and 2 more")
