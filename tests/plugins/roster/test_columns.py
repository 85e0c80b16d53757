import pytest

from homeroom_core.tables.identity import is_identity_header
from homeroom_core.tables.place import Column
from homeroom_plugins.roster.columns import FIELDS, HEADERS, NOT_NEEDED, Field, recognise


def columns(*headers: str) -> list[Column]:
    return [Column(chr(ord("A") + place), header) for place, header in enumerate(headers)]


def field_of(header: str) -> Field | None:
    found, _, _ = recognise(columns(header), "utf-8")
    return next(iter(found), None)


@pytest.mark.parametrize("field", FIELDS)
def test_every_header_of_a_field_is_recognised(field: Field) -> None:
    assert {field_of(header) for header in HEADERS[field]} == {field}


def test_no_header_is_that_of_an_identity_number() -> None:
    every = [*NOT_NEEDED, *(header for field in FIELDS for header in HEADERS[field])]
    assert [header for header in every if is_identity_header(header)] == []


@pytest.mark.parametrize(
    "written", ["工 号", "工号*", "工号（必填）", "工号：", " STAFF_NO. ", "Staff-No"]
)
def test_spaces_marks_and_parentheses_do_not_count(written: str) -> None:
    assert field_of(written) == "staff_no"


def test_columns_not_needed_and_columns_not_known_are_left_out_and_said_so() -> None:
    _, remarks, faults = recognise(columns("工号", "姓名", "性别", "宿舍"), "utf-8")
    assert faults == []
    assert [(remark.kind, remark.where) for remark in remarks] == [
        ("left_out", "C 性别"),
        ("left_out", "D 宿舍"),
    ]
    assert "not needed" in remarks[0].text.en
    assert "usual header" in remarks[1].text.en


def test_two_columns_for_one_field_are_a_fault() -> None:
    found, _, faults = recognise(columns("工号", "姓名", "教职工号"), "utf-8")
    assert [(fault.where, fault.found) for fault in faults] == [("C 教职工号", "教职工号")]
    assert "A 工号" in faults[0].accepted.en
    assert found["staff_no"].letter == "A"


def test_columns_that_must_be_there_are_named_when_they_are_not() -> None:
    _, _, faults = recognise(columns("职称"), "utf-8")
    assert [(fault.where, fault.found) for fault in faults] == [
        ("工号", "A 职称"),
        ("姓名", "A 职称"),
    ]
    assert "Big5" not in faults[0].accepted.en


def test_garbled_headers_bring_big5_to_mind_where_it_may_be_it() -> None:
    _, _, faults = recognise(columns("羶扂"), "gb18030")
    assert "encoding=big5" in faults[0].accepted.zh_hant
