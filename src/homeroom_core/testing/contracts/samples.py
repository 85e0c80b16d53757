"""Samples that are the same at every run: the simplest values of a strategy, records of any kind, words."""

import ast
import types
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import attrs
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from homeroom_core.lifecycle import Lifecycle, Operation
from homeroom_core.record import Record
from homeroom_core.testing.acts import ORG
from homeroom_core.testing.lifecycle_machine import hinted
from homeroom_core.testing.strategies import values


def samples(strategy: st.SearchStrategy[Any], count: int = 1) -> list[Any]:
    """At most so many values of a strategy, the simplest first; none if none can be drawn."""
    found: list[Any] = []

    @settings(
        max_examples=count,
        database=None,
        derandomize=True,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=tuple(HealthCheck),
    )
    @given(strategy)
    def draw(one: Any) -> None:
        found.append(one)

    try:
        draw()
    except Exception:  # what cannot be drawn is not practised
        return []
    return found


@cache
def records_of(lifecycle: Lifecycle[Any], count: int = 1) -> Sequence[Record]:
    """At most so many records of a lifecycle, the simplest first, each in another state."""
    found = samples(values(lifecycle.record), count)
    return tuple(
        attrs.evolve(
            one,
            id=f"{lifecycle.kind}-{number}",
            org=ORG,
            state=lifecycle.states[number % len(lifecycle.states)],
        )
        for number, one in enumerate(found, 1)
    )


@cache
def arguments_of(step: Operation[Any, ...]) -> dict[str, Any] | None:
    """The simplest arguments of a step; `None` if they cannot be drawn."""
    if not step.parameters:
        return {}
    return next(iter(samples(hinted(step))), None)


_LONGEST_WORD = 24


def words_of(module: object) -> list[str]:
    """The short texts that stand in the source of a plugin: it may know no others."""
    file = getattr(module, "__file__", None)
    if not isinstance(module, types.ModuleType) or file is None:
        return []
    try:
        tree = ast.parse(Path(file).read_text(encoding="utf-8"))
    except (OSError, SyntaxError, UnicodeDecodeError):
        return []
    texts = (one.value for one in ast.walk(tree) if isinstance(one, ast.Constant))
    return list(
        dict.fromkeys(
            text for text in texts if isinstance(text, str) and 0 < len(text) <= _LONGEST_WORD
        )
    )
