"""Files for importers: tables of their own columns, and the rows that an importer takes in.

Which cells an importer accepts is found out by trying: what it says is wrong is written otherwise,
until it takes a row in. What it takes in then is what the laws of importers are tried on.
"""

import csv
import io
import re
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from itertools import count, islice
from typing import Any

import attrs

from homeroom_core.desk import Desk
from homeroom_core.errors import Fault, InputError, PluginError, RefusedError
from homeroom_core.importing import TABLES, ImportColumn, Importer, ImportStep, carry_out, found_by
from homeroom_core.tables.place import CellFault, Remark, letter_of
from homeroom_core.testing.acts import ORG
from homeroom_core.testing.contracts.law import NotTried, Subject
from homeroom_core.testing.contracts.practice import CLERK, STAFF, School, school
from homeroom_core.testing.contracts.samples import words_of
from homeroom_core.text import Text

Row = tuple[str, ...]

CELLS: tuple[str, ...] = (
    *STAFF, "person-1", "person-2", "person-3", *STAFF.values(),
    "2025-09-01", "2025-09-02", "2025-10-09", "3", "2.5", "0.1", "12", "4", "是", "否",
    "P-001", "P-002", "P-003", "班级管理", "家校沟通", "心理健康", "语文", "数学", "英语",
    "2025-09", "2025.9", "2025/9/1", "2024-2025", "2025", "七（1）班", "七年级", "08:00", "14:30",
    "女", "男", "优秀", "合格", "校级", "区级", "市级", "一级教师", "高级教师", "yes", "no", "true",
    "teacher", "school", "district", "A", "B", "100", "90", "50%",
)  # fmt: skip
"""What may stand in a cell of a school's table; a column takes some of it, if it is of any use."""

ODD_CELLS = (
    "", "?", "-1", "0", "1e400", "9" * 40, "NaN", "2025-02-30", "２．５", "１２", "²", "⑤", "=1+1",  # noqa: RUF001  # as they are typed
    "未知", "林 一", "　", "13:75", "2025-09-01 08:00", "x" * 300, "\U00020bb7", "a\nb", "3,5",
)  # fmt: skip
"""What stands in cells of real tables all the same, and is mostly not accepted."""

_MOST_WORDS = 60


@attrs.frozen
class File:
    """A file to be imported, for the lines of an example.

    Attributes:
        source: Its name.
        content: Its bytes.
        encoding: What it is in, to be shown.
    """

    source: str
    content: bytes
    encoding: str = "utf-8"

    def lines(self) -> Iterator[Text]:
        """Its name, and the first lines of what stands in it."""
        plain = self.encoding == "utf-8"
        yield Text.same(self.source if plain else f"{self.source} ({self.encoding})")
        for line in self.content.decode(self.encoding, "backslashreplace").splitlines()[:6]:
            yield Text.same(f"  {line[:120]}")


@attrs.frozen(kw_only=True)
class Writing:
    """How a table is written down.

    Attributes:
        heads: Which headers: `zh_hans`, `zh_hant`, `en`, or `odd` for English ones in capitals.
        encoding: As Python calls it.
        delimiter: Between cells.
        line_end: After each row.
        blank: How many empty rows stand between the header and the first row.
        order: The columns in this order; by default as the importer declares them.
        extra: Whether a column stands before them that nobody declared.
    """

    heads: str = "zh_hans"
    encoding: str = "utf-8"
    delimiter: str = ","
    line_end: str = "\n"
    blank: int = 0
    order: tuple[int, ...] | None = None
    extra: bool = False


PLAIN = Writing()

OTHER_TABLES = (
    Writing(encoding="utf-8-sig"),
    Writing(encoding="gb18030"),
    Writing(encoding="utf-16"),
    Writing(delimiter="\t"),
    Writing(delimiter=";", line_end="\r\n"),
)
"""The same table as other programs write it."""

OTHER_HEADERS = (Writing(heads="zh_hant"), Writing(heads="en"), Writing(heads="odd"))
"""The same table with its headers in another language."""


