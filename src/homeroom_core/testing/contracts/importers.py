"""What an importer keeps to: whatever a file holds, it is read alike, or told what is wrong where.

Each is tried on tables of its own columns with cells of all kinds, and on files that are no tables
at all. Steps are only looked at, never made.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from homeroom_core.errors import Fault, InputError, PluginError
from homeroom_core.families import IMPORTERS
from homeroom_core.importing import TABLES, Importer, ImportStep, found_by
from homeroom_core.record import Shelf
from homeroom_core.testing.contracts.elsewhen import another_day
from homeroom_core.testing.contracts.law import Case, Contract, Subject, holds
from homeroom_core.text import Text

IMPORTER_CONTRACT = Contract(IMPORTERS, source=lambda importer: importer.function)

IDENTITY_NUMBER = "11010519491231002X"
"""The specimen of GB 11643, which is nobody's."""

_CELLS = ("T001", "林一", "2025-09-01", "3", "2.5", "?", "-1", "1e400", "9" * 40, "2025-02-30", "")
_PLACE = re.compile(r"[A-Z]{1,3}[0-9]+|[0-9]+")


@attrs.frozen
class File:
    """A file to be imported, for the lines of an example."""

    source: str
    content: bytes

    def lines(self) -> Iterator[Text]:
        """Its name, and the first lines of what stands in it."""
        yield Text.same(self.source)
        for line in self.content.decode("utf-8", "backslashreplace").splitlines()[:4]:
            yield Text.same(f"  {line[:120]}")


def _table(importer: Importer, rows: list[list[str]], *, drop: int | None = None) -> bytes:
    """A table under the importer's own headers."""
    columns = [column for at, column in enumerate(importer.columns) if at != drop]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.label.zh_hans for column in columns)
    writer.writerows(rows)
    return text.getvalue().encode()


def _files(subject: Subject) -> Iterator[File]:
    importer: Importer = subject.thing
    source = f"list{importer.suffixes[0]}" if importer.suffixes else "list"
    yield File(source, b"")
    yield File(source, b"\xff\xfe\x00\xd8")
    yield File(source, b"{}")
    yield File(source, "没有,这样,的列\n1,2,3\n".encode())
    if importer.suffixes and importer.suffixes[0] in TABLES and importer.columns:
        yield from (File(source, content) for content in _tables(importer))


def _tables(importer: Importer) -> Iterator[bytes]:
    width = len(importer.columns)
    yield _table(importer, [])
    for cell in _CELLS:
        yield _table(importer, [[cell] * width])
    for at in range(width):
        row = [_CELLS[other % 5] for other in range(width)]
        yield _table(importer, [row, [*row[:at], "?", *row[at + 1 :]]])
        yield _table(importer, [row[1:]], drop=at)
    mixed = [[_CELLS[(at + by) % len(_CELLS)] for at in range(width)] for by in range(len(_CELLS))]
    yield _table(importer, mixed)
    yield _table(importer, [mixed[0], mixed[0]])


def _cases(subject: Subject) -> list[Case]:
    return [(file,) for file in _files(subject)]


def _found(subject: Subject, file: File) -> list[Any]:
    """What the importer comes upon, the faults that it raises included.

    Raises:
        BrokenLaw: It fails.
    """
    importer: Importer = subject.thing
    found: list[Any] = []
    try:
        request = importer.request(
            file.content,
            file.source,
            on=date(2025, 9, 10),
            org="school-1",
            reader=Shelf(),
            provided=subject.plugins,
        )
        found.extend(found_by(importer, request, subject.plugin.name))
    except InputError as error:
        found.extend(error.faults)
    except PluginError as error:
        raise (error.__cause__ or error) from None
    return found


