"""A local file that is called like a plugin that homeroom is shipped with: rename it, says the error."""

from pathlib import Path

import pytest
from cli_runs import Run

SOURCE = """
def homeroom_committed(request):
    pass
"""


@pytest.mark.parametrize("name", ["roster", "exporters", "cli", "rubrics"])
def test_the_name_of_a_shipped_plugin_is_refused_with_one_that_would_do(
    run: Run, tmp_path: Path, name: str
) -> None:
    (tmp_path / f"{name}.py").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "homeroom.toml").write_text(f'plugins = ["{name}.py"]\n', encoding="utf-8")
    ran = run("plugins")
    assert ran.code == 5
    assert f"plugin {name} (" in ran.err
    assert f"rename yours, a file to our_{name}.py for example" in ran.err
    assert ran.err.count("\n") == 1


def test_the_check_refuses_it_as_an_office_would(run: Run, tmp_path: Path) -> None:
    (tmp_path / "roster.py").write_text(SOURCE, encoding="utf-8")
    ran = run("plugin", "check", "roster.py")
    assert (ran.code, "our_roster.py" in ran.out) == (1, True)


def test_the_name_that_would_do_does(run: Run, tmp_path: Path) -> None:
    (tmp_path / "our_roster.py").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "homeroom.toml").write_text('plugins = ["our_roster.py"]\n', encoding="utf-8")
    assert run("plugins").code == 0
