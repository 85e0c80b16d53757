"""Additive least squares: the classical "fair average", exact in fractions.

rating = entry - severity + rest, the sum of squared rests as small as possible, severities adding
up to 0. Adding a constant to all ratings of one judge changes no fair average at all; but a judge
with few entries gets a wild severity, which is why `severity` is the default.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import lcm

import attrs

from homeroom_core.exact import exact_sum
from homeroom_core.statistics.connectivity import require_connected
from homeroom_core.statistics.ratings import Points, Ratings, judges_of, read_ratings


@attrs.frozen(kw_only=True)
class LeastSquaresFit:
    """Severities and fair averages, exact.

    Attributes:
        points: The ratings.
        severities: From judge to severity in points; they add up to 0, above 0 is severe.
    """

    points: Points
    severities: Mapping[str, Fraction]

    @cached_property
    def adjusted(self) -> Mapping[str, Fraction]:
        """From entry to its fair average: the mean of its ratings, each plus its judge's severity."""
        return {
            entry: exact_sum([v + self.severities[j] for j, v in row.items()]) / len(row)
            for entry, row in self.points.items()
        }

    @property
    def residuals(self) -> Points:
        """From entry to judge to what neither entry nor judge accounts for."""
        fair, severity = self.adjusted, self.severities
        return {
            entry: {judge: value - fair[entry] + severity[judge] for judge, value in row.items()}
            for entry, row in self.points.items()
        }


def fit_least_squares(ratings: Ratings) -> LeastSquaresFit:
    """Estimate severities by additive least squares.

    Raises:
        DisconnectedError: The ratings fall into subsets that cannot be compared.
        InputError: A rating is no exact number, or there is none.

    >>> fit = fit_least_squares({"a": {"j1": 8, "j2": 6}, "b": {"j2": 7}})
    >>> [str(value) for value in fit.adjusted.values()]
    ['7', '8']
    """
    points = read_ratings(ratings)
    require_connected(points)
    judges = judges_of(points)
    solved = _solve(*_system(points, judges))
    shift = sum(solved, Fraction(0)) / len(judges)
    severities = {j: value - shift for j, value in zip(judges, solved, strict=True)}
    return LeastSquaresFit(points=points, severities=severities)


def _system(points: Points, judges: tuple[str, ...]) -> tuple[list[list[int]], list[Fraction]]:
    """Normal equations of the judges, entries eliminated, times the least common denominator."""
    common = lcm(*{len(row) for row in points.values()})
    number = {judge: n for n, judge in enumerate(judges)}
    matrix = [[0] * len(judges) for _ in judges]
    right = [Fraction(0)] * len(judges)
    for row in points.values():
        mean = exact_sum(row.values()) / len(row)
        share = common // len(row)
        for judge, value in row.items():
            matrix[number[judge]][number[judge]] += common
            right[number[judge]] += common * (mean - value)
        for one, other in product(row, repeat=2):
            matrix[number[one]][number[other]] -= share
    return matrix, right


def _solve(matrix: list[list[int]], right: list[Fraction]) -> list[Fraction]:
    """Solve with the last unknown 0, by fraction-free elimination (Bareiss 1968)."""
    size = len(matrix) - 1
    scale = lcm(*(value.denominator for value in right))
    rows = [[*matrix[n][:size], int(right[n] * scale)] for n in range(size)]
    before = 1
    for at, pivot in enumerate(rows):
        for row in rows[at + 1 :]:
            for column in range(at + 1, size + 1):
                row[column] = (row[column] * pivot[at] - row[at] * pivot[column]) // before
        before = pivot[at]
    found = [Fraction(0)] * (size + 1)
    for at in reversed(range(size)):
        rest = rows[at][size] - sum(
            (rows[at][column] * found[column] for column in range(at + 1, size)), Fraction(0)
        )
        found[at] = rest / rows[at][at]
    return [value / scale for value in found]
