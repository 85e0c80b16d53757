from pathlib import Path

import pytest
from cli_runs import Run

CSV = "工号,姓名,班级\n2001,李雷 ,七(1)班\n2002,韩梅,七(2)班\n"


@pytest.fixture
def roster(tmp_path: Path) -> str:
    """A roster of two teachers, one name padded with a space."""
    (tmp_path / "roster.csv").write_text(CSV, encoding="gb18030")
    return "roster.csv"


def test_a_roster_is_imported_and_repairs_are_said(school: Run, roster: str) -> None:
    ran = school("roster", "import", roster)
    assert (ran.code, "B2 姓名" in ran.out) == (0, True)
    assert ran.out.splitlines()[-1].startswith("roster.csv: 2 added")
    assert len(school("list", "person", "--json").data["records"]) == 4


def test_importing_twice_changes_nothing(school: Run, roster: str) -> None:
    assert school("roster", "import", roster, "--json").data["added"] == ["2001", "2002"]
    again = school("roster", "import", roster, "--json").data
    assert (again["added"], again["unchanged"], again["steps"]) == ([], ["2001", "2002"], 0)


def test_a_rehearsal_writes_nothing(school: Run, roster: str) -> None:
    ran = school("roster", "import", roster, "--dry-run", "--json")
    assert (ran.code, ran.data["dry_run"], ran.data["added"]) == (0, True, ["2001", "2002"])
    assert len(school("list", "person", "--json").data["records"]) == 2
    assert "nothing was written" in school("roster", "import", roster, "--dry-run").out


def test_classes_are_of_the_school_year_of_today_or_of_the_one_named(
    school: Run, roster: str
) -> None:
    today = school("roster", "import", roster, "--dry-run", "--json").data
    named = school("roster", "import", roster, "--dry-run", "--year", "2024", "--json").data
    assert (today["school_year"], named["school_year"]) == ("2025-2026", "2024-2025")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["roster", "import", "missing.csv"], 2),
        (["roster", "import", "bad.csv"], 2),
        (["roster", "import", "roster.csv", "--as", "1001"], 1),
        (["roster", "import", "roster.csv", "--encoding", "latin"], 2),
        (["roster", "import"], 2),
        (["roster", "export"], 2),
        (["roster"], 2),
    ],
)
@pytest.mark.usefixtures("roster")
def test_what_cannot_be_imported_is_refused(
    words: list[str], code: int, school: Run, tmp_path: Path
) -> None:
    (tmp_path / "bad.csv").write_text("工号,姓名\n1,王\n1,李\n,赵\n", encoding="utf-8")
    ran = school(*words)
    assert (ran.code, ran.out, ran.err != "") == (code, "", True)
    assert len(school("list", "person", "--json").data["records"]) == 2


def test_every_faulty_cell_is_listed(school: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("工号,姓名\n1,王\n1,李\n,赵\n", encoding="utf-8")
    faults = school("roster", "import", "bad.csv", "--json").data["faults"]
    assert len(faults) >= 2
    assert all("工号" in fault["where"] for fault in faults)
