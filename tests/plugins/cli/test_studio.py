"""A studio on the command line: applied for, named, assessed, explained."""

import json
from pathlib import Path

from cli_runs import Run

SETTINGS = """
[actors.bureau-1]
roles = ["education_bureau"]
[actors.assessor-1]
roles = []
"""
TERMS = {"least_members": 1, "cycle_years": 1, "least_assessors": 1, "least_learners": 0}


def words(**given: str) -> list[str]:
    return [word for name, value in given.items() for word in ("--arg", f"{name}={value}")]


def test_a_studio_is_named_and_assessed_on_a_bundled_sheet(school: Run, tmp_path: Path) -> None:
    path = tmp_path / "homeroom.toml"
    path.write_text(path.read_text(encoding="utf-8") + SETTINGS, encoding="utf-8")
    plan = [{"id": "m1", "year": 1, "title": "a forum", "due": "2026-06-30"}]
    given = words(title="Spring", partner="University", leader="person-1", honour="city, 2024")
    given += words(honour_level="city", starts="2025-09-01", members="person-2")
    given += words(plan=json.dumps(plan), policy=json.dumps(TERMS))
    studio = school("new", "studio", "apply", *given, "--json").data["record"]
    bureau = ("--as", "bureau-1")
    assert school("do", studio, "name", *words(document="2025-7"), *bureau).code == 0
    shown = words(milestone="m1", evidence="forum-1")
    assert school("do", studio, "reach", *shown, "--as", "1002").code == 0
    team = words(team="assessor-1", sheet="studio_assessment_studio")
    assert school("do", studio, "open_assessment", *team).code == 0
    noted = words(files="in order", site_visit="seen", talks="frank")
    assert school("do", studio, "note", *noted).code == 0
    points = {"building": 18, "activity": 18, "research": 15, "members": 22, "radiation": 12}
    marks = json.dumps({name: str(mark) for name, mark in points.items()})
    assessor = ("--as", "assessor-1")
    assert school("do", studio, "score", "--arg", f"marks={marks}", *assessor).code == 0
    refused = school("do", studio, "conclude", "--as", "1001", "--json")
    assert "lifecycle.not_granted" in refused.out + refused.err
    assert school("do", studio, "conclude").code == 0
    can = [step["name"] for step in school("can", studio, *bureau, "--json").data["can"]]
    assert {"keep_name", "order_rectification"} <= set(can)
    told = school("explain", studio).out.splitlines()
    assert told[:2] == [f"Studio: Pass [{studio}]", "  'Spring'"]
    assert told[2].strip() == "Assessment of year 1: Pass, 85 of 100 points"
