import inspect
import re

import pytest

from homeroom_core import hookspecs
from homeroom_core.hookspecs import HOOKS, NOTIFY, PREFIX, PROVIDE, VETO

SPECIFIED = {
    name: function
    for name, function in inspect.getmembers(hookspecs, inspect.isfunction)
    if name.startswith(PREFIX)
}
every_hook = pytest.mark.parametrize("name", HOOKS)


def test_every_hook_is_specified_and_every_specification_is_a_hook() -> None:
    assert SPECIFIED.keys() == HOOKS.keys()


@every_hook
def test_hook_says_when_it_is_called_how_answers_combine_and_what_an_exception_does(
    name: str,
) -> None:
    words = inspect.getdoc(SPECIFIED[name]) or ""
    sections = re.findall(r"\b(Called|Answers|An exception|Since)\b", words)
    assert sections == ["Called", "Answers", "An exception", "Since"]


@every_hook
def test_hook_takes_one_request_or_nothing(name: str) -> None:
    takes = list(inspect.signature(SPECIFIED[name]).parameters)
    assert takes == ([] if HOOKS[name] == PROVIDE else ["request"])


def test_hooks_are_of_three_kinds() -> None:
    assert set(HOOKS.values()) == {PROVIDE, VETO, NOTIFY}
