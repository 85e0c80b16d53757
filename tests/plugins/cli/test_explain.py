"""`homeroom explain` on a contest of two entries and two judges."""

import datetime as dt
import sqlite3
from collections.abc import Mapping
from contextlib import closing
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
from homeroom_core.training.contest_records import Contest, ContestPolicy, PanelMember, ScoreSheet
from homeroom_core.training.person import Details, register, take_class

NOW = dt.datetime(2025, 9, 10, 8, tzinfo=dt.UTC)
LATER = dt.datetime(2025, 10, 10, 8, tzinfo=dt.UTC)
LABEL = Text("项目", "項目", "Item")
CLERK = Actor.of("office-1", OFFICE)
JUDGES = (Actor.of("judge-1", "judge"), Actor.of("judge-2", "judge"))

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
[actors.supervisor-1]
roles = ["supervisor"]
"""


def rubric() -> Rubric:
    def leaf(id: str) -> Criterion:
        scale = FreeScale(maximum=Decimal(50))
        return Criterion(id=id, label=LABEL, maximum=Decimal(50), scale=scale)

    return Rubric(
        id="r",
        version="1",
        title=LABEL,
        total=Decimal(100),
        criteria=(leaf("form"), leaf("effect")),
        source="",
    )


class Ids:
    """Ids of what the fixture made."""

    contest: str
    entries: tuple[str, str]
    contestants: tuple[str, str]


@pytest.fixture
def ids(tmp_path: Path) -> Ids:
    """A contest that is tallied: the second entry is ahead."""
    (tmp_path / "homeroom.toml").write_text(SETTINGS, encoding="utf-8")
    found, clock = Ids(), iter((NOW, *[LATER] * 9))
    with Office.open(f"sqlite:///{tmp_path}/school.db", clock=lambda: next(clock)) as office:
        with office.desk("s1", by=CLERK) as desk:
            people = [
                desk.apply(
                    take_class,
                    desk.create(register, staff_no=number, details=Details(name=name)),
                    class_code=f"2025-G7-0{number}",
                )
                for number, name in (("1", "王芳"), ("2", "李雷"))
            ]
            contest = desk.create(
                contests.call,
                title="Class meetings",
                deadline=dt.date(2025, 9, 30),
                rubric=rubric(),
                scoring=ScoringPolicy(method="mean"),
                awards=AwardPolicy(
                    levels=(AwardLevel(id="first", label=LABEL, share=Fraction(1, 2)),)
                ),
                policy=ContestPolicy(minimum_judges=2, recheck_top=2),
            )
            made = [
                desk.create(
                    entries.enter,
                    contest=contest.id,
                    contestant=person.id,
                    title="Meeting",
                    class_code=person.posts[-1].class_code,
                )
                for person in people
            ]
        with office.desk("s1", by=CLERK) as desk:
            contest = desk.apply(contests.close_entries, desk.get(Contest, contest.id))
            panel = (PanelMember(judge="judge-1", presides=True), PanelMember(judge="judge-2"))
            contest = desk.apply(contests.appoint_panel, contest, panel=panel)
            contest = desk.apply(contests.draw, contest, seed="x")
        with office.desk("s1", by=JUDGES[0]) as desk:
            desk.apply(contests.open_scoring, desk.get(Contest, contest.id))
        for judge, points in ((JUDGES[0], ("40", "45")), (JUDGES[1], ("41", "46.5"))):
            with office.desk("s1", by=judge) as desk:
                for entry, mark in zip(made, points, strict=True):
                    sheet = desk.create(
                        sheets.begin,
                        contest=contest.id,
                        entry=entry.id,
                        judge=judge.id,
                        marks={"form": mark, "effect": "40"},
                    )
                    desk.apply(sheets.sign, sheet)
        with office.desk("s1", by=JUDGES[0]) as desk:
            desk.apply(contests.tally, desk.get(Contest, contest.id))
    found.contest, found.entries = contest.id, (made[0].id, made[1].id)
    found.contestants = (people[0].id, people[1].id)
    return found


@pytest.fixture
def proposed(ids: Ids, tmp_path: Path) -> Ids:
    """The same contest, counted again and proposed: contestants may see their own result."""
    counter = Actor.of("supervisor-1", "supervisor")
    with Office.open(f"sqlite:///{tmp_path}/school.db", clock=lambda: LATER) as office:
        with office.desk("s1", by=counter) as desk:
            for sheet in list(desk.find(ScoreSheet, contest=ids.contest)):
                total = sum((Decimal(mark) for mark in sheet.marks.values()), Decimal(0))
                desk.apply(sheets.recount, sheet, total=total)
            desk.apply(contests.confirm_count, desk.get(Contest, ids.contest))
        with office.desk("s1", by=CLERK) as desk:
            desk.apply(contests.propose, desk.get(Contest, ids.contest))
    return ids


def leaves(step: Mapping[str, object]) -> list[tuple[object, object, object]]:
    inputs = step["inputs"]
    assert isinstance(inputs, list)
    if step["operation"] == "mark":
        return [(step["judge"], step["criterion"], step["written"])]
    return [leaf for one in inputs for leaf in leaves(one)]


def test_a_contest_is_explained_by_its_places(run: Run, ids: Ids) -> None:
    data = run("explain", ids.contest, "--json").data
    assert [(one["rank"], one["entry"], one["total"]) for one in data["standings"]] == [
        (1, ids.entries[1], "85.75"),
        (2, ids.entries[0], "80.5"),
    ]
    assert (data["method"], data["plugin"], data["agrees"]) == ("mean", "homeroom", True)
    shown = run("explain", ids.contest)
    assert (shown.code, shown.out.splitlines()[0]) == (0, "Class meetings: method mean")
    assert shown.out.splitlines()[-1] == "Made again from the sheets: the same as what is stored."


def test_texts_of_a_record_are_shown_in_one_language(run: Run, ids: Ids) -> None:
    lines = run("show", ids.contest, "--language", "zh-Hant").out.splitlines()
    assert "    title: 項目" in lines
    assert not any("zh_hans" in line for line in lines)
    assert "zh_hant" in run("show", ids.contest, "--json").data["fields"]["rubric"]["title"]


def test_an_entry_is_explained_down_to_its_marks(run: Run, ids: Ids) -> None:
    data = run("explain", ids.entries[0], "--json").data
    assert (data["standing"]["rank"], data["standing"]["total"]) == (2, "80.5")
    assert sorted(leaves(data["standing"]["trace"])) == [
        ("judge-1", "effect", "40"),
        ("judge-1", "form", "40"),
        ("judge-2", "effect", "40"),
        ("judge-2", "form", "41"),
    ]


def test_an_entry_is_explained_in_chinese(run: Run, ids: Ids) -> None:
    ran = run("explain", ids.entries[0], "--language", "zh-Hans")
    lines = [line.strip() for line in ran.out.splitlines()]
    assert f"{ids.entries[0]}：第 2 名，80.50 分" in lines
    assert "评委 judge-2 在 form 上打“41”，计 41 分" in lines
    assert lines[-1] == "由评分表重新计算，与存储的结果一致。"


def test_a_result_is_closed_to_contestants_until_it_is_proposed(run: Run, ids: Ids) -> None:
    for asked in (ids.contest, ids.entries[0]):
        ran = run("explain", asked, "--as", ids.contestants[0], "--json")
        assert (ran.code, [r["code"] for r in ran.data["refusals"]]) == (1, ["explain.not_open"])


def test_a_contestant_sees_the_own_marks_and_not_who_gave_them(run: Run, proposed: Ids) -> None:
    own = run("explain", proposed.entries[0], "--as", proposed.contestants[0], "--json")
    assert sorted(leaves(own.data["standing"]["trace"])) == [
        ("#1", "effect", "40"),
        ("#1", "form", "40"),
        ("#2", "effect", "40"),
        ("#2", "form", "41"),
    ]
    assert "judge-" not in own.out
    assert "judge-" not in run("explain", proposed.entries[0], "--as", proposed.contestants[0]).out


def test_the_marks_of_others_stay_closed(run: Run, proposed: Ids) -> None:
    ran = run("explain", proposed.entries[1], "--as", proposed.contestants[0], "--json")
    assert (ran.code, [r["code"] for r in ran.data["refusals"]]) == (1, ["explain.not_open"])
    places = run("explain", proposed.contest, "--as", proposed.contestants[0], "--json")
    assert len(places.data["standings"]) == 2


def test_a_result_that_is_not_what_the_sheets_give_is_found(
    run: Run, ids: Ids, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "school.db")) as connection:
        connection.execute("UPDATE body SET body = replace(body, '46.5', '36.5')")
        connection.execute("UPDATE journal SET payload = replace(payload, '46.5', '36.5')")
        connection.commit()
    ran = run("explain", ids.contest, "--json")
    assert (ran.code, ran.data["agrees"]) == (1, False)
    assert "it differs from what is stored!" in run("explain", ids.contest).out
    assert run("verify").code == 1


def test_what_has_no_result_is_refused(school: Run) -> None:
    for asked, code, reason in (
        ("person-1", 1, ["explain.no_contest"]),
        ("growth_plan-3", 1, ["explain.no_contest"]),
    ):
        ran = school("explain", asked, "--json")
        assert (ran.code, [r["code"] for r in ran.data["refusals"]]) == (code, reason)
    assert school("explain", "contest-9").code == 3


def test_a_contest_that_was_not_tallied_has_no_result(school: Run, tmp_path: Path) -> None:
    with (
        Office.open(f"sqlite:///{tmp_path}/school.db", clock=lambda: NOW) as office,
        office.desk("s1", by=CLERK) as desk,
    ):
        contest = desk.create(
            contests.call,
            title="Class meetings",
            deadline=dt.date(2025, 9, 30),
            rubric=rubric(),
            scoring=ScoringPolicy(method="mean"),
            awards=AwardPolicy(levels=(AwardLevel(id="a", label=LABEL, share=Fraction(1, 2)),)),
        )
    ran = school("explain", contest.id, "--json")
    assert (ran.code, [r["code"] for r in ran.data["refusals"]]) == (1, ["explain.no_result"])
