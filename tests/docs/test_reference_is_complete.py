"""The reference says what the code says: every hook, lifecycle, command, error and setting."""

import re
import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

from homeroom_core import errors
from homeroom_core.builtin import (
    homeroom_award_policies,
    homeroom_lifecycles,
    homeroom_scoring_methods,
    homeroom_tie_breaks,
)
from homeroom_core.discovery import from_file
from homeroom_core.errors import HomeroomError
from homeroom_core.hookspecs import HOOKS
from homeroom_core.plugins import Plugins
from homeroom_plugins.cli.commands import COMMANDS
from homeroom_plugins.cli.config import VARIABLES

DOCS = Path(__file__).parents[2] / "docs"
REFERENCE = DOCS / "reference"
pages: Callable[[], dict[str, str]] = runpy.run_path(str(DOCS / "generate.py"))["pages"]
GENERATED = pages()

ERRORS = [
    name
    for name, thing in vars(errors).items()
    if isinstance(thing, type) and issubclass(thing, HomeroomError) and thing is not HomeroomError
]


def read(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def headings(name: str) -> set[str]:
    return {line.removeprefix("## ") for line in read(name).splitlines() if line.startswith("## ")}


@pytest.mark.parametrize("name", GENERATED)
def test_page_is_what_the_code_says(name: str) -> None:
    assert read(name) == GENERATED[name], "run: python docs/generate.py"


def test_every_lifecycle_has_a_page_and_no_page_is_left_over() -> None:
    kinds = {lifecycle.kind for lifecycle in homeroom_lifecycles()}
    assert {path.stem for path in (REFERENCE / "lifecycles").glob("*.md")} - {"index"} == kinds


@pytest.mark.parametrize("lifecycle", homeroom_lifecycles(), ids=lambda one: one.kind)
def test_every_step_of_a_lifecycle_is_on_its_page(lifecycle: object) -> None:
    kind = lifecycle.kind  # type: ignore[attr-defined]  # parametrize gives objects
    steps = {*lifecycle.creations, *lifecycle.transitions}  # type: ignore[attr-defined]  # as above
    page = read(f"lifecycles/{kind}.md")
    assert {step for step in steps if f"`{step}` |" not in page} == set()


def test_every_hook_has_a_section_with_its_kind_and_since_when() -> None:
    assert set(HOOKS) <= headings("hooks.md")
    sections = read("hooks.md").split("\n## ")[1:]
    told = {section.partition("\n")[0]: section for section in sections}
    lacking = {hook for hook, kind in HOOKS.items() if f"*{kind}*" not in told[hook]}
    assert lacking | {hook for hook in HOOKS if "Since " not in told[hook]} == set()


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_has_a_whole_plugin_and_a_how_to_in_its_section(
    tmp_path: Path, hook: str
) -> None:
    section = read("hooks.md").partition(f"\n## {hook}\n")[2].partition("\n## homeroom_")[0]
    path = tmp_path / "ours.py"
    path.write_text(section.partition("```python ours.py\n")[2].partition("```")[0], "utf-8")
    plugin = from_file(path)
    assert {name for name in vars(plugin.module) if name.startswith("homeroom_")} == {hook}
    assert any(Plugins(plugin).contributions(plugin).values())
    guide = re.search(r"How to go on: \[.+\]\(\.\./how-to/(.+\.md)\)\.", section)
    assert guide is not None
    assert f"def {hook}(" in (DOCS / "how-to" / guide[1]).read_text(encoding="utf-8")


@pytest.mark.parametrize("hook", HOOKS)
def test_a_how_to_shows_every_hook_in_a_file_of_a_plugin(hook: str) -> None:
    shown = [
        page.name
        for page in (DOCS / "how-to").glob("*.md")
        if f"def {hook}(" in page.read_text(encoding="utf-8")
    ]
    assert shown != []


@pytest.mark.parametrize("hook", HOOKS)
def test_some_test_provides_every_hook(hook: str) -> None:
    """A hook is tried by a test that implements it, in a class, a module or a file of a plugin."""
    implements = re.compile(rf"\b(def {hook}\(|{hook}=)")
    tried = [
        path.name
        for path in DOCS.parent.joinpath("tests").rglob("test_*.py")
        if implements.search(path.read_text(encoding="utf-8"))
    ]
    assert tried != []


def test_every_command_has_a_section() -> None:
    assert set(COMMANDS) == {heading.partition(" ")[0] for heading in headings("commands.md")} - {
        "Exit"
    }


def test_every_error_has_a_section() -> None:
    assert headings("errors.md") == {*ERRORS, "Refusal", "Fault"}


def test_every_scoring_method_has_a_section() -> None:
    methods = {method.name for method in homeroom_scoring_methods()}
    assert headings("scoring-methods.md") == methods


def test_every_tie_breaker_has_a_section() -> None:
    assert headings("tie-breakers.md") == {breaker.name for breaker in homeroom_tie_breaks()}


def test_every_award_policy_has_a_section() -> None:
    assert headings("award-policies.md") == {one.name for one in homeroom_award_policies()}


def test_every_variable_of_the_environment_is_named() -> None:
    page = read("configuration.md")
    assert {name for name in VARIABLES.values() if f"`{name}`" not in page} == set()


def test_every_page_is_reached_from_an_index() -> None:
    """Sphinx says so as well, where it is installed."""
    lost = [
        page.relative_to(DOCS).as_posix()
        for page in DOCS.rglob("*.md")
        if page.name != "index.md"
        and not {"_build", "api", "examples"} & set(page.relative_to(DOCS).parts)
        and f"\n{page.stem}\n" not in (page.parent / "index.md").read_text(encoding="utf-8")
    ]
    assert lost == []
