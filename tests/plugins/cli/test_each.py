import csv
import io
import json
from pathlib import Path

import pytest
from cli_runs import Ran, Run

from homeroom_plugins.storage.sqlite import SqliteStorage

DRAFT = "teacher.staff_no,title,starts,ends\n"
GOALS = "goals.id,goals.title,goals.measure,goals.due,goals.dimension"


def rows(folder: Path, text: str, encoding: str = "utf-8") -> str:
    (folder / "rows.csv").write_bytes(text.encode(encoding))
    return "rows.csv"


def states(school: Run, kind: str) -> dict[str, str]:
    records = school("list", kind, "--json").data["records"]
    return {record["id"]: record["state"] for record in records}


def actors(folder: Path, id: str) -> list[str]:
    storage = SqliteStorage(folder / "school.db")
    with storage.session("s1", write=False) as session:
        entries = [entry for entry in session.entries() if entry.record == id]
    storage.close()
    return [entry.actor for entry in entries]


@pytest.fixture
def two_plans(school: Run, tmp_path: Path) -> Run:
    """A draft plan of each of the two teachers, growth_plan-3 and growth_plan-4."""
    table = f"{DRAFT}1002,李雷规划,2025-09-01,2028-08-31\n"
    ran = school("new", "growth_plan", "draft", "--each", rows(tmp_path, table))
    assert ran.code == 0
    return school


