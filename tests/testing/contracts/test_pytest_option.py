"""`pytest --homeroom-plugin`: one test for each law and thing, in a folder without any test."""

import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = """
from homeroom_core.eligibility import RuleSet
from homeroom_core.fact import number
from homeroom_core.rule import Rule
from homeroom_core.text import Text

LABEL = Text("工作满5年", "工作滿5年", "At least 5 years of work")
RULE = Rule(id="ours.years", label=LABEL, fact="work_years", comparator=">=", boundary=number(5))


def homeroom_eligibility_rules():
    return [RuleSet(id="ours", label=LABEL, rules=(RULE,))]
"""


def pytest_in(folder: Path, *words: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly"]
    ran = subprocess.run(  # noqa: S603  # it runs this interpreter
        [*command, *words], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    return ran.returncode, ran.stdout + ran.stderr


def test_a_sound_plugin_passes_law_by_law(tmp_path: Path) -> None:
    (tmp_path / "ours.py").write_text(SOURCE, encoding="utf-8")
    code, out = pytest_in(tmp_path, "--homeroom-plugin", "ours.py")
    assert (code, "8 passed" in out) == (0, True)


def test_a_broken_law_is_told_as_the_command_tells_it(tmp_path: Path) -> None:
    (tmp_path / "ours.py").write_text(SOURCE.replace("number(5)", "number(8)"), encoding="utf-8")
    code, out = pytest_in(tmp_path, "--homeroom-plugin", "ours.py", "--homeroom-seed", "3")
    assert code == 1
    assert "ours: ours: rules.label_agrees" in out
    assert "✗ rules.label_agrees  A limit that" in out
    assert "  at: ours  ours.py:" in out
    assert "  found: " in out


def test_a_plugin_that_cannot_be_loaded_is_one_failing_test(tmp_path: Path) -> None:
    (tmp_path / "ours.py").write_text("1 / 0\n", encoding="utf-8")
    code, out = pytest_in(tmp_path, "--homeroom-plugin", "ours.py")
    assert (code, "1 failed" in out, "ours.py:1" in out) == (1, True, True)


@pytest.mark.parametrize("named", ["nonesuch", "nonesuch.py"])
def test_what_is_not_there_is_a_wrong_use(tmp_path: Path, named: str) -> None:
    code, out = pytest_in(tmp_path, "--homeroom-plugin", named)
    assert code == pytest.ExitCode.USAGE_ERROR
    assert (f"plugin {named}: " in out, "Traceback" in out) == (True, False)


def test_a_path_in_the_settings_begins_where_they_are(tmp_path: Path) -> None:
    (tmp_path / "ours.py").write_text(SOURCE, encoding="utf-8")
    settings = '[pytest]\naddopts = "--homeroom-plugin=ours.py"\n'
    (tmp_path / "pytest.ini").write_text(settings, encoding="utf-8")
    (tmp_path / "tests").mkdir()
    code, out = pytest_in(tmp_path / "tests")
    assert (code, "8 passed" in out) == (0, True)
