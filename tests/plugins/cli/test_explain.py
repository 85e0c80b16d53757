"""`homeroom explain` on a contest of two entries and two judges."""

import datetime as dt
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

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


def every(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield node
    for part in (*node["parts"], *node["set_aside"]):
        yield from every(part)


def marks(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Who gave which mark, from the leaves of an explanation."""
    nodes = every(data["explanation"])
    return sorted((n["who"], n["number"]) for n in nodes if n["who"] and not n["parts"])


def test_a_contest_is_explained_by_its_places(run: Run, ids: Ids) -> None:
    data = run("explain", ids.contest, "--json").data
    standings = data["explanation"]["parts"][0]["parts"]
    assert [(one["title"], one["value"]) for one in standings] == [
        (f"Place 1, Meeting ({ids.entries[1]})", "85.75 points (85.75 exactly)"),
        (f"Place 2, Meeting ({ids.entries[0]})", "80.50 points (80.5 exactly)"),
    ]
    assert [(r["field"], r["verdict"]) for r in data["results"]] == [("tally", "same")]
    shown = run("explain", ids.contest)
    lines = shown.out.splitlines()
    assert (shown.code, lines[0]) == (0, f"Contest: Class meetings [{ids.contest}]")
    same = f"standings of {ids.contest}: made again, it is the same as what is stored"
    assert lines[-1] == same


def test_texts_of_a_record_are_shown_in_one_language(run: Run, ids: Ids) -> None:
    lines = run("show", ids.contest, "--language", "zh-Hant").out.splitlines()
    assert "    標題：項目" in lines
    assert not any("zh_hans" in line for line in lines)
    assert "zh_hant" in run("show", ids.contest, "--json").data["fields"]["rubric"]["title"]


def test_an_entry_is_explained_down_to_its_marks(run: Run, ids: Ids) -> None:
    data = run("explain", ids.entries[0], "--json").data
    assert data["explanation"]["value"] == "place 2, 80.50 points"
    assert marks(data) == [
        ("judge-1", "40"),
        ("judge-1", "40"),
        ("judge-2", "40"),
        ("judge-2", "41"),
    ]


def test_an_entry_is_explained_in_chinese(run: Run, ids: Ids) -> None:
    ran = run("explain", ids.entries[0], "--language", "zh-Hans")
    lines = [line.strip() for line in ran.out.splitlines()]
    assert lines[0] == f"参赛作品：第 2 名，80.50 分〔{ids.entries[0]}〕"
    assert lines[1] == "“Meeting”"
    assert "项目：41（满分 50）" in lines
    assert lines[-1] == f"{ids.contest} 的名次：重新计算，与存储的结果一致"


def test_a_result_is_closed_to_contestants_until_it_is_proposed(run: Run, ids: Ids) -> None:
    for asked in (ids.contest, ids.entries[0]):
        ran = run("explain", asked, "--as", ids.contestants[0], "--json")
        assert (ran.code, [r["code"] for r in ran.data["refusals"]]) == (1, ["explain.not_open"])


def test_a_contestant_sees_the_own_marks_and_not_who_gave_them(run: Run, proposed: Ids) -> None:
    own = run("explain", proposed.entries[0], "--as", proposed.contestants[0], "--json")
    assert marks(own.data) == [("#1", "40"), ("#1", "40"), ("#2", "40"), ("#2", "41")]
    assert "judge-" not in own.out
    assert "judge-" not in run("explain", proposed.entries[0], "--as", proposed.contestants[0]).out


def test_the_marks_of_others_stay_closed(run: Run, proposed: Ids) -> None:
    ran = run("explain", proposed.entries[1], "--as", proposed.contestants[0], "--json")
    assert (ran.code, [r["code"] for r in ran.data["refusals"]]) == (1, ["explain.not_open"])
    places = run("explain", proposed.contest, "--as", proposed.contestants[0], "--json")
    assert len(places.data["explanation"]["parts"][0]["parts"]) == 2


def test_a_result_that_is_not_what_the_sheets_give_is_found(
    run: Run, ids: Ids, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "school.db")) as connection:
        connection.execute("UPDATE body SET body = replace(body, '46.5', '36.5')")
        connection.execute("UPDATE journal SET payload = replace(payload, '46.5', '36.5')")
        connection.commit()
    ran = run("explain", ids.contest, "--json")
    assert (ran.code, ran.data["results"][0]["verdict"]) == (1, "differs")
    assert {"path": "placings[0].shown", "stored": "85.75", "again": "80.75"} in (
        ran.data["results"][0]["parts"]
    )
    assert "made again, it differs from what is stored" in run("explain", ids.contest).out
    assert run("verify").code == 1


def test_any_record_tells_its_history_and_what_is_next(school: Run) -> None:
    for asked, kind, who in (
        ("person-1", "person", "office-1"),
        ("growth_plan-3", "growth_plan", "person-1"),
    ):
        data = school("explain", asked, "--json").data
        assert (data["kind"], data["own"], data["results"]) == (kind, False, [])
        steps, *options = data["explanation"]["parts"]
        assert (steps["title"], steps["parts"][0]["who"]) == ("What happened", who)
        assert "What you cannot do now" in [one["title"] for one in options]
    assert school("explain", "contest-9").code == 3


def test_a_contest_that_was_not_tallied_tells_its_history(school: Run, tmp_path: Path) -> None:
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
    lines = school("explain", contest.id).out.splitlines()
    assert lines[:2] == [f"Contest: Called [{contest.id}]", "  'Class meetings'"]
    assert "    Call (office-1): 2025-09-10 16:00, Called" in lines


def test_an_explanation_is_written_as_a_page(run: Run, ids: Ids, tmp_path: Path) -> None:
    ran = run("explain", ids.entries[0], "--page", "why.html", "--language", "zh-Hant")
    assert (ran.code, ran.out) == (0, "已寫入 why.html\n")
    first = (tmp_path / "why.html").read_text(encoding="utf-8")
    assert '<html lang="zh-Hant">' in first
    data = run("explain", ids.contest, "--page", "why.html", "--json").data
    assert (data["page"], data["kind"]) == ("why.html", "contest")
    assert (tmp_path / "why.html").read_text(encoding="utf-8") != first
    assert [path.name for path in tmp_path.glob("*why*")] == ["why.html"]


def test_a_page_replaces_no_file_that_is_none(run: Run, ids: Ids, tmp_path: Path) -> None:
    (tmp_path / "letter.html").write_text("Dear parents", encoding="utf-8")
    ran = run("explain", ids.contest, "--page", "letter.html")
    assert (ran.code, "what is there is no page" in ran.err) == (2, True)
    assert (tmp_path / "letter.html").read_text(encoding="utf-8") == "Dear parents"


def test_a_page_that_cannot_be_written_says_why(run: Run, ids: Ids) -> None:
    ran = run("explain", ids.contest, "--page", "nowhere/why.html", "--json")
    assert (ran.code, ran.data["faults"][0]["where"]) == (2, "--page")
