"""Krippendorff's alpha at four levels of measurement, with missing ratings; exact in fractions."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import lcm
from typing import Any, Literal, get_args

import attrs

from homeroom_core.errors import Fault, InputError
from homeroom_core.statistics.ratings import read_ratings
from homeroom_core.text import Text, listing

MeasurementLevel = Literal["nominal", "ordinal", "interval", "ratio"]
"""What may be said of two ratings: same or not; which is higher; by how much; by what factor."""

MEASUREMENT_LEVELS: tuple[MeasurementLevel, ...] = get_args(MeasurementLevel)
_NOT_NEGATIVE = Text(
    "比率尺度上的数不能为负", "比率尺度上的數不能為負", "no negative number at the level 'ratio'"
)
_ONE_OF = Text("下列之一：{known}", "下列之一：{known}", "one of: {known}")


@attrs.frozen(kw_only=True)
class Alpha:
    """Krippendorff's alpha of one table.

    Attributes:
        level: The level of measurement.
        value: 1 for perfect agreement, 0 for what chance would give, negative for less than that;
            `None` where all ratings are alike, since nothing then can be told.
        pairable: How many ratings could be compared with another of the same entry.
        unpaired: Entries with fewer than two ratings; they do not count.
    """

    level: MeasurementLevel
    value: Fraction | None
    pairable: int
    unpaired: tuple[str, ...]


def krippendorff_alpha(
    ratings: Mapping[str, Mapping[str, Any]],
    *,
    level: MeasurementLevel = "interval",
    grades: Sequence[Hashable] = (),
) -> Alpha:
    """Agreement of any number of judges, each pair of ratings of an entry compared.

    Args:
        ratings: From entry to judge to rating; `None`, or no key, is missing. At the level
            `nominal` anything that can be compared for equality, else exact numbers.
        level: The level of measurement.
        grades: At the level `ordinal`: the words that were used, the worst first, where ratings are
            words and not numbers.

    Raises:
        InputError: The level is not known, a rating is none of the grades, or a rating is no exact number, or is negative at the
            level `ratio`.

    Source: K. Krippendorff (2011), Computing Krippendorff's Alpha-Reliability.

    >>> alpha = krippendorff_alpha({"a": {"x": 1, "y": 2}, "b": {"x": 3, "y": 3}, "c": {"x": 2}})
    >>> alpha.value, alpha.unpaired
    (Fraction(8, 11), ('c',))
    """
    if level not in MEASUREMENT_LEVELS:
        fault = Fault("level", str(level), _ONE_OF.format(known=listing(MEASUREMENT_LEVELS)))
        raise InputError("agreement", (fault,))
    if grades:
        ratings = _graded(ratings, grades)
    rows = _rows(ratings, level)
    units = [row for row in rows.values() if len(row) > 1]
    everything = [value for row in units for value in row]
    disagreement = _DISAGREEMENT[level]
    if level == "ordinal":
        units = _as_ranks(units, everything)
        everything = [value for row in units for value in row]
    expected = disagreement(everything) if everything else Fraction(0)
    observed = sum((disagreement(row) / (len(row) - 1) for row in units), Fraction(0))
    return Alpha(
        level=level,
        value=1 - (len(everything) - 1) * observed / expected if expected else None,
        pairable=len(everything),
        unpaired=tuple(entry for entry, row in rows.items() if len(row) < 2),
    )


def _graded(
    ratings: Mapping[str, Mapping[str, Any]], grades: Sequence[Hashable]
) -> dict[str, dict[str, int | None]]:
    """Each word by its number, the worst 1."""
    known = _ONE_OF.format(known=listing(map(str, grades)))
    number: dict[Any, int | None] = {grade: at for at, grade in enumerate(grades, 1)}
    number.setdefault(None, None)
    faults = [
        Fault(f"entry {entry}, judge {judge}", str(given), known)
        for entry, row in ratings.items()
        for judge, given in row.items()
        if given not in number
    ]
    if faults:
        raise InputError("ratings", tuple(faults))
    return {e: {judge: number[given] for judge, given in row.items()} for e, row in ratings.items()}


def _rows(ratings: Mapping[str, Mapping[str, Any]], level: str) -> dict[str, list[Any]]:
    if level == "nominal":
        given = {e: [v for v in ratings[e].values() if v is not None] for e in sorted(ratings)}
        return {entry: row for entry, row in given.items() if row}
    points = read_ratings(ratings)
    faults = [
        Fault(f"entry {entry}, judge {judge}", str(value), _NOT_NEGATIVE)
        for entry, row in points.items()
        for judge, value in row.items()
        if level == "ratio" and value < 0
    ]
    if faults:
        raise InputError("ratings", tuple(faults))
    # No distance ratio changes when all numbers are multiplied: whole numbers are several times
    # as quick as fractions.
    common = lcm(*{value.denominator for row in points.values() for value in row.values()})
    return {entry: [int(value * common) for value in row.values()] for entry, row in points.items()}


def _as_ranks(units: Sequence[Sequence[int]], everything: Sequence[int]) -> list[list[int]]:
    """Each value by twice the middle of its ranks: ordinal distances are the distances of these."""
    below, middle = 0, {}
    for value, count in sorted(Counter(everything).items()):
        middle[value] = 2 * below + count
        below += count
    return [[middle[value] for value in row] for row in units]


def _unequal(values: Sequence[Hashable]) -> Fraction:
    return Fraction(len(values) ** 2 - sum(n * n for n in Counter(values).values()))


def _squared(values: Sequence[int]) -> Fraction:
    """The squared differences of all ordered pairs, by the sums alone."""
    total = sum(values)
    return Fraction(2 * (len(values) * sum(value * value for value in values) - total * total))


def _relative(values: Sequence[int]) -> Fraction:
    return sum(
        (
            2 * n * m * Fraction(a - b, a + b) ** 2
            for (a, n), (b, m) in combinations(Counter(values).items(), 2)
        ),
        Fraction(0),
    )


_DISAGREEMENT: Mapping[str, Callable[[Sequence[Any]], Fraction]] = {
    "nominal": _unequal,
    "ordinal": _squared,
    "interval": _squared,
    "ratio": _relative,
}
"""From all ratings of an entry to the sum of the distances of all ordered pairs."""
