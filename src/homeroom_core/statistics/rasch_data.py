"""Ratings prepared for the many-facet Rasch model: categories, extremes, and what can be estimated.

A rating belongs to one element of each facet, such as an entry, a judge and a criterion. Points
that were used become categories 0, 1, 2 … without gaps; an element that only got the lowest, or only
the highest, category is extreme: nothing bounds its measure, so it is set aside and estimated last.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from homeroom_core.errors import DisconnectedError, Fault, InputError
from homeroom_core.exact import ratio_from
from homeroom_core.statistics.ratings import Number
from homeroom_core.text import Text, listing

_PRIME = 2**61 - 1

_NUMBER = Text("准确的数", "準確的數", "an exact number")
_FACETS = Text(
    "每个面一个元素：{facets}", "每個面一個元素：{facets}", "one element of each facet: {facets}"
)
_TWO_FACETS = Text(
    "至少两个面，名称各不相同", "至少兩個面，名稱各不相同", "two facets or more, each named once"
)
_TWO_POINTS = Text("至少两种不同的分数", "至少兩種不同的分數", "two different points or more")
_APART = Text(
    "可以分开估计的各面：例如有评委评过不止一个项目",
    "可以分開估計的各面：例如有評委評過不止一個項目",
    "facets that can be told apart, such as judges who marked more than one criterion",
)
_MIDDLE = Text(
    "去掉极端元素后仍有评分", "去掉極端元素後仍有評分", "ratings that are not all extreme"
)


@attrs.frozen
class Rated:
    """One rating: an element of each facet, in the order of the facets, and the points."""

    elements: tuple[str, ...]
    points: Number


@attrs.frozen(kw_only=True)
class RaschData:
    """Ratings as the model sees them.

    Attributes:
        facets: Names of the facets.
        elements: The ids of the elements, facet by facet, in order.
        points: What each category is worth, rising.
        rows: One a rating: the number of its element in each facet, and the category.
    """

    facets: tuple[str, ...]
    elements: tuple[tuple[str, ...], ...]
    points: tuple[Fraction, ...]
    rows: tuple[tuple[tuple[int, ...], int], ...]

    @property
    def top(self) -> int:
        """The highest category."""
        return len(self.points) - 1

    def without_extremes(self) -> tuple["RaschData", tuple[frozenset[int], ...]]:
        """The ratings that bound every measure, and the numbers of the elements set aside.

        Setting an element aside can make another extreme, so this goes on until none is.

        Raises:
            InputError: Nothing is left.
        """
        rows = list(self.rows)
        aside: list[set[int]] = [set() for _ in self.facets]
        while True:
            extreme = self._extreme(rows)
            if not extreme:
                break
            for facet, number in extreme:
                aside[facet].add(number)
            rows = [row for row in rows if not any((f, n) in extreme for f, n in enumerate(row[0]))]
        if not rows:
            raise InputError("ratings", (Fault("ratings", "", _MIDDLE),))
        return attrs.evolve(self, rows=tuple(rows)), tuple(frozenset(one) for one in aside)

    def _extreme(self, rows: Sequence[tuple[tuple[int, ...], int]]) -> set[tuple[int, int]]:
        seen: dict[tuple[int, int], set[int]] = {}
        for numbers, category in rows:
            for facet, number in enumerate(numbers):
                seen.setdefault((facet, number), set()).add(category)
        used = {category for _, category in rows}
        low, high = min(used, default=0), max(used, default=0)
        # One category left altogether leaves nothing to estimate: all are extreme.
        return {key for key, found in seen.items() if found in ({low}, {high})}


def rasch_data(ratings: Iterable[Rated], facets: Sequence[str]) -> RaschData:
    """Read ratings and check that every measure can be estimated.

    Raises:
        InputError: Fewer than two facets, a rating with other facets or points that are no exact
            number, one category only, or facets that cannot be told apart; lists all faults.
        DisconnectedError: Entries (the first facet) and judges (the second) fall into subsets.
    """
    given = tuple(ratings)
    points = [ratio_from(one.points) for one in given]
    wanted = _FACETS.format(facets=listing(facets))
    faults = (
        []
        if 2 <= len(set(facets)) == len(facets)
        else [Fault("facets", ", ".join(facets), _TWO_FACETS)]
    )
    for number, (one, value) in enumerate(zip(given, points, strict=True)):
        if len(one.elements) != len(facets):
            faults.append(Fault(f"ratings[{number}]", ", ".join(one.elements), wanted))
        if value is None:
            faults.append(Fault(f"ratings[{number}].points", str(one.points), _NUMBER))
    worth = sorted({value for value in points if value is not None})
    if len(worth) < 2 and not faults:
        faults.append(Fault("ratings", listing(map(str, worth)).en, _TWO_POINTS))
    if faults:
        raise InputError("ratings", tuple(faults))
    category = {value: n for n, value in enumerate(worth)}
    elements = tuple(tuple(sorted({one.elements[f] for one in given})) for f in range(len(facets)))
    number_of = [{id: n for n, id in enumerate(ids)} for ids in elements]
    rows = tuple(
        (
            tuple(number_of[f][id] for f, id in enumerate(one.elements)),
            category[value],
        )
        for one, value in zip(given, points, strict=True)
        if value is not None
    )
    data = RaschData(facets=tuple(facets), elements=elements, points=tuple(worth), rows=rows)
    _check_subsets(data)
    _check_rank(data)
    return data


def _check_subsets(data: RaschData) -> None:
    """Entries and elements of every other facet that hang together, by union-find."""
    parent = {(f, n): (f, n) for f, ids in enumerate(data.elements) for n in range(len(ids))}

    def root(node: tuple[int, int]) -> tuple[int, int]:
        while parent[node] != node:
            parent[node] = node = parent[parent[node]]
        return node

    for first, second in {(numbers[0], numbers[1]) for numbers, _ in data.rows}:
        parent[root((1, second))] = root((0, first))
    groups: dict[tuple[int, int], tuple[list[str], list[str]]] = {}
    for facet, ids in enumerate(data.elements[:2]):
        for number, id in enumerate(ids):
            groups.setdefault(root((facet, number)), ([], []))[facet].append(id)
    if len(groups) > 1:
        raise DisconnectedError(tuple((tuple(e), tuple(j)) for e, j in groups.values()))


def _check_rank(data: RaschData) -> None:
    """Whether the design has full rank, by elimination modulo a prime.

    Beyond two facets being connected is not enough: where each judge marks one criterion of their
    own, severity and difficulty cannot be told apart.
    """
    offsets = [sum(len(ids) for ids in data.elements[:facet]) for facet in range(len(data.facets))]
    size = sum(len(ids) for ids in data.elements)
    wanted = size - len(data.facets) + 1
    basis: dict[int, dict[int, int]] = {}
    seen: set[tuple[tuple[int, int], ...]] = set()
    for numbers in dict.fromkeys(numbers for numbers, _ in data.rows):
        row = {offset + n: 1 for offset, n in zip(offsets, numbers, strict=True)}
        _reduce(row, basis, seen)
        if len(basis) == wanted:
            return
    fault = Fault("facets", ", ".join(data.facets), _APART)
    raise InputError("ratings", (fault,))


def _reduce(
    row: dict[int, int],
    basis: dict[int, dict[int, int]],
    seen: set[tuple[tuple[int, int], ...]],
) -> None:
    while row:
        lead = min(row)
        pivot = basis.get(lead)
        if pivot is None:
            inverse = pow(row[lead], -1, _PRIME)
            basis[lead] = {column: value * inverse % _PRIME for column, value in row.items()}
            return
        _subtract(row, pivot, row[lead])
        key = tuple(sorted(row.items()))
        if key in seen:
            return
        seen.add(key)


def _subtract(row: dict[int, int], pivot: Mapping[int, int], times: int) -> None:
    for column, value in pivot.items():
        left = (row.get(column, 0) - times * value) % _PRIME
        if left:
            row[column] = left
        else:
            row.pop(column, None)
