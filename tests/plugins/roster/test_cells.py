from datetime import date
from decimal import Decimal

import pytest

from homeroom_core.people import ROLES, TITLES
from homeroom_plugins.roster import cells

FIRST = date(2019, 8, 1)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        *((form, FIRST) for form in ("2019.08", "2019.8", "2019-08", "2019-8", "2019/8")),
        *(
            (form, FIRST)
            for form in ("201908", "20190801", "2019年8月", "2019 年 08 月", "2019年8月份")
        ),
        *((form, FIRST) for form in ("2019.8.1", "2019-08-01", "2019/8/1", "2019年8月1日")),
        *((form, FIRST) for form in ("2019-08-01 00:00:00", "2019/8/1 0:00", "2019-08-01T00:00")),
        *((form, FIRST) for form in ("民國108年8月", "民国108年8月1日")),
        ("2019.10", date(2019, 10, 1)),
        ("2019.01", date(2019, 1, 1)),
        ("2019-1", date(2019, 1, 1)),
        ("2020/2/29", date(2020, 2, 29)),
    ],
)
def test_dates_are_read_in_the_forms_that_schools_write(written: str, expected: date) -> None:
    assert cells.day(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "2019.1",  # January, or October without its zero
        "43678",  # a day number of a spreadsheet
        *("2019", "2019.13", "2019.00", "2019-02-30", "2019.8/1", "19.08", "1939.08", "8/1/2019"),
        *("2019-08-01 08:30", "明年", "108年8月", "2019年", "2019.8.1."),
    ],
)
def test_dates_that_could_be_read_in_two_ways_or_none_are_not_guessed(written: str) -> None:
    assert cells.day(written) is None


@pytest.mark.parametrize("term", TITLES, ids=str)
def test_titles_are_read_by_code_and_label_in_every_language(term: str) -> None:
    label = next(title.label for title in TITLES if title == term)
    written = [term, label.en, label.zh_hans, label.zh_hant, f"中小学{label.zh_hans}"]
    assert [cells.title(title) for title in written] == [term] * 5


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("中学高级教师", "senior"),
        ("小学高级教师", "first_grade"),
        ("小学高级", "first_grade"),
        ("中学一级", "first_grade"),
        ("小学一级教师", "second_grade"),
        ("中学二级教师", "second_grade"),
        ("小学三级教师", "third_grade"),
        ("高级", "senior"),
        ("正高级", "professor"),
        ("高级职称", "senior"),
        ("未评", ""),
        ("馆员", ""),
        ("高级会计师", ""),
    ],
)
def test_titles_of_before_the_reform_are_what_they_became(written: str, code: str) -> None:
    assert cells.title(written) == code


@pytest.mark.parametrize("written", ["高级教帅", "特级教师", "中级", "教师"])
def test_a_title_that_is_none_is_not_guessed(written: str) -> None:
    assert cells.title(written) is None


@pytest.mark.parametrize("role", ROLES, ids=str)
def test_roles_are_read_by_code_and_label_in_every_language(role: str) -> None:
    label = next(known.label for known in ROLES if known == role)
    for written in (role, label.en, label.zh_hans, label.zh_hant):
        assert cells.roles(written) == (frozenset({role}), ())


@pytest.mark.parametrize("between", ["、", ",", ";", "/", "|", " ", " 、 "])
def test_several_roles_stand_in_one_cell(between: str) -> None:
    assert cells.roles(f"评委{between}计分员") == (frozenset({"judge", "scorer"}), ())


def test_the_taiwanese_word_for_homeroom_teacher_is_no_simplified_mentor() -> None:
    assert cells.roles("導師") == (frozenset({"homeroom_teacher"}), ())
    assert cells.roles("导师") == (frozenset(), ("导师",))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("王 芳", "王芳"),
        ("欧 阳\u3000娜 娜", "欧阳娜娜"),
        ("John  Smith", "John Smith"),
        ("O'Neil-Wang", "O'Neil-Wang"),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        ("㐂𠮷", "㐂𠮷"),
    ],
)
def test_padding_goes_and_the_rest_of_a_name_stays(written: str, expected: str) -> None:
    assert cells.name(written) == expected


@pytest.mark.parametrize("written", ["王芳2", "=王芳", "王芳(代)", "***", "王_芳", "王" * 41])
def test_what_is_no_name_is_refused(written: str) -> None:
    assert cells.name(written) is None


@pytest.mark.parametrize("written", ["T001", "2025001", "0012", "语-3", "a/b_c"])
def test_staff_numbers_stay_as_they_are(written: str) -> None:
    assert cells.staff_no(written) == written


@pytest.mark.parametrize("written", ["2.02E+10", "T 1", "-1", "1001.0", "a" * 33, "***"])
def test_what_is_no_staff_number_is_refused(written: str) -> None:
    assert cells.staff_no(written) is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [("6", "6"), ("6.5年", "6.5"), ("0", "0"), ("60", "60"), ("6 years", "6")],
)
def test_years_are_exact_decimals(written: str, expected: str) -> None:
    assert cells.years(written) == Decimal(expected)


@pytest.mark.parametrize("written", ["60.5", "-1", "六", "1e1", "6.", "6年半", "NaN"])
def test_years_that_are_none_are_refused(written: str) -> None:
    assert cells.years(written) is None


def test_words_have_a_length() -> None:
    assert cells.words("语文  组") == "语文 组"
    assert cells.words("语" * 41) is None
