from collections.abc import Iterator

import click
import pytest
from cli_runs import Run

from homeroom_core.text import LANGUAGES
from homeroom_plugins.cli.commands import COMMANDS
from homeroom_plugins.cli.root import homeroom

SHARED = ("--store URL", "--org CODE", "--as ID", "--language", "--json", "--help")


def paths() -> Iterator[tuple[str, ...]]:
    """The words of every command, those inside of a group included."""
    for name in COMMANDS:
        found = homeroom.get_command(click.Context(homeroom), name)
        if isinstance(found, click.Group):
            yield from ((name, inner) for inner in found.list_commands(click.Context(found)))
        else:
            yield (name,)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", list(paths()), ids=" ".join)
def test_every_command_explains_itself(path: tuple[str, ...], language: str, run: Run) -> None:
    ran = run(*path, "--help", "--language", language)
    assert (ran.code, ran.err) == (0, "")
    assert f"homeroom {' '.join(path)}" in ran.out
    assert [option for option in SHARED if option not in ran.out] == []
    assert ("Show this and stop." in ran.out) == (language == "en")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Usage: homeroom", "Commands:", "List the records of a kind."]),
        ("zh-Hans", ["用法：homeroom", "命令:", "列出一类记录", "导入教职工花名册"]),
        ("zh-Hant", ["用法：homeroom", "命令:", "列出一類記錄", "匯入教職員名冊"]),
    ],
)
def test_the_root_lists_every_command(language: str, words: list[str], run: Run) -> None:
    ran = run("--language", language, "--help")
    assert [word for word in [*COMMANDS, *words] if word not in ran.out] == []


def test_without_words_help_is_shown(run: Run) -> None:
    assert (run().code, run().out) == (0, run("--help").out)


def test_a_group_lists_its_commands(run: Run) -> None:
    assert "import  Import a roster in CSV." in run("roster", "--help").out


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out == "homeroom 0.1.0\n"


@pytest.mark.parametrize(
    ("words", "language", "message"),
    [
        (["lst"], "en", "error: a command is expected, one of: demo, "),
        (["lst"], "zh-Hant", "錯誤：需要一個命令：demo、"),
        (["show"], "zh-Hans", "错误：缺少 ID；见 homeroom show --help"),
        (["show", "x", "--stre", "y"], "en", "there is no option --stre; did you mean --store"),
        (["show", "x", "--org"], "zh-Hans", "错误：选项 --org 的用法不对"),
        (["do", "x", "y", "--expect", "0"], "en", "error: --expect: "),
        (["plugins", "x", "y"], "zh-Hans", "错误：多余的参数：x y；见 homeroom plugins --help"),
    ],
)
def test_wrong_usage_is_said_in_the_language_of_the_user(
    words: list[str], language: str, message: str, run: Run
) -> None:
    ran = run(*words, environ={"HOMEROOM_LANGUAGE": language})
    assert (ran.code, ran.out, message in ran.err) == (2, "", True), ran.err


def test_wrong_usage_is_said_in_json_where_that_is_asked_for(run: Run) -> None:
    ran = run("show", "--json")
    assert (ran.code, ran.err) == (2, "")
    assert ran.data == {"error": "usage", "message": "ID is missing; see homeroom show --help"}
