"""`homeroom robustness` on a contest of six entries and three judges, one of them of another mind."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
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
from homeroom_core.training import score_sheet as sheets
from homeroom_core.training.contest_records import Contest, ContestPolicy, PanelMember
from homeroom_core.training.person import Details, register

NOW = dt.datetime(2025, 9, 10, 8, tzinfo=dt.UTC)
LATER = dt.datetime(2025, 10, 10, 8, tzinfo=dt.UTC)
LABEL = Text("项目", "項目", "Item")
CLERK = Actor.of("office-1", OFFICE)
JUDGES = tuple(Actor.of(f"judge-{n}", "judge") for n in (1, 2, 3))
MARKS = {
    "judge-1": (96, 60, 70, 50, 40, 30),
    "judge-2": (75, 85, 71, 52, 41, 30),
    "judge-3": (78, 84, 69, 51, 42, 31),
}
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


def rubric() -> Rubric:
    scale = FreeScale(maximum=Decimal(100))
    leaf = Criterion(id="all", label=LABEL, maximum=Decimal(100), scale=scale)
    return Rubric(id="r", version="1", title=LABEL, total=Decimal(100), criteria=(leaf,), source="")


@pytest.fixture
def contest(tmp_path: Path) -> str:
    """Id of a contest that is tallied; it is the first judge who puts the first entry first."""
    (tmp_path / "homeroom.toml").write_text(SETTINGS, encoding="utf-8")
    clock = iter((NOW, *[LATER] * 9))
    with Office.open(f"sqlite:///{tmp_path}/school.db", clock=lambda: next(clock)) as office:
        with office.desk("s1", by=CLERK) as desk:
            called = desk.create(
                contests.call,
                title="Class meetings",
                deadline=dt.date(2025, 9, 30),
                rubric=rubric(),
                scoring=ScoringPolicy(method="mean"),
                awards=AwardPolicy(
                    levels=(AwardLevel(id="first", label=LABEL, share=Fraction(1, 6)),)
                ),
                policy=ContestPolicy(minimum_judges=3),
            )
            made = []
            for number in range(6):
                details = Details(name=f"Teacher {number}")
                person = desk.create(register, staff_no=str(number), details=details)
                made.append(
                    desk.create(
                        entries.enter, contest=called.id, contestant=person.id, title="Meeting"
                    )
                )
        with office.desk("s1", by=CLERK) as desk:
            found = desk.apply(contests.close_entries, desk.get(Contest, called.id))
            panel = tuple(PanelMember(judge=j.id, presides=j is JUDGES[0]) for j in JUDGES)
            found = desk.apply(contests.appoint_panel, found, panel=panel)
            found = desk.apply(contests.draw, found, seed="x")
        with office.desk("s1", by=JUDGES[0]) as desk:
            desk.apply(contests.open_scoring, desk.get(Contest, called.id))
        for judge in JUDGES:
            with office.desk("s1", by=judge) as desk:
                for entry, mark in zip(made, MARKS[judge.id], strict=True):
                    sheet = desk.create(
                        sheets.begin,
                        contest=called.id,
                        entry=entry.id,
                        judge=judge.id,
                        marks={"all": str(mark)},
                    )
                    desk.apply(sheets.sign, sheet)
        with office.desk("s1", by=JUDGES[0]) as desk:
            desk.apply(contests.tally, desk.get(Contest, called.id))
    return called.id


def test_the_office_reads_what_the_result_hangs_on(run: Run, contest: str) -> None:
    lines = run("robustness", contest, "--method", "median").out.splitlines()
    assert lines[0] == (
        "The result is sensitive: contest_entry-3 won. 4 changes were tried, and 2 of them would "
        "change the winner or an award."
    )
    assert "  without judge judge-1: contest_entry-5 would win." in lines
    assert any(line.startswith("How sure the places are (90 % intervals, 1000") for line in lines)


def test_it_is_read_in_chinese(run: Run, contest: str) -> None:
    out = run("robustness", contest, "--language", "zh-Hans", "--method", "median").out
    assert "  不计评委 judge-1：第一名为 contest_entry-5。" in out.splitlines()


def test_programs_get_all_of_it(run: Run, contest: str) -> None:
    data = run("robustness", contest, "--json", "--draws", "200", "--seed", "9").data
    assert (data["stable"], data["draws"], data["seed"]) == (False, 200, 9)
    (judge,) = [v for v in data["variations"] if v["of"] == "judge-1"]
    assert (judge["winners"], judge["winner_changes"]) == (["contest_entry-5"], True)
    assert next(one["entry"] for one in data["intervals"]) == "contest_entry-3"
    assert run("robustness", contest, "--json", "--draws", "200", "--seed", "9").data == data


def test_it_is_closed_to_judges_and_contestants(run: Run, contest: str) -> None:
    for asking in ("judge-2", "person-2"):
        ran = run("robustness", contest, "--as", asking, "--json")
        assert (ran.code, [r["code"] for r in ran.data["refusals"]]) == (1, ["explain.not_open"])


def test_what_is_no_contest_has_no_report(school: Run) -> None:
    ran = school("robustness", "person-1", "--json")
    assert (ran.code, [r["code"] for r in ran.data["refusals"]]) == (
        1,
        ["contest_result.no_contest"],
    )
    assert school("robustness", "contest-9").code == 3


def test_a_contest_without_a_tally_has_no_report(run: Run, contest: str, tmp_path: Path) -> None:
    with (
        Office.open(f"sqlite:///{tmp_path}/school.db", clock=lambda: LATER) as office,
        office.desk("s1", by=CLERK) as desk,
    ):
        other = desk.create(
            contests.call,
            title="Another",
            deadline=dt.date(2025, 12, 30),
            rubric=rubric(),
            scoring=ScoringPolicy(method="mean"),
            awards=AwardPolicy(levels=(AwardLevel(id="first", label=LABEL, count=1),)),
        )
    ran = run("robustness", other.id, "--json")
    assert (ran.code, [r["code"] for r in ran.data["refusals"]]) == (
        1,
        ["contest_result.not_scored"],
    )


@pytest.mark.parametrize("step", ["0", "1", "a bit", "-1/2"])
def test_a_step_that_is_no_share_is_told(run: Run, contest: str, step: str) -> None:
    ran = run("robustness", contest, "--step", step, "--json")
    assert ran.code == 2
    assert [fault["where"] for fault in ran.data["faults"]] == ["--step"]


def test_the_office_reads_how_far_the_judges_agree(run: Run, contest: str) -> None:
    data = run("agreement", contest, "--json").data
    assert 0.5 < data["alpha"] < 0.95
    assert [one["judge"] for one in data["judges"]] == ["judge-1", "judge-2", "judge-3"]
    assert "agreement.few_judges" in [one["code"] for one in data["cautions"]]
    lines = run("agreement", contest).out.splitlines()
    assert lines[0].startswith("Agreement: alpha is 0.")
    flags = [flag["text"] for judge in data["judges"] for flag in judge["flags"]]
    assert any(flag.startswith("judge judge-1 marks erratically") for flag in flags)
    said = [*data["cautions"], *({"text": flag} for flag in flags), *data["outliers"]]
    assert lines[1:] == [one["text"] for one in said]
    assert run("agreement", contest, "--language", "zh-Hant").out.startswith("一致性 alpha = 0.")


def test_how_far_judges_agree_is_closed_to_judges_and_contestants(run: Run, contest: str) -> None:
    for asking in ("judge-2", "person-2"):
        ran = run("agreement", contest, "--as", asking, "--json")
        assert (ran.code, [r["code"] for r in ran.data["refusals"]]) == (1, ["explain.not_open"])
