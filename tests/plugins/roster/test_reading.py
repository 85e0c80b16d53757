from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from rosters import YEAR, csv_of, roster_of, wide

from homeroom_core.errors import InputError
from homeroom_core.training.person import Details
from homeroom_plugins.roster import CellFault, RosterRow, read_roster, read_table

DATA = Path(__file__).parents[2] / "data" / "rosters"
PLAIN = {"工号": "T01", "姓名": "王芳"}


def row_of(**cells: str) -> RosterRow:
    return roster_of({**PLAIN, **cells}).rows[0]


def faults(*rows: dict[str, str]) -> list[str]:
    with pytest.raises(InputError) as caught:
        roster_of(*rows)
    return [fault.where for fault in caught.value.faults]


def test_a_full_row_is_understood() -> None:
    row = row_of(
        职务="班主任、年级组长",
        职称="中学高级教师",
        任教学科="语文",
        年级="七年级",
        班级="七（3）班",
        参加工作年月="1998.08",
        入校年月="2003年9月1日",
        班主任起始年月="1999-09",
        累计班主任年限="20.5",
        备注="劳模",
    )
    assert row == RosterRow(
        number=2,
        staff_no="T01",
        name="王芳",
        title="senior",
        subject="语文",
        grade="七年级",
        work_since=date(1998, 8, 1),
        joined_on=date(2003, 9, 1),
        homeroom_since=date(1999, 9, 1),
        homeroom_years=Decimal("20.5"),
        roles=frozenset({"teacher", "grade_leader"}),
        class_code="2025-G7-03",
        class_role="homeroom_teacher",
    )


def test_a_row_may_say_nothing_but_who_it_is() -> None:
    blank = dict.fromkeys(("职务", "职称", "班级", "参加工作年月", "累计班主任年限"), "")
    assert row_of(**blank) == RosterRow(
        number=2, staff_no="T01", name="王芳", roles=frozenset({"teacher"})
    )


@pytest.mark.parametrize("blank", ["-", "—", "/", "无", " ", "\u3000"])
def test_signs_for_nothing_say_nothing(blank: str) -> None:
    assert row_of(班级=blank, 参加工作年月=blank, 职称=blank) == row_of()


@pytest.mark.parametrize(
    ("cells", "roles", "class_role"),
    [
        ({"班级": "703"}, {"teacher"}, "homeroom_teacher"),
        ({"班级": "703", "职务": "班主任助理"}, {"teacher"}, "assistant"),
        ({"班级": "703", "职务": "评委"}, {"teacher", "judge"}, "homeroom_teacher"),
        ({"职务": "班主任助理"}, {"teacher", "assistant"}, "assistant"),
        ({"职务": "德育处"}, {"moral_education_office"}, "homeroom_teacher"),
        ({"职务": "校长", "任教学科": "数学"}, {"teacher", "principal"}, "homeroom_teacher"),
    ],
)
def test_roles_come_from_duties_class_and_subject(
    cells: dict[str, str], roles: set[str], class_role: str
) -> None:
    row = row_of(**cells)
    assert (set(row.roles), row.class_role) == (roles, class_role)


def test_repairs_are_said() -> None:
    roster = roster_of(
        {**PLAIN, "姓名": "王 芳", "参加工作年月": wide("2019.08")},
        {"工号": wide("T02"), "姓名": "李\u3000雷", "参加工作年月": wide("2020") + ".08"},
    )
    assert [(row.staff_no, row.name, row.work_since) for row in roster.rows] == [
        ("T01", "王芳", date(2019, 8, 1)),
        ("T02", "李雷", date(2020, 8, 1)),
    ]
    assert [(r.kind, r.where, r.text.en) for r in roster.remarks] == [
        ("repaired", "B2 姓名", "'王 芳' was read as '王芳'"),
        ("repaired", "B3 姓名", "'李\\u3000雷' was read as '李雷'"),
        (
            "repaired",
            "C2 参加工作年月",
            "full-width letters or digits were read as half-width ones, in 2 cell(s)",
        ),
        (
            "repaired",
            "A3 工号",
            "full-width letters or digits were read as half-width ones, in 1 cell(s)",
        ),
    ]


def test_what_may_be_wrong_is_said_and_taken() -> None:
    roster = roster_of(
        {
            **PLAIN,
            "职务": "备课组长",
            "职称": "馆员",
            "参加工作年月": "2019.08",
            "入校年月": "2018.08",
            "班主任起始年月": "2019.08",
        }
    )
    assert [(r.kind, r.where) for r in roster.remarks] == [
        ("check", "C2 职务"),
        ("check", "D2 职称"),
        ("check", "F2 入校年月"),
    ]
    assert (roster.rows[0].title, set(roster.rows[0].roles)) == ("", {"teacher"})


