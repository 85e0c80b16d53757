"""Tables on the screen, aligned by rich, which knows how wide Chinese characters are."""

import shutil
import sys
from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text as RichText

from homeroom_plugins.cli.output import harmless

_LEAST_WIDTH = 60


class Table:
    """A table that is filled row by row and then printed.

    Args:
        *heads: The heads of its columns.
        unbroken: Which column, counted from 0, is never broken into lines: one of ids that are
            copied from the screen.
    """

    def __init__(self, *heads: str, unbroken: int | None = None) -> None:
        self._table = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
        for number, head in enumerate(heads):
            whole = number == unbroken
            self._table.add_column(RichText(harmless(head)), overflow="fold", no_wrap=whole)

    def add(self, cells: Iterable[object]) -> None:
        """Add a row; cells are shown as they are, nothing in them is markup."""
        self._table.add_row(*(RichText(harmless("" if c is None else str(c))) for c in cells))

    def show(self) -> None:
        """Print it, in colour only on a terminal, and as wide as that is."""
        width = max(shutil.get_terminal_size((120, 24)).columns, _LEAST_WIDTH)
        console = Console(
            file=sys.stdout,
            width=width,
            markup=False,
            highlight=False,
            emoji=False,
            soft_wrap=False,
        )
        console.print(self._table)
