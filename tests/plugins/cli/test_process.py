"""The command as a process of its own: what it loads, how it ends, how it is piped."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

HEAVY = ("cattrs", "rich", "sqlite3", "pluggy", "homeroom_core.office", "logging")

LOADED = """
import sys
from homeroom_plugins.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print(*sorted(sys.modules), file=sys.stderr)
"""


def process(
    *words: str, folder: Path, code: str = "", environ: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    main = code or "from homeroom_plugins.cli import main; main()"
    known = {k: v for k, v in os.environ.items() if not k.startswith(("HOMEROOM_", "LC_", "LANG"))}
    return subprocess.run(  # noqa: S603  # this interpreter, and words of the tests
        [sys.executable, "-c", main, *words],
        cwd=folder,
        env={**known, "PYTHONIOENCODING": "utf-8", **(environ or {})},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("word", ["--help", "--version"])
def test_help_and_version_load_nothing_heavy(word: str, tmp_path: Path) -> None:
    ran = process(word, folder=tmp_path, code=LOADED)
    loaded = set(ran.stderr.split())
    assert ran.returncode == 0, ran.stderr
    assert [name for name in HEAVY if name in loaded] == []
    assert [name for name in loaded if name.startswith("homeroom_plugins.cli.")] != []


def test_json_loads_no_tables(tmp_path: Path) -> None:
    ran = process("lifecycle", "--list", "--json", folder=tmp_path, code=LOADED)
    assert (ran.returncode, "rich" in ran.stderr.split()) == (0, False)


def test_the_settings_are_importable_without_click(tmp_path: Path) -> None:
    code = "import sys; sys.modules['click'] = None; import homeroom_plugins.cli.config"
    assert process(folder=tmp_path, code=code).returncode == 0


def test_without_click_it_says_what_to_install(tmp_path: Path) -> None:
    code = "import sys; sys.modules['click'] = None; from homeroom_plugins.cli import main; main()"
    ran = process("--help", folder=tmp_path, code=code)
    assert (ran.returncode, "pip install 'homeroom[cli]'" in ran.stderr) == (1, True)


def test_a_term_in_a_folder_of_its_own(tmp_path: Path) -> None:
    for words in (
        ("init", "--org", "s1"),
        ("new", "person", "register", "--arg", "staff_no=1", "--arg", 'details={"name":"王芳"}'),
    ):
        ran = process(*words, folder=tmp_path, environ={"LANG": "zh_CN.UTF-8"})
        assert ran.returncode == 0, ran.stderr
    (tmp_path / "below").mkdir()
    ran = process("list", "person", "--json", folder=tmp_path / "below")
    assert [one["id"] for one in json.loads(ran.stdout)["records"]] == ["person-1"]
    ran = process("verify", folder=tmp_path)
    assert (ran.returncode, ran.stdout) == (0, "s1：1 条流水账全部无误\n")


def test_refusals_and_mistakes_end_without_a_traceback(tmp_path: Path) -> None:
    for words, code in ((("show", "x"), 2), (("shw",), 2), (("lifecycle", "x"), 3)):
        ran = process(*words, folder=tmp_path)
        assert (ran.returncode, ran.stdout) == (code, "")
        assert "Traceback" not in ran.stderr


def test_output_is_plain_where_nobody_watches(tmp_path: Path) -> None:
    ran = process("lifecycle", "--list", folder=tmp_path, environ={"FORCE_COLOR": ""})
    assert (ran.returncode, "\x1b" in ran.stdout) == (0, False)


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    main = "from homeroom_plugins.cli import main; main()"
    with subprocess.Popen(  # noqa: S603  # this interpreter, and words of the test
        [sys.executable, "-c", main, "lifecycle", "contest"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        complaints = running.stderr.read()
    assert (running.returncode, complaints) == (0, b"")
