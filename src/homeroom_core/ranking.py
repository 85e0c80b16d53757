"""Places from exact values: ranking conventions, and chains that break ties.

A chain never reorders entries whose values differ; what it cannot part shares its place, which is a
legal end.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import ClassVar, Literal, get_args

import attrs

from homeroom_core.text import Text

Convention = Literal["standard", "modified", "dense"]
"""How places go on after a tie: 1 2 2 4, 1 3 3 4, or 1 2 2 3."""

CONVENTIONS: tuple[Convention, ...] = get_args(Convention)

Group = tuple[str, ...]
"""Ids of entries that share a place, sorted."""

Splitter = Callable[[Group], Mapping[str, Fraction]]
"""One link of a chain: a value for each of the tied entries, the higher the better."""


@attrs.frozen(kw_only=True)
class Broken:
    """One tie that a link of the chain looked at.

    Attributes:
        link: Name of the link.
        values: What it saw for each of the tied entries.
        parted: Whether at least two of them differ.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "values": Text("比较值", "比較值", "Values compared"),
    }
    field_families: ClassVar[Mapping[str, str]] = {"link": "tie_breaker"}

    link: str
    values: Mapping[str, Fraction]
    parted: bool


def groups_of(
    values: Mapping[str, Fraction], chain: Sequence[tuple[str, Splitter]] = ()
) -> tuple[tuple[Group, ...], tuple[Broken, ...]]:
    """Entries in order of their values, best first, ties parted by the chain as far as it can.

    Args:
        values: From entry to the value it is ranked on, the higher the better.
        chain: Links by name, asked in this order; each sees only the entries still tied.

    Returns:
        The groups that share a place, and what each link saw, in the order of the places.

    >>> groups_of({"a": Fraction(9), "b": Fraction(7), "c": Fraction(7)})[0]
    (('a',), ('b', 'c'))
    """
    log: list[Broken] = []
    parted = [
        part for group in _by_value(tuple(values), values) for part in _break(group, chain, log)
    ]
    return tuple(parted), tuple(log)


def ranks(groups: Sequence[Group], convention: Convention = "standard") -> dict[str, int]:
    """The place of each entry, 1 for the best.

    >>> groups = (("a",), ("b", "c"), ("d",))
    >>> [list(ranks(groups, c).values()) for c in ("standard", "modified", "dense")]
    [[1, 2, 2, 4], [1, 3, 3, 4], [1, 2, 2, 3]]
    """
    places: dict[str, int] = {}
    for number, group in enumerate(groups, 1):
        before = len(places)
        place = {"standard": before + 1, "modified": before + len(group), "dense": number}
        places.update(dict.fromkeys(group, place[convention]))
    return places


def fractional_ranks(groups: Sequence[Group]) -> dict[str, Fraction]:
    """The mean place of each entry: tied entries share the mean of the places they take up.

    The places always add up to n(n+1)/2.

    >>> [str(place) for place in fractional_ranks((("a",), ("b", "c"), ("d",))).values()]
    ['1', '5/2', '5/2', '4']
    """
    places: dict[str, Fraction] = {}
    for group in groups:
        mean = Fraction(2 * len(places) + len(group) + 1, 2)
        places.update(dict.fromkeys(group, mean))
    return places


def _by_value(entries: Sequence[str], values: Mapping[str, Fraction]) -> list[Group]:
    shared: dict[Fraction, list[str]] = {}
    for entry in sorted(entries):
        shared.setdefault(values[entry], []).append(entry)
    return [tuple(shared[value]) for value in sorted(shared, reverse=True)]


def _break(group: Group, chain: Sequence[tuple[str, Splitter]], log: list[Broken]) -> list[Group]:
    if len(group) == 1 or not chain:
        return [group]
    (name, split), *rest = chain
    values = dict(split(group))
    parts = _by_value(group, values)
    log.append(Broken(link=name, values=values, parted=len(parts) > 1))
    return [one for part in parts for one in _break(part, rest, log)]
