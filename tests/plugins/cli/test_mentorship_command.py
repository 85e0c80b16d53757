"""Mentoring pairs on the command line: who has no advisor, and a pair up to its first duty."""

import json

import pytest
from cli_runs import Ran, Run


@pytest.fixture
def staffed(school: Run) -> Run:
    """person-1 is a beginner with a class, person-2 may be an advisor."""

    def update(id: str, **details: str) -> None:
        given = json.dumps({"name": id, **details})
        assert school("do", id, "update", "--arg", f"details={given}").code == 0

    update("person-1", work_since="2024-08-01", grade="G7")
    update("person-2", work_since="2005-08-01", grade="G8", title="senior")
    assert school("do", "person-1", "take_class", "--arg", "class_code=2025-G7-01").code == 0
    appoint = ("do", "person-2", "appoint", "--arg", "roles=advisor")
    assert school(*appoint, "--arg", "recognised_by_peers=true").code == 0
    return school


def nominate(run: Run) -> str:
    pair = ("assistant=person-1", "advisor=person-2", "starts=2025-09-10")
    words = [word for one in pair for word in ("--arg", one)]
    ran = run("new", "mentorship", "nominate", *words, "--json")
    assert ran.code == 0
    record: str = ran.data["record"]
    return record


def test_who_has_no_advisor_is_listed_until_there_is_a_pair(staffed: Run) -> None:
    found = staffed("mentorship", "missing", "--json").data
    assert [(one["staff_no"], one["unknown"]) for one in found["missing"]] == [("1001", [])]
    assert "must have one" in staffed("mentorship", "missing").out
    nominate(staffed)
    ran = staffed("mentorship", "missing", "--language", "zh-Hans")
    assert ran.out == "应有顾问而还没有（或无法判断）：0 人\n"


def test_who_may_not_see_the_roster_is_shown_nobody(staffed: Run) -> None:
    assert staffed("mentorship", "missing", "--as", "visitor-1", "--json").data["missing"] == []


def test_a_pair_is_made_step_by_step(staffed: Run) -> None:
    pair = nominate(staffed)

    def do(step: str, *words: str) -> Ran:
        return staffed("do", pair, step, *words, "--json")

    qualified = do("qualify").data
    assert qualified["view"]["fields"]["warnings"] == ["pair.same_grade"]
    can = [step["name"] for step in staffed("can", pair, "--as", "1001", "--json").data["can"]]
    assert can == ["write_plan"]
    assert do("write_plan", "--as", "1002", "--arg", "plan=visit each other").code == 0
    assert do("sign", "--as", "1001").data["to"] == "eligible"
    assert do("sign", "--as", "1002").data["to"] == "agreed"
    assert do("approve").data["to"] == "active"
    duties = ("--arg", "duties=class_observation", "--arg", "duties=class_meeting")
    assert do("record_duty", "--as", "1001", *duties, "--arg", "evidence=lesson-1").code == 0
    assert do("rate", "--as", "1001", "--arg", "points=9").data["view"]["hidden"] == ["ratings"]
    do("summarise", "--as", "1001", "--arg", "summary=learnt")
    assert do("review").data["to"] == "reviewed"
    told = staffed("explain", pair)
    assert (told.code, "Class observation: 1, at least 3" in told.out) == (0, True)
