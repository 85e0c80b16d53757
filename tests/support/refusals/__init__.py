"""Attempts that a system of training refuses, each beside the same attempt made rightly.

One module for each kind of record; `every_case` gives them all.
"""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import attrs

from homeroom_core.errors import Refusal
from homeroom_core.testing.acts import MORNING, SCHOOL_DAY

Attempt = Callable[[], tuple[Refusal, ...]]

LATER = MORNING + timedelta(days=20)
TODAY = SCHOOL_DAY


@attrs.frozen
class Attempted:
    """An attempt that is refused with this code, and the same attempt made rightly."""

    code: str
    wrongly: Attempt
    rightly: Attempt


_CASES: list[Attempted] = []


def case(code: str, attempt: Callable[..., tuple[Refusal, ...]], wrong: Any, right: Any) -> None:
    """Note an attempt that is refused with this code for `wrong`, and allowed for `right`.

    A code has one case at least, and one more for each further guard that refuses with it.
    """
    _CASES.append(Attempted(code, lambda: attempt(wrong), lambda: attempt(right)))


def every_case() -> tuple[Attempted, ...]:
    """The cases of all modules, by code."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return tuple(sorted(_CASES, key=lambda one: one.code))
