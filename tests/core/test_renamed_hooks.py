"""Hooks and arguments by an older name: nothing was renamed so far, so the table is the tests'."""

import warnings
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from homeroom_core.calendar import WeekdayCalendar
from homeroom_core.discovery import Plugin, from_file
from homeroom_core.errors import HomeroomDeprecationWarning, PluginError
from homeroom_core.families import CALENDARS
from homeroom_core.hookspecs import HOOKS, RENAMED, Committed, Renamed
from homeroom_core.plugins import Plugins
from homeroom_core.text import LANGUAGES

DAYS = WeekdayCalendar("days", frozenset(), frozenset(), 2025, 2025)

TABLE = (
    Renamed(
        hook="homeroom_calendars",
        was="homeroom_holidays",
        name="homeroom_calendars",
        since="0.4",
        until="1.0",
        adapt=lambda calendar: [calendar],
    ),
    Renamed(
        hook="homeroom_committed",
        was="event",
        name="request",
        argument=True,
        since="0.5",
        until="1.0",
    ),
)


def plugin(name: str = "mine", **functions: Any) -> Plugin:
    module = ModuleType(name)
    vars(module).update(functions)
    return Plugin(name, "1", "object", module)


def warned(*found: object) -> tuple[Plugins, list[warnings.WarningMessage]]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        return Plugins(*found, renamed=TABLE), caught


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def write(source: str) -> Path:
        path = tmp_path / "mine.py"
        path.write_text(source, encoding="utf-8")
        return path

    return write


def test_every_renamed_thing_is_a_hook_of_today() -> None:
    assert [old for old in RENAMED if old.hook not in HOOKS or old.was in HOOKS] == []


def test_hook_by_its_old_name_is_called_and_its_answer_adapted() -> None:
    plugins, _ = warned(plugin(homeroom_holidays=lambda: DAYS))
    assert plugins(CALENDARS, "days") is DAYS
    assert plugins.contributions(plugins.plugins[1]) == {"calendar": ("days",)}


def test_old_name_warns_at_the_plugins_own_line_with_both_ways_out(
    write: Callable[[str], Path],
) -> None:
    path = write("A = 1\n\n\ndef homeroom_holidays():\n    return A\n")
    with pytest.raises(PluginError), warnings.catch_warnings():  # what it answers is no calendar
        Plugins(from_file(path), renamed=TABLE)
    path = write(
        "from homeroom_core.calendar import WeekdayCalendar\n\n\ndef homeroom_holidays():\n"
        "    return WeekdayCalendar('days', frozenset(), frozenset(), 2025, 2025)\n"
    )
    plugins, (warning,) = warned(from_file(path))
    assert (warning.category, warning.filename, warning.lineno) == (
        HomeroomDeprecationWarning,
        str(path),
        4,
    )
    assert str(warning.message) == (
        f"plugin mine ({path}, line 4): homeroom_holidays is called homeroom_calendars since "
        "version 0.4, and goes in 1.0: rename it, or stay with homeroom<1.0"
    )
    (told,) = plugins.outdated
    assert len({told.text.read(language) for language in LANGUAGES}) == 3


def test_argument_by_its_old_name_is_taken_and_warned_of() -> None:
    heard: list[object] = []

    def listen(event: Committed) -> None:
        heard.append(event)

    plugins, (warning,) = warned(plugin(homeroom_committed=listen))
    request = Committed(org="s1", entries=())
    plugins.committed(request)
    assert (heard, plugins.failures) == ([request], {})
    assert "the argument event of homeroom_committed is called request since version 0.5" in str(
        warning.message
    )
    assert warning.lineno == listen.__code__.co_firstlineno


def test_plugin_that_serves_both_versions_is_called_once_and_not_warned_of() -> None:
    def current() -> list[Any]:
        return [DAYS]

    def fail() -> None:
        raise AssertionError

    plugins, caught = warned(plugin(homeroom_holidays=fail, homeroom_calendars=current))
    assert (plugins(CALENDARS, "days"), caught) == (DAYS, [])


def test_plugin_of_today_is_not_warned_of() -> None:
    def listen(request: Committed) -> None:
        return None

    plugins, caught = warned(plugin(homeroom_calendars=lambda: [DAYS], homeroom_committed=listen))
    assert (plugins.outdated, caught) == ((), [])


def test_old_name_is_checked_like_any_hook() -> None:
    def wrong(year: int) -> None:
        return None

    for value in (wrong, 7):
        with pytest.raises(PluginError, match="homeroom_holidays has"):
            warned(plugin(homeroom_holidays=value))


def test_old_name_is_refused_once_it_is_gone() -> None:
    with pytest.raises(PluginError, match="there is no hook homeroom_holidays"):
        Plugins(plugin(homeroom_holidays=lambda: DAYS))
