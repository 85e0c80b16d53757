"""`homeroom panels` on a contest of four entries and three judges, as the office of a small school."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest
from cli_runs import Run

from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.criterion import Criterion
from homeroom_core.office import Office
from homeroom_core.people import OFFICE, Actor
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.text import Text
from homeroom_core.training import contest as contests
from homeroom_core.training import contest_entry as entries
from homeroom_core.training.conflict import OWN_CLASS, SAME_GROUP
from homeroom_core.training.contest_records import Contest, ContestPolicy, PanelMember
from homeroom_core.training.person import Details, register

NOW = dt.datetime(2025, 9, 10, 8, tzinfo=dt.UTC)
LATER = dt.datetime(2025, 10, 10, 8, tzinfo=dt.UTC)
LABEL = Text("项目", "項目", "Item")
FULL = Decimal(100)
CLERK = Actor.of("office-1", OFFICE)
JUDGES = ("judge-1", "judge-2", "judge-3")
SETTINGS = """
store = "sqlite:///school.db"
org = "s1"
as = "office-1"
[actors.office-1]
roles = ["moral_education_office"]
[actors.judge-1]
roles = ["judge"]
[actors.judge-2]
roles = ["judge"]
"""


@pytest.fixture
def school(tmp_path: Path) -> tuple[str, list[str]]:
    """Ids of the contest and its entries; every judge is a colleague of the first contestant."""
    (tmp_path / "homeroom.toml").write_text(SETTINGS, encoding="utf-8")
    leaf = Criterion(id="all", label=LABEL, maximum=FULL, scale=FreeScale(maximum=FULL))
    clock = iter((NOW, *[LATER] * 9))
    with Office.open(f"sqlite:///{tmp_path}/school.db", clock=lambda: next(clock)) as office:
        with office.desk("s1", by=CLERK) as desk:
            called = desk.create(
                contests.call,
                title="Class meetings",
                deadline=dt.date(2025, 9, 30),
                rubric=Rubric(
                    id="r",
                    version="1",
                    title=LABEL,
                    total=FULL,
                    criteria=(leaf,),
                    source="",
                ),
                scoring=ScoringPolicy(method="mean"),
                awards=AwardPolicy(levels=(AwardLevel(id="first", label=LABEL, count=1),)),
                policy=ContestPolicy(minimum_judges=2),
            )
            made = []
            for number in range(4):
                details = Details(name=f"Teacher {number}")
                person = desk.create(register, staff_no=str(number), details=details)
                entry = desk.create(
                    entries.enter, contest=called.id, contestant=person.id, title="Meeting"
                )
                made.append(entry.id)
        with office.desk("s1", by=CLERK) as desk:
            found = desk.apply(contests.close_entries, desk.get(Contest, called.id))
            panel = tuple(PanelMember(judge=j, presides=j == JUDGES[0]) for j in JUDGES)
            found = desk.apply(contests.appoint_panel, found, panel=panel)
            for judge, kind in zip(JUDGES, (SAME_GROUP, SAME_GROUP, OWN_CLASS), strict=True):
                found = desk.apply(
                    contests.recuse, found, judge=judge, entry=made[0], conflict=kind
                )
    return called.id, made


def test_a_proposal_names_the_waivers_it_needs(run: Run, school: tuple[str, list[str]]) -> None:
    contest, made = school
    data = run("panels", contest, "--per-entry", "2", "--json").data
    assert data["panels"][made[0]] == ["judge-1", "judge-2"]
    assert [(w["judge"], w["entry"], w["kind"]) for w in data["waivers"]] == [
        ("judge-1", made[0], "same_group"),
        ("judge-2", made[0], "same_group"),
    ]
    out = run("panels", contest, "--per-entry", "2").out
    assert f"to be waived on record first: judge-1 for {made[0]} (same_group)" in out.splitlines()


def test_without_waivers_it_is_said_which_would_do(run: Run, school: tuple[str, list[str]]) -> None:
    ran = run("panels", school[0], "--per-entry", "2", "--no-waive", "--json")
    assert (ran.code, [r["code"] for r in ran.data["refusals"]]) == (1, ["panel.waivers_needed"])


def test_what_it_writes_is_what_the_step_takes(
    run: Run, school: tuple[str, list[str]], tmp_path: Path
) -> None:
    contest, made = school
    shown = run("panels", contest, "--per-entry", "2", "--out", "panels.json", "--language", "en")
    assert shown.out.splitlines()[-1] == "written to panels.json"
    written = (tmp_path / "panels.json").read_text(encoding="utf-8")
    assert sorted(json.loads(written)["panels"]) == sorted(made)
    take = ("do", contest, "assign", "--args", "-", "--json")
    refused = run(*take, input=written)
    assert {r["code"] for r in refused.data["refusals"]} == {"contest.judge_in_conflict"}
    with Office.open(f"sqlite:///{tmp_path}/school.db", clock=lambda: LATER) as office:
        head = Actor.of("head-1", "head_judge")
        with office.desk("s1", by=head) as desk:
            found = desk.get(Contest, contest)
            for judge in JUDGES[:2]:
                found = desk.apply_because(
                    "a small school", contests.waive_conflict, found, judge=judge, entry=made[0]
                )
    assert run(*take, input=written).code == 0


def test_it_is_closed_to_judges_and_contestants(run: Run, school: tuple[str, list[str]]) -> None:
    ran = run("panels", school[0], "--per-entry", "2", "--as", "judge-2", "--json")
    assert (ran.code, [r["code"] for r in ran.data["refusals"]]) == (1, ["explain.not_open"])


def test_what_is_no_contest_has_no_panels(run: Run, school: tuple[str, list[str]]) -> None:
    ran = run("panels", "person-2", "--per-entry", "2", "--json")
    assert (ran.code, [r["code"] for r in ran.data["refusals"]]) == (1, ["panels.no_contest"])
    assert run("panels", "contest-99", "--per-entry", "2").code == 3
