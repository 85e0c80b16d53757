from pathlib import Path

import pytest

from homeroom_core.errors import InputError
from homeroom_core.training.contest_records import ScoreSheet
from homeroom_core.training.forum import sign_in
from homeroom_core.training.growth_plan import adjust, draft, note_progress
from homeroom_core.training.growth_plan_records import GrowthPlan
from homeroom_core.training.person import Person, appoint, register
from homeroom_core.training.scheme import draft as scheme_draft
from homeroom_core.training.scheme import vote
from homeroom_core.training.score_sheet import recount
from homeroom_plugins.cli.values import Shelf, assigned, step_data, where_values


def test_plain_values_are_taken_as_they_are_written() -> None:
    assert step_data(draft, ["title=a=b", "starts=2025-09-01", "advisor=7"], None) == {
        "title": "a=b",
        "starts": "2025-09-01",
        "advisor": "7",
    }
    assert step_data(recount, ["total=92.50"], None) == {"total": "92.50"}


def test_true_and_false_are_flags_where_a_flag_is_asked_for() -> None:
    assert step_data(appoint, ["recognised_by_peers=true"], None) == {"recognised_by_peers": True}
    assert step_data(appoint, ["recognised_by_peers=ja"], None) == {"recognised_by_peers": "ja"}
    assert step_data(draft, ["title=true"], None) == {"title": "true"}


def test_a_name_that_takes_a_list_may_come_several_times() -> None:
    once = {"roles": ["teacher"]}
    assert step_data(appoint, ["roles=teacher"], None) == once
    assert step_data(appoint, ['roles=["teacher"]'], None) == once
    assert step_data(note_progress, ["evidence=a", "evidence=b"], None) == {"evidence": ["a", "b"]}


def test_yes_no_and_days_may_be_written_as_people_do() -> None:
    flags = [step_data(appoint, [f"recognised_by_peers={one}"], None) for one in ("是", "否")]
    assert [one["recognised_by_peers"] for one in flags] == [True, False]
    days = ("2025.9.1", "2025/09/01", "2025年9月1日", "2025-9-1")
    assert {step_data(draft, [f"starts={day}"], None)["starts"] for day in days} == {"2025-09-01"}
    assert step_data(draft, ["title=2025.9.1"], None) == {"title": "2025.9.1"}


def test_fields_are_given_one_by_one() -> None:
    assert step_data(
        vote, ["vote.present=40", "vote.minutes=纪要3号", "vote.representatives=45"], None
    ) == {"vote": {"present": 40, "minutes": "纪要3号", "representatives": 45}}
    assert step_data(adjust, ["reasons.g1.2=x"], None) == {"reasons": {"g1.2": "x"}}
    assert step_data(draft, ["policy.nonsense=1"], None) == {"policy.nonsense": "1"}


def test_what_a_file_holds_is_taken_by_its_ending(tmp_path: Path) -> None:
    held = {
        "a.toml": 'title = "x"\nstarts = 2025-09-01\n[policy]\nleast_goals = 2\n',
        "b.json": '{"title": "y"}',
        "c.csv": "number,text,sets\n1,甲,contest、notice.working_days\n\n2,乙,\n",
        "d.txt": "第一段\n第二段\n",
        "e.csv": "工号\nteacher\nadvisor\n",
    }
    for name, text in held.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    shelf = Shelf(folder=tmp_path)
    assert step_data(draft, [], "@a.toml", shelf=shelf) == {
        "title": "x",
        "starts": "2025-09-01",
        "policy": {"least_goals": 2},
    }
    assert step_data(draft, [], "@b.json", shelf=shelf) == {"title": "y"}
    clauses = [
        {"number": "1", "text": "甲", "sets": ["contest", "notice.working_days"]},
        {"number": "2", "text": "乙"},
    ]
    assert step_data(scheme_draft, ["contents.clauses=@c.csv"], None, shelf=shelf) == {
        "contents": {"clauses": clauses}
    }
    assert step_data(draft, ["title=@d.txt"], None, shelf=shelf) == {"title": "第一段\n第二段"}
    assert step_data(appoint, ["roles=@e.csv"], None, shelf=shelf) == {
        "roles": ["teacher", "advisor"]
    }
    (tmp_path / "e.txt").write_text("teacher\n\nadvisor\n", encoding="utf-8")
    assert step_data(appoint, ["roles=@e.txt"], None, shelf=shelf) == {
        "roles": ["teacher", "advisor"]
    }
    assert step_data(draft, ["title=@@home"], None, shelf=shelf) == {"title": "@home"}


