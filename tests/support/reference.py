"""Published cases: data and the answers that were printed, from tests/data/reference/."""

import csv
import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data" / "reference"

Row = dict[str, str]


def rows(case: str) -> list[Row]:
    """The lines of a case's data."""
    with (DATA / f"{case}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expected(case: str) -> dict[str, Any]:
    """What was published (`published`) and what other programs compute (`recomputed`)."""
    found: dict[str, Any] = json.loads((DATA / f"{case}.expected.json").read_text(encoding="utf-8"))
    return found


def table(case: str, key: str) -> dict[str, dict[str, str | None]]:
    """One row an entry: from the column `key` to all other columns; an empty cell is missing."""
    return {
        row[key]: {name: value or None for name, value in row.items() if name != key}
        for row in rows(case)
    }


def printed(value: Any, digits: int) -> float:
    """A value rounded half up as a table prints it, whatever its sign."""
    return round(float(value) + (1e-12 if value >= 0 else -1e-12), digits)
