"""`homeroom hours`: logging and crediting an activity for everybody, and what is missing for whom."""

import datetime as dt
import json
from pathlib import Path

import pytest
from cli_runs import Run

from homeroom_core.office import Office
from homeroom_core.testing.acts import Clock
from homeroom_core.testing.schemes import adopt_scheme

OURS = """
from homeroom_core.testing.activities import practice_activity

def homeroom_lifecycles():
    return [practice_activity]
"""
HOLD = ("new", "practice_activity", "hold", "--arg", "held_on=2025-08-30", "--arg")
CREDITS = [{"person": "person-1", "hours": "4"}, {"person": "person-2", "hours": "2.5"}]


@pytest.fixture
def held(school: Run, tmp_path: Path) -> Run:
    """A school with an activity, practice_activity-4, that gave both teachers hours."""
    (tmp_path / "ours.py").write_text(OURS, encoding="utf-8")
    path = tmp_path / "homeroom.toml"
    path.write_text(f'plugins = ["ours.py"]\n{path.read_text(encoding="utf-8")}', encoding="utf-8")
    assert school(*HOLD, f"credits={json.dumps(CREDITS)}").code == 0
    return school


def test_an_activity_is_logged_for_everybody_once(held: Run) -> None:
    ran = held("hours", "log", "practice_activity-4", "--json")
    assert (ran.code, ran.data["skipped"]) == (0, 0)
    assert [(one["person"], one["hours"]) for one in ran.data["logged"]] == [
        ("person-1", "4"),
        ("person-2", "2.5"),
    ]
    again = held("hours", "log", "practice_activity-4")
    assert again.out == "practice_activity-4: logged for 0, 2 had theirs already\n"


def test_what_is_no_activity_or_gives_nothing_is_refused(held: Run) -> None:
    assert held("hours", "log", "person-1", "--json").data["refusals"][0]["code"] == (
        "hours.no_activity"
    )
    held(*HOLD, "credits=[]")
    ran = held("hours", "log", "practice_activity-5", "--json")
    assert (ran.code, ran.data["refusals"][0]["code"]) == (1, "hours.no_credits")
    assert held("hours", "log", "practice_activity-9").code == 3


def test_nothing_is_logged_where_one_of_them_is_refused(held: Run) -> None:
    unknown = [*CREDITS, {"person": "person-9", "hours": "1"}]
    held(*HOLD, f"credits={json.dumps(unknown)}")
    ran = held("hours", "log", "practice_activity-5", "--json")
    assert [r["code"] for r in ran.data["refusals"]] == ["hours.unknown_person"]
    assert held("list", "hours", "--json").data["records"] == []


def test_without_a_scheme_nothing_is_credited_and_it_says_why(held: Run) -> None:
    held("hours", "log", "practice_activity-4")
    ran = held("hours", "credit", "practice_activity-4")
    assert (ran.code, ran.out.splitlines()[0]) == (
        1,
        "practice_activity-4: credited to 0, not to 2",
    )
    assert "no scheme was in force" in ran.out


def test_the_office_credits_everybody_but_itself(held: Run, tmp_path: Path) -> None:
    clock = Clock(dt.datetime(2025, 10, 20, 8, tzinfo=dt.UTC))
    with Office.open(
        f"sqlite:///{tmp_path}/school.db", files=[tmp_path / "ours.py"], clock=clock
    ) as office:
        adopt_scheme(office, clock, org="s1")
    held("hours", "log", "practice_activity-4")
    path = tmp_path / "homeroom.toml"
    both = '\n[actors.person-2]\nroles = ["moral_education_office"]\n'
    path.write_text(path.read_text(encoding="utf-8") + both, encoding="utf-8")
    ran = held("hours", "credit", "practice_activity-4", "--as", "person-2", "--json")
    assert (ran.code, ran.data["credited"]) == (1, 1)
    assert [r["code"] for r in ran.data["left"][0]["refusals"]] == ["lifecycle.not_granted"]
    assert held("hours", "credit", "practice_activity-4").code == 0
    one = held("hours", "report", "--year", "2024", "--person", "1001").out.splitlines()
    assert one[0] == "1001 王芳"
    assert "4 hours counted (0.2 credits), 48 required, 44 missing" in one
    found = held("hours", "report", "--year", "2024", "--json").data
    assert [
        (p["staff_no"], p["year"]["counted"], p["year"]["missing"]) for p in found["people"]
    ] == [
        ("1001", "4", "44"),
        ("1002", "2.5", "45.5"),
    ]
    assert held("explain", "hours-11").code == 0


def test_a_teacher_sees_only_their_own_account(held: Run) -> None:
    held("hours", "log", "practice_activity-4")
    own = held("hours", "report", "--as", "1001", "--year", "2024", "--json").data
    assert [(one["person"], one["year"]["pending"]) for one in own["people"]] == [("person-1", "4")]
    assert held("hours", "report", "--as", "1001", "--person", "1002").code == 3
    assert held("hours", "report", "--as", "visitor-1").out == (
        "School year 2025-2026: 0 people, something is missing for 0\n"
    )


def test_the_whole_school_reads_as_a_table_and_only_those_short_on_request(held: Run) -> None:
    lines = held("hours", "report", "--language", "zh-Hans").out.splitlines()
    assert lines[0] == "2025-2026学年：2 人，其中 2 人尚有缺"
    assert any("王芳" in line and "48" in line for line in lines)
    assert len(held("hours", "report", "--missing", "--json").data["people"]) == 2


def test_hours_of_a_certificate_are_typed_on_the_command_line(held: Run) -> None:
    words = ("document=2025-7", "title=course", "hours=8", "level=city", "earned_on=2025-09-01")
    given = [word for one in ("person=person-1", *words) for word in ("--arg", one)]
    ran = held("new", "hours", "log_document", "--as", "1001", *given, "--json")
    assert (ran.code, ran.data["view"]["fields"]["source"]) == (0, "external")
    can = held("can", ran.data["record"], "--json").data
    assert [step["name"] for step in can["can"]] == ["verify", "reject"]
    assert held("do", ran.data["record"], "verify", "--json").data["to"] == "verified"
