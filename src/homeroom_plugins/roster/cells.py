"""What single cells of a roster say: numbers, names, dates, titles and roles as schools write them.

Every function reads one kind of cell, already trimmed and in half-width signs, and answers `None`
for what it cannot read without guessing.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from homeroom_core.exact import decimal_from
from homeroom_core.people import (
    ADVISOR,
    ASSISTANT,
    HEAD_JUDGE,
    HOMEROOM_TEACHER,
    JUDGE,
    OFFICE,
    PRINCIPAL,
    RESEARCH_OFFICE,
    ROLES,
    TITLES,
    Role,
)

EARLIEST_YEAR = 1940
MOST_YEARS = Decimal(60)
LONGEST = 40
"""A name, a subject or a grade may have so many characters."""

_CJK = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PADDING = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f ·•・‧.'’-])*")
_STAFF_NO = re.compile(r"[^\W_][\w/-]{0,31}")
_YEARS = re.compile(r"([0-9.]{1,6})\s*(?:年|years?)?", re.IGNORECASE)
_BETWEEN_ROLES = re.compile(r"[、,;/|\n]+")
_TIME_OF_DAY = r"(?:[ T]0{1,2}:00(?::00)?)?"
_DATES = (
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})?"),
    re.compile(r"(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?:(?P=s)(?P<d>\d{1,2}))?" + _TIME_OF_DAY),
    re.compile(r"(?P<y>\d{4})\s*年\s*(?P<m>\d{1,2})\s*月(?:\s*(?P<d>\d{1,2})\s*[日号號])?份?"),
    re.compile(
        r"民[国國]\s*(?P<roc>\d{2,3})\s*年\s*(?P<m>\d{1,2})\s*月(?:\s*(?P<d>\d{1,2})\s*日)?"
    ),
)
_MONTH_OR_LOST_ZERO = re.compile(r"\d{4}\.1")
_FIRST_ROC_YEAR = 1911


def staff_no(text: str) -> str | None:
    """A staff number: up to 32 letters, digits, hyphens, underscores and slashes.

    >>> staff_no("2019-017"), staff_no("2.02E+10")
    ('2019-017', None)
    """
    return text if _STAFF_NO.fullmatch(text) else None


def name(text: str) -> str | None:
    """A name, without the spaces that are padded into short Chinese names to align them.

    Official forms forbid that padding; spaces between words in other scripts stay.

    >>> name("王 芳"), name("John  Smith"), name("阿依古丽·买买提"), name("王芳2")
    ('王芳', 'John Smith', '阿依古丽·买买提', None)
    """
    plain = " ".join(_PADDING.sub("", text).split())
    return plain if len(plain) <= LONGEST and _NAME.fullmatch(plain) else None


def words(text: str) -> str | None:
    """A subject or a grade group: a few words, as they are."""
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else None


def day(text: str) -> date | None:
    """A date; a month alone stands for its first day.

    What a spreadsheet made of a date is not guessed at: `2019.1` may be January or an October that
    lost its zero, and a day number such as `43678` depends on the program that wrote it.

    >>> [str(day(written)) for written in ("2019.08", "2019年8月", "2019/8/1", "201908", "民國108年8月")]
    ['2019-08-01', '2019-08-01', '2019-08-01', '2019-08-01', '2019-08-01']
    >>> day("2019.1"), day("43678"), day("2019.13")
    (None, None, None)
    """
    if _MONTH_OR_LOST_ZERO.fullmatch(text):
        return None
    for form in _DATES:
        found = form.fullmatch(text)
        if found:
            return _date(found.groupdict())
    return None


def years(text: str) -> Decimal | None:
    """A number of years, from 0 to 60, such as `6`, `6.5` or `6年`.

    >>> years("6.5年"), years("六")
    (Decimal('6.5'), None)
    """
    found = _YEARS.fullmatch(text)
    number = decimal_from(found[1]) if found else None
    return number if number is not None and number <= MOST_YEARS else None


def title(text: str) -> str | None:
    """The code of a teacher's professional title; empty for somebody who has none yet.

    Titles of before the reform are read as what they became: 小学高级教师 is a first-grade teacher
    today, and only 中学高级教师 a senior one. Titles of other professions (librarians, accountants)
    count as none.

    Source: guiding opinion on the reform of the professional titles of primary and secondary
    school teachers, Ministry of Human Resources and Ministry of Education of the PRC (2015) 79.

    >>> title("中小学高级教师"), title("小学高级"), title("未评"), title("大师")
    ('senior', 'first_grade', '', None)
    """
    return _TITLES.get(_key(text))


def is_other_profession(text: str) -> bool:
    """Whether it is a professional title, but none of a teacher."""
    return _key(text) in _OTHER_TITLES


def roles(text: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The roles that a cell names, and the words in it that are no role here.

    >>> known, others = roles("德育处、备课组长")
    >>> sorted(known), others
    (['moral_education_office'], ('备课组长',))
    """
    parts = [part.strip() for part in _BETWEEN_ROLES.split(_PADDING.sub("、", text))]
    known = frozenset(str(_ROLES[_key(part)]) for part in parts if _key(part) in _ROLES)
    return known, tuple(part for part in parts if part and _key(part) not in _ROLES)


