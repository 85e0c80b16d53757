"""The rows of a file for `--each`, read: a row is one step, a column one thing that it asks for.

| header            | what its cells hold |
|-------------------|---------------------|
| `id`              | the record that the step is made with |
| `FIELD`           | an indexed field of that record, where there is no `id` |
| `ARGUMENT`        | an argument; the items of a list are separated by `、` or `;` |
| `ARGUMENT.FIELD`  | one field of an argument that has fields, or one entry of a table |
| `….staff_no`      | a person, by staff number instead of id |
| `as`              | who acts |
| `reason`          | why |
| `(anything)`      | a note for people; it is not read |

A row that fills nothing but fields of lists (`goals.title`) is one more item for the row above it.
Items that need an `id` are numbered where the file has no column for it.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import attrs

from homeroom_core.arguments import Argument, arguments_of
from homeroom_core.codec import JSON
from homeroom_core.errors import Fault, InputError
from homeroom_core.lifecycle import Operation, Transition
from homeroom_core.tables.place import Column, address
from homeroom_core.tables.table import Table, TableRow
from homeroom_core.tables.wording import half_width, trimmed
from homeroom_core.text import Text, listing
from homeroom_plugins.cli.making import NO_SUCH_NUMBER
from homeroom_plugins.cli.rows_error import Problem
from homeroom_plugins.cli.values import (
    STAFF_NO,
    field_types,
    fields_of,
    in_cell,
    is_named,
    is_table,
    item_of,
    listed,
    numbered,
    several,
    takes_people,
    types_of,
)

ID, AS, REASON = "id", "as", "reason"
NOTES = ("(", "（")
"""How the header of a column begins that nobody reads."""

_ARGUMENTS = ("argument", "part", "item")
_Role = Literal["id", "as", "reason", "field", "argument", "part", "item", "note"]


@attrs.frozen(kw_only=True)
class Row:
    """One step, as a file asks for it.

    Attributes:
        number: Number of its first row, as the spreadsheet shows it.
        id: Id of the record; empty where it is looked up.
        found_by: Values of indexed fields by which the record is looked up.
        actor: Who acts, as it is written; empty where the file does not say.
        reason: Why; empty where the file does not say.
        data: What the step asks for, as JSON values.
        places: Where something stands: from an argument's path to the row and the cell.
        problems: What is wrong with its cells.
        unread: The arguments of which a cell could not be read.
    """

    number: int
    id: str = ""
    found_by: Mapping[str, str] = attrs.Factory(dict)
    actor: str = ""
    reason: str = ""
    data: dict[str, JSON] = attrs.Factory(dict)
    places: dict[str, tuple[int, str]] = attrs.Factory(dict)
    problems: list[Problem] = attrs.Factory(list)
    unread: set[str] = attrs.Factory(set)

    def place(self, path: str) -> tuple[int, str]:
        """Row and cell of the value with a path such as `entries[1].on`, or the nearest to it."""
        for known in (path, re.split(r"[\[.]", path)[0]):
            if known in self.places:
                return self.places[known]
        return self.number, f"{self.number} {path}"


@attrs.frozen(kw_only=True)
class _Head:
    """What one column means."""

    column: Column
    role: _Role
    name: str = ""
    field: str = ""
    types: tuple[Any, ...] | None = None
    people: bool = False
    item: Any = None


def read_rows(
    table: Table,
    step: Operation[Any, ...],
    common: Mapping[str, JSON],
    staff: Mapping[str, str],
) -> tuple[Row, ...]:
    """The steps that a table asks for; faults of cells stay with their rows.

    Args:
        table: The file, read as a table.
        step: The creation or transition.
        common: What holds for all rows; it may not be a column as well.
        staff: From staff number to id.

    Raises:
        InputError: A header is not understood, or given twice; lists all.
    """
    heads = _heads(table, step, common)
    items = {head.name: head.item for head in heads if head.role == "item"}
    rows: list[Row] = []
    for line in table.rows:
        filled = [head for head in heads if trimmed(line.cells[head.column.letter])]
        if not filled:
            continue
        goes_on = bool(rows) and all(head.role == "item" for head in filled)
        row = rows.pop() if goes_on else Row(number=line.number, data=dict(common))
        rows.append(_filled(row, line, filled, staff))
    for row in rows:
        row.data.update(
            (name, numbered(row.data[name], item))
            for name, item in items.items()
            if name in row.data
        )
    return tuple(rows)


def _heads(
    table: Table, step: Operation[Any, ...], common: Mapping[str, JSON]
) -> tuple[_Head, ...]:
    asked = {argument.name: argument for argument in arguments_of(step)}
    indexed = step.lifecycle.record.indexed if isinstance(step, Transition) else ()
    heads, faults = [], []
    for column in table.columns:
        head = _head(column, asked, indexed, chooses=isinstance(step, Transition))
        twice = head is not None and head.role in _ARGUMENTS and head.name in common
        if twice and not any(trimmed(line.cells[column.letter]) for line in table.rows):
            continue
        if head is None or twice:
            accepted = _TWICE if head else _known(asked, indexed, step)
            faults.append(Fault(column.letter, column.header, accepted))
        elif head.role != "note":
            heads.append(head)
    if faults:
        raise InputError(table.source, tuple(faults))
    return tuple(heads)


def _head(
    column: Column,
    asked: Mapping[str, Argument],
    indexed: tuple[str, ...],
    *,
    chooses: bool,
) -> _Head | None:
    """What a column means; `None` for one that means nothing here."""
    header = half_width(trimmed(column.header))
    if header.startswith(NOTES):
        return _Head(column=column, role="note")
    if header in (AS, REASON) or (header == ID and chooses):
        return _Head(column=column, role=header)  # type: ignore[arg-type]  # it is one of the three
    name, _, field = header.partition(".")
    argument = asked.get(name)
    if argument is not None:
        return _argument_head(column, argument, field)
    if name in indexed and field in ("", STAFF_NO):
        return _Head(column=column, role="field", name=name, people=bool(field))
    return None


def _argument_head(column: Column, argument: Argument, field: str) -> _Head | None:
    types, name = types_of(argument), argument.name
    if not field:
        return _Head(column=column, role="argument", name=name, types=types)
    if takes_people(argument, field):
        return _Head(column=column, role="argument", name=name, types=types, people=True)
    inner = field_types(argument, field)
    if inner is not None:
        return _Head(column=column, role="part", name=name, field=field, types=inner)
    item = listed(types)
    of, _, number = field.partition(".")
    inner = fields_of(item).get(of) if item is not None and attrs.has(item) else None
    if inner is None or number not in ("", STAFF_NO):
        return None
    people = number == STAFF_NO
    return _Head(
        column=column, role="item", name=name, field=of, types=inner, people=people, item=item
    )


def _filled(row: Row, line: TableRow, heads: list[_Head], staff: Mapping[str, str]) -> Row:
    """A row with what one line says."""
    begun: set[str] = set()
    for head in heads:
        cell = trimmed(line.cells[head.column.letter])
        where = address(line.number, head.column)
        try:
            value = _value(head, cell, staff)
        except InputError as error:
            faults = (attrs.evolve(fault, where=where) for fault in error.faults)
            row.problems.extend(Problem.of_fault(line.number, fault) for fault in faults)
            row.unread.add(head.name)
            continue
        match head.role:
            case "id":
                row = attrs.evolve(row, id=value)
            case "as":
                row = attrs.evolve(row, actor=value)
            case "reason":
                row = attrs.evolve(row, reason=value)
            case "field":
                row = attrs.evolve(row, found_by={**row.found_by, head.name: value})
            case _:
                path = _keep(row.data, head, value, new=head.name not in begun)
                row.places[path] = (line.number, where)
                begun.add(head.name)
    return row


def _keep(data: dict[str, JSON], head: _Head, value: JSON, *, new: bool) -> str:
    """Put a value where it belongs; answers with its path."""
    if head.role == "argument":
        data[head.name] = value
        return head.name
    if head.role == "part":
        data[head.name] = {**data.get(head.name, {}), head.field: value}
        return f"{head.name}.{head.field}"
    items = data.setdefault(head.name, [])
    if new:
        items.append({})
    items[-1][head.field] = value
    return f"{head.name}[{len(items) - 1}].{head.field}"


def _value(head: _Head, cell: str, staff: Mapping[str, str]) -> JSON:
    """What a cell holds.

    Raises:
        InputError: A staff number is nobody's, or it is no JSON where that is needed.
    """
    if head.people:
        many = item_of(head.types or ()) is str
        numbers = [half_width(one) for one in (several(cell) if many else [cell])]
        unknown = [number for number in numbers if number not in staff]
        if unknown:
            raise InputError("", tuple(Fault("", one, NO_SUCH_NUMBER) for one in unknown))
        found = [staff[number] for number in numbers]
        return found if many else found[0]
    if head.types is None:
        return cell if head.role == REASON else half_width(cell)
    return in_cell(head.types, cell if str in head.types else half_width(cell))


def _known(
    asked: Mapping[str, Argument], indexed: tuple[str, ...], step: Operation[Any, ...]
) -> Text:
    chooses = isinstance(step, Transition)
    columns = (header for argument in asked.values() for header in headers_of(argument))
    names = [*([ID, *indexed] if chooses else []), *columns, AS, REASON]
    return _HEADERS.format(known=listing(dict.fromkeys(names)))


def headers_of(argument: Argument, keys: Sequence[str] = ()) -> list[str]:
    """The headers under which an argument is written in a file.

    Args:
        argument: The argument.
        keys: The names in a table of that name, where they are known.

    >>> headers_of(Argument(name="vote", type=Fault, required=True))
    ['vote.where', 'vote.found', 'vote.accepted', 'vote.called']
    """
    types, name = types_of(argument), argument.name
    if is_table(types):
        return [f"{name}.{key}" for key in keys or ("…",)]
    inner = next((one for one in (listed(types), *types) if attrs.has(one)), None)
    if inner is None or is_named(types):
        return [name]
    return [f"{name}.{field}" for field in fields_of(inner)]


_HEADERS = Text(
    "一个列名：{known}；写在括号里的列只供人阅读",
    "一個欄名：{known}；寫在括號裡的欄僅供人閱讀",
    "one of the headers {known}; a header in brackets is a note",
)
_TWICE = Text(
    "只写一次：或作为一列，或用 --arg",
    "只寫一次：或作為一欄，或用 --arg",
    "to be given once: as a column, or with --arg",
)