def problems(ran: Ran) -> list[tuple[int, str, str]]:
    return [(one["row"], one["where"], one["kind"]) for one in ran.data["problems"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_row_is_a_record_however_the_spreadsheet_saved_it(
    encoding: str, school: Run, tmp_path: Path
) -> None:
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in "2025")  # as an input method writes it
    table = "staff_no,details.name,details.work_since,(note)\n2001,赵六,2025/9/1,x\n,,,\n"
    table += f"2002,钱七,{wide}.9.1,x\n2003,孙八,2025年9月1日,x\n"
    ran = school("new", "person", "register", "--each", rows(tmp_path, table, encoding), "--json")
    assert ran.data["rows"] == [
        {"row": 2, "record": "person-4", "to": "in_post"},
        {"row": 4, "record": "person-5", "to": "in_post"},
        {"row": 5, "record": "person-6", "to": "in_post"},
    ]
    for id, name in (("person-4", "赵六"), ("person-5", "钱七"), ("person-6", "孙八")):
        details = school("show", id, "--json").data["fields"]["details"]
        assert (details["name"], details["work_since"]) == (name, "2025-09-01")


def test_every_fault_of_every_row_is_told_and_nothing_is_written(
    school: Run, tmp_path: Path
) -> None:
    table = f"{DRAFT}1002,一,2025-13-01,2028-08-31\n1009,二,,2028-08-31\n1001,三,2025-09-01,x\n"
    words = ("new", "growth_plan", "draft", "--each", rows(tmp_path, table))
    ran = school(*words, "--json")
    assert (ran.code, ran.data["error"], ran.data["rows"]) == (2, "rows", 3)
    assert problems(ran) == [
        (2, "C2 starts", "fault"),
        (3, "A3 teacher.staff_no", "fault"),
        (3, "3 starts", "fault"),
        (4, "D4 ends", "fault"),
    ]
    assert list(states(school, "growth_plan")) == ["growth_plan-3"]
    said = school(*words, "--language", "zh-Hans").err.splitlines()
    assert said[0] == "错误：rows.csv：3 行中有 3 行不能执行，未写入任何内容："
    assert "  C2 starts：读到“2025-13-01”，应为：日期，如 2025-09-01" in said


def test_what_is_missing_in_a_row_is_told_in_words(school: Run, tmp_path: Path) -> None:
    file = rows(tmp_path, f"{DRAFT}1002,,2025-09-01,2028-08-31\n")
    ran = school("new", "growth_plan", "draft", "--each", file, "--json")
    assert [(one["where"], one["text"]) for one in ran.data["problems"]] == [
        ("2 title", "this has to be given: text")
    ]


def test_a_transition_is_made_for_every_row(two_plans: Run, tmp_path: Path) -> None:
    header = f"id,as,diagnosis,{GOALS}\n"
    first = "growth_plan-3,1001,d,g1,t,m,2026-06-01,conduct\n,,,g2,t,m,2026/6/2,diligence\n"
    second = "growth_plan-4,1002,d,g1,t,m,2026-06-01,conduct\n"
    file = rows(tmp_path, header + first + second)
    ran = two_plans("do", "growth_plan", "write", "--each", file, "--json")
    assert [(one["row"], one["record"]) for one in ran.data["rows"]] == [
        (2, "growth_plan-3"),
        (4, "growth_plan-4"),
    ]
    goals = two_plans("show", "growth_plan-3", "--as", "1001", "--json").data["fields"]["goals"]
    assert [(goal["id"], goal["due"]) for goal in goals] == [
        ("g1", "2026-06-01"),
        ("g2", "2026-06-02"),
    ]
    assert actors(tmp_path, "growth_plan-4")[-1] == "person-2"


def test_items_without_a_column_for_their_id_are_numbered(two_plans: Run, tmp_path: Path) -> None:
    header = f"id,{GOALS.removeprefix('goals.id,')}\n"
    table = f"{header}growth_plan-3,t,m,2026-06-01,conduct\n,t,m,2026-06-01,conduct\n"
    words = ("do", "growth_plan", "write", "--as", "1001", "--arg", "diagnosis=d", "--each")
    assert two_plans(*words, rows(tmp_path, table)).code == 0
    goals = two_plans("show", "growth_plan-3", "--as", "1001", "--json").data["fields"]["goals"]
    assert [goal["id"] for goal in goals] == ["1", "2"]


def test_a_fault_of_an_item_is_told_with_its_own_row(two_plans: Run, tmp_path: Path) -> None:
    header = f"id,diagnosis,{GOALS}\n"
    table = f"{header}growth_plan-3,d,g1,t,m,2026-06-01,conduct\n,,g2,t,m,soon,conduct\n"
    words = ("do", "growth_plan", "write", "--as", "1001", "--json", "--each")
    assert problems(two_plans(*words, rows(tmp_path, table))) == [(3, "F3 goals.due", "fault")]


def test_refused_rows_say_why_and_keep_the_others_back(two_plans: Run, tmp_path: Path) -> None:
    file = rows(tmp_path, "id,as\ngrowth_plan-3,1001\ngrowth_plan-4,1002\n")
    ran = two_plans("do", "growth_plan", "submit", "--each", file, "--json")
    assert (ran.code, {one["code"] for one in ran.data["problems"]}) == (
        1,
        {"growth_plan.no_diagnosis", "growth_plan.too_few_goals"},
    )
    said = two_plans("do", "growth_plan", "submit", "--each", file).err.splitlines()
    assert said[1:] == [
        "  2 growth_plan-3, 3 growth_plan-4: there is no self diagnosis; write one with `write`",
        "  2 growth_plan-3, 3 growth_plan-4: there are only 0 goals; write at least 1",
    ]


def test_one_refused_row_leaves_everything_as_it_was(two_plans: Run, tmp_path: Path) -> None:
    table = "id,as,reason\ngrowth_plan-3,1001,r\ngrowth_plan-4,1002,\n"
    ran = two_plans("do", "growth_plan", "withdraw", "--each", rows(tmp_path, table), "--json")
    assert [(one["row"], one["kind"]) for one in ran.data["problems"]] == [(3, "refusal")]
    assert set(states(two_plans, "growth_plan").values()) == {"draft"}


def test_rows_of_a_record_that_failed_are_not_tried(two_plans: Run, tmp_path: Path) -> None:
    table = "id,as,reason\ngrowth_plan-3,1001,\ngrowth_plan-3,1001,r\n"
    ran = two_plans("do", "growth_plan", "withdraw", "--each", rows(tmp_path, table), "--json")
    assert [(one["row"], one["text"]) for one in ran.data["problems"]] == [
        (2, "no reason is given; give a reason"),
        (3, "not tried: row 2 failed for the same record"),
    ]


def test_a_dry_run_writes_nothing(school: Run, tmp_path: Path) -> None:
    file = rows(tmp_path, f"{DRAFT}1002,一,2025-09-01,2028-08-31\n")
    ran = school("new", "growth_plan", "draft", "--each", file, "--dry-run")
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "(rehearsed; nothing was written)")
    assert list(states(school, "growth_plan")) == ["growth_plan-3"]