def reads_tables(importer: Importer) -> bool:
    """Whether an importer reads tables by columns that it declares."""
    return bool(importer.columns and importer.suffixes and importer.suffixes[0] in TABLES)


def table(importer: Importer, rows: Iterable[Sequence[str]], writing: Writing = PLAIN) -> File:
    """A table under the importer's own headers; empty cells fill a row that is too short."""
    columns = importer.columns
    order = writing.order or tuple(range(len(columns)))
    before = ["备注"] if writing.extra else []
    lines = [[*before, *(_head(columns[at].label, writing.heads) for at in order)]]
    lines += [[""] * (len(order) + len(before))] * writing.blank
    for row in rows:
        padded = [*row, *[""] * len(columns)]
        lines.append([*(["-"] if before else []), *(padded[at] for at in order)])
    text = io.StringIO()
    csv.writer(text, delimiter=writing.delimiter, lineterminator=writing.line_end).writerows(lines)
    content = text.getvalue().encode(writing.encoding)
    return File(source_of(importer), content, writing.encoding)


def source_of(importer: Importer) -> str:
    """The name of a file that the importer reads."""
    return f"list{importer.suffixes[0]}" if importer.suffixes else "list"


def _head(label: Text, heads: str) -> str:
    return f" {label.en.upper()} " if heads == "odd" else str(getattr(label, heads))


NOBODY: Mapping[str, str] = {}


