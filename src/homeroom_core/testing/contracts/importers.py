"""What an importer keeps to: whatever a file holds, it is read alike, or told what is wrong where.

Each is tried on files that are no tables at all, on tables of its own columns with cells of all
kinds, and on rows that it takes in, which are found out by trying. Everything is asked at the desk
of a practice school, and its steps are made there: most of them in a rehearsal.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

import attrs
from hypothesis import strategies as st

from homeroom_core.arguments import arguments_of
from homeroom_core.codec import decode, encode, from_json, to_json
from homeroom_core.errors import InputError, RefusedError
from homeroom_core.families import IMPORTERS
from homeroom_core.files import import_file
from homeroom_core.importing import Importer, ImportStep
from homeroom_core.tables.place import Remark
from homeroom_core.testing.acts import ORG
from homeroom_core.testing.contracts.elsewhen import another_day
from homeroom_core.testing.contracts.given import fits, is_exact, numbers_in
from homeroom_core.testing.contracts.import_files import (
    CELLS,
    ODD_CELLS,
    OTHER_HEADERS,
    OTHER_TABLES,
    PLAIN,
    Answer,
    File,
    Row,
    Taken,
    Writing,
    asked,
    reads_tables,
    source_of,
    table,
    taken_rows,
)
from homeroom_core.testing.contracts.law import Case, Contract, NotTried, Subject, broken, holds
from homeroom_core.testing.contracts.practice import CLERK, school
from homeroom_core.testing.strategies import texts
from homeroom_core.text import Text

IMPORTER_CONTRACT = Contract(IMPORTERS, source=lambda importer: importer.function)

_law = IMPORTER_CONTRACT.law

IDENTITY_NUMBER = "11010519491231002X"
"""The specimen of GB 11643, which is nobody's."""

_PLACE = re.compile(r"[A-Z]{1,3}[0-9]+( .*)?|[0-9]+", re.DOTALL)

_FIRST_ROW = 2
"""The row of the first that stands below the header."""


def _files(subject: Subject) -> Iterator[File]:
    importer: Importer = subject.thing
    source = source_of(importer)
    yield File(source, b"")
    yield File(source, b"\xff\xfe\x00\xd8")
    yield File(source, b"{}")
    yield File(source, "没有,这样,的列\n1,2,3\n".encode())
    if reads_tables(importer):
        yield from (table(importer, rows) for rows in _tables(importer))
        yield from (File(source, content) for content in _without_a_column(importer))
        yield from _nearly_right(subject)


def _tables(importer: Importer) -> Iterator[list[Row]]:
    width = len(importer.columns)
    cells = ("T001", "林一", "2025-09-01", "3", "2.5", *ODD_CELLS)
    yield []
    for cell in cells:
        yield [(cell,) * width]
    for at in range(width):
        row = tuple(cells[other % 5] for other in range(width))
        yield [row, (*row[:at], "?", *row[at + 1 :])]
    mixed = [tuple(cells[(at + by) % len(cells)] for at in range(width)) for by in range(5)]
    yield mixed
    yield [mixed[0], mixed[0]]


def _without_a_column(importer: Importer) -> Iterator[bytes]:
    for at in range(len(importer.columns)):
        fewer = attrs.evolve(
            importer, columns=(*importer.columns[:at], *importer.columns[at + 1 :])
        )
        if fewer.columns:
            yield table(fewer, [CELLS[: len(fewer.columns)]]).content


def _nearly_right(subject: Subject) -> Iterator[File]:
    """Rows that are taken in but for one cell, each cell in turn holding what is odd."""
    try:
        taken = taken_rows(subject)
    except NotTried:
        return
    finally:
        if "fails_at" in subject.known:
            yield subject.known["fails_at"]
    row = taken.rows[0]
    for cell in ODD_CELLS:
        for at in range(len(row)):
            yield table(subject.thing, [_but(row, at, cell)], taken.writing)


def _but(row: Row, at: int, cell: str) -> Row:
    return (*row[:at], cell, *row[at + 1 :])


def _cases(subject: Subject) -> Iterator[Case]:
    """One after the other: what makes the later ones has asked the importer a good deal."""
    yield from ((file,) for file in _files(subject))


def _any_files(subject: Subject) -> st.SearchStrategy[Case]:
    """Tables of a few rows, the cells of which are usual, odd, or any text."""
    importer: Importer = subject.thing
    if not reads_tables(importer):
        raise NotTried(_NO_TABLES)
    cell = st.sampled_from(CELLS) | st.sampled_from(ODD_CELLS) | texts()
    rows = st.lists(st.tuples(*[cell] * len(importer.columns)), min_size=1, max_size=3)
    return st.tuples(rows.map(lambda found: table(importer, found)))


