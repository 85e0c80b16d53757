"""Files that are handed in with a step: `--arg goals=@goals.csv`, `--args @notice.toml`.

| ending | what it holds |
|--------|---------------|
| .json  | a JSON value |
| .toml  | a table; `8.50` keeps its digits, a date is written bare |
| .csv   | a table with a header row: a list of rows, by the names in the header |
| other  | a text |

They are read in UTF-8 or in GB18030, which Excel writes in China.
"""

import csv
import io
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path

from homeroom_core.codec import JSON, decode
from homeroom_core.errors import Fault, InputError
from homeroom_core.tables.encoding import read_text
from homeroom_core.text import Text

MARK = "@"
"""What stands before the name of a file; a value that begins with it is written with two."""


def read_file(path: Path) -> JSON:
    """What a file holds, as JSON values; how it is read hangs on its ending.

    Raises:
        InputError: It cannot be read, or does not hold what its ending says.
    """
    text, _ = read_text(path, path.name)
    match path.suffix.lower():
        case ".json":
            return decode(text, source=path.name)
        case ".toml":
            return from_toml(text, source=path.name)
        case ".csv":
            return _rows(text, path.name)
        case _:
            return text.rstrip("\r\n")


def from_toml(text: str, *, source: str) -> dict[str, JSON]:
    r"""The JSON values of a TOML text: decimals keep their digits, dates become text.

    Raises:
        InputError: It is no TOML.

    >>> from_toml("points = 8.50\nfrom = 2025-09-01", source="example")
    {'points': '8.50', 'from': '2025-09-01'}
    """
    try:
        data = tomllib.loads(text, parse_float=str)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise InputError(source, (Fault("-", str(error)[:80], _TOML),)) from error
    return {name: _as_json(value) for name, value in data.items()}


def _as_json(value: object) -> JSON:
    if isinstance(value, Mapping):
        return {name: _as_json(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_as_json(one) for one in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def _rows(text: str, source: str) -> list[dict[str, str]]:
    """The rows of a CSV text by the names in its header, less the cells that are empty."""
    header, *rows = list(csv.reader(io.StringIO(text, newline=""))) or [[]]
    names = [name.strip() for name in header]
    if not all(names) or len(set(names)) < len(names):
        raise InputError(source, (Fault("1", ",".join(header), _HEADER),))
    wide = [number for number, row in enumerate(rows, 2) if len(row) > len(names)]
    if wide:
        cells = _CELLS.format(count=len(names))
        raise InputError(source, tuple(Fault(str(n), ",".join(rows[n - 2]), cells) for n in wide))
    found = ({n: c.strip() for n, c in zip(names, row, strict=False) if c.strip()} for row in rows)
    return [row for row in found if row]


_TOML = Text("有效的 TOML", "有效的 TOML", "valid TOML")
_HEADER = Text(
    "第一行是表头：每列一个名称，互不相同",
    "第一列是表頭：每欄一個名稱，互不相同",
    "a header row: a name for each column, no two the same",
)
_CELLS = Text("最多 {count} 格的一行", "最多 {count} 格的一列", "a row of {count} cells at most")
