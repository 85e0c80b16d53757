"""A case of appraisal on the command line alone, on the bundled sheet of the five dimensions."""

import json
from pathlib import Path
from typing import Any

import pytest
from cli_runs import Run

MEMBERS = ("committee-1", "committee-2", "committee-3")
ROLES = {**dict.fromkeys(MEMBERS, "appraisal_committee"), "supervisor-1": "supervisor"}
MARKS = {
    "de": {"ethics": "9", "care": "5.5", "cooperation": "4"},
    "neng": {"class_building": "9", "guidance": "6", "family_school": "4", "learning": "2"},
    "ji_development": {"ji_development": "7"},
    "lian": {"clean_hands": "5"},
}
PEERS = {"de": "18", "neng": "21", "ji_development": "7", "lian": "5"}
DAY = "2025-09-10"


def do(run: Run, *words: str, by: str = "office-1", **arguments: Any) -> None:
    given = [f"{name}={_written(value)}" for name, value in arguments.items()]
    pairs = [word for pair in given for word in ("--arg", pair)]
    done = run(*words, "--as", by, *pairs)
    assert (done.code, done.err) == (0, ""), words


def _written(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


@pytest.fixture
def graded(school: Run, tmp_path: Path) -> Run:
    """The round appraisal_round-5 of one day, and the graded case appraisal-6 of person-1."""
    with (tmp_path / "homeroom.toml").open("a", encoding="utf-8") as settings:
        for id, role in ROLES.items():
            settings.write(f'\n[actors.{id}]\nroles = ["{role}"]\n')
    do(school, "do", "person-1", "take_class", class_code="2025-G7-01")
    do(school, "new", "appraisal_round", "open_round", title="a day", first=DAY, last=DAY)
    do(school, "new", "appraisal", "open_case", round="appraisal_round-5", teacher="person-1")
    do(school, "do", "appraisal-6", "review_oneself", by="1001", text="a good day")
    do(school, "do", "appraisal-6", "keep_ledger", part="qin")
    do(school, "do", "appraisal-6", "keep_ledger", part="ji_routine")
    for part, points in PEERS.items():
        tally: dict[str, Any] = {"source": "peers", "part": part, "tally": {points: 10}}
        do(school, "do", "appraisal-6", "count_survey", **tally)
    do(school, "do", "appraisal-6", "draw_evidence", part="ji_achievements", year="2025")
    do(school, "do", "appraisal-6", "record_points", part="bonus", points="2", basis="2025-7")
    do(school, "do", "appraisal-6", "collect")
    for part, marks in MARKS.items():
        for member in MEMBERS:
            do(school, "do", "appraisal-6", "mark", by=member, part=part, marks=marks)
    do(school, "do", "appraisal-6", "score", by=MEMBERS[0])
    do(school, "do", "appraisal-6", "check_vetoes", by="supervisor-1")
    do(school, "do", "appraisal_round-5", "grade_all", by=MEMBERS[0])
    do(school, "do", "appraisal-6", "grade", by=MEMBERS[0])
    return school


def test_a_case_says_what_it_waits_for_and_why_it_has_this_total_and_grade(graded: Run) -> None:
    data = graded("can", "appraisal-6", "--json").data
    codes = {step["name"]: [r["code"] for r in step["refusals"]] for step in data["cannot"]}
    assert codes["publicise"] == ["appraisal.not_publicised"]
    assert codes["regrade"] == ["lifecycle.not_granted", "appraisal.round_not_decided"]
    data = graded("explain", "appraisal-6", "--as", "1001", "--json").data
    grade, total, *_ = data["explanation"]["parts"]
    assert (grade["title"], grade["value"]) == (f"Grade given on {DAY}", "Pass")
    # conduct (2 x 18.5 + 18) / 3, competence 21, diligence 20, results 15 + 7 + 0, integrity 5, bonus 2
    assert total["value"] == "88.33"
    assert [r["verdict"] for r in data["results"]] == ["same", "same", "same"]
    assert graded("verify").code == 0


def test_only_those_who_work_on_it_are_told_of_a_round_and_of_the_case_of_another(
    graded: Run,
) -> None:
    told = graded("explain", "appraisal_round-5", "--as", "committee-1").out
    assert "Excellent: 1 × 0.15 = 0.15, rounded down to 0; 0 to give, 0 given" in told
    assert graded("explain", "appraisal_round-5", "--as", "1001").code != 0
    assert graded("explain", "appraisal-6", "--as", "1002").code != 0
    assert "appraisal-6" not in graded("list", "appraisal", "--as", "1002").out