def test_a_record_is_found_by_its_indexed_fields(two_plans: Run, tmp_path: Path) -> None:
    file = rows(tmp_path, "teacher.staff_no,as,reason\n1001,1001,r\n1002,1002,r\n")
    ran = two_plans("do", "growth_plan", "withdraw", "--each", file, "--json")
    assert [one["record"] for one in ran.data["rows"]] == ["growth_plan-3", "growth_plan-4"]


def test_of_several_records_the_one_that_is_ready_is_meant(two_plans: Run, tmp_path: Path) -> None:
    words = ("do", "growth_plan", "withdraw", "--as", "1001", "--reason", "r", "--each")
    file = rows(tmp_path, "teacher,(name)\nperson-1,x\n")
    assert two_plans(*words, file).code == 0
    table = f"{DRAFT}1001,又一份,2025-09-01,2028-08-31\n"
    assert two_plans("new", "growth_plan", "draft", "--each", rows(tmp_path, table)).code == 0
    ran = two_plans(*words, rows(tmp_path, "teacher,(name)\nperson-1,x\n"), "--json")
    assert [one["record"] for one in ran.data["rows"]] == ["growth_plan-6"]


def test_a_record_that_cannot_be_told_is_a_fault_of_its_row(school: Run, tmp_path: Path) -> None:
    new = ("new", "reflection", "draft", "--as", "1001", "--each")
    assert school(*new, rows(tmp_path, "title,text\na,a\nb,b\n")).code == 0
    words = ("do", "reflection", "write", "--as", "1001", "--arg", "title=t", "--json", "--each")
    ran = school(*words, rows(tmp_path, "author.staff_no,text\n1001,x\n1002,x\n,x\n"))
    assert [(one["row"], one["text"].partition(";")[0]) for one in ran.data["problems"]] == [
        (2, "it may be several: reflection-4, reflection-5"),
        (3, "there is no such record"),
        (4, "it names no record: add a column, one of id, author"),
    ]


def test_where_says_which_of_several_records_is_meant(two_plans: Run, tmp_path: Path) -> None:
    words = ("do", "growth_plan", "withdraw", "--as", "1001", "--reason", "r", "--each")
    file = rows(tmp_path, "teacher,(name)\nperson-1,x\n")
    assert two_plans(*words, file, "--where", "teacher=person-2").code == 2
    assert two_plans(*words, file, "--where", "teacher=person-1").code == 0


def test_a_record_that_may_not_be_seen_is_not_found(two_plans: Run, tmp_path: Path) -> None:
    file = rows(tmp_path, "id,(x)\ngrowth_plan-3,\n")
    words = ("do", "growth_plan", "withdraw", "--as", "1002", "--reason", "r", "--each")
    ran = two_plans(*words, file, "--json")
    assert ran.data["problems"][0]["text"].startswith("s1 has no record growth_plan-3")


@pytest.mark.parametrize(
    ("header", "words", "found"),
    [
        ("id,colour", (), ["colour"]),
        ("id,goals.colour", (), ["goals.colour"]),
        ("id,diagnosis", ("--arg", "diagnosis=d"), ["diagnosis"]),
    ],
)
def test_headers_that_mean_nothing_or_stand_twice_are_refused(
    header: str, words: tuple[str, ...], found: list[str], school: Run, tmp_path: Path
) -> None:
    file = rows(tmp_path, f"{header}\ngrowth_plan-3,x\n")
    ran = school("do", "growth_plan", "write", "--each", file, *words, "--json")
    assert (ran.code, [fault["found"] for fault in ran.data["faults"]]) == (2, found)


