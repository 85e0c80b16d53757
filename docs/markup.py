"""Module docstrings are written as Markdown: their tables and indented code, said in reStructuredText.

Called by Sphinx for every docstring; those of classes and functions are Google style already.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby


def module_docstring(
    _app: object, what: str, _name: str, _object: object, _options: object, lines: list[str]
) -> None:
    """Rewrite the lines of a module's docstring in place."""
    if what == "module":
        lines[:] = rewritten(lines)


def rewritten(lines: Iterable[str]) -> Iterator[str]:
    """The same lines with tables as `list-table` and indented blocks as literal blocks.

    >>> list(rewritten(["So:", "", "    x = 1"]))
    ['So:', '', '::', '', '    x = 1']
    >>> list(rewritten(["| a | b |", "|---|---|", "| 1 | 2 |"]))[:3]
    ['', '.. list-table::', '   :header-rows: 1']
    """
    literal, blank = False, True
    for is_table, group in groupby(lines, key=lambda line: line.startswith("|")):
        if is_table:
            yield from _table(group)
            continue
        for line in group:
            indented = line.startswith("    ")
            if indented and blank and not literal:
                yield from ("::", "")
            if line.strip():
                literal = indented and (literal or blank)
            blank = not line.strip()
            yield line


def _table(rows: Iterable[str]) -> Iterator[str]:
    yield from ("", ".. list-table::", "   :header-rows: 1", "")
    for row in rows:
        cells = [cell.strip() for cell in row.strip().strip("|").split("|")]
        if not set("".join(cells)) <= set("-: "):
            yield from (f"   {'*' if at == 0 else ' '} - {cell}" for at, cell in enumerate(cells))
    yield ""
