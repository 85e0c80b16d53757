"""Runs of the command line in a folder of their own, on a clock that stands still."""

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from cli_runs import Ran, Run
from click.testing import CliRunner

from homeroom_plugins.cli.root import homeroom
from homeroom_plugins.cli.said import Outside

NOW = dt.datetime(2025, 9, 10, 8, tzinfo=dt.UTC)

SETTINGS = """\
store = "sqlite:///school.db"
org = "s1"
as = "office-1"
language = "en"

[organizations.s1]
name = { zh_hans = "第一中学", zh_hant = "第一中學", en = "School 1" }

[actors.office-1]
roles = ["moral_education_office"]

[actors.visitor-1]
roles = []
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `homeroom` with these words, in a folder of the test."""
    monkeypatch.setenv("COLUMNS", "120")

    def run(*words: str, environ: Mapping[str, str] | None = None, input: str = "") -> Ran:
        outside = Outside(environ=environ or {}, folder=tmp_path, clock=lambda: NOW)
        ran = CliRunner().invoke(homeroom, list(words), obj=outside, input=input)
        if ran.exception is not None and not isinstance(ran.exception, SystemExit):
            raise ran.exception
        return Ran(ran.exit_code, ran.stdout, ran.stderr)

    return run


@pytest.fixture
def school(run: Run, tmp_path: Path) -> Run:
    """A store with two teachers, person-1 and person-2, and a draft plan of the first."""
    assert run("init", "--org", "s1", "--as", "office-1").code == 0
    (tmp_path / "homeroom.toml").write_text(SETTINGS, encoding="utf-8")
    for number, name in (("1001", "王芳"), ("1002", "李雷")):
        details = json.dumps({"name": name}, ensure_ascii=False)
        new = ("new", "person", "register", "--arg", f"staff_no={number}")
        assert run(*new, "--arg", f"details={details}", "--arg", "roles=teacher").code == 0
    draft = ("new", "growth_plan", "draft", "--as", "1001", "--arg", "teacher=person-1")
    dates = ("--arg", "starts=2025-09-01", "--arg", "ends=2028-08-31")
    assert run(*draft, "--arg", "title=三年规划", *dates).code == 0
    return run
