import pytest

from homeroom_core.tables.wording import half_width
from homeroom_plugins.roster.classes import class_code, grade_of, year_of


@pytest.mark.parametrize(
    "written",
    [
        *(
            "七（3）班",
            "七(3)班",
            "七（三）班",
            "七(03)",
            "七3班",
            "703",
            "0703",
            "703班",
            "7(3)班",
        ),
        *("7-3", "七年级3班", "七年级（3）班", "7年级三班", "七 年 级 3 班", "七年三班", "初一3班"),
        *(
            "初一（3）班",
            "初一三班",
            "國一3班",
            "中一(3)班",
            "2025-G7-03",
            "G7-3",
            "Grade 7 Class 3",
        ),
    ],
)
def test_a_class_has_one_code_however_it_is_written(written: str) -> None:
    assert class_code(half_width(written), "", 2025) == "2025-G7-03"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("高二（12）班", "2025-G11-12"),
        ("1203", "2025-G12-03"),
        ("中六1班", "2025-G12-01"),
        ("小六（1）班", "2025-G6-01"),
        ("一年级二十一班", "2025-G1-21"),
        ("十二(10)班", "2025-G12-10"),
    ],
)
def test_grades_run_from_one_to_twelve(written: str, code: str) -> None:
    assert class_code(half_width(written), "", 2025) == code


@pytest.mark.parametrize("written", ["3班", "3", "（3）班", "三班", "03"])
def test_a_number_alone_takes_its_grade_from_the_grade_group(written: str) -> None:
    assert class_code(half_width(written), "七年级", 2025) == "2025-G7-03"
    assert class_code(half_width(written), "", 2025) is None
    assert class_code(half_width(written), "教科室", 2025) is None


@pytest.mark.parametrize(
    "written",
    [
        *("十三（1）班", "七（0）班", "700", "初四1班", "高四1班", "2024-G7-03", "2023级3班"),
        *("七（3）、（4）班", "七（100）班", "初中部", "1300", "七班级"),
    ],
)
def test_what_is_no_class_of_the_year_is_refused(written: str) -> None:
    assert class_code(half_width(written), "", 2025) is None


def test_a_class_of_another_grade_than_its_grade_group_is_refused() -> None:
    assert class_code("八(3)班", "七年级", 2025) is None
    assert class_code("八(3)班", "初中部", 2025) == "2025-G8-03"


@pytest.mark.parametrize(
    ("written", "grade"),
    [
        ("七年级", 7),
        ("初一", 7),
        ("高三年级组", 12),
        ("國二", 8),
        ("G9", 9),
        ("grade 9", 9),
        ("", None),
        ("十三年级", None),
        ("德育处", None),
    ],
)
def test_grade_groups_named_after_a_grade_are_recognised(written: str, grade: int | None) -> None:
    assert grade_of(written) == grade


def test_the_year_is_read_from_a_class_code_only() -> None:
    assert [year_of(code) for code in ("2025-G7-03", "2025-G10-12", "G7-03", "2025-7-03")] == [
        2025,
        2025,
        None,
        None,
    ]