@attrs.frozen(kw_only=True)
class Answer:
    """What came of a file in a rehearsed import.

    Attributes:
        found: What the importer came upon, in order.
        refused: What was refused of its steps, as faults of their places.
    """

    found: tuple[Any, ...]
    refused: tuple[Fault, ...] = ()

    @property
    def steps(self) -> tuple[ImportStep, ...]:
        """The steps among what was found."""
        return tuple(one for one in self.found if isinstance(one, ImportStep))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All that is wrong, by the importer or by what its steps were refused for."""
        return (*(one for one in self.found if isinstance(one, Fault)), *self.refused)

    @property
    def taken(self) -> bool:
        """Whether the file would be taken in, with a step at least."""
        return bool(self.steps) and not self.faults

    def told(self, names: Mapping[str, str] = NOBODY) -> list[str]:
        """Everything but the places, in words and sorted; ids in `names` by what these say."""
        return sorted(_words(one, names) for one in (*self.found, *self.refused))

    def steps_told(self) -> list[str]:
        """The steps only, likewise."""
        return sorted(_words(one, NOBODY) for one in self.steps)


def _words(found: Any, names: Mapping[str, str]) -> str:
    if isinstance(found, ImportStep):
        record = getattr(found.record, "id", found.record)
        said = f"{found.step.name} {record} {dict(found.arguments)!r} {found.reason}"
    elif isinstance(found, Remark):
        said = f"{found.kind} {found.text.en}"
    else:
        said = f"{found.found} {found.accepted.en}"
    if not names:
        return said
    ids = re.compile("|".join(rf"\b{re.escape(id)}\b" for id in names))
    return ids.sub(lambda one: names[one[0]], said)


def asked(subject: Subject, file: File, at: School | None = None) -> Answer:
    """What the importer makes of a file: asked at a desk that commits nothing, its steps tried.

    Raises:
        NotTried: Whoever imports may not do what the importer asks for, whatever is in the file.
        Exception: Whatever the importer, or a step by what it was given, fails with.
    """
    importer: Importer = subject.thing
    office = (at or _school(subject)).office
    found: list[Any] = []

    def work(desk: Desk) -> tuple[Fault, ...]:
        try:
            request = importer.request(
                file.content,
                file.source,
                on=desk.act().on,
                org=ORG,
                reader=desk,
                provided=office.plugins,
            )
            carry_out(desk, _noted(found_by(importer, request, subject.plugin.name), found), "")
        except InputError as error:
            return error.faults
        return ()

    try:
        faults = office.rehearse(ORG, CLERK, work)
    except PluginError as error:
        raise (error.__cause__ or error) from None
    except RefusedError as error:
        raise NotTried(error.text) from error
    told = [one for one in found if isinstance(one, Fault)]
    return Answer(found=tuple(found), refused=tuple(fault for fault in faults if fault not in told))


def _noted(told: Generator[Any, Any], found: list[Any]) -> Generator[Any, Any]:
    """What an importer finds, noted on the way to whoever makes the steps."""
    answer: Any = None
    while True:
        try:
            one = told.send(answer)
        except StopIteration:
            return
        found.append(one)
        answer = yield one


def _school(subject: Subject) -> School:
    if "school" not in subject.known:
        subject.known["school"] = school(subject)
    found: School = subject.known["school"]
    return found


@attrs.frozen(kw_only=True)
class Taken:
    """Rows that an importer takes in, and how the table has to be written for it.

    Attributes:
        rows: Each is taken in alone; they differ in as many columns as can be.
        writing: How they were written.
    """

    rows: tuple[Row, ...]
    writing: Writing


def taken_rows(subject: Subject) -> Taken:
    """Rows that the importer takes in; found out once.

    A file that it failed at meanwhile is kept as `subject.known["fails_at"]`.

    Raises:
        NotTried: It reads no tables by columns of its own, or no row was found that it takes in.
    """
    if not reads_tables(subject.thing):
        raise NotTried(_NO_TABLES)
    if "rows" not in subject.known:
        subject.known["rows"] = _learnt(subject)
    found: Taken | None = subject.known["rows"]
    if found is None:
        raise NotTried(_NO_ROW)
    return found


def _learnt(subject: Subject) -> Taken | None:
    for writing in (PLAIN, *OTHER_TABLES, *OTHER_HEADERS):
        found = _Search(subject, writing)
        first = found.row(thorough=writing == PLAIN)
        if "fails_at" in subject.known and first is None:
            return None  # then that is what there is to say
        if first is not None:
            others = (found.other_than(first, turn) for turn in range(1, _ROWS))
            return Taken(rows=tuple(dict.fromkeys((first, *others))), writing=writing)
    return None


_ROWS = 3
"""So many rows are looked for."""


class _Search:
    """Looks for rows that an importer takes in, cell by cell."""

    def __init__(self, subject: Subject, writing: Writing) -> None:
        self._subject, self._writing = subject, writing
        known = _cells(subject)
        self._cells = [_likely_first(one, known) for one in subject.thing.columns]
        self._others: dict[int, list[str]] = {}

    def row(self, *, thorough: bool) -> Row | None:
        """A row that is taken in: what faults name is written otherwise; thoroughly, anything is."""
        row: Row = ()
        for cells in self._cells:  # no two cells alike, if that can be
            row = (*row, next((cell for cell in cells if cell not in row), cells[0]))
        for _ in max(self._cells, key=len):
            wrong, _, _ = found = self._worth(row)
            if found == _TAKEN:
                return row
            if not wrong:
                break
            row = tuple(self._next(at, row) if at in wrong else row[at] for at in range(len(row)))
        return self._swept(row) if thorough else None

    def other_than(self, row: Row, turn: int) -> Row:
        """A row that is taken in too, and differs in as many cells as can be."""
        for at in range(len(row)):
            others = self._taken_at(row, at)
            if others:
                other = (*row[:at], others[turn % len(others)], *row[at + 1 :])
                row = other if self._worth(other) == _TAKEN else row
        return row

    def _swept(self, row: Row) -> Row | None:
        """Column by column every cell, keeping the one about which there is least to say."""
        passes = 1 if "fails_at" in self._subject.known else 2
        for at in tuple(range(len(row))) * passes:
            tried = {}
            for cell in self._cells[at]:
                other = (*row[:at], cell, *row[at + 1 :])
                worth = self._worth(other)
                if worth == _TAKEN:
                    return other
                tried[other] = (len(worth[0]), *worth[1:])
            row = min(tried, key=tried.__getitem__)
        return None

    def _taken_at(self, row: Row, at: int) -> list[str]:
        if at not in self._others:
            ahead = self._cells[at].index(row[at])
            cells = (*self._cells[at][ahead + 1 :], *self._cells[at][:ahead])
            taken = (c for c in cells if self._worth((*row[:at], c, *row[at + 1 :])) == _TAKEN)
            self._others[at] = list(islice(taken, _ROWS - 1))
        return self._others[at]

    def _next(self, at: int, row: Row) -> str:
        cells = self._cells[at]
        return cells[(cells.index(row[at]) + 1) % len(cells)]

    def _worth(self, row: Row) -> tuple[tuple[int, ...], bool, int]:
        """The columns that are wrong, whether nothing comes of it, and how much is said of that."""
        file = table(self._subject.thing, [row], self._writing)
        try:
            answer = asked(self._subject, file)
            if not answer.told():  # if it leaves out the last row, say, then not this one
                file = table(self._subject.thing, [row, row], self._writing)
                answer = asked(self._subject, file)
        except Exception:  # what it fails at is for the laws to say
            self._subject.known.setdefault("fails_at", file)
            return ((), True, _MUCH)
        said = " ".join(fault.accepted.en for fault in answer.faults)
        for cell in row:
            said = said.replace(cell, "")
        return tuple(_columns_of(answer.faults)), not answer.steps, len(said)


_TAKEN = ((), False, 0)
_MUCH = 10_000


def _columns_of(faults: Iterable[Fault]) -> Iterator[int]:
    """The columns of the cells that faults name."""
    for fault in faults:
        found = re.match(r"([A-Z]{1,2})[0-9]+ ", fault.where)
        letter = fault.letter if isinstance(fault, CellFault) else found and found[1]
        if letter:
            yield next(at for at in count() if letter_of(at) == letter)


_LIKELY: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"姓名|\bname|教师|教師|teacher|person", re.I), tuple(STAFF.values())),
    (re.compile(r"工号|職員編號|staff|number|\bno\b", re.I), tuple(STAFF)),
    (re.compile(r"证书|證書|编号|編號|certificate|document", re.I), ("P-001", "P-002", "P-003")),
    (
        re.compile(r"日期|日$|时间|時間|年月|date|day|\bon\b|since", re.I),
        ("2025-09-01", "2025-09-02", "2025-10-09", "2025-09", "2025/9/1"),
    ),
    (
        re.compile(r"学时|學時|分数|分數|得分|次数|次數|年限|数量|hours|points|score|count", re.I),
        ("3", "2.5", "4", "12", "0.1"),
    ),
    (re.compile(r"班|class", re.I), ("七（1）班", "A", "B")),
    (re.compile(r"是否|whether", re.I), ("是", "否", "yes", "no")),
)  # fmt: skip
"""What a column is likely to hold, by what it is called."""


def _likely_first(column: ImportColumn, known: Sequence[str]) -> Sequence[str]:
    called = " ".join((column.name, *attrs.astuple(column.label), *column.also))
    likely = [cell for words, cells in _LIKELY if words.search(called) for cell in cells]
    return tuple(dict.fromkeys((*likely, *known, *([] if column.required else [""]))))


def _cells(subject: Subject) -> tuple[str, ...]:
    """What a cell may hold: usual words, and those that stand in the plugin's own source."""
    if "cells" not in subject.known:
        heads = {
            word
            for column in subject.thing.columns
            for word in (column.name, *attrs.astuple(column.label), *column.also)
        }
        own = [word for word in words_of(subject.plugin.module) if word not in heads]
        subject.known["cells"] = tuple(dict.fromkeys((*CELLS, *own[:_MOST_WORDS])))
    found: tuple[str, ...] = subject.known["cells"]
    return found


_NO_TABLES = Text(
    "它不按自己声明的列读表",
    "它不按自己宣告的欄讀表",
    "it does not read tables by columns that it declares",
)
_NO_ROW = Text(
    "没有试出一行它能接收的内容",
    "沒有試出一列它能接收的內容",
    "no row was found that it takes in",
)
