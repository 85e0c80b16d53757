"""Names of classes and grades as schools write them, and the class codes they stand for."""

import re

from homeroom_core.tables.wording import whole_number

GRADES = range(1, 13)
"""Grades 1 to 12: primary school 1 to 6, junior secondary 7 to 9, senior secondary 10 to 12."""

_LEVELS = {"小": (0, 6), "初": (6, 3), "国": (6, 3), "國": (6, 3), "中": (6, 6), "高": (9, 3)}
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_GRADE = rf"(?P<level>[小初国國中高])?(?P<grade>[0-9]{{1,2}}|{_NUMERAL})"
_NUMBER = rf"\(?(?P<number>[0-9]{{1,2}}|{_NUMERAL})\)?班?"
_IN_FULL = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?:(?P<year>[0-9]{4})-)?G(?P<grade>[0-9]{1,2})-(?P<number>[0-9]{1,2})",
        r"(?P<grade>[0-9]{1,2})(?P<number>[0-9]{2})班?",
        r"(?P<grade>[0-9]{1,2})-(?P<number>[0-9]{1,2})班?",
        rf"{_GRADE}(?:年级|年級|年){_NUMBER}",
        rf"{_GRADE}\((?P<number>[0-9]{{1,2}}|{_NUMERAL})\)班?",
        r"(?P<level>[小初国國中高])?(?P<grade>[一二三四五六七八九十]{1,2})(?P<number>[0-9]{1,2})班?",
        r"(?P<level>[小初国國中高])(?P<grade>[一二三四五六])(?P<number>[一二三四五六七八九十]{1,3})班",
        r"grade(?P<grade>[0-9]{1,2}),?class(?P<number>[0-9]{1,2})",
    )
)
_BY_NUMBER = re.compile(_NUMBER)
_GRADE_ALONE = re.compile(rf"(?:grade|G)?{_GRADE}(?:年级|年級|年)?[组組]?", re.IGNORECASE)


def class_code(written: str, grade_group: str, year: int) -> str | None:
    """The code of a class, from its name and, where that is only a number, its grade.

    初一 and 國一 are grade 7, as 高一 is grade 10; 中一 to 中六 are the six years of a secondary
    school in Hong Kong.

    >>> [class_code(name, "", 2025) for name in ("七(3)班", "703", "初一3班", "七年级三班")]
    ['2025-G7-03', '2025-G7-03', '2025-G7-03', '2025-G7-03']
    >>> class_code("3班", "七年级", 2025), class_code("3班", "", 2025)
    ('2025-G7-03', None)

    Args:
        written: The name of the class, in half-width signs.
        grade_group: The grade group of the same row; may be empty.
        year: The year in which the school year begins.

    Returns:
        The code, or `None` where the name is none, is of another school year, or is of another
        grade than the grade group.
    """
    name, group = "".join(written.split()), grade_of(grade_group)
    found = next(filter(None, (form.fullmatch(name) for form in _IN_FULL)), None)
    if found is not None:
        parts = found.groupdict()
        grade = _grade(parts.get("level"), parts["grade"])
        if parts.get("year") not in (None, str(year)) or group not in (None, grade):
            return None
    else:
        found, grade = _BY_NUMBER.fullmatch(name), group
    number = whole_number(found["number"]) if found else None
    return f"{year}-G{grade}-{number:02d}" if grade and number else None


def grade_of(written: str) -> int | None:
    """The grade that a grade group is named after, 1 to 12; `None` if it is not named after one.

    >>> grade_of("七年级组"), grade_of("高二"), grade_of("7"), grade_of("教科室")
    (7, 11, 7, None)
    """
    found = _GRADE_ALONE.fullmatch("".join(written.split()))
    return _grade(found["level"], found["grade"]) if found else None


def year_of(code: str) -> int | None:
    """The year in which the school year of a class code begins; `None` for any other code.

    >>> year_of("2025-G7-03"), year_of("gifted")
    (2025, None)
    """
    found = re.fullmatch(r"([0-9]{4})-G[0-9]{1,2}-[0-9]{2}", code)
    return int(found[1]) if found else None


def _grade(level: str | None, written: str) -> int | None:
    number = whole_number(written)
    if number is None:
        return None
    below, most = _LEVELS[level] if level else (0, GRADES[-1])
    return below + number if 1 <= number <= most else None
