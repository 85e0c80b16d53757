from typing import Any

import pytest

from homeroom_core.commands import Command
from homeroom_core.errors import DefinitionError
from homeroom_core.text import Text

LABEL = Text("问好", "問好", "Say hello")


def test_a_command_is_loaded_by_a_function_or_from_where_it_stands() -> None:
    given: list[Any] = [lambda: len, "builtins:len"]
    assert [Command(name="greet", label=LABEL, loads=one).load() for one in given] == [len, len]


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"name": "say hello"}, "'say hello' cannot be a name"),
        ({"label": Text("问好", "問好", " ")}, "the label lacks a language"),
        ({"loads": "builtins"}, "written package.module:name, it is builtins"),
        ({"loads": 3}, "loads is 3, write one of: text in quotation marks, a function"),
    ],
)
def test_a_command_that_cannot_be_loaded_is_refused(given: dict[str, Any], problem: str) -> None:
    with pytest.raises(DefinitionError, match=problem):
        Command(**{"name": "greet", "label": LABEL, "loads": "builtins:len", **given})
