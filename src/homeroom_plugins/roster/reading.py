"""Reading a roster: what the rows of a table say of people, every faulty cell found at once."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from homeroom_core.errors import Fault, InputError
from homeroom_core.people import ASSISTANT, HOMEROOM_TEACHER, TEACHER, TITLES
from homeroom_core.school_year import SchoolYear
from homeroom_core.tables.identity import WITHHELD
from homeroom_core.tables.place import Column, Remark, RemarkKind, address, cell_fault, in_order
from homeroom_core.tables.table import Table, TableRow
from homeroom_core.tables.wording import half_width, has_full_width, trimmed
from homeroom_core.text import Text, listing
from homeroom_core.training.person import CLASS_ROLES
from homeroom_plugins.roster import cells
from homeroom_plugins.roster.classes import class_code
from homeroom_plugins.roster.columns import Field, recognise
from homeroom_plugins.roster.rows import Roster, RosterRow

T = TypeVar("T")

BLANK = frozenset({"", "-", "--", "—", "——", "/", "无", "無"})
"""What stands in a cell that says nothing."""


def read_roster(table: Table, *, school_year: SchoolYear, counted_on: date | None = None) -> Roster:
    """Understand a table as a roster.

    Only `姓名` and `工号` have to be there. Whoever has a class leads it, unless `职务` says assistant.
    Whoever has a class, a subject, or no role at all is a teacher. A cell that says nothing, or a
    column that is not there, leaves what is known as it is.

    Args:
        table: As `read_table` gives it.
        school_year: The school year that its classes are of.
        counted_on: The day for which `累计班主任年限` holds; by default the first of the year.

    Raises:
        InputError: A column is missing, a cell cannot be read without guessing, or two rows have
            one staff number or lead one class. Lists every fault with row and column.
    """
    columns, remarks, faults = recognise(table.columns, table.encoding)
    reading = _Reading(school_year, columns, faults, remarks)
    rows = [reading.row(line) for line in table.rows]
    reading.finish(rows)
    if faults:
        raise InputError(table.source, tuple(sorted(faults, key=in_order)))
    return Roster(
        source=table.source,
        encoding=table.encoding,
        school_year=school_year,
        counted_on=counted_on or school_year.first,
        lists_classes="class" in columns,
        rows=tuple(rows),
        remarks=(*table.remarks, *remarks),
    )


class _Reading:
    """One pass over the rows of a table; faults and remarks are collected on the way."""

    def __init__(
        self,
        year: SchoolYear,
        columns: dict[Field, Column],
        faults: list[Fault],
        remarks: list[Remark],
    ) -> None:
        self.year = year
        self.columns = columns
        self.faults = faults
        self.remarks = remarks
        self.widened: dict[Field, set[int]] = {}

    def row(self, line: TableRow) -> RosterRow:
        """What a row says; of use only when it brought no fault."""
        staff_no = self.needed(line, "staff_no", cells.staff_no, _A_STAFF_NO)
        name = self.name(line)
        roles, class_role = self.roles(line)
        read = RosterRow(
            number=line.number,
            staff_no=staff_no or "",
            name=name or "",
            title=self.title(line),
            subject=self.cell(line, "subject", cells.words, _WORDS),
            grade=self.cell(line, "grade", cells.words, _WORDS),
            work_since=self.day(line, "work_since"),
            joined_on=self.day(line, "joined_on"),
            homeroom_since=self.day(line, "homeroom_since"),
            homeroom_years=self.cell(line, "homeroom_years", cells.years, _YEARS),
            roles=roles,
            class_code=self.class_code(line, class_role),
            class_role=class_role or HOMEROOM_TEACHER,
        )
        self.compare(read)
        return read

    def cell(
        self, line: TableRow, field: Field, parse: Callable[[str], T | None], accepted: Text
    ) -> T | None:
        """What a cell says; nothing if it is blank, missing or a fault, which is noted."""
        written = self.written(line, field)
        if written in BLANK:
            return None
        value = None if WITHHELD in written else parse(written)
        if value is None:
            self.fault(line, field, _NO_IDENTITY if WITHHELD in written else accepted)
        return value

    def needed(
        self, line: TableRow, field: Field, parse: Callable[[str], T | None], accepted: Text
    ) -> T | None:
        """As `cell`, but a blank cell is a fault too."""
        if field in self.columns and not self.says(line, field):
            self.fault(line, field, accepted)
        return self.cell(line, field, parse, accepted)

    def written(self, line: TableRow, field: Field) -> str:
        """A cell, trimmed and in half-width signs; empty if there is no such column."""
        column = self.columns.get(field)
        cell = trimmed(line.cells[column.letter]) if column else ""
        if has_full_width(cell):
            self.widened.setdefault(field, set()).add(line.number)
        return half_width(cell).strip()

    def day(self, line: TableRow, field: Field) -> date | None:
        """A date that is not after the school year."""
        return self.cell(line, field, lambda text: _until(cells.day(text), self.year.last), _A_DAY)

    def name(self, line: TableRow) -> str | None:
        """The name; a remark says when it is not as it was written."""
        read = self.needed(line, "name", cells.name, _A_NAME)
        if read is not None:
            cell = line.cells[self.columns["name"].letter]
            if cell != read:
                text = _RESPACED.format(cell=cell, name=read)
                self.remark("repaired", line.number, "name", text)
        return read

    def title(self, line: TableRow) -> str | None:
        """The code of the title; a remark says when it is one of another profession."""
        read = self.cell(line, "title", cells.title, _A_TITLE)
        written = self.written(line, "title")
        if read is not None and cells.is_other_profession(written):
            text = _OTHER_PROFESSION.format(title=written)
            self.remark("check", line.number, "title", text)
        return read

    def roles(self, line: TableRow) -> tuple[frozenset[str], str | None]:
        """The roles that do not go with a class, and the one that does."""
        known, others = self.cell(line, "roles", cells.roles, _WORDS) or (frozenset(), ())
        for other in others:
            self.remark("check", line.number, "roles", _NO_ROLE.format(word=other))
        with_class = known & set(CLASS_ROLES)
        if len(with_class) > 1:
            self.fault(line, "roles", _ONE_CLASS_ROLE)
        has_class = self.says(line, "class")
        roles = known - {HOMEROOM_TEACHER, *({ASSISTANT} if has_class else ())}
        if with_class or has_class or not known or self.says(line, "subject"):
            roles |= {TEACHER}
        return roles, min(with_class, default=None)

    def class_code(self, line: TableRow, role: str | None) -> str | None:
        """The code of the class; a homeroom teacher has to have one."""
        group, year = self.written(line, "grade"), self.year.year
        if role == HOMEROOM_TEACHER and not self.says(line, "class"):
            self.fault(line, "class" if "class" in self.columns else "roles", _A_CLASS)
        return self.cell(line, "class", lambda text: class_code(text, group, year), _A_CLASS)

    def compare(self, row: RosterRow) -> None:
        """Say which dates of a row do not go together; which of them is wrong is not known."""
        work = row.work_since
        later: dict[Field, date | None] = {
            "joined_on": row.joined_on,
            "homeroom_since": row.homeroom_since,
        }
        for field, on in later.items():
            if work is not None and on is not None and on < work:
                self.remark("check", row.number, field, _BEFORE_WORK.format(on=on, work=work))

    def finish(self, rows: Iterable[RosterRow]) -> None:
        """Find what only shows in all rows together."""
        by_number: dict[str, int] = {}
        by_class: dict[str, int] = {}
        for row in rows:
            if row.staff_no:
                self.once(by_number, row.staff_no, row.number, "staff_no", _ONE_ROW)
            if row.class_code is not None and row.class_role == HOMEROOM_TEACHER:
                self.once(by_class, row.class_code, row.number, "class", _ONE_LEADER)
        for field, numbers in self.widened.items():
            first, count = min(numbers), len(numbers)
            self.remark("repaired", first, field, _WIDTH.format(count=count))

    def once(self, seen: dict[str, int], key: str, row: int, field: Field, accepted: Text) -> None:
        """Note a fault if another row has the same."""
        first = seen.setdefault(key, row)
        if first != row:
            fault = cell_fault(row, self.columns[field], key, accepted.format(row=first))
            self.faults.append(fault)

    def says(self, line: TableRow, field: Field) -> bool:
        """Whether there is anything in a cell."""
        return self.written(line, field) not in BLANK

    def fault(self, line: TableRow, field: Field, accepted: Text) -> None:
        """Note that a cell holds something else than is accepted."""
        found = self.written(line, field)
        self.faults.append(cell_fault(line.number, self.columns[field], found, accepted))

    def remark(self, kind: RemarkKind, row: int, field: Field, text: Text) -> None:
        """Say something about a cell."""
        where = address(row, self.columns[field])
        self.remarks.append(Remark(kind=kind, where=where, text=text))


def _until(day: date | None, last: date) -> date | None:
    return day if day is not None and day <= last else None


_A_STAFF_NO = Text(
    "工号：字母、数字、连字符，最多 32 个字符",
    "教職員編號：字母、數字、連字號，最多 32 個字元",
    "a staff number: letters, digits and hyphens, at most 32",
)
_A_NAME = Text(
    "姓名：只有文字和间隔号，最多 40 个字符",
    "姓名：只有文字和間隔號，最多 40 個字元",
    "a name: letters only, at most 40",
)
_A_TITLE = Text("{titles}，或留空", "{titles}，或留空", "one of {titles}, or nothing").format(
    titles=listing(TITLES)
)
_WORDS = Text("最多 40 个字符", "最多 40 個字元", "at most 40 characters")
_A_DAY = Text(
    "年月或年月日，如 2019.08、2019-08、2019年8月、2019/8/1，不晚于本学年；"
    "一月和十月写足两位：2019.01、2019.10",
    "年月或年月日，如 2019.08、2019-08、2019年8月、2019/8/1，不晚於本學年；"
    "一月和十月寫足兩位：2019.01、2019.10",
    "a month or a day such as 2019.08, 2019-08 or 2019/8/1, not after the school year; "
    "January and October with both digits: 2019.01, 2019.10",
)
_YEARS = Text(
    "0 至 60 的年数，如 6 或 6.5", "0 至 60 的年數，如 6 或 6.5", "0 to 60 years: 6 or 6.5"
)
_A_CLASS = Text(
    "本学年的一个班，与年级相符，如 七（3）班、703、初一3班；只写“3班”时须有年级列",
    "本學年的一個班，與年級相符，如 七（3）班、703、國一3班；只寫「3班」時須有年級欄",
    "one class of this school year and of the grade in the same row, such as 七（3）班, 703 or "
    "G7-03; a number alone needs the column of grades",
)
_ONE_CLASS_ROLE = Text(
    "“班主任”和“班主任助理”二者之一",
    "「班主任」和「班主任助理」二者之一",
    "either homeroom teacher or assistant",
)
_NO_IDENTITY = Text(
    "此处不能填身份证件号码",
    "此處不能填身分證件號碼",
    "no identity number",
)
_ONE_ROW = Text(
    "每个工号只有一行；第 {row} 行已有",
    "每個編號只有一列；第 {row} 列已有",
    "one row for each staff number; row {row} has it already",
)
_ONE_LEADER = Text(
    "一个班只有一位班主任；第 {row} 行已有",
    "一個班只有一位班主任；第 {row} 列已有",
    "one homeroom teacher for each class; row {row} has it already",
)
_RESPACED = Text(
    "“{cell}”读作“{name}”", "「{cell}」讀作「{name}」", "{cell!r} was read as {name!r}"
)
_OTHER_PROFESSION = Text(
    "“{title}”不是教师职称，按无教师职称处理",
    "「{title}」不是教師職稱，視為無教師職稱",
    "{title!r} is no title of teachers: read as none",
)
_NO_ROLE = Text(
    "“{word}”不是这里的角色，未读入；如有需要请用 appoint 任命",
    "「{word}」不是這裡的角色，未讀入；如有需要請用 appoint 任命",
    "{word!r} is no role here and was left out; `appoint` gives roles",
)
_BEFORE_WORK = Text(
    "{on} 早于参加工作年月 {work}，请核对",
    "{on} 早於參加工作年月 {work}，請核對",
    "{on} is before the first job began, {work}: which is right?",
)
_WIDTH = Text(
    "全角字母或数字读作半角，共 {count} 格",
    "全形字母或數字讀作半形，共 {count} 格",
    "full-width letters or digits were read as half-width ones, in {count} cell(s)",
)
