import json
from datetime import date

import click
import pytest

from homeroom_core.errors import (
    BusyError,
    CalendarError,
    ConflictError,
    DefinitionError,
    ErasedError,
    HomeroomError,
    InputError,
    PanelTooSmallError,
    PluginError,
    RecordNotFoundError,
    RefusedError,
    StorageError,
    UnknownError,
)
from homeroom_core.text import Text
from homeroom_plugins.cli.failures import exit_code, report

SOME = Text("甲", "乙", "some")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RefusedError("r-1", "step", SOME, ()), 1),
        (PanelTooSmallError(1, 2), 1),
        (InputError("x", ()), 2),
        (RecordNotFoundError("s1", "r-1"), 3),
        (UnknownError(SOME, "x"), 3),
        (ErasedError("r-1"), 3),
        (BusyError("x:", "y"), 4),
        (ConflictError("r-1", 1, 2, {}, {}), 4),
        (PluginError("p", SOME), 5),
        (StorageError("x:", SOME), 5),
        (DefinitionError("x", SOME), 5),
        (CalendarError("china", date(2040, 1, 1), "2020-2026"), 5),
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_error_has_its_exit_code(error: HomeroomError, code: int) -> None:
    assert exit_code(error) == code


def every_error(base: type[HomeroomError] = HomeroomError) -> list[type[HomeroomError]]:
    return [sub for one in base.__subclasses__() for sub in (one, *every_error(one))]


def test_no_error_of_the_core_is_without_an_exit_code() -> None:
    assert all(issubclass(error, HomeroomError) for error in every_error())
    assert exit_code(HomeroomError()) == 5


def test_an_error_is_told_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(PluginError("p", SOME), "zh-Hans", as_json=False) == 5
    assert capsys.readouterr() == ("", "错误：插件 p：甲\n")


def test_an_error_is_told_in_json_on_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(StorageError("s", SOME), "en", as_json=True) == 5
    assert capsys.readouterr() == (
        '{\n  "error": "storage",\n  "message": "store s: some"\n}\n',
        "",
    )


def test_every_problem_with_plugins_is_told_in_json_by_itself(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = [PluginError("p", SOME, "p.py", 7), PluginError("q", SOME)]
    assert report(PluginError.of(found), "zh-Hant", as_json=True) == 5
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "error": "plugin",
        "message": "外掛有 2 處問題：\n  外掛 p（p.py，第 7 行）：乙\n  外掛 q：乙",
        "problems": [
            {"plugin": "p", "file": "p.py", "line": 7, "problem": "乙"},
            {"plugin": "q", "file": "", "line": None, "problem": "乙"},
        ],
    }


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_an_interrupted_run_says_so(
    error: BaseException, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(error, "zh-Hant", as_json=False) == 130
    assert capsys.readouterr().err == "已中斷\n"


def test_an_error_that_nobody_foresaw_goes_on() -> None:
    with pytest.raises(ZeroDivisionError):
        report(ZeroDivisionError(), "en", as_json=False)
