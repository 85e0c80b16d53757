"""Where something stands in a spreadsheet, what is wrong there, and what was noticed there."""

from typing import Literal

import attrs

from homeroom_core.errors import Fault
from homeroom_core.text import Text

RemarkKind = Literal["dropped", "left_out", "repaired", "check", "to_do"]
"""What a remark is about.

- `dropped`: national identity numbers, which never got in;
- `left_out`: a column that the importer has no use for;
- `repaired`: a cell that was read differently from how it is written;
- `check`: something that may be wrong and that somebody should look at;
- `to_do`: something the file asks for that an import does not do by itself, and what would.
"""


@attrs.define(slots=False)
class CellFault(Fault):
    """A fault of one cell, row or column of a spreadsheet.

    Attributes:
        row: Number of the row, as the spreadsheet shows it: the first is 1.
        letter: Letter of the column; empty for a whole row.
        header: Header of the column; empty where it has none.
    """

    row: int = 0
    letter: str = ""
    header: str = ""


@attrs.frozen(kw_only=True)
class Remark:
    """Something worth saying about a file that does not keep it from being imported.

    Attributes:
        kind: What it is about; see `RemarkKind`.
        where: The cell or column, as `address` writes it, or what else it is about, such as a staff number.
        text: What was noticed, and what to do where something is to be done.
    """

    kind: RemarkKind
    where: str
    text: Text

    def __str__(self) -> str:
        return f"{self.where}: {self.text}"


@attrs.frozen
class Column:
    """One column of a table: its letter in the spreadsheet, and its header."""

    letter: str
    header: str

    def __str__(self) -> str:
        return f"{self.letter} {self.header}".strip()


def address(row: int, column: Column) -> str:
    """A cell, as spreadsheets write it, with the header of its column.

    >>> address(3, Column("D", "职称"))
    'D3 职称'
    """
    return f"{column.letter}{row} {column.header}".strip()


def letter_of(index: int) -> str:
    """The letter of a column, counted from 0.

    >>> letter_of(0), letter_of(25), letter_of(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    while index >= 0:
        letters = chr(ord("A") + index % 26) + letters
        index = index // 26 - 1
    return letters


def cell_fault(row: int, column: Column, found: str, accepted: Text) -> CellFault:
    """The fault of one cell."""
    where = address(row, column)
    return CellFault(where, _short(found), accepted, row, column.letter, column.header)


def row_fault(row: int, found: str, accepted: Text) -> CellFault:
    """The fault of a whole row, which is placed at its first cell."""
    return CellFault(f"A{row}", _short(found), accepted, row)


def in_order(fault: Fault) -> tuple[int, int, str]:
    """Sorting key of faults: by row, then by column."""
    if isinstance(fault, CellFault):
        return fault.row, len(fault.letter), fault.letter
    return 0, 0, fault.where


def _short(found: str) -> str:
    return found if len(found) <= 60 else f"{found[:57]}..."
