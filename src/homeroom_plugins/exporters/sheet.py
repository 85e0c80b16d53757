"""A list of records as CSV that spreadsheets open as it is: in UTF-8 with its mark, heads in words."""

import csv
import io
import re

from homeroom_core.errors import Fault, InputError
from homeroom_core.exporting import ExportRequest, exporter
from homeroom_core.text import Text

BYTE_ORDER_MARK = "\ufeff"
"""Tells a spreadsheet that a file is in UTF-8; without it, Chinese is read in the local encoding."""

_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What a formula may begin with, in full width as well."""

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_ONE_KIND = Text(
    "一份表只能有一类记录：用 --kind 指明一类",
    "一份表只能有一類記錄：用 --kind 指明一類",
    "one kind of record for one sheet: name it with --kind",
)


@exporter(
    "csv",
    label=Text("电子表格名单（CSV）", "試算表名單（CSV）", "List for spreadsheets (CSV)"),
    suffix=".csv",
    media_type="text/csv",
)
def csv_list(request: ExportRequest) -> str:
    """The records of one kind, one a row, in words.

    Raises:
        InputError: More or less than one kind was asked for.
    """
    if len(request.lists) != 1:
        kinds = ", ".join(one.kind for one in request.lists) or "-"
        raise InputError("csv", (Fault("kinds", kinds, _ONE_KIND),))
    (listed,) = request.lists
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(harmless(head.read(request.language)) for head in listed.heads.values())
    for row in listed.rows:
        cells = (row[path].read(request.language) if path in row else "" for path in listed.heads)
        writer.writerow(map(harmless, cells))
    return BYTE_ORDER_MARK + lines.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; a number stays a number.

    Source: OWASP, "CSV Injection".

    >>> harmless("=1+1"), harmless("-5"), harmless("-5+cmd"), harmless("张三")
    ("'=1+1", '-5', "'-5+cmd", '张三')
    """
    if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell
