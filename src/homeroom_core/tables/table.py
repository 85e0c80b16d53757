"""Tables from the text files that spreadsheets export: CSV, with any of the usual separators.

What is read is checked as a table only: every row as long as the header, every column headed once.
What its columns mean is for others. National identity numbers do not get past this module.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

import attrs

from homeroom_core.errors import Fault, InputError
from homeroom_core.tables.encoding import Encoding, read_text
from homeroom_core.tables.identity import (
    WITHHELD,
    is_identity_header,
    is_identity_number,
    withhold,
)
from homeroom_core.tables.place import (
    Column,
    Remark,
    address,
    cell_fault,
    in_order,
    letter_of,
    row_fault,
)
from homeroom_core.tables.wording import readable
from homeroom_core.text import Text

DELIMITERS = (",", ";", "\t")


@attrs.frozen
class TableRow:
    """One row: its number as the spreadsheet shows it, and its cells by letter of the column."""

    number: int
    cells: Mapping[str, str] = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class Table:
    """What a file holds: headed columns and rows of cells, as they are written.

    Attributes:
        source: What the file is called in errors.
        encoding: How it was read.
        columns: In the order of the file, less those that were dropped.
        rows: Those with anything in them, without the header.
        remarks: What was dropped or noticed on the way.
    """

    source: str
    encoding: Encoding
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...] = attrs.field(repr=False)
    remarks: tuple[Remark, ...]


@attrs.frozen
class _Line:
    number: int
    cells: tuple[str, ...] = attrs.field(repr=False)


def read_table(source: Path | bytes, *, name: str = "", encoding: Encoding | None = None) -> Table:
    """Read a table from a file, or from the bytes of one.

    The encoding is told by a byte order mark, else it is UTF-8 if the whole file is, else GB18030
    (which holds GBK and GB2312) if the whole file is. Big5 cannot be told from GB18030, so it has
    to be asked for. The delimiter is the one of comma, semicolon and tab that makes most columns.
    Lines above the header with a single cell are taken for a title, and said so.

    Args:
        source: A file, or its contents.
        name: What to call it in errors; by default the name of the file.
        encoding: The encoding, where it is known; a byte order mark of UTF-8 may still be there.

    Raises:
        InputError: The file cannot be read, is too large, is no text in that encoding or no CSV;
            it is empty; a row is longer or shorter than the header; a header is missing or stands
            twice. Lists every fault with row and column, rows as the spreadsheet counts them.
    """
    called = _safe(name or (source.name if isinstance(source, Path) else "CSV"))
    text, used = read_text(source, called, encoding)
    lines = _lines(text, called)
    header, body = _split(lines, called)
    _check(called, _shape_faults(header, body) + _header_faults(header, body))
    return _table(called, used, lines, header, body)


def _lines(text: str, called: str) -> list[_Line]:
    """The lines of the file that have anything in them."""
    reader = _reader(text, max(DELIMITERS, key=lambda mark: _width(text, mark)), strict=True)
    lines = []
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                lines.append(_Line(number, tuple(cells)))
    except csv.Error:
        _check(called, [row_fault(number + 1, '"', _QUOTES)])
    return lines


def _width(text: str, delimiter: str) -> int:
    """How many columns a delimiter makes of the first lines."""
    try:
        return max(map(len, islice(_reader(text, delimiter, strict=False), 10)), default=0)
    except csv.Error:  # a cell longer than the csv module takes
        return 0


def _reader(text: str, delimiter: str, *, strict: bool) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)


def _split(lines: list[_Line], called: str) -> tuple[_Line, list[_Line]]:
    """The header and what is below it; lines of one cell above it are a title."""
    if not lines:
        raise _refused(called, "-", _NOT_EMPTY)
    heads = (place for place, line in enumerate(lines) if _filled(line) > 1)
    at = next(heads, 0)
    header, body = lines[at], lines[at + 1 :]
    if not body:
        _check(called, [row_fault(header.number + 1, "", _NOT_EMPTY)])
    last = max(place for place, cell in enumerate(header.cells) if cell.strip())
    headed = _Line(header.number, tuple(cell.strip() for cell in header.cells[: last + 1]))
    return headed, body


def _filled(line: _Line) -> int:
    return sum(bool(cell.strip()) for cell in line.cells)


def _shape_faults(header: _Line, body: list[_Line]) -> list[Fault]:
    faults: list[Fault] = []
    width = len(header.cells)
    for line in body:
        if len(line.cells) < width:
            faults.append(row_fault(line.number, str(len(line.cells)), _cells(width)))
        for place in range(width, len(line.cells)):
            if line.cells[place].strip():
                column = Column(letter_of(place), "")
                found = _safe(line.cells[place])
                faults.append(cell_fault(line.number, column, found, _cells(width)))
    return faults


def _header_faults(header: _Line, body: list[_Line]) -> list[Fault]:
    faults: list[Fault] = []
    for place, name in enumerate(header.cells):
        column = Column(letter_of(place), _safe(name))
        if not name and any(_at(line, place) for line in body):
            faults.append(cell_fault(header.number, column, "", _HEADER))
        first = header.cells.index(name)
        if name and first < place and not is_identity_header(name):
            accepted = _HEADED_ONCE.format(other=letter_of(first))
            faults.append(cell_fault(header.number, column, column.header, accepted))
    return faults


def _table(
    called: str, encoding: Encoding, lines: list[_Line], header: _Line, body: list[_Line]
) -> Table:
    remarks = [_title(line) for line in lines if line.number < header.number]
    columns = []
    for place, name in enumerate(header.cells):
        column = Column(letter_of(place), _safe(name))
        cells = {line.number: cell for line in body if (cell := _at(line, place))}
        if is_identity_header(name) or _mostly_identities(list(cells.values())):
            remarks.append(_dropped(column, len(cells)))
        elif name:
            columns.append(column)
            remarks.extend(_withheld(column, cells))
    return Table(
        source=called,
        encoding=encoding,
        columns=tuple(columns),
        rows=tuple(_rows(columns, header, body)),
        remarks=tuple(remarks),
    )


def _rows(columns: list[Column], header: _Line, body: list[_Line]) -> Iterator[TableRow]:
    places = {letter_of(place): place for place in range(len(header.cells))}
    for line in body:
        yield TableRow(line.number, {c.letter: _safe(_at(line, places[c.letter])) for c in columns})


def _at(line: _Line, place: int) -> str:
    cell = line.cells[place] if place < len(line.cells) else ""
    return cell if cell.strip() else ""


def _safe(text: str) -> str:
    return withhold(readable(text))


def _mostly_identities(cells: list[str]) -> bool:
    found = sum(map(is_identity_number, cells))
    return found > 0 and 2 * found >= len(cells)


def _withheld(column: Column, cells: Mapping[int, str]) -> Iterator[Remark]:
    for row, cell in cells.items():
        if _safe(cell) != readable(cell):
            yield Remark(kind="dropped", where=address(row, column), text=_NUMBER_WITHHELD)


def _dropped(column: Column, cells: int) -> Remark:
    return Remark(kind="dropped", where=str(column), text=_COLUMN_DROPPED.format(cells=cells))


def _title(line: _Line) -> Remark:
    return Remark(kind="left_out", where=f"A{line.number}", text=_TITLE)


def _cells(width: int) -> Text:
    return _AS_LONG.format(width=width, last=letter_of(width - 1))


def _check(called: str, faults: list[Fault]) -> None:
    if faults:
        raise InputError(called, tuple(sorted(faults, key=in_order)))


def _refused(called: str, found: str, accepted: Text) -> InputError:
    return InputError(called, (Fault(called, found, accepted),))


_QUOTES = Text(
    "成对的引号：单元格内的引号须写成两个",
    "成對的引號：儲存格內的引號須寫成兩個",
    "quotation marks in pairs: one inside a cell is written twice",
)
_NOT_EMPTY = Text(
    "一行表头和至少一行数据", "一列標題和至少一列資料", "a header and at least one row of data"
)
_HEADER = Text("该列的表头", "該欄的標題", "a header for the column")
_HEADED_ONCE = Text(
    "与{other}列不同的表头", "與{other}欄不同的標題", "another header than that of column {other}"
)
_AS_LONG = Text(
    "与表头一样长：{width} 个单元格，到{last}列为止",
    "與標題一樣長：{width} 個儲存格，到{last}欄為止",
    "as long as the header: {width} cells, up to column {last}",
)
_TITLE = Text("按标题行略过", "視為標題列略過", "taken for a title, and skipped")
_COLUMN_DROPPED = Text(
    "整列为身份证件号码（{cells} 个），未读入，也不会保存；请勿再收集",
    "整欄為身分證件號碼（{cells} 個），未讀入，也不會保存；請勿再蒐集",
    "a column of national identity numbers ({cells} cells): not taken in, kept nowhere; "
    "leave it out of the file",
)
_NUMBER_WITHHELD = Text(
    f"疑似身份证件号码，已以 {WITHHELD} 代替",
    f"疑似身分證件號碼，已以 {WITHHELD} 代替",
    f"what looks like an identity number was replaced by {WITHHELD}",
)
