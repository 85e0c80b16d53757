"""A call for projects on the command line: called, answered once, explained by its history."""

import json
from pathlib import Path

import pytest
from cli_runs import Run

SETTINGS = """\
store = "sqlite:///school.db"
org = "s1"
as = "research-1"
language = "en"

[actors.office-1]
roles = ["moral_education_office"]
[actors.research-1]
roles = ["research_office"]
"""


@pytest.fixture
def called(run: Run, tmp_path: Path) -> Run:
    """A call for projects, project_call-3, and the teachers person-1 and person-2."""
    assert run("init", "--org", "s1", "--as", "research-1").code == 0
    (tmp_path / "homeroom.toml").write_text(SETTINGS, encoding="utf-8")
    for number, name in (("1001", "王芳"), ("1002", "李雷")):
        details = json.dumps({"name": name}, ensure_ascii=False)
        new = ("new", "person", "register", "--as", "office-1", "--arg", f"staff_no={number}")
        assert run(*new, "--arg", f"details={details}", "--arg", "roles=teacher").code == 0
    new = ("new", "project_call", "call", "--arg", "title=Projects", "--arg", "deadline=2025-09-30")
    sheets = ("rubric=project_review_approval", "closing_rubric=project_review_closing")
    made = run(*new, "--arg", sheets[0], "--arg", sheets[1])
    assert made.code == 0, made.err
    return run


def drafted(run: Run, title: str) -> str:
    draft = ("new", "project", "draft", "--as", "1001", "--arg", "call=project_call-3")
    who = ("--arg", "leader=person-1", "--arg", "members=person-2")
    dates = ("--arg", "starts=2025-10-01", "--arg", "ends=2026-09-30")
    said = ("--arg", f"title={title}", "--arg", "method=talks")
    return str(run(*draft, *who, *dates, *said, "--json").data["record"])


def test_a_second_project_is_refused_while_the_first_is_not_finished(called: Run) -> None:
    first, second = drafted(called, "Trust"), drafted(called, "Talks")
    can = [step["name"] for step in called("can", first, "--as", "1001", "--json").data["can"]]
    assert {"apply", "take_back"} <= set(can)
    assert called("do", first, "apply", "--as", "1001").code == 0
    refused = called("do", second, "apply", "--as", "1001")
    assert refused.code != 0
    assert f"person-1 leads {first}, not yet finished (1 at a time" in refused.err
    explained = called("explain", first, "--json").data
    assert (explained["record"], explained["kind"]) == (first, "project")
