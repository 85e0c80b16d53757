"""A call for papers on the command line: called, answered, judged at the gate, explained."""

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
    """A call for papers, paper_call-3, and the teachers person-1 and person-2."""
    assert run("init", "--org", "s1", "--as", "research-1").code == 0
    (tmp_path / "homeroom.toml").write_text(SETTINGS, encoding="utf-8")
    for number, name in (("1001", "王芳"), ("1002", "李雷")):
        details = json.dumps({"name": name}, ensure_ascii=False)
        new = ("new", "person", "register", "--as", "office-1", "--arg", f"staff_no={number}")
        assert run(*new, "--arg", f"details={details}", "--arg", "roles=teacher").code == 0
    new = ("new", "paper_call", "call", "--arg", "title=Papers", "--arg", "staff=60")
    made = run(*new, "--arg", "deadline=2025-09-30", "--arg", "rubric=paper_review")
    assert made.code == 0, made.err
    return run


def handed_in(run: Run, similarity: str) -> str:
    draft = ("new", "paper", "draft", "--as", "1001", "--arg", "call=paper_call-3")
    made = run(*draft, "--arg", "title=On trust", "--arg", "authors=person-1", "--json").data
    file = {
        "digest": "0" * 64,
        "characters": 5200,
        "similarity_percent": similarity,
        "report": "CC-1",
        "anonymous": True,
        "original": True,
    }
    submit = ("do", made["record"], "submit", "--as", "1001")
    assert run(*submit, "--arg", f"manuscript={json.dumps(file)}").code == 0
    return str(made["record"])


def test_the_gate_says_what_it_measured(called: Run) -> None:
    paper = handed_in(called, "30")
    refused = called("do", paper, "accept")
    assert refused.code != 0
    assert "Similarity: found 30 %" in refused.err
    assert "required: less than 30 %" in refused.err


def test_what_can_be_done_with_a_paper_is_listed_and_done(called: Run) -> None:
    paper = handed_in(called, "29.9")
    can = [step["name"] for step in called("can", paper, "--json").data["can"]]
    assert {"accept", "send_back", "reject"} <= set(can)
    assert called("do", paper, "accept").code == 0
    explained = called("explain", paper, "--json").data
    assert explained["record"] == paper


def test_a_rubric_that_nobody_provides_is_named(run: Run, called: Run) -> None:
    new = ("new", "paper_call", "call", "--arg", "title=Papers", "--arg", "staff=60")
    ran = called(*new, "--arg", "deadline=2025-09-30", "--arg", "rubric=gone")
    assert ran.code != 0
    assert "gone" in ran.err
    assert "paper_review" in ran.err
