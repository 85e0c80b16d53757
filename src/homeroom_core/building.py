"""Building a definition from a table of a data file, with every fault noted that can be found."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, TypeVar

from homeroom_core.criterion import ITEM_SUM, sum_problem
from homeroom_core.errors import DefinitionError
from homeroom_core.exact import exact_sum, ratio_from
from homeroom_core.strict import Table, number_from

T = TypeVar("T")


def built(
    table: Table,
    kind: Callable[..., T],
    fields: Mapping[str, Any],
    items: str | None = None,
    whole: str = "total",
) -> T | None:
    """What the fields make, or `None` if anything in the table is wrong.

    Args:
        table: Where the fields were read from, read to its end.
        kind: What to make of them.
        fields: The arguments, by name.
        items: The key of the list whose maxima have to add up; where something else is wrong they
            are added up nevertheless, so that a wrong sum is not found a round later.
        whole: The key that says what they add up to.
    """
    if not table.sound:
        if items is not None:
            _note_sum(table, items, whole)
        return None
    try:
        return kind(**fields)
    except DefinitionError as error:
        table.refuse("", fields.get("id", ""), error.problem)
        return None


def _note_sum(table: Table, items: str, whole: str) -> None:
    """Note that the items do not add up, as far as their numbers can be read at all."""
    rows, stated = table.value(items), number_from(table.value(whole))
    if stated is None or not isinstance(rows, list | tuple) or not rows:
        return
    maxima = [_worth(row) for row in rows]
    known = [one for one in maxima if one is not None]
    problem = sum_problem(ITEM_SUM, exact_sum(known), stated)
    if len(known) == len(maxima) and problem is not None:
        table.refuse(whole, str(stated), problem)


def _worth(row: object) -> Fraction | None:
    """What one item adds to its whole, or `None` if its numbers cannot be read."""
    if not isinstance(row, Mapping):
        return None
    maximum, weight = number_from(row.get("maximum")), ratio_from(row.get("weight", 1))
    if maximum is None or weight is None or not isinstance(row.get("bonus", False), bool):
        return None
    return Fraction(0) if row.get("bonus") else weight * Fraction(maximum)
