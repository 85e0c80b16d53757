import re
from pathlib import Path

import pytest
from doc_examples import ConsoleParser, FileParser, commands
from sybil import Sybil
from sybil.example import SybilFailure

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
RUN = {"python", "console"}
SHOWN = {"bash", "csv", "html", "json", "mermaid", "sql", "text", "toml", "{toctree}", "{eval-rst}"}


def check(folder: Path, page: str) -> None:
    """Run a page as the documentation is run, in the present folder."""
    path = folder / "page.md"
    path.write_text(page, encoding="utf-8")
    sybil = Sybil([ConsoleParser(), FileParser()], path=str(folder))
    for example in sybil.parse(path).examples():
        example.evaluate()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_right_output_passes(folder: Path) -> None:
    check(folder, "```console\n$ echo one; echo two >&2\none\ntwo\n$ true\n```\n")


@pytest.mark.parametrize(
    "block",
    [
        "$ echo one\ntwo\n",
        "$ echo one\n",
        "$ true\none\n",
        "$ echo one\none\n$ echo two\nthree\n",
        "$ printf 'a\\n\\nb\\n'\na\n<BLANKLINE>\nb\n",
    ],
)
def test_wrong_output_fails(folder: Path, block: str) -> None:
    with pytest.raises(SybilFailure, match=r"Expected|Got|Differences"):
        check(folder, f"```console\n{block}```\n")


def test_failure_names_the_command_and_what_it_printed(folder: Path) -> None:
    with pytest.raises(SybilFailure) as caught:
        check(folder, "```console\n$ echo one\ntwo\n```\n")
    lines = [line.strip() for line in str(caught.value).splitlines()]
    assert [lines[1], *lines[-2:]] == ["$ echo one", "- two", "+ one"]


def test_dots_stand_for_anything(folder: Path) -> None:
    check(folder, "```console\n$ echo one; echo two; echo three\none\n...\nthree\n```\n")


def test_dots_do_not_hide_what_is_around_them(folder: Path) -> None:
    with pytest.raises(SybilFailure):
        check(folder, "```console\n$ echo one; echo two\n...\nthree\n```\n")


def test_command_that_fails_shows_its_exit_status(folder: Path) -> None:
    check(folder, "```console\n$ echo no; exit 3\nno\n[exit 3]\n```\n")


def test_failure_that_is_not_shown_fails(folder: Path) -> None:
    with pytest.raises(SybilFailure):
        check(folder, "```console\n$ echo no; exit 3\nno\n```\n")


def test_scripts_of_this_environment_are_found(folder: Path) -> None:
    check(folder, "```console\n$ pytest --version\npytest ...\n```\n")


def test_environment_of_the_caller_is_not_seen(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOMEROOM_ACTOR", "somebody")
    check(folder, '```console\n$ echo "<$HOMEROOM_ACTOR>"\n<>\n```\n')


def test_blocks_of_a_page_share_a_folder(folder: Path) -> None:
    page = "```toml conf/a.toml\nx = 1\n```\n\n```console\n$ cat conf/a.toml\nx = 1\n```\n"
    check(folder, page)
    assert (folder / "conf" / "a.toml").read_text(encoding="utf-8") == "x = 1\n"


@pytest.mark.parametrize("name", ["../a.toml", "/a.toml"])
def test_file_outside_the_folder_is_refused(folder: Path, name: str) -> None:
    with pytest.raises(ValueError, match="its own folder"):
        check(folder, f"```toml {name}\nx = 1\n```\n")


def test_command_goes_on_after_a_backslash() -> None:
    assert list(commands("$ echo a \\\n  b\na b\n")) == [("echo a \\\n  b", "a b\n")]


@pytest.mark.parametrize("block", ["", "output\n$ true\n"])
def test_block_that_does_not_start_with_a_command_is_refused(block: str) -> None:
    with pytest.raises(ValueError, match="starts with"):
        list(commands(block))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_block_of_a_page_is_run_or_is_of_a_kind_that_cannot_be(page: Path) -> None:
    fences = re.findall(r"^[ \t]*(?:```|~~~)(.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    written = {info for info in fences if re.fullmatch(r"\w+ [\w./-]+\.\w+", info)}
    assert set(fences) - written - RUN - SHOWN == set()


def test_the_day_of_a_page_is_the_last_one_above_the_block(folder: Path) -> None:
    say = "```console\n$ homeroom init --org s1 --as clerk\nwrote ...\n```\n"
    new = (
        "```console\n$ homeroom new person register --arg staff_no=T{n} --arg details.name=x\n...\n"
        "$ homeroom history person-{n} | grep -o '{day} 09:00'\n{day} 09:00\n```\n"
    )
    check(
        folder,
        f"{say}<!-- day: 2025-09-08 -->\n{new.format(n=1, day='2025-09-08')}"
        f"<!-- day: 2026-01-05 -->\n{new.format(n=2, day='2026-01-05')}",
    )