def test_a_column_that_is_empty_gives_way_to_an_option(school: Run, tmp_path: Path) -> None:
    file = rows(tmp_path, "id,diagnosis,(note)\ngrowth_plan-3,,x\n")
    words = ("--as", "1001", "--arg", "diagnosis=d", "--arg", "goals=[]")
    assert school("do", "growth_plan", "write", "--each", file, *words).code == 0


def test_a_sample_tells_no_names_to_those_who_may_not_know_them(school: Run) -> None:
    assert school("do", "person-2", "take_class", "--arg", "class_code=2025-G7-01").code == 0
    sample = ("lifecycle", "growth_plan", "draft", "--each", "-")
    assert "李雷" in school(*sample).out
    assert "李雷" not in school(*sample, "--as", "1001").out


def test_a_cell_reads_no_file(school: Run, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    file = rows(tmp_path, f"{DRAFT}1002,@secret.txt,2025-09-01,2028-08-31\n")
    assert school("new", "growth_plan", "draft", "--each", file).code == 0
    fields = school("show", "growth_plan-4", "--json").data["fields"]
    assert fields["title"] == "@secret.txt"


def test_somebody_unknown_who_is_to_act_is_a_fault(school: Run, tmp_path: Path) -> None:
    file = rows(tmp_path, "id,as,reason\ngrowth_plan-3,nobody,r\n")
    ran = school("do", "growth_plan", "withdraw", "--each", file, "--json")
    assert (ran.code, [one["kind"] for one in ran.data["problems"]]) == (2, ["fault"])


def test_options_that_need_rows_are_refused_without(school: Run) -> None:
    ran = school("do", "growth_plan-3", "withdraw", "--dry-run", "--where", "a=b", "--json")
    assert [fault["where"] for fault in ran.data["faults"]] == ["--dry-run", "--where"]
    ran = school("do", "growth_plan", "withdraw", "--each", "x.csv", "--expect", "1", "--json")
    assert [fault["where"] for fault in ran.data["faults"]] == ["--expect"]


def test_a_sample_has_a_row_for_every_record_that_is_ready(two_plans: Run, tmp_path: Path) -> None:
    ran = two_plans("lifecycle", "growth_plan", "write", "--each", "goals.csv", "--json")
    assert (ran.data["rows"], ran.data["columns"]["goals.due"]) == (
        2,
        "Due: date such as 2025-09-01",
    )
    content = (tmp_path / "goals.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    read = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [(row["id"], row["(Teacher)"], row["as"]) for row in read] == [
        ("growth_plan-3", "王芳 1001", "person-1"),
        ("growth_plan-4", "李雷 1002", "person-2"),
    ]
    again = two_plans("lifecycle", "growth_plan", "write", "--each", "goals.csv", "--json")
    assert [one["code"] for one in again.data["refusals"]] == ["sample.file_exists"]


def test_a_sample_is_taken_as_it_is_where_nothing_is_to_be_filled_in(two_plans: Run) -> None:
    sample = two_plans("lifecycle", "growth_plan", "withdraw", "--each", "-")
    words = ("do", "growth_plan", "withdraw", "--reason", "r", "--each", "-")
    table = sample.out.replace(",reason\n", ",(reason)\n")
    assert two_plans(*words, input=table).code == 0
    assert set(states(two_plans, "growth_plan").values()) == {"withdrawn"}


def test_a_sample_for_new_records_names_who_leads_a_class(school: Run) -> None:
    take = ("do", "person-2", "take_class", "--arg", "class_code=2025-G7-01")
    assert school(*take).code == 0
    out = school("lifecycle", "growth_plan", "draft", "--each", "-", "--language", "zh-Hans").out
    assert out.splitlines() == [
        "(姓名),teacher.staff_no,title,starts,ends,advisor",
        "李雷,1002,,,,",
    ]


def test_a_sample_holds_no_formula(school: Run, tmp_path: Path) -> None:
    details = json.dumps({"name": "=1+1"})
    new = ("new", "person", "register", "--arg", "staff_no=7", "--arg", f"details={details}")
    assert school(*new).code == 0
    assert school("do", "person-4", "take_class", "--arg", "class_code=2025-G7-01").code == 0
    out = school("lifecycle", "growth_plan", "draft", "--each", "-").out
    assert "'=1+1" in out
