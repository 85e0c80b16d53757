"""Sheets that come with homeroom, and sheets read from TOML files.

A file holds one sheet; its key `model` says of which kind (see `homeroom_core.sheets.data`), without
it a judged rubric. A rubric's file may hold a table `policy`, the scoring policy that its author
proposes (the keys of `ScoringPolicy`). A policy is only a proposal: what counts is what a scheme
adopts.
"""

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from homeroom_core.errors import Fault, InputError, UnknownError
from homeroom_core.evaluation_checks import policy_faults
from homeroom_core.rubric import Rubric
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.sheets.data import sheet_from
from homeroom_core.sheets.sheet import Sheet, model_of
from homeroom_core.shipped_methods import SHIPPED_METHODS
from homeroom_core.text import Text
from homeroom_plugins.rubrics.policy import policy_from

LARGEST_BYTES = 1_000_000
"""A rubric file may be this large; a real one has a few thousand bytes."""

_SHEET = Text("随附的考评表", "隨附的考評表", "bundled sheet")
_FILE = Text("可读取的文件", "可讀取的檔案", "a file that can be read")
_SMALLER = Text("不超过 1 MB 的文件", "不超過 1 MB 的檔案", "a file of at most 1 MB")
_UTF8 = Text("UTF-8 编码的文本", "UTF-8 編碼的文字", "text in UTF-8")
_JUDGED_ONLY = Text(
    '计分办法只用于评委打分的细则（model = "judged"）',
    '計分辦法僅用於評審評分的細則（model = "judged"）',
    'a policy only with a judged rubric (model = "judged")',
)
_TOML = Text("有效的 TOML", "有效的 TOML", "valid TOML")


@cache
def bundled_sheets() -> tuple[Sheet, ...]:
    """The sheets of every kind that come with homeroom, in order of their ids.

    >>> [model_of(sheet) for sheet in bundled_sheets()[:3]]
    ['composite', 'composite', 'merit_points']
    """
    return tuple(_sheet(name, data) for name, data in _bundled())


@cache
def bundled_rubrics() -> tuple[Rubric, ...]:
    """The judged ones among `bundled_sheets`.

    >>> [rubric.id for rubric in bundled_rubrics()][-2:]
    ['studio_assessment_studio', 'themed_class_meeting_contest']
    """
    return tuple(sheet for sheet in bundled_sheets() if isinstance(sheet, Rubric))


@cache
def bundled_policies() -> Mapping[str, ScoringPolicy]:
    """The scoring policies proposed with the bundled rubrics, by id of the rubric.

    >>> bundled_policies()["themed_class_meeting_contest"].minimum_panel
    5
    """
    found = {}
    for (name, data), sheet in zip(_bundled(), bundled_sheets(), strict=True):
        policy = _policy(name, data, sheet)
        if policy is not None:
            found[sheet.id] = policy
    return found


def bundled_text(id: str) -> str:
    """The file of a bundled sheet as it stands, comments included, to be copied and edited.

    Raises:
        UnknownError: No sheet with this id comes with homeroom.
    """
    known = tuple(sheet.id for sheet in bundled_sheets())
    if id not in known:
        raise UnknownError(_SHEET, id, known)
    return (resources.files(__name__) / f"{id}.toml").read_text(encoding="utf-8")


def read_rubric(path: Path) -> Rubric:
    """The rubric in a TOML file.

    Raises:
        InputError: The file cannot be read, is no TOML, or is no rubric; lists every fault with
            its path inside the file.
    """
    sheet = read_sheet(path)
    if not isinstance(sheet, Rubric):
        raise InputError(path.name, (Fault("model", model_of(sheet), Text.same("judged")),))
    return sheet


def read_sheet(path: Path) -> Sheet:
    """The sheet in a TOML file, of whatever kind.

    Raises:
        InputError: The file cannot be read, is no TOML, or is no sheet; lists every fault with
            its path inside the file.
    """
    return _sheet(path.name, _read(path))


def check_file(path: Path) -> tuple[Sheet, ScoringPolicy | None]:
    """The sheet in a TOML file and the policy proposed with it.

    Raises:
        InputError: As `read_sheet` and `read_policy`, with the faults of both together.
    """
    data = _read(path)
    try:
        sheet = _sheet(path.name, data)
    except InputError as error:
        raise InputError(path.name, (*error.faults, *_policy_faults(path.name, data))) from error
    return sheet, _policy(path.name, data, sheet)


def read_policy(path: Path) -> ScoringPolicy | None:
    """The scoring policy proposed in a rubric's file, or `None` if there is none.

    Raises:
        InputError: As `read_rubric`, or the policy is wrong or does not fit the rubric.
    """
    data = _read(path)
    return _policy(path.name, data, _sheet(path.name, data))


def _sheet(name: str, data: Mapping[str, Any]) -> Sheet:
    return sheet_from({key: data[key] for key in data if key != "policy"}, name)


def _policy_faults(name: str, data: Mapping[str, Any]) -> tuple[Fault, ...]:
    """What is wrong with the policy by itself, where its sheet could not be read."""
    try:
        if "policy" in data:
            policy_from(data["policy"], name)
    except InputError as error:
        return error.faults
    return ()


def _policy(name: str, data: Mapping[str, Any], rubric: Sheet) -> ScoringPolicy | None:
    if "policy" not in data:
        return None
    if not isinstance(rubric, Rubric):
        raise InputError(name, (Fault("policy", model_of(rubric), _JUDGED_ONLY),))
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
    except (ValueError, RecursionError) as error:  # a number of 4,300 digits is a ValueError
        raise _fault(name, str(error), _TOML) from error


def _fault(name: str, found: str, accepted: Text) -> InputError:
    return InputError(name, (Fault(name, found, accepted),))


def homeroom_rubrics() -> Sequence[Sheet]:
    """The bundled sheets, of every kind."""
    return bundled_sheets()
