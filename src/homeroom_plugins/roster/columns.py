"""What the columns of a roster mean: headers as schools write them, and what homeroom needs."""

import re
from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from homeroom_core.errors import Fault
from homeroom_core.tables.place import Column, Remark
from homeroom_core.tables.wording import half_width
from homeroom_core.text import Text, listing

Field = Literal[
    "staff_no",
    "name",
    "roles",
    "title",
    "subject",
    "grade",
    "class",
    "work_since",
    "joined_on",
    "homeroom_since",
    "homeroom_years",
]
"""What homeroom takes from a roster; everything else stays outside."""

FIELDS: tuple[Field, ...] = get_args(Field)
REQUIRED: tuple[Field, ...] = ("staff_no", "name")

HEADERS: Mapping[Field, tuple[str, ...]] = {
    "staff_no": (
        *("工号", "教工号", "教职工号", "教职工编号", "职工号", "职工编号", "教师编号", "教师工号"),
        *("员工号", "员工编号", "人员编号", "工號", "教職員編號", "教職工號", "教師編號"),
        *("職員編號", "員工編號", "人員代號", "人員編號"),
        *("staff no", "staff number", "staff id", "employee no", "employee number", "employee id"),
    ),
    "name": ("姓名", "教师姓名", "教师", "教師姓名", "教師", "name", "full name", "teacher"),
    "roles": (
        *("职务", "校内职务", "担任职务", "角色", "職務", "校內職務", "擔任職務", "兼任職務"),
        *("role", "roles", "duty", "duties"),
    ),
    "title": (
        *("职称", "教师职称", "专业技术职务", "专业技术职称", "职称/岗位等级", "现任专业技术职务"),
        *("職稱", "教師職稱", "專業技術職務", "專業職稱", "title", "professional title"),
    ),
    "subject": (
        *("任教学科", "任教科目", "学科", "科目", "任教學科", "學科"),
        *("subject", "subject taught"),
    ),
    "grade": (
        *("年级", "年级组", "所在年级", "任教年级", "年級", "年級組", "所在年級", "任教年級"),
        *("grade", "grade group", "year group"),
    ),
    "class": (
        *("班级", "班别", "班名", "所带班级", "所任班级", "班級", "班別", "所帶班級", "所任班級"),
        *("class", "class name", "homeroom", "homeroom class"),
    ),
    "work_since": (
        *("参加工作年月", "参加工作时间", "参加工作日期", "参加工作", "工作时间"),
        *("參加工作年月", "參加工作時間", "參加工作日期", "初任年月", "初任日期"),
        *("work since", "first job", "date of first job"),
    ),
    "joined_on": (
        *("入校年月", "入校时间", "入校日期", "到校年月", "到校时间", "来校时间", "进校时间"),
        *("入校時間", "到校時間", "到校日期", "到職年月", "到職日期"),
        *("joined", "joined on", "date joined"),
    ),
    "homeroom_since": (
        *("班主任起始年月", "班主任起始时间", "任班主任起始年月", "始任班主任年月"),
        *("班主任起始時間", "導師起始年月", "初任導師年月", "初任導師日期"),
        *("homeroom since", "homeroom teacher since"),
    ),
    "homeroom_years": (
        *("累计班主任年限", "班主任年限", "班主任工作年限", "累计任班主任年限"),
        *("累計班主任年限", "班主任年資", "導師年資", "累計導師年資"),
        *("homeroom years", "years as homeroom teacher"),
    ),
}
"""Headers of each field, in the three languages; spaces, marks and what stands in parentheses do
not count."""