def test_a_value_with_a_structure_is_written_in_json() -> None:
    assert step_data(register, ['details={"name":"王芳"}'], None) == {"details": {"name": "王芳"}}
    assert step_data(draft, ["policy=null"], None) == {"policy": None}
    assert step_data(adjust, ['reasons={"g1":"x"}'], '{"goals":[]}') == {
        "goals": [],
        "reasons": {"g1": "x"},
    }


def test_what_nobody_asks_for_is_kept_to_be_refused_with_the_rest() -> None:
    assert step_data(draft, ["titel=x"], None) == {"titel": "x"}


@pytest.mark.parametrize(
    ("pairs", "whole", "places"),
    [
        (["title"], None, ["--arg"]),
        (["=x", "y"], None, ["--arg", "--arg"]),
        (["title=a", "title=b"], None, ["title"]),
        (["titel=a", "titel=b"], None, ["titel"]),
        (["title=a"], '{"title":"b"}', ["title"]),
        (["policy={"], None, ["line 1, column 2"]),
        (["policy=soon"], None, ["policy"]),
        (["policy.least_goals=1", "policy.least_goals=2"], None, ["policy.least_goals"]),
        (["policy.least_goals=1", "policy={}"], None, ["policy"]),
        (["policy=@nowhere.toml"], None, ["nowhere.toml"]),
        ([], "@nowhere.toml", ["nowhere.toml"]),
        ([], "{", ["line 1, column 2"]),
        ([], "[]", ["--args"]),
    ],
)
def test_bad_input_is_named(pairs: list[str], whole: str | None, places: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        step_data(draft, pairs, whole)
    assert [fault.where for fault in caught.value.faults] == places


def test_an_empty_value_is_a_value() -> None:
    assert assigned(["title="], "--arg") == [("title", "")]


def test_records_are_looked_for_by_indexed_fields_only() -> None:
    assert where_values(Person, ["staff_no=1001"]) == {"staff_no": "1001"}
    assert where_values(ScoreSheet, ["judge=j1", "entry=e1"]) == {"judge": "j1", "entry": "e1"}
    with pytest.raises(InputError) as caught:
        where_values(GrowthPlan, ["title=x", "teacher=y", "ends=z"])
    assert [fault.found for fault in caught.value.faults] == ["title", "ends"]


def test_what_is_easier_than_json_is_said() -> None:
    said = []
    for step, pair in ((adjust, "goals=许多"), (scheme_draft, "contents=见附件")):
        with pytest.raises(InputError) as caught:
            step_data(step, [pair], None)
        said += [fault.accepted.zh_hans for fault in caught.value.faults]
    assert said == [
        "写在文件里：goals=@文件.csv（表头为各项的名称）、.toml、.json",
        "各项分开写（contents.项=值），或写在文件里（contents=@文件.toml、.csv、.json）",
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("sheet.csv", "姓名,工号\n王芳,1001\n李雷,1002\n"),
        ("sheet.csv", "no\n1001\n1002\n"),
        ("sheet.txt", "1001\n\n1002\n"),
    ],
)
def test_a_sheet_of_staff_numbers_names_everybody_on_it(
    name: str, content: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    shelf = Shelf(staff="person-{}".format, folder=tmp_path)
    assert step_data(sign_in, [f"attended.staff_no=@{name}"], None, shelf=shelf) == {
        "attended": ["person-1001", "person-1002"]
    }


def test_a_sheet_without_a_column_of_staff_numbers_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sheet.csv").write_text("姓名,组\n王芳,1\n", encoding="utf-8")
    shelf = Shelf(staff=str, folder=tmp_path)
    with pytest.raises(InputError) as caught:
        step_data(sign_in, ["attended.staff_no=@sheet.csv"], None, shelf=shelf)
    assert caught.value.source == "sheet.csv"
