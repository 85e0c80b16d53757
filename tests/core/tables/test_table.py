from pathlib import Path

import pytest

from homeroom_core.errors import InputError
from homeroom_plugins.roster import CellFault, Table, read_table

DATA = Path(__file__).parents[2] / "data" / "rosters"
IDENTITY = "11010519491231002X"


def cells(table: Table) -> list[list[str]]:
    return [list(row.cells.values()) for row in table.rows]


def faults(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(InputError) as caught:
        read_table(text.encode(), name="roster.csv")
    assert caught.value.source == "roster.csv"
    found = caught.value.faults
    return [(f.row, f.letter, f.found) for f in found if isinstance(f, CellFault)]


def dropped(table: Table) -> list[str]:
    return [remark.where for remark in table.remarks if remark.kind == "dropped"]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_delimiter_is_the_one_that_makes_columns(mark: str) -> None:
    table = read_table(f"工号{mark}姓名\nT01{mark}王芳\n".encode())
    assert [str(column) for column in table.columns] == ["A 工号", "B 姓名"]
    assert cells(table) == [["T01", "王芳"]]


def test_a_delimiter_inside_quotes_is_none() -> None:
    table = read_table('工号;姓名\n"T;1,2,3,4";"王""芳"\n'.encode())
    assert cells(table) == [["T;1,2,3,4", '王"芳']]


def test_rows_have_the_numbers_that_the_spreadsheet_shows() -> None:
    table = read_table('花名册,\n\n工号,姓名\r\n"T\n1",王芳\n,\nT02,李雷\n'.encode())
    assert [row.number for row in table.rows] == [4, 6]
    assert [(r.kind, r.where) for r in table.remarks] == [("left_out", "A1")]


def test_empty_columns_at_the_end_are_no_columns() -> None:
    table = read_table("工号,姓名,,\nT01,王芳,,\n".encode())
    assert [column.letter for column in table.columns] == ["A", "B"]


def test_a_file_of_one_column_has_no_title() -> None:
    assert cells(read_table("工号\nT01\nT02\n".encode())) == [["T01"], ["T02"]]


def test_rows_longer_or_shorter_than_the_header_are_faults() -> None:
    text = "工号,姓名,职称\nT01,王芳\nT02,李雷,高级教师,多\nT03,韩梅梅,\n"
    assert faults(text) == [(2, "", "2"), (3, "D", "多")]


def test_a_header_that_is_missing_or_stands_twice_is_a_fault() -> None:
    assert faults("工号,,姓名,姓名\nT01,x,王芳,王芳\n") == [(1, "B", ""), (1, "D", "姓名")]


def test_a_quotation_mark_without_its_pair_is_a_fault_of_its_row() -> None:
    assert faults('工号,姓名\nT01,"王芳\nT02,李雷\n') == [(2, "", '"')]


@pytest.mark.parametrize("content", [b"", b"\n\n", b" , \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_a_fault(content: bytes) -> None:
    with pytest.raises(InputError, match="a header and at least one row"):
        read_table(content, name="roster.csv")


def test_a_header_without_rows_is_a_fault() -> None:
    assert faults("工号,姓名\n") == [(2, "", "")]


def test_a_column_headed_as_identity_numbers_is_dropped_whatever_it_holds() -> None:
    table = read_table("工号,身份证号\nT01,没带\n".encode())
    assert (cells(table), dropped(table)) == ([["T01"]], ["B 身份证号"])


def test_a_column_of_identity_numbers_is_dropped_whatever_its_header() -> None:
    table = read_table(f"工号,号码\nT01,{IDENTITY}\nT02,440524188001010014\nT03,\n".encode())
    assert (cells(table), dropped(table)) == ([["T01"], ["T02"], ["T03"]], ["B 号码"])


def test_a_single_identity_number_is_withheld_and_its_column_stays() -> None:
    table = read_table(f"工号,备注\nT01,证号{IDENTITY}\nT02,无\nT03,无\n".encode())
    assert cells(table)[0] == ["T01", "证号***"]
    assert dropped(table) == ["B2 备注"]


def test_no_identity_number_is_shown_in_a_fault_or_a_name() -> None:
    text = f"{IDENTITY},{IDENTITY}\nT01,王芳,{IDENTITY}\n"
    with pytest.raises(InputError) as caught:
        read_table(text.encode(), name=f"{IDENTITY}.csv")
    assert len(caught.value.faults) == 2
    assert IDENTITY not in str(caught.value) + repr(caught.value)


def test_the_cells_are_not_part_of_what_a_table_shows() -> None:
    assert "王芳" not in repr(read_table("工号,姓名\nT01,王芳\n".encode()))


def test_codes_that_steer_a_terminal_are_taken_out() -> None:
    table = read_table("工号,参加工作\x1b[31m\nT01,\u202e王芳\x07\n".encode())
    assert table.columns[1].header == "参加工作 [31m"
    assert cells(table) == [["T01", "王芳 "]]


def test_files_of_three_encodings_are_read() -> None:
    tables = {
        "gbk": read_table(DATA / "gbk.csv"),
        "big5": read_table(DATA / "big5.csv", encoding="big5"),
        "utf16": read_table(DATA / "utf16.txt"),
    }
    assert {name: [c.header for c in table.columns] for name, table in tables.items()} == {
        "gbk": ["工号", "姓名", "职称", "年级", "班级", "参加工作年月"],
        "big5": ["教職員編號", "姓名", "職務", "班級", "初任年月"],
        "utf16": ["Staff no.", "Full name", "Role", "Class", "Joined"],
    }
    assert tables["gbk"].source == "gbk.csv"
