"""Rubrics that come with homeroom, and rubrics read from TOML files.

A file holds one rubric (the keys of `homeroom_core.rubric_data.rubric_from`) and may hold a table
`policy`, the scoring policy that its author proposes (the keys of `ScoringPolicy`). A policy is only
a proposal: what counts is what a scheme adopts.
"""

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from homeroom_core.errors import Fault, InputError
from homeroom_core.evaluation_checks import policy_faults
from homeroom_core.rubric import Rubric
from homeroom_core.rubric_data import rubric_from
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.shipped_methods import SHIPPED_METHODS
from homeroom_core.text import Text
from homeroom_plugins.rubrics.policy import policy_from

LARGEST_BYTES = 1_000_000
"""A rubric file may be this large; a real one has a few thousand bytes."""

_FILE = Text("可读取的文件", "可讀取的檔案", "a file that can be read")
_SMALLER = Text("不超过 1 MB 的文件", "不超過 1 MB 的檔案", "a file of at most 1 MB")
_UTF8 = Text("UTF-8 编码的文本", "UTF-8 編碼的文字", "text in UTF-8")
_TOML = Text("有效的 TOML", "有效的 TOML", "valid TOML")


@cache
def bundled_rubrics() -> tuple[Rubric, ...]:
    """The rubrics that come with homeroom, in order of their ids.

    >>> [rubric.id for rubric in bundled_rubrics()]
    ['themed_class_meeting_contest']
    """
    return tuple(_rubric(name, data) for name, data in _bundled())


@cache
def bundled_policies() -> Mapping[str, ScoringPolicy]:
    """The scoring policies proposed with the bundled rubrics, by id of the rubric.

    >>> bundled_policies()["themed_class_meeting_contest"].minimum_panel
    5
    """
    found = {}
    for (name, data), rubric in zip(_bundled(), bundled_rubrics(), strict=True):
        policy = _policy(name, data, rubric)
        if policy is not None:
            found[rubric.id] = policy
    return found


def read_rubric(path: Path) -> Rubric:
    """The rubric in a TOML file.

    Raises:
        InputError: The file cannot be read, is no TOML, or is no rubric; lists every fault with
            its path inside the file.
    """
    return _rubric(path.name, _read(path))


def read_policy(path: Path) -> ScoringPolicy | None:
    """The scoring policy proposed in a rubric's file, or `None` if there is none.

    Raises:
        InputError: As `read_rubric`, or the policy is wrong or does not fit the rubric.
    """
    data = _read(path)
    return _policy(path.name, data, _rubric(path.name, data))


def _rubric(name: str, data: Mapping[str, Any]) -> Rubric:
    return rubric_from({key: data[key] for key in data if key != "policy"}, name)


def _policy(name: str, data: Mapping[str, Any], rubric: Rubric) -> ScoringPolicy | None:
    if "policy" not in data:
        return None
    policy = policy_from(data["policy"], name)
    # A plugin's method is not known here; whoever opens the contest checks its parameters.
    for method in SHIPPED_METHODS:
        faults = policy_faults(policy, rubric, method) if method.name == policy.method else []
        if faults:
            raise InputError(name, tuple(faults))
    return policy


def _bundled() -> list[tuple[str, dict[str, Any]]]:
    folder = resources.files(__name__)
    files = [file for file in folder.iterdir() if file.name.endswith(".toml")]
    return [
        (file.name, _parse(file.name, file.read_text(encoding="utf-8")))
        for file in sorted(files, key=lambda file: file.name)
    ]


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise _fault(path.name, error.strerror or str(error), _FILE) from error
    if len(content) > LARGEST_BYTES:
        raise _fault(path.name, f"> {LARGEST_BYTES}", _SMALLER)
    try:
        return _parse(path.name, content.decode())
    except UnicodeDecodeError as error:
        raise _fault(path.name, f"byte {error.start}", _UTF8) from error


def _parse(name: str, text: str) -> dict[str, Any]:
    try:
        # An unquoted 0.5 is read as the decimal it is, never as a binary float.
        return tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _fault(name, str(error), _TOML) from error


def _fault(name: str, found: str, accepted: Text) -> InputError:
    return InputError(name, (Fault(name, found, accepted),))


def homeroom_rubrics() -> Sequence[Rubric]:
    """The bundled rubrics."""
    return bundled_rubrics()