def test_every_faulty_cell_is_listed_at_once_with_row_and_column() -> None:
    with pytest.raises(InputError) as caught:
        read_roster(read_table(DATA / "faulty.csv"), school_year=YEAR)
    found = [(f.where, f.found) for f in caught.value.faults]
    assert found == [
        ("B2 姓名", "王芳2"),
        ("D2 职称", "高级教帅"),
        ("F2 班级", "八(3)班"),
        ("G2 参加工作年月", "2019.1"),
        ("A3 工号", ""),
        ("F3 班级", ""),
        ("H3 累计班主任年限", "七"),
        ("A4 工号", "T01"),
        ("C4 职务", "班主任、班主任助理"),
        ("G4 参加工作年月", "43678"),
        ("H4 累计班主任年限", "99"),
        ("B5 姓名", "***"),
    ]
    assert "B5 姓名：读到 '***'，应为：此处不能填身份证件号码" in caught.value.text.zh_hans
    fault = caught.value.faults[2]
    assert isinstance(fault, CellFault)
    assert (fault.row, fault.letter, fault.header) == (2, "F", "班级")


def test_a_staff_number_stands_in_one_row() -> None:
    assert faults(PLAIN, {**PLAIN, "姓名": "李雷"}) == ["A3 工号"]


def test_a_class_has_one_homeroom_teacher_and_any_number_of_assistants() -> None:
    leader = {**PLAIN, "职务": "", "班级": "703"}
    assert faults(leader, {**leader, "工号": "T02", "班级": "七（3）班"}) == ["D3 班级"]
    helpers = [{**leader, "工号": f"T1{n}", "职务": "班主任助理"} for n in range(3)]
    assert len(roster_of(leader, *helpers).rows) == 4


def test_a_homeroom_teacher_needs_a_class() -> None:
    assert faults({**PLAIN, "职务": "班主任", "班级": ""}) == ["D2 班级"]
    assert faults({**PLAIN, "职务": "班主任"}) == ["C2 职务"]


def test_a_date_after_the_school_year_is_a_fault() -> None:
    assert faults({**PLAIN, "入校年月": "2026.09"}) == ["C2 入校年月"]
    assert row_of(入校年月="2026.08.31").joined_on == date(2026, 8, 31)


def test_a_column_of_identity_numbers_cannot_stand_in_for_staff_numbers() -> None:
    with pytest.raises(InputError, match="an identity number cannot stand in") as caught:
        roster_of({"工号": "11010519491231002X", "姓名": "王芳"})
    assert "11010519491231002X" not in str(caught.value)


def test_years_are_counted_to_the_first_day_of_the_year_unless_it_is_said() -> None:
    table = read_table(csv_of([PLAIN]))
    assert read_roster(table, school_year=YEAR).counted_on == date(2025, 9, 1)
    day = date(2026, 3, 1)
    assert read_roster(table, school_year=YEAR, counted_on=day).counted_on == day


def test_what_a_row_does_not_say_stays_as_it_is() -> None:
    known = Details(
        name="王方",
        title="first_grade",
        work_since=date(2010, 8, 1),
        homeroom_years=Decimal(3),
        counted_on=date(2024, 9, 1),
    )
    assert row_of(职称="").details(known, date(2025, 9, 1)) == Details(
        name="王芳",
        title="first_grade",
        work_since=date(2010, 8, 1),
        homeroom_years=Decimal(3),
        counted_on=date(2024, 9, 1),
    )


def test_rosters_in_traditional_chinese_and_english_are_understood() -> None:
    big5 = read_roster(read_table(DATA / "big5.csv", encoding="big5"), school_year=YEAR)
    assert [(r.name, r.class_code, r.work_since, sorted(r.roles)) for r in big5.rows] == [
        ("陳怡君", "2025-G7-01", date(2019, 8, 1), ["teacher"]),
        ("林志豪", None, date(2006, 8, 1), ["judge"]),
    ]
    english = read_roster(read_table(DATA / "utf16.txt"), school_year=YEAR)
    assert [(r.name, r.class_code, r.joined_on) for r in english.rows] == [
        ("John Smith", "2025-G7-03", date(2019, 8, 1))
    ]


def test_a_roster_in_gbk_with_a_title_is_understood() -> None:
    roster = read_roster(read_table(DATA / "gbk.csv"), school_year=YEAR)
    assert [(row.number, row.name, row.class_code) for row in roster.rows] == [
        (3, "王芳", "2025-G7-03"),
        (4, "李雷", "2025-G7-04"),
    ]
    assert [(r.kind, r.where) for r in roster.remarks] == [
        ("left_out", "A1"),
        ("dropped", "C 身份证号"),
        ("repaired", "B3 姓名"),
    ]
