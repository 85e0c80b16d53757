"""Tables from the text files that spreadsheets export: CSV, in the encodings and with the separators
that are met in schools.

What is read is checked as a table only: every row as long as the header, every column headed once.
What its columns mean is for others. National identity numbers do not get past this module.
"""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Literal, get_args

import attrs

from homeroom_core.errors import Fault, InputError
from homeroom_core.text import Text
from homeroom_plugins.roster.identity import (
    WITHHELD,
    is_identity_header,
    is_identity_number,
    withhold,
)
from homeroom_plugins.roster.place import (
    Column,
    Remark,
    address,
    cell_fault,
    in_order,
    letter_of,
    row_fault,
)

Encoding = Literal["utf-8", "utf-16", "gb18030", "big5"]
"""An encoding that a table may be in."""

ENCODINGS: tuple[Encoding, ...] = get_args(Encoding)

LARGEST_BYTES = 5_000_000
"""A file may be this large; the roster of a large school has some ten thousand bytes."""

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
    called = withhold(name or (source.name if isinstance(source, Path) else "CSV"))
    content = _content(source, called)
    text, used = _decoded(content, encoding, called)
    lines = _lines(text, called)
    header, body = _split(lines, called)
    _check(called, _shape_faults(header, body) + _header_faults(header, body))
    return _table(called, used, lines, header, body)


def _content(source: Path | bytes, called: str) -> bytes:
    if isinstance(source, bytes):
        content = source[: LARGEST_BYTES + 1]
    else:
        try:
            with source.open("rb") as file:
                content = file.read(LARGEST_BYTES + 1)
        except OSError as error:
            raise _refused(called, error.strerror or str(error.errno), _FILE) from None
    if len(content) > LARGEST_BYTES:
        raise _refused(called, f"> {LARGEST_BYTES}", _SMALLER)
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise _refused(called, "Excel", _AS_CSV)
    return content


def _decoded(content: bytes, encoding: Encoding | None, called: str) -> tuple[str, Encoding]:
    if encoding is not None and encoding not in ENCODINGS:
        raise _refused(called, str(encoding), _AN_ENCODING)
    for candidate in (encoding,) if encoding else _candidates(content):
        text = _decode(content, candidate)
        if text is not None and "\0" not in text:
            return text, candidate
    raise _refused(called, encoding or "-", _TEXT)


def _candidates(content: bytes) -> Sequence[Encoding]:
    if content.startswith(codecs.BOM_UTF8):
        return ("utf-8",)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    return ("utf-8", "gb18030")


def _decode(content: bytes, encoding: Encoding) -> str | None:
    """The text, or nothing; the error is not handed on, because it holds the whole file."""
    codec = {"utf-8": "utf-8-sig", "big5": "cp950"}.get(encoding, encoding)
    try:
        return content.decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None


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
                found = withhold(line.cells[place])
                faults.append(cell_fault(line.number, column, found, _cells(width)))
    return faults


def _header_faults(header: _Line, body: list[_Line]) -> list[Fault]:
    faults: list[Fault] = []
    for place, name in enumerate(header.cells):
        column = Column(letter_of(place), withhold(name))
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
        column = Column(letter_of(place), withhold(name))
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
        yield TableRow(
            line.number, {c.letter: withhold(_at(line, places[c.letter])) for c in columns}
        )


def _at(line: _Line, place: int) -> str:
    cell = line.cells[place] if place < len(line.cells) else ""
    return cell if cell.strip() else ""


def _mostly_identities(cells: list[str]) -> bool:
    found = sum(map(is_identity_number, cells))
    return found > 0 and 2 * found >= len(cells)


def _withheld(column: Column, cells: Mapping[int, str]) -> Iterator[Remark]:
    for row, cell in cells.items():
        if withhold(cell) != cell:
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


_FILE = Text("可读取的文件", "可讀取的檔案", "a file that can be read")
_SMALLER = Text("不超过 5 MB 的文件", "不超過 5 MB 的檔案", "a file of at most 5 MB")
_AS_CSV = Text(
    "CSV 文件：请在电子表格中“另存为”CSV（UTF-8）",
    "CSV 檔：請在試算表中「另存新檔」為 CSV（UTF-8）",
    "a CSV file: in the spreadsheet, save it as CSV (UTF-8)",
)
_AN_ENCODING = Text(*(["utf-8, utf-16, gb18030, big5"] * 3))
_TEXT = Text(
    "UTF-8 或 GB18030（GBK）编码的文本；若为大五码，请指明 encoding=big5",
    "UTF-8 或 GB18030（GBK）編碼的文字；若為大五碼，請指明 encoding=big5",
    "text in UTF-8 or GB18030 (GBK); if it is Big5, say so: encoding=big5",
)
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
    "leave it out of the roster",
)
_NUMBER_WITHHELD = Text(
    f"疑似身份证件号码，已以 {WITHHELD} 代替",
    f"疑似身分證件號碼，已以 {WITHHELD} 代替",
    f"what looks like an identity number was replaced by {WITHHELD}",
)
