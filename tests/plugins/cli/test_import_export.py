import csv
import io
from pathlib import Path

import pytest
from cli_runs import Run

PLUGIN = """
from homeroom_core.exporting import exporter
from homeroom_core.importing import ImportColumn, ImportStep, importer
from homeroom_core.parameters import Parameter
from homeroom_core.tables.place import Remark
from homeroom_core.text import Text
from homeroom_core.training.person import Details, register

LOUD = Parameter(name="loud", kind="flag", default=False, label=Text("大声", "大聲", "loudly"))
HOW = Parameter(name="how", kind="choice", default="a", label=Text("怎么", "怎麼", "how"),
                choices=("a", "b"))

@importer("guests", label=Text("来宾", "來賓", "Guests"), parameters=(LOUD, HOW), columns=(
    ImportColumn(name="no", label=Text("编号", "編號", "No.")),
    ImportColumn(name="name", label=Text("姓名", "姓名", "Name"),
                 text=Text("全名", "全名", "in full")),
    ImportColumn(name="tel", label=Text("电话", "電話", "Tel."), required=False),
))
def guests(request):
    for row in request.rows():
        yield ImportStep(where=row.where, step=register, arguments={
            "staff_no": row["no"], "details": Details(name=row["name"]), "roles": frozenset()})
    if request.settings["loud"]:
        yield Remark(kind="check", where="A1", text=Text("好", "好", request.settings["how"]))

@exporter("count", label=Text("计数", "計數", "Count"), suffix=".txt", media_type="text/plain",
          parameters=(LOUD,))
def count(request):
    mark = "!" if request.settings["loud"] else ""
    return "".join(f"{one.kind} {len(one.views)}{mark}\\n" for one in request.lists if one.views)

def homeroom_importers():
    return [guests]

def homeroom_exporters():
    return [count]
"""


@pytest.fixture
def ours(school: Run, tmp_path: Path) -> Run:
    """The school with an importer and an exporter of its own."""
    (tmp_path / "ours.py").write_text(PLUGIN, encoding="utf-8")
    path = tmp_path / "homeroom.toml"
    path.write_text(f'plugins = ["ours.py"]\n{path.read_text(encoding="utf-8")}', encoding="utf-8")
    (tmp_path / "guests.csv").write_text("编号,姓名\n7,韩梅\n8,林一\n", encoding="gb18030")
    return school


def staff_numbers(run: Run) -> list[str]:
    return [one["fields"]["staff_no"] for one in run("list", "person", "--json").data["records"]]


def test_the_roster_is_an_importer_like_any_other(school: Run, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("工号,姓名,班级\n2001,韩梅 ,七(2)班\n", encoding="utf-8")
    ran = school("import", "roster", "roster.csv", "--set", "year=2025")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[1:] == [
        "  person.register × 1",
        "  person.take_class × 1",
        "roster.csv: 2 steps on 1 records",
    ]
    assert "B2 姓名" in ran.out
    again = school("import", "roster", "roster.csv", "--json").data
    assert (again["steps"], again["plugin"]) == ({}, "roster")
    assert school("roster", "import", "roster.csv", "--json").data["unchanged"] == ["2001"]


def test_a_file_is_taken_in_by_an_importer_of_a_plugin(ours: Run) -> None:
    data = ours("import", "guests", "guests.csv", "--json").data
    assert (data["importer"], data["plugin"], data["steps"]) == (
        "guests",
        "ours",
        {"person.register": 2},
    )
    assert staff_numbers(ours) == ["1001", "1002", "7", "8"]


def test_a_file_that_is_only_checked_changes_nothing(ours: Run) -> None:
    ran = ours("import", "guests", "guests.csv", "--check", "--set", "loud=true", "--set", "how=b")
    assert (ran.code, ran.out.splitlines()) == (
        0,
        [
            "  A1: b",
            "  person.register × 2",
            "guests.csv: 2 steps on 2 records",
            "(only tried; nothing was written)",
        ],
    )
    assert staff_numbers(ours) == ["1001", "1002"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "homeroom import --list"),
        (("guests",), 2, "FILE"),
        (("guests", "missing.csv"), 2, "a file that can be read"),
        (("guest", "guests.csv"), 3, "no importer 'guest'; there is: guests, roster"),
        (("guests", "ours.py"), 2, "a file that ends in one of: .csv, .tsv, .txt"),
        (("guests", "guests.csv", "--set", "loud=no"), 2, "true or false"),
        (("guests", "guests.csv", "--set", "how=c"), 2, "a, b"),
        (("guests", "guests.csv", "--set", "size=1"), 2, "only these keys: loud, how"),
        (("guests", "guests.csv", "--as", "1001"), 1, ""),
        (("guests", "twice.csv"), 2, "A4: found 'Register'"),
    ],
)
def test_what_cannot_be_imported_is_refused_and_changes_nothing(
    words: tuple[str, ...], code: int, said: str, ours: Run, tmp_path: Path
) -> None:
    twice = "编号,姓名\n7,韩梅\n8,林一\n7,赵三\n1001,周四\n"
    (tmp_path / "twice.csv").write_text(twice, encoding="utf-8")
    ran = ours("import", *words)
    assert (ran.code, ran.out, said in ran.err) == (code, "", True), ran.err
    assert staff_numbers(ours) == ["1001", "1002"]


