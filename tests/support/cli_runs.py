"""How a run of the command line ended, for the tests of the command line."""

import json
from collections.abc import Callable
from typing import Any

import attrs


@attrs.frozen
class Ran:
    """How a run ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.out)


Run = Callable[..., Ran]
"""Runs `homeroom` with these words; `environ` and `input` may be given by name."""
