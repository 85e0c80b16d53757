"""The package itself: the names used every day, and what importing it costs."""

import ast
import pkgutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import homeroom_core
from homeroom_core.version import VERSION


def printed(code: str) -> str:
    done = subprocess.run(  # noqa: S603  # our own interpreter, and code from this file
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_import_loads_nothing_but_the_package_itself() -> None:
    heavy = "{'attr', 'attrs', 'cattrs', 'pluggy', 'sqlite3', 'json', 'homeroom_plugins'}"
    loaded = (
        "import sys; before = set(sys.modules); import homeroom_core; "
        "new = set(sys.modules) - before; "
        f"print(sorted(m for m in new if m.split('.')[0] in {heavy} or 'homeroom_core.' in m))"
    )
    assert printed(loaded) == "[]"


def test_name_is_loaded_with_what_it_needs_and_no_more() -> None:
    code = (
        "import sys; from homeroom_core import Text; "
        "print(sorted(m for m in sys.modules if m.startswith('homeroom_core.')))"
    )
    assert printed(code) == "['homeroom_core.text']"


@pytest.mark.parametrize("name", homeroom_core.__all__)
def test_every_public_name_is_there(name: str) -> None:
    found = getattr(homeroom_core, name)
    assert found.__name__ == name
    assert found.__module__.startswith("homeroom_core.")
    assert found.__doc__


def test_no_public_name_is_hidden_by_a_module_of_that_name() -> None:
    modules = {module.name for module in pkgutil.iter_modules(homeroom_core.__path__)}
    assert modules & set(homeroom_core.__all__) == set()


def test_everything_can_be_imported_at_once() -> None:
    names: dict[str, object] = {}
    exec("from homeroom_core import *", names)  # noqa: S102  # a star import stands at the top of a module only
    assert names.keys() - {"__builtins__"} == set(homeroom_core.__all__)


def test_type_checkers_see_the_same_names() -> None:
    path = Path(homeroom_core.__file__)
    imported = {
        alias.asname: f"{node.module}.{alias.name}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and node.module != "importlib"
        and node.module != "typing"
        for alias in node.names
    }
    homes = {name: f"homeroom_core.{home}.{name}" for name, home in homeroom_core._HOMES.items()}
    assert imported == homes


def test_unknown_name_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="'homeroom_core' has no attribute 'Ofice'"):
        _ = homeroom_core.Ofice


def test_version_is_that_of_the_distribution() -> None:
    assert homeroom_core.__version__ == VERSION == version("homeroom")