@IMPORTER_CONTRACT.law(
    "importer.reads_or_says_why",
    Text(
        "文件里不管写了什么，要么读得懂，要么逐格说明错在哪里，不会出错中断",
        "檔案裡不管寫了什麼，要麼讀得懂，要麼逐格說明錯在哪裡，不會出錯中斷",
        "Whatever stands in a file, it is read, or told what is wrong with it; nothing fails.",
    ),
    cases=_cases,
)
def reads_or_says_why(subject: Subject, file: File) -> None:
    """It never fails."""
    _found(subject, file)


@IMPORTER_CONTRACT.law(
    "importer.faults_have_a_place",
    Text(
        "指出的每个错误都写明在哪一格或哪一行，并说明应该怎样写",
        "指出的每個錯誤都寫明在哪一格或哪一列，並說明應該怎樣寫",
        "Each fault names the cell or the row it is in, and what would be right.",
    ),
    cases=_cases,
)
def faults_have_a_place(subject: Subject, file: File) -> None:
    """A fault that stands in a table is in one of its rows."""
    last = file.content.count(b"\n") + 2  # what is not there is missed where it would be
    for fault in _found(subject, file):
        if not isinstance(fault, Fault):
            continue
        holds(fault.where, found=fault, wanted=_A_PLACE)
        holds(str(fault.accepted).strip(), found=fault, wanted=_WHAT_IS_RIGHT)
        if _PLACE.fullmatch(fault.where):
            row = int(re.sub("[A-Z]", "", fault.where))
            holds(1 <= row <= last, found=fault.where, wanted=_A_ROW.format(last=last))


@IMPORTER_CONTRACT.law(
    "importer.same_answer",
    Text(
        "同一份文件总是读出同样的步骤",
        "同一份檔案總是讀出同樣的步驟",
        "The same file is always read as the same steps.",
    ),
    cases=_cases,
)
def same_answer(subject: Subject, file: File) -> None:
    """Read again, and more than a year later."""
    first = _found(subject, file)
    again = _found(subject, file)
    with another_day(subject.plugin):
        later = _found(subject, file)
    for other in (again, later):
        holds(other == first, found=_first_other(other, first), wanted=_first_other(first, other))


@IMPORTER_CONTRACT.law(
    "importer.drops_identity_numbers",
    Text(
        "身份证号码进不了任何一步",
        "身分證號碼進不了任何一步",
        "No national identity number gets into a step.",
    ),
    cases=lambda subject: [(file,) for file in _with_identity(subject.thing)],
)
def drops_identity_numbers(subject: Subject, file: File) -> None:
    """Wherever in the file it stands."""
    for one in _found(subject, file):
        if isinstance(one, ImportStep):
            words = repr((one.arguments, one.reason, one.record))
            holds(IDENTITY_NUMBER not in words, found=_step(one), wanted=_NO_NUMBER)


def _with_identity(importer: Importer) -> Iterator[File]:
    source = f"list{importer.suffixes[0]}" if importer.suffixes else "list"
    usual = ("T001", "林一", "课程", "2", "2025-09-01")
    for at in range(len(importer.columns)):
        for turn in range(len(usual)):
            row = [usual[(other + turn) % len(usual)] for other in range(len(importer.columns))]
            row[at] = IDENTITY_NUMBER
            yield File(source, _table(importer, [row]))


def _first_other(one: list[Any], other: list[Any]) -> str:
    for at, found in enumerate(one):
        if at >= len(other) or other[at] != found:
            return f"[{at}] {_step(found)}"
    return f"{len(one)}"


def _step(found: Any) -> str:
    if isinstance(found, ImportStep):
        given: Mapping[str, Any] = found.arguments
        return f"{found.where}: {found.step.name} {dict(given)!r}"[:300]
    return str(found)[:300]


_A_PLACE = Text("一格或一行，如 B3", "一格或一列，如 B3", "a cell or a row, such as B3")
_WHAT_IS_RIGHT = Text("应该怎样写", "應該怎樣寫", "what would be right")
_A_ROW = Text("第 1 到 {last} 行", "第 1 到 {last} 列", "row 1 to {last}")
_NO_NUMBER = Text("没有身份证号码", "沒有身分證號碼", "no identity number")
