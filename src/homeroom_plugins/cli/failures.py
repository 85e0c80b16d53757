"""How a run ends that did not go well: a message in the user's language, and an exit code.

| code | meaning |
|------|---------|
| 0    | done |
| 1    | refused, or flaws were found |
| 2    | wrong usage, or bad input |
| 3    | not found |
| 4    | the store is busy, or somebody else was faster |
| 5    | a plugin or a store cannot be used |
| 130  | interrupted |
"""

import attrs
import click

from homeroom_core.codec import JSON
from homeroom_core.errors import (
    BusyError,
    ConflictError,
    ErasedError,
    HomeroomError,
    InputError,
    KindUnknownError,
    NotIndexedError,
    PanelTooSmallError,
    PluginError,
    RecordNotFoundError,
    RefusedError,
    UnknownError,
)
from homeroom_core.text import Language, Text
from homeroom_plugins.cli.output import fault_json, plain, refusal_json, say, say_json
from homeroom_plugins.cli.rows_error import RowsError
from homeroom_plugins.cli.usage import usage_text

DONE, REFUSED, USAGE, NOT_FOUND, BUSY, UNUSABLE, INTERRUPTED = 0, 1, 2, 3, 4, 5, 130

_CODES: tuple[tuple[tuple[type[HomeroomError], ...], int], ...] = (
    ((RefusedError, PanelTooSmallError), REFUSED),
    ((InputError, NotIndexedError), USAGE),
    ((RecordNotFoundError, UnknownError, ErasedError), NOT_FOUND),
    ((BusyError, ConflictError), BUSY),
    ((HomeroomError,), UNUSABLE),
)


def report(error: BaseException, language: Language, *, as_json: bool) -> int:
    """Say what went wrong; answer with the exit code.

    With `as_json` it is said in JSON on standard output, else in words on standard error.

    Raises:
        BaseException: An error that nobody foresaw: it goes on as it is.
    """
    if isinstance(error, KeyboardInterrupt | click.Abort):
        say(_INTERRUPTED.read(language), err=True)
        return INTERRUPTED
    if isinstance(error, click.ClickException):
        _tell("usage", usage_text(error), {}, language, as_json=as_json)
        return USAGE
    if isinstance(error, HomeroomError):
        _tell(_name(error), error.text, _data(error, language), language, as_json=as_json)
        return exit_code(error)
    raise error


def exit_code(error: HomeroomError) -> int:
    """The exit code for an error; see the module."""
    if isinstance(error, RowsError):
        return REFUSED if error.only_refused else USAGE
    return next(code for types, code in _CODES if isinstance(error, types))


def _tell(
    name: str, text: Text, data: dict[str, JSON], language: Language, *, as_json: bool
) -> None:
    if as_json:
        say_json({"error": name, "message": text.read(language), **data})
    else:
        say(f"{_ERROR.read(language)}{text.read(language)}", err=True)


def _name(error: HomeroomError) -> str:
    """`RecordNotFoundError` as `record_not_found`."""
    words = type(error).__name__.removesuffix("Error")
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in words).removeprefix("_")


def _data(error: HomeroomError, language: Language) -> dict[str, JSON]:
    if isinstance(error, RefusedError):
        refusals: JSON = [refusal_json(one, language) for one in error.refusals]
        return {"record": error.record, "transition": error.transition, "refusals": refusals}
    if isinstance(error, InputError):
        return {"faults": [fault_json(one, language) for one in error.faults]}
    if isinstance(error, RowsError):
        rows: JSON = [plain(attrs.asdict(p, recurse=False), language) for p in error.problems]
        return {"rows": error.rows, "problems": rows}
    if isinstance(error, KindUnknownError):
        return {"record": error.record, "needs": error.needs.to_json()}
    if isinstance(error, PluginError):
        return {"problems": [_problem(one, language) for one in error.all]}
    if isinstance(error, ConflictError):
        names = ("record", "expected", "stored", "attempted", "current")
        return {name: plain(getattr(error, name), language) for name in names}
    return {}


def _problem(error: PluginError, language: Language) -> JSON:
    problem = error.problem.read(language)
    return {"plugin": error.plugin, "file": error.file, "line": error.line, "problem": problem}


_ERROR = Text("错误：", "錯誤：", "error: ")
_INTERRUPTED = Text("已中断", "已中斷", "interrupted")
