"""The stories: every test that tells of a system of training, step by step, and the walks they make.

A story is a test without parameters in a module of `tests/stateful` or `tests/training`; whoever
adds a lifecycle tells its story there, and it is known here. What a machine came to is no story.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from inspect import isfunction, signature
from pathlib import Path
from types import ModuleType
from typing import Any

from homeroom_core.testing.walk import Walk

ROOMS = ("stateful", "training")
"""Folders of `tests` whose modules tell stories."""

_TESTS = Path(__file__).parent.parent


@contextmanager
def walks_made() -> Iterator[list[Walk]]:
    """Collects every walk that is begun meanwhile."""
    made: list[Walk] = []
    begin = Walk.__init__

    def begun(walk: Walk, *lifecycles: Any, **more: Any) -> None:
        begin(walk, *lifecycles, **more)
        made.append(walk)

    Walk.__init__ = begun  # type: ignore[method-assign,assignment]  # put back below
    try:
        yield made
    finally:
        Walk.__init__ = begin  # type: ignore[method-assign]


def told(story: Callable[[], None]) -> list[Walk]:
    """The walks of a story."""
    with walks_made() as made:
        story()
    return made


def stories(path: Path) -> dict[str, Callable[[], None]]:
    """The stories of a test module, by name."""
    found = {
        name: value
        for name, value in vars(_module(path)).items()
        if _NAMED.match(name) and isfunction(value) and not signature(value).parameters
    }
    return {f"{path.stem}.{name}": story for name, story in found.items()}


def tellers() -> list[Path]:
    """The test modules that tell of walks."""
    found = [path for room in ROOMS for path in sorted((_TESTS / room).glob("test_*.py"))]
    return [path for path in found if _TELLS.search(path.read_text("utf-8"))]


_NAMED = re.compile(r"test_(?!machine_)")
_TELLS = re.compile(r"\b\w*(Story|Walk)\b")


def _module(path: Path) -> ModuleType:
    spec = spec_from_file_location(f"stories_of_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    return made