def test_importers_are_listed_with_what_they_read(ours: Run) -> None:
    assert ours("import", "--list").out.splitlines()[:6] == [
        "guests: Guests (.csv, .tsv, .txt)",
        "    columns needed: No., Name",
        "    others read: Tel.",
        "    Name: in full",
        "    --set loud=…: loudly (default False)",
        "    --set how=…: how (default a)",
    ]
    data = ours("import", "--list", "--json").data
    assert [(one["name"], one["plugin"]) for one in data["importers"]] == [
        ("guests", "ours"),
        ("roster", "roster"),
    ]
    assert data["importers"][0]["columns"][1]["text"] == "in full"


def test_a_list_for_spreadsheets_is_written_to_a_file(school: Run, tmp_path: Path) -> None:
    ran = school("export", "csv", "--kind", "person", "-o", "staff.csv", "--language", "zh-Hans")
    assert (ran.code, ran.out) == (0, "已写入 staff.csv\n")
    content = (tmp_path / "staff.csv").read_bytes()
    table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert {"工号", "姓名"} <= set(table[0])
    assert [row[0] for row in table[1:]] == ["person-1", "person-2"]
    shown = school("export", "csv", "--kind", "person", "--language", "zh-Hans")
    assert shown.out.encode() == content.replace(b"\r\n", b"\n")  # as the runner gives it
    told = school("export", "csv", "--kind", "person", "-o", "staff.csv", "--json").data
    assert told["media_type"] == "text/csv"


def test_an_export_shows_only_what_the_reader_may_see(school: Run) -> None:
    own = school("export", "csv", "--kind", "growth_plan", "--as", "1001").out
    others = school("export", "csv", "--kind", "growth_plan", "--as", "1002").out
    assert ("三年规划" in own, "三年规划" in others) == (True, False)


def test_kinds_states_and_fields_choose_what_is_exported(ours: Run) -> None:
    assert ours("export", "count").out.splitlines() == ["growth_plan 1", "person 2"]
    assert ours("export", "count", "--kind", "person", "--set", "loud=true").out == "person 2!\n"
    where = ("export", "count", "--kind", "person", "--where", "staff_no=1001")
    assert ours(*where).out == "person 1\n"
    assert ours("export", "count", "--kind", "person", "--state", "left").out == ""


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "homeroom export --list"),
        (("cvs",), 3, "no exporter 'cvs'; there is: count, csv"),
        (("count", "--kind", "people"), 3, "no lifecycle 'people'"),
        (("count", "--state", "left"), 2, "--state: found 'left', accepted: one kind"),
        (("count", "--where", "staff_no=1"), 2, "--where: found 'staff_no=1', accepted: one kind"),
        (("count", "--kind", "person", "--state", "gone"), 3, "gone"),
        (("csv",), 2, "one kind of record for one sheet"),
        (("csv", "--kind", "person", "-o", "no/such/folder.csv"), 2, "can be written"),
    ],
)
def test_what_cannot_be_exported_is_refused(
    words: tuple[str, ...], code: int, said: str, ours: Run
) -> None:
    ran = ours("export", *words)
    assert (ran.code, ran.out, said in ran.err) == (code, "", True), ran.err


def test_exporters_are_listed(ours: Run) -> None:
    assert ours("export", "--list").out.splitlines() == [
        "count: Count (.txt, text/plain)",
        "    --set loud=…: loudly (default False)",
        "csv: List for spreadsheets (CSV) (.csv, text/csv)",
    ]
    data = ours("export", "--list", "--json").data
    assert [one["suffix"] for one in data["exporters"]] == [".txt", ".csv"]
