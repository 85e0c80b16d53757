import pytest
from rosters import wide

from homeroom_core.tables.identity import (
    WITHHELD,
    check_character,
    is_identity_header,
    is_identity_number,
    withhold,
)

PUBLISHED = "11010519491231002X"  # the example that the standard itself gives


def test_the_check_character_is_that_of_the_published_examples() -> None:
    assert check_character(PUBLISHED[:17]) == "X"
    assert check_character("44052418800101001") == "4"


@pytest.mark.parametrize(
    "written",
    [
        PUBLISHED,
        PUBLISHED.lower(),
        "'" + PUBLISHED,
        "110105 19491231 002X",
        wide(PUBLISHED),
        "110105491231002",
    ],
)
def test_an_identity_number_is_recognised_however_it_is_written(written: str) -> None:
    assert is_identity_number(written)


@pytest.mark.parametrize(
    "written",
    [
        PUBLISHED[:17] + "1",
        "110105194913310026",
        "110105491331002",
        "13800000000",
        "2025001",
        "王芳",
        "",
    ],
)
def test_other_numbers_are_none(written: str) -> None:
    assert not is_identity_number(written)


@pytest.mark.parametrize(
    "header",
    [
        *("身份证号", "身份证号码*", "居民身份证", "公民身份号码", "证件号码", "身分證字號"),
        *("身份證號碼", "護照號碼", "ID number", "ID No.", "id_card", "National ID", "Passport no"),
    ],
)
def test_headers_of_identity_columns_are_recognised(header: str) -> None:
    assert is_identity_header(header)


@pytest.mark.parametrize("header", ["工号", "教职工编号", "Staff ID", "职称", "教师资格证", ""])
def test_other_headers_are_none(header: str) -> None:
    assert not is_identity_header(header)


@pytest.mark.parametrize(
    "text",
    [
        PUBLISHED,
        "440524188001010019",
        wide(PUBLISHED),
        "110105 19491231 002X",
        "1101-0519-4912-3100-2X",
        "110105\u200b19491231\u200b002X",
        "1" * 15,
        "1" * 40,
    ],
)
def test_every_long_number_is_withheld_valid_or_not(text: str) -> None:
    assert withhold(f"王芳 {text}。") == f"王芳 {WITHHELD}。"


@pytest.mark.parametrize("text", ["13800000000", "2019-08-01", "2025-G7-03", "王芳", "20250901001"])
def test_what_a_roster_needs_is_never_withheld(text: str) -> None:
    assert withhold(text) == text