@_law(
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
    first = asked(subject, file)
    again = asked(subject, file)
    with another_day(subject.plugin):
        later = asked(subject, file)
    for other in (again, later):
        holds(
            other.told() == first.told(),
            found=_first_other(other.told(), first.told()),
            wanted=_first_other(first.told(), other.told()),
        )


@_law(
    "importer.reads_or_says_why",
    Text(
        "文件里不管写了什么，要么读得懂，要么逐格说明错在哪里，不会出错中断",
        "檔案裡不管寫了什麼，要麼讀得懂，要麼逐格說明錯在哪裡，不會出錯中斷",
        "Whatever stands in a file, it is read, or told what is wrong with it; nothing fails.",
    ),
    cases=_cases,
    drawn=_any_files,
    examples=20,
)
def reads_or_says_why(subject: Subject, file: File) -> None:
    """It never fails, nor does a step by what it was given."""
    asked(subject, file)


@_law(
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
    for fault in asked(subject, file).faults:
        holds(fault.where, found=fault, wanted=_A_PLACE)
        holds(str(fault.accepted).strip(), found=fault, wanted=_WHAT_IS_RIGHT)
        if _PLACE.fullmatch(fault.where):
            row = _row(fault.where) or 0
            holds(1 <= row <= last, found=fault.where, wanted=_A_ROW.format(last=last))


@_law(
    "importer.looks_up_afresh",
    Text(
        "要查的人和记录，每次都到所在单位现查，不沿用上一次查到的",
        "要查的人和記錄，每次都到所在單位現查，不沿用上一次查到的",
        "What it looks up, it looks up where and when it is asked: another school has other ids.",
    ),
)
def looks_up_afresh(subject: Subject) -> None:
    """In two schools, in which the same staff numbers belong to other ids."""
    taken = taken_rows(subject)
    cells, file = taken.rows[0], table(subject.thing, taken.rows[:1], taken.writing)
    here, there = school(subject), school(subject, backwards=True)
    told = []
    for at in (here, there, here):
        names = {id: number for id, number in at.names().items() if id not in cells}
        told.append(asked(subject, file, at).told(names))
    for other in told[1:]:
        holds(
            other == told[0],
            found=_first_other(other, told[0]),
            wanted=_first_other(told[0], other),
        )


def _some_rows(subject: Subject) -> list[Case]:
    """Rows that are taken in, all different, then two that are alike in one column; and another."""
    taken = taken_rows(subject)
    if len(taken.rows) < _TO_COMPARE:
        raise NotTried(_ALL_ALIKE)
    first, other, spare = taken.rows
    found = [((first, other), spare), ((other, first), spare)]
    for at, cell in enumerate(first):
        alike, instead = _but(other, at, cell), _but(spare, at, cell)
        if alike not in (other, first) and _taken(subject, taken, alike, instead):
            found.append(((first, alike), instead))
    return [(_Rows(subject.thing, rows, taken.writing), row) for rows, row in found]


_TO_COMPARE = 3
"""So many rows are needed: two in a table, and one to take the place of either."""


def _taken(subject: Subject, taken: Taken, *rows: Row) -> bool:
    """Whether each of these rows is taken in alone."""
    tables = (table(subject.thing, [row], taken.writing) for row in rows)
    return all(asked(subject, one).taken for one in tables)


@attrs.frozen
class _Rows:
    """Some rows of a table, which can be written with and without one of them."""

    importer: Importer = attrs.field(repr=False)
    rows: tuple[Row, ...]
    writing: Writing = PLAIN

    def file(self) -> File:
        return table(self.importer, self.rows, self.writing)

    def lines(self) -> Iterator[Text]:
        yield from self.file().lines()


@_law(
    "importer.passes_over_nothing",
    Text(
        "没有一行被悄悄略过：每一行都成为步骤，或写明为什么没有",
        "沒有一列被悄悄略過：每一列都成為步驟，或寫明為什麼沒有",
        "No row is passed over in silence: each makes a difference, or it is told why not.",
    ),
    cases=_some_rows,
)
def passes_over_nothing(subject: Subject, rows: _Rows, spare: Row) -> None:
    """With another row in the place of any, the answer is another one."""
    whole = asked(subject, rows.file()).told()
    for at in range(len(rows.rows)):
        changed = (*rows.rows[:at], spare, *rows.rows[at + 1 :])
        other = asked(subject, attrs.evolve(rows, rows=changed).file()).told()
        number = at + _FIRST_ROW + rows.writing.blank
        holds(
            whole != other,
            found=_LOST.format(row=number, other=", ".join(spare)),
            wanted=_STEP_OR_WORD,
        )


def _one_wrong(subject: Subject) -> list[Case]:
    """For each column, a row that is taken in but for that cell, which cannot be read."""
    taken = taken_rows(subject)
    width = len(taken.rows[0])
    return [
        (_Rows(subject.thing, (_but(taken.rows[0], at, "?"),), taken.writing),)
        for at in range(width)
    ]


@_law(
    "importer.tells_what_it_cannot_read",
    Text(
        "读不懂的一格会被指出，而不是连同整行丢掉",
        "讀不懂的一格會被指出，而不是連同整列丟掉",
        "A cell that it cannot read is told, not dropped along with its row.",
    ),
    cases=_one_wrong,
)
def tells_what_it_cannot_read(subject: Subject, rows: _Rows) -> None:
    """Such a row above a good one makes a difference."""
    good = taken_rows(subject).rows[-1]
    alone = asked(subject, attrs.evolve(rows, rows=(good,)).file()).told()
    both = asked(subject, attrs.evolve(rows, rows=(*rows.rows, good)).file()).told()
    holds(alone != both, found=_NOTHING, wanted=_STEP_OR_WORD)


@_law(
    "importer.tells_every_fault",
    Text(
        "一次列出所有有错的行，而不是遇到第一处就停",
        "一次列出所有有錯的列，而不是遇到第一處就停",
        "All rows that are wrong are told at once, not the first of them only.",
    ),
    cases=_one_wrong,
)
def tells_every_fault(subject: Subject, rows: _Rows) -> None:
    """Two rows with the same fault, and a good one between them.

    Raises:
        NotTried: The law is not about what is tried; it says why.
    """
    alone = [row for fault in asked(subject, rows.file()).faults if (row := _row(fault.where))]
    if _FIRST_ROW + rows.writing.blank not in alone:
        raise NotTried(_NOTHING_WRONG)
    (wrong,), good = rows.rows, taken_rows(subject).rows[-1]
    three = attrs.evolve(rows, rows=(wrong, good, wrong))
    told = {_row(fault.where) for fault in asked(subject, three.file()).faults}
    first = _FIRST_ROW + rows.writing.blank
    holds(
        {first, first + 2} <= told,
        found=_ROWS.format(rows=sorted(row for row in told if row)),
        wanted=_ROWS.format(rows=[first, first + 2]),
    )


@_law(
    "importer.names_the_row",
    Text(
        "每一步、每个错误写的行号，就是它在电子表格里的那一行；空行也算",
        "每一步、每個錯誤寫的列號，就是它在試算表裡的那一列；空列也算",
        "Steps and faults name the row that they come from, as the spreadsheet counts: empty rows too.",
    ),
    cases=lambda subject: [
        *((_Rows(subject.thing, (row,), _with_blanks(subject)),) for row in _taken_first(subject)),
        *((attrs.evolve(rows, writing=_with_blanks(subject)),) for (rows,) in _one_wrong(subject)),
    ],
)
def names_the_row(subject: Subject, rows: _Rows) -> None:
    """There is one row only, below two that are empty; the header may be named as well."""
    row = _FIRST_ROW + rows.writing.blank
    answer = asked(subject, rows.file())
    for step in answer.steps:
        holds(_row(step.where) == row, found=_step(step), wanted=_AT_ROW.format(row=row))
    for fault in answer.faults:
        at = _row(fault.where)
        holds(at in (None, 1, row), found=_step(fault), wanted=_AT_ROW.format(row=row))


def _taken_first(subject: Subject) -> Sequence[Row]:
    return taken_rows(subject).rows[:1]


def _with_blanks(subject: Subject) -> Writing:
    return attrs.evolve(taken_rows(subject).writing, blank=2)


@_law(
    "importer.any_table",
    Text(
        "同一张表换一种编码或分隔符保存，读出来是同样的步骤",
        "同一張表換一種編碼或分隔符號儲存，讀出來是同樣的步驟",
        "The same table is read alike in whatever encoding, with whatever separator it was saved.",
    ),
    cases=lambda _subject: [(one,) for one in (PLAIN, *OTHER_TABLES)],
)
def any_table(subject: Subject, writing: Writing) -> None:
    """In UTF-8 with its mark, in GB18030, in UTF-16; with commas, semicolons and tabs."""
    _read_alike(subject, writing)


@_law(
    "importer.goes_by_headers",
    Text(
        "按表头认列：列换了次序、换了语言、多出别的列，读出来都一样",
        "按表頭認欄：欄換了次序、換了語言、多出別的欄，讀出來都一樣",
        "Columns are known by their headers: in any order, in any language, with others among them.",
    ),
    cases=lambda subject: [
        (one,)
        for one in (
            Writing(extra=True),
            Writing(order=tuple(reversed(range(len(taken_rows(subject).rows[0]))))),
            *OTHER_HEADERS,
        )
    ],
)
def goes_by_headers(subject: Subject, writing: Writing) -> None:
    """The columns that are declared, wherever they stand and whatever they are called."""
    if taken_rows(subject).writing.heads == PLAIN.heads:
        writing = attrs.evolve(
            taken_rows(subject).writing,
            heads=writing.heads,
            order=writing.order,
            extra=writing.extra,
        )
    _read_alike(subject, writing)


def _read_alike(subject: Subject, writing: Writing) -> None:
    taken = taken_rows(subject)
    for rows in {taken.rows[:1], taken.rows}:
        usual = asked(subject, table(subject.thing, rows, taken.writing))
        other = asked(subject, file := table(subject.thing, rows, writing))
        same = other.steps_told() == usual.steps_told() and len(other.faults) == len(usual.faults)
        if not same:
            _not_alike(file, other, usual)


def _not_alike(file: File, other: Answer, usual: Answer) -> None:
    broken(
        found=_first_other([*other.told(), "-"], usual.told()),
        wanted=_first_other([*usual.told(), "-"], other.told()),
        example=file.lines(),
    )


@_law(
    "importer.steps_fit",
    Text(
        "交给每一步的都是它要的：参数名称、类型都对，存下来再读回是同一份",
        "交給每一步的都是它要的：參數名稱、類型都對，存下來再讀回是同一份",
        "Each step is given what it asks for, of the right type: what it makes comes back from JSON "
        "as it is.",
    ),
    cases=lambda subject: _with_fractions(subject),  # it stands below
)
def steps_fit(subject: Subject, rows: _Rows) -> None:
    """Made in a school, what was made is read back; no number went through a float."""
    answer = asked(subject, rows.file())
    for step in answer.steps:
        for number in numbers_in(dict(step.arguments)):
            holds(is_exact(number), found=_step(step), wanted=_EXACT)
        for asks in arguments_of(step.step):
            given = step.arguments.get(asks.name)
            right = asks.name not in step.arguments or fits(given, asks.type)
            holds(right, found=f"{step.where}: {asks.name}={given!r}", wanted=asks.type)
    at = school(subject)
    import_file_of(subject, rows.file(), at)
    with at.office.reading(ORG) as reading:
        for lifecycle in at.office.lifecycles_of(ORG).values():
            for record in reading.find(lifecycle.record):
                again = from_json(lifecycle.record, decode(encode(to_json(record))))
                holds(again == record, found=repr(record)[:300], wanted=repr(again)[:300])


def _with_fractions(subject: Subject) -> list[Case]:
    """Rows that are taken in; then, in each cell, a number that no float is equal to."""
    taken = taken_rows(subject)
    rows = [_but(taken.rows[0], at, "0.1") for at in range(len(taken.rows[0]))]
    return [
        (_Rows(subject.thing, found, taken.writing),)
        for found in (taken.rows, *((row,) for row in rows if _taken(subject, taken, row)))
    ]


def import_file_of(subject: Subject, file: File, at: Any) -> bool:
    """Import a file for good; whether anything was taken in.

    Raises:
        Exception: Whatever the importer fails with.
    """
    try:
        made = import_file(at.office, ORG, subject.name, file.content, file.source, by=CLERK)
    except (InputError, RefusedError):
        return False
    return bool(made.steps)


@_law(
    "importer.twice",
    Text(
        "同一份文件导入第二次，不会把什么都再做一遍：不变、被拒绝，或逐行说明",
        "同一份檔案匯入第二次，不會把什麼都再做一遍：不變、被拒絕，或逐列說明",
        "A file that is imported again makes nothing twice: nothing changes, it is refused, or told "
        "row by row.",
    ),
    cases=lambda subject: [
        (_Rows(subject.thing, taken_rows(subject).rows[:1], taken_rows(subject).writing),)
    ],
)
def twice(subject: Subject, rows: _Rows) -> None:
    """Eight days later, the same file once more.

    Raises:
        NotTried: The law is not about what is tried; it says why.
    """
    at, file = school(subject), rows.file()
    if not import_file_of(subject, file, at):
        raise NotTried(_NOTHING_WRONG)
    first = at.contents()
    at.clock.advance(days=8)
    told = [one for one in asked(subject, file, at).found if isinstance(one, Remark)]
    import_file_of(subject, file, at)
    second = at.contents()
    more = [id for id in second if second[id] != first.get(id)]
    holds(
        not more or any(one.kind in ("check", "to_do") for one in told),
        found=_AGAIN.format(records=", ".join(more)),
        wanted=_ONCE,
    )


@_law(
    "importer.drops_identity_numbers",
    Text(
        "身份证号码进不了任何一步",
        "身分證號碼進不了任何一步",
        "No national identity number gets into a step.",
    ),
    cases=lambda subject: [(file,) for file in _with_identity(subject)],
)
def drops_identity_numbers(subject: Subject, file: File) -> None:
    """Wherever in the file it stands."""
    for one in asked(subject, file).steps:
        words = repr((one.arguments, one.reason, one.record))
        holds(IDENTITY_NUMBER not in words, found=_step(one), wanted=_NO_NUMBER)


def _with_identity(subject: Subject) -> Iterator[File]:
    importer: Importer = subject.thing
    usual = ("T001", "林一", "课程", "2", "2025-09-01")
    width = len(importer.columns)
    rows = [tuple(usual[(at + turn) % 5] for at in range(width)) for turn in range(5)]
    if reads_tables(importer):
        with suppress(NotTried):
            rows = [*taken_rows(subject).rows[:1], *rows]
    for row in rows:
        for at in range(width):
            for cell in (IDENTITY_NUMBER, f"林一 {IDENTITY_NUMBER}"):
                yield table(importer, [_but(row, at, cell)])


def _row(where: str) -> int | None:
    found = re.match(r"[A-Z]{0,3}([0-9]+)\b", where)
    return int(found[1]) if found else None


def _first_other(one: Sequence[str], other: Sequence[str]) -> str:
    more = Counter(one) - Counter(other)
    return next(iter(more), str(len(one)))[:300]


def _step(found: Any) -> str:
    if isinstance(found, ImportStep):
        given: Mapping[str, Any] = found.arguments
        return f"{found.where}: {found.step.name} {dict(given)!r}"[:300]
    return str(found)[:300]


_NO_TABLES = Text(
    "它不按自己声明的列读表",
    "它不按自己宣告的欄讀表",
    "it does not read tables by columns that it declares",
)
_A_PLACE = Text("一格或一行，如 B3", "一格或一列，如 B3", "a cell or a row, such as B3")
_WHAT_IS_RIGHT = Text("应该怎样写", "應該怎樣寫", "what would be right")
_A_ROW = Text("第 1 到 {last} 行", "第 1 到 {last} 列", "row 1 to {last}")
_NO_NUMBER = Text("没有身份证号码", "沒有身分證號碼", "no identity number")
_LOST = Text(
    "第 {row} 行换成别的（{other}），结果还是一样，也没有说明",
    "第 {row} 列換成別的（{other}），結果還是一樣，也沒有說明",
    "whether this or something else ({other}) stands in row {row}, it comes to the same, and "
    "nothing is said of it",
)
_ALL_ALIKE = Text(
    "没有试出三行不同的、它能接收的内容",
    "沒有試出三列不同的、它能接收的內容",
    "no three rows were found that it takes in",
)
_NOTHING = Text("没有步骤，也没有说明", "沒有步驟，也沒有說明", "no step, and no word about it")
_STEP_OR_WORD = Text(
    "一个步骤，或一处 Fault、Remark 说明原因",
    "一個步驟，或一處 Fault、Remark 說明原因",
    "a step, or a Fault or a Remark that says why not",
)
_ROWS = Text("指出第 {rows} 行", "指出第 {rows} 列", "rows {rows} are told")
_AT_ROW = Text("第 {row} 行", "第 {row} 列", "row {row}")
_NOTHING_WRONG = Text(
    "没有可用来试的行", "沒有可用來試的列", "there is no row that it could be tried on"
)
_EXACT = Text(
    "精确的数：由文字直接得来（Decimal(text)），不经过 float",
    "精確的數：由文字直接得來（Decimal(text)），不經過 float",
    "an exact number, made from the text itself (Decimal(text)), without a float",
)
_AGAIN = Text(
    "第二次又建立或改动了 {records}",
    "第二次又建立或改動了 {records}",
    "the second time it makes or changes {records}",
)
_ONCE = Text(
    "不变或被拒绝：先用 request.reader 查是否已有",
    "不變或被拒絕：先用 request.reader 查是否已有",
    "no change, or a refusal: look by request.reader for what is there already",
)