def _date(parts: Mapping[str, str | None]) -> date | None:
    roc, year = parts.get("roc"), parts.get("y")
    full = int(year) if year else int(roc or 0) + _FIRST_ROC_YEAR
    if full < EARLIEST_YEAR:
        return None
    try:
        return date(full, int(parts["m"] or 0), int(parts.get("d") or 1))
    except ValueError:
        return None


def _key(text: str) -> str:
    return re.sub(r"[\s_()-]+", "", text).casefold().removesuffix("职称").removesuffix("職稱")


_OLD_TITLES = {
    "senior": ("中学高级", "中學高級"),
    "first_grade": ("中学一级", "中學一級", "小学高级", "小學高級"),
    "second_grade": ("中学二级", "中學二級", "小学一级", "小學一級"),
    "third_grade": (*("中学三级", "中學三級", "小学二级", "小學二級", "小学三级", "小學三級"),),
}
_NO_TITLE = (
    "无",
    "無",
    "暂无",
    "未评",
    "未評",
    "未定级",
    "未定級",
    "见习期",
    "見習期",
    "none",
    "-",
)
_OTHER_TITLES = frozenset(
    f"{grade}{profession}"
    for profession in (
        "馆员",
        "会计师",
        "实验师",
        "工程师",
        "经济师",
        "统计师",
        "医师",
        "护师",
        "讲师",
    )
    for grade in ("", "助理", "高级", "中级", "主管", "副研究", "研究", "管理")
)


def _titles() -> dict[str, str]:
    known = dict.fromkeys([*_NO_TITLE, *_OTHER_TITLES], "")
    for term in TITLES:
        label = term.label
        for written in (str(term), label.en, label.zh_hans, label.zh_hant):
            for prefix in ("", "中小学", "中小學"):
                known[_key(prefix + written)] = str(term)
                known[_key(prefix + written.removesuffix("教师").removesuffix("教師"))] = str(term)
    for code, names in _OLD_TITLES.items():
        for written in names:
            known.update(dict.fromkeys((written, f"{written}教师", f"{written}教師"), code))
    return known


_TITLES = _titles()

_FURTHER_ROLES: Mapping[str, Role] = {
    # In Taiwan 導師 is the homeroom teacher; the simplified 导师 is a mentor, and stays unknown.
    "導師": HOMEROOM_TEACHER,
    "现任班主任": HOMEROOM_TEACHER,
    "助理班主任": ASSISTANT,
    "顾问班主任": ADVISOR,
    "评审": JUDGE,
    "評審": JUDGE,
    "评审组长": HEAD_JUDGE,
    "評審召集人": HEAD_JUDGE,
    "德育处主任": OFFICE,
    "德育主任": OFFICE,
    "政教处": OFFICE,
    "政教处主任": OFFICE,
    "学生处": OFFICE,
    "學務處": OFFICE,
    "學務主任": OFFICE,
    "教科室主任": RESEARCH_OFFICE,
    "校長": PRINCIPAL,
}
_ROLES: Mapping[str, Role] = {
    **{
        _key(written): role
        for role in ROLES
        for written in (str(role), role.label.zh_hans, role.label.zh_hant, role.label.en)
    },
    **_FURTHER_ROLES,
}
