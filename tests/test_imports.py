"""Rules on imports that the contracts in .importlinter cannot express."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src"
ALLOWED = {"attr", "attrs", "cattrs", "pluggy", "homeroom_core"}


def imported(source: str) -> Iterator[str]:
    """The modules that a source names in its imports."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def foreign(source: str) -> set[str]:
    """The packages that a source imports beyond the standard library and the core's own."""
    tops = {name.partition(".")[0] for name in imported(source)}
    return tops - sys.stdlib_module_names - ALLOWED


def opens_office(source: str) -> bool:
    """Whether a source imports the office, by its module or through the package."""
    names = {".".join(name.split(".")[:2]) for name in imported(source)}
    return not names.isdisjoint({"homeroom_core.office", "homeroom_core.Office"})


def modules(package: str, *, but: str) -> list[Path]:
    root = SRC / package
    return sorted(p for p in root.rglob("*.py") if Path(p.relative_to(root).parts[0]).stem != but)


def named(path: Path) -> str:
    return path.relative_to(SRC).as_posix()


@pytest.mark.parametrize("path", modules("homeroom_core", but="testing"), ids=named)
def test_core_needs_only_attrs_cattrs_and_pluggy(path: Path) -> None:
    assert foreign(path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize("path", modules("homeroom_plugins", but="cli"), ids=named)
def test_of_the_plugins_only_the_command_line_opens_an_office(path: Path) -> None:
    assert not opens_office(path.read_text(encoding="utf-8"))


def test_foreign_packages_are_found_wherever_they_are_imported() -> None:
    source = (
        "import json, yaml.nodes\nfrom attrs import frozen\ndef f():\n    from rich import box\n"
    )
    assert foreign(source) == {"yaml", "rich"}


@pytest.mark.parametrize(
    "source",
    [
        "import homeroom_core.office",
        "from homeroom_core import office",
        "from homeroom_core import Office",
        "from homeroom_core.office import Desk",
    ],
)
def test_office_is_found_however_it_is_imported(source: str) -> None:
    assert opens_office(source)