NOT_NEEDED = (
    *("序号", "序號", "编号", "编制", "性别", "性別", "出生年月", "出生日期", "出生年月日", "生日"),
    *(
        "年龄",
        "年齡",
        "民族",
        "籍贯",
        "籍貫",
        "户籍",
        "戶籍",
        "政治面貌",
        "党派",
        "黨派",
        "入党时间",
    ),
    *(
        "学历",
        "學歷",
        "第一学历",
        "最高学历",
        "学位",
        "學位",
        "毕业院校",
        "畢業學校",
        "专业",
        "專業",
    ),
    *("手机", "手机号", "手机号码", "手機", "手機號碼", "联系电话", "聯絡電話", "电话", "電話"),
    *("邮箱", "电子邮箱", "電子郵件", "微信", "住址", "家庭住址", "地址", "婚姻状况", "婚姻狀況"),
    *(
        "银行卡号",
        "銀行帳號",
        "健康状况",
        "照片",
        "备注",
        "備註",
        "no",
        "sn",
        "gender",
        "sex",
        "age",
    ),
    *("date of birth", "birthday", "ethnicity", "political status", "education", "degree", "major"),
    *("phone", "mobile", "telephone", "email", "address", "remark", "remarks", "note", "notes"),
)
"""Headers that rosters commonly have and homeroom has no use for: the least that is needed is taken
(Personal Information Protection Law of the PRC, article 6)."""

_IN_PARENTHESES = re.compile(r"\([^()]*\)")
_NO_LETTER = re.compile(r"[\W_]+")


def recognise(
    columns: Iterable[Column], encoding: str
) -> tuple[dict[Field, Column], list[Remark], list[Fault]]:
    """Which column holds which field.

    Args:
        columns: Those of a table.
        encoding: How the table was read, as a wrong guess shows in headers that nobody knows.

    Returns:
        The columns by field, a remark for each that is left out, and the faults: two columns for
        one field, or none for one that is required.
    """
    found: dict[Field, Column] = {}
    remarks, faults = [], []
    for column in columns:
        name = _plain(column.header)
        field = _BY_HEADER.get(name)
        if field is None:
            text = _NO_USE if name in _USELESS else _UNKNOWN
            remarks.append(Remark(kind="left_out", where=str(column), text=text))
        elif field in found:
            faults.append(Fault(str(column), column.header, _TWICE.format(other=found[field])))
        else:
            found[field] = column
    for field in REQUIRED:
        if field not in found:
            headers = ", ".join(str(column) for column in columns) or "-"
            faults.append(Fault(HEADERS[field][0], headers, _lacking(field, encoding)))
    return found, remarks, faults


def _lacking(field: Field, encoding: str) -> Text:
    accepted = _NEEDED.format(headers=listing(HEADERS[field]))
    if encoding != "gb18030":
        return accepted
    return Text("{a}{b}", "{a}{b}", "{a}{b}").format(a=accepted, b=_PERHAPS_BIG5)


def _plain(header: str) -> str:
    bare = _NO_LETTER.sub("", _IN_PARENTHESES.sub("", half_width(header)))
    return (bare or _NO_LETTER.sub("", half_width(header))).casefold()


_BY_HEADER: Mapping[str, Field] = {
    _plain(header): field for field in FIELDS for header in HEADERS[field]
}
_USELESS = frozenset(map(_plain, NOT_NEEDED))

_NO_USE = Text(
    "用不到，未读入（最小必要）",
    "用不到，未讀入（最小必要）",
    "not needed, so it was not taken in",
)
_UNKNOWN = Text(
    "不认识的列，未读入；若需要，请改用通用表头",
    "不認得的欄，未讀入；若需要，請改用通用標題",
    "not a column that is known here, so it was left out; if it is needed, give it a usual header",
)
_TWICE = Text(
    "同一内容只留一列；已有 {other}",
    "同一內容只留一欄；已有 {other}",
    "one column for the same thing; there is {other} already",
)
_NEEDED = Text(
    "有一列的表头是其中之一：{headers}（身份证号不能代替）",
    "有一欄的標題是其中之一：{headers}（身分證號不能代替）",
    "a column with one of the headers {headers} (an identity number cannot stand in for it)",
)
_PERHAPS_BIG5 = Text(
    "；若表头成了乱码，文件可能是大五码，请指明 encoding=big5",
    "；若標題成了亂碼，檔案可能是大五碼，請指明 encoding=big5",
    "; if the headers are garbled the file may be in Big5: say so with encoding=big5",
)
