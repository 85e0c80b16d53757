"""Joint maximum likelihood for the many-facet Rasch model: Newton steps, the entries eliminated.

The likelihood has one maximum and no other hill, so Newton steps, halved where they go too far, find
it in about ten rounds. The system left has one row an element of the facets after the first and one
a threshold, whatever the number of entries. Not for use by itself; `rasch.fit_rasch` checks the
ratings, sets extremes aside and reports.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from math import exp, inf, log

import attrs

from homeroom_core.errors import NotConvergedError
from homeroom_core.statistics.cholesky import Cholesky, Matrix
from homeroom_core.statistics.rasch_data import RaschData
from homeroom_core.text import Text

RESIDUAL = 0.0001
"""Settled when every element's observed and expected score differ by less than this many steps."""

CHANGE = 0.00001
"""And no measure moves by so much any more, in logits."""

FURTHEST = 30.0
"""A measure beyond this many logits is on its way to infinity: ratings without any noise."""

_EXTREME = 0.3
_WHAT = Text("多面 Rasch 模型", "多面 Rasch 模型", "many-facet Rasch model")


@attrs.define
class _Slopes:
    """Log-likelihood of the ratings at some measures, its slopes and its curvature."""

    likelihood: float
    entry_slopes: list[float]
    entry_curves: list[float]
    slopes: list[float]
    curves: Matrix
    mixed: list[dict[int, float]]

    def steps(self, blocks: Sequence[range]) -> tuple[list[float], list[float]]:
        """The Newton steps of the entries and of the rest, the rest centred in each block.

        Raises:
            ArithmeticError: The curvature vanishes: some measure is on its way to infinity.
        """
        curves = [row.copy() for row in self.curves]
        slopes = self.slopes.copy()
        for slope, curve, mixed in zip(
            self.entry_slopes, self.entry_curves, self.mixed, strict=True
        ):
            if not curve:
                continue
            cells = sorted(mixed.items())
            for at, (row, value) in enumerate(cells):
                share = value / curve
                slopes[row] -= share * slope
                line = curves[row]
                for column, other in cells[: at + 1]:
                    line[column] -= share * other
        for block in blocks:  # a common shift of a block is taken up by the entries
            for row in block:
                for column in range(block.start, row + 1):
                    curves[row][column] += 1
        rest = Cholesky.of(curves).solve(slopes)
        entries = [
            (slope - sum(value * rest[n] for n, value in mixed.items())) / curve if curve else 0.0
            for slope, curve, mixed in zip(
                self.entry_slopes, self.entry_curves, self.mixed, strict=True
            )
        ]
        return entries, rest


class Estimate:
    """Measures on their way, every one counting upwards: severities are turned round at the end.

    Attributes:
        entries: Measure of each entry.
        rest: Measures of the elements of all further facets, then the thresholds.
    """

    def __init__(self, data: RaschData, aside: tuple[frozenset[int], ...]) -> None:
        """Prepare the ratings that bound every measure.

        Args:
            data: The ratings without those of extreme elements.
            aside: Numbers of the extreme elements, facet by facet.
        """
        self.data = data
        self.aside = aside
        self.used = sorted({category for _, category in data.rows})
        self.top = len(self.used) - 1
        starts = list(accumulate((len(ids) for ids in data.elements[1:]), initial=0))
        self.starts = starts
        self.size = starts[-1] + self.top
        ends = [*starts[1:], self.size]
        self.blocks = [range(*pair) for pair in zip(starts, ends, strict=True)]
        self.rows = [
            (numbers[0], self._places(numbers), self.inside(category))
            for numbers, category in data.rows
        ]
        self.entries, self.rest = self._start()

    def inside(self, category: int) -> int:
        """The number of a category among those used.

        One that only extreme elements got has no threshold of its own: it counts as the next above.
        """
        return min(bisect_left(self.used, category), self.top)

    @property
    def thresholds(self) -> list[float]:
        """Thresholds of the steps, adding up to 0."""
        return [-value for value in self.rest[self.starts[-1] :]]

    def measures(self, facet: int) -> list[float]:
        """Measures of a facet: quality of the first, severity or difficulty of the others."""
        if facet == 0:
            return list(self.entries)
        return [-value for value in self.rest[self.starts[facet - 1] : self.starts[facet]]]

    def chances(self, numbers: tuple[int, ...]) -> list[float]:
        """The chance of each category of a rating by these elements."""
        logit = self.entries[numbers[0]] + sum(self.rest[n] for n in self._places(numbers))
        return chances_of(logit, self.thresholds)

    def settle(self, most_rounds: int) -> int:
        """Improve until scores fit and nothing moves; answer the number of rounds.

        Raises:
            NotConvergedError: They do not.
        """
        slopes = self._slopes()
        residual = change = FURTHEST
        for number in range(1, most_rounds + 1):
            try:
                entries, rest = slopes.steps(self.blocks)
            except ArithmeticError:
                break
            slopes, change = self._move(slopes, entries, rest)
            residual = max(map(abs, (*slopes.entry_slopes, *slopes.slopes[: self.starts[-1]])))
            # Small residuals alone prove nothing: they vanish on the way to infinity as well.
            if residual < RESIDUAL and change < CHANGE:
                return number
            if max(map(abs, (*self.entries, *self.rest))) > FURTHEST:
                break
        if residual < RESIDUAL:
            raise NotConvergedError(_WHAT, number, change, CHANGE)
        raise NotConvergedError(_WHAT, number, residual, RESIDUAL)

    def place_extremes(self, whole: RaschData) -> None:
        """Give elements that were set aside the measure of a score 0.3 steps inside."""
        for facet, numbers in enumerate(self.aside):
            for n in sorted(numbers):
                rows = [(others, c) for others, c in whole.rows if others[facet] == n]
                score = sum(self.inside(category) for _, category in rows)
                bounded = min(max(score, _EXTREME), len(rows) * self.top - _EXTREME)
                self._place(facet, n, [others for others, _ in rows], bounded)

    def shift(self, floating: int) -> None:
        """Move the means of all facets but one to 0, without changing any expected score."""
        for facet in range(1, len(self.data.facets)):
            self._float(facet, 0.0)
        if floating:
            self._float(floating, mean_of(self.entries))

    def _float(self, facet: int, mean: float) -> None:
        """Give a facet after the first a mean, in its own sign upwards; entries make up for it."""
        start, end = self.starts[facet - 1], self.starts[facet]
        move = mean - mean_of(self.rest[start:end])
        self.rest[start:end] = [value + move for value in self.rest[start:end]]
        self.entries = [value - move for value in self.entries]

    def _places(self, numbers: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(start + n for start, n in zip(self.starts, numbers[1:], strict=False))

    def _start(self) -> tuple[list[float], list[float]]:
        """PROX: the log odds of each score, centred in every facet but the first."""
        entries: list[list[int]] = [[] for _ in self.data.elements[0]]
        rest: list[list[int]] = [[] for _ in range(self.size)]
        for entry, places, category in self.rows:
            entries[entry].append(category)
            for place in places:
                rest[place].append(category)
        measures = [self._log_odds(one) for one in rest]
        for block in self.blocks[:-1]:
            there = [n for n in block if rest[n]]
            mean = mean_of([measures[n] for n in there])
            for n in there:
                measures[n] -= mean
        return [self._log_odds(one) for one in entries], measures

    def _log_odds(self, categories: list[int]) -> float:
        score = sum(categories)
        return log(score / (len(categories) * self.top - score)) if categories else 0.0

    def _move(
        self, before: _Slopes, entries: list[float], rest: list[float]
    ) -> tuple[_Slopes, float]:
        """Go the steps, or half of them, or a quarter, until the likelihood does not fall."""
        old_entries, old_rest = self.entries, self.rest
        share = 1.0
        while True:
            self.entries = [a + share * b for a, b in zip(old_entries, entries, strict=True)]
            self.rest = [a + share * b for a, b in zip(old_rest, rest, strict=True)]
            after = self._slopes()
            # At the top the likelihood is flat and only rounding errors are left.
            slack = 1e-9 * (1 + abs(before.likelihood))
            if after.likelihood >= before.likelihood - slack or share < 1e-6:
                return after, share * max(map(abs, (*entries, *rest)))
            share /= 2

    def _slopes(self) -> _Slopes:
        found = _Slopes(
            likelihood=0.0,
            entry_slopes=[0.0] * len(self.entries),
            entry_curves=[0.0] * len(self.entries),
            slopes=[0.0] * self.size,
            curves=[[0.0] * (row + 1) for row in range(self.size)],
            mixed=[{} for _ in self.entries],
        )
        thresholds, first = self.thresholds, self.starts[-1]
        for entry, places, category in self.rows:
            logit = self.entries[entry] + sum(self.rest[n] for n in places)
            chances = chances_of(logit, thresholds)
            # A step far too long makes what happened impossible; it is then halved.
            found.likelihood += log(chances[category]) if chances[category] else -inf
            _add(found, entry, places, category, chances, first)
        for row in found.curves:  # nothing is known of an element set aside: it stays
            row[-1] = row[-1] or 1.0
        return found

    def _place(self, facet: int, n: int, rows: list[tuple[int, ...]], score: float) -> None:
        """Bisection: the expected score rises steadily with the measure."""
        values, at = (self.entries, n) if facet == 0 else (self.rest, self.starts[facet - 1] + n)
        low, high = -FURTHEST, FURTHEST
        for _ in range(60):
            values[at] = (low + high) / 2
            found = sum(moments_of(self.chances(numbers))[0] for numbers in rows)
            low, high = (values[at], high) if found < score else (low, values[at])


def _add(
    found: _Slopes,
    entry: int,
    places: tuple[int, ...],
    category: int,
    chances: Sequence[float],
    first: int,
) -> None:
    """Add one rating to the slopes; threshold k stands at `first` + k - 1."""
    tails = list(accumulate(reversed(chances)))[::-1]
    scored = [k * chance for k, chance in enumerate(chances)]
    weighted = list(accumulate(reversed(scored)))[::-1]
    mean = weighted[0]
    variance = sum(k * value for k, value in enumerate(scored)) - mean * mean
    gap = category - mean
    together = [weighted[k] - mean * tails[k] for k in range(1, len(chances))]
    found.entry_slopes[entry] += gap
    found.entry_curves[entry] += variance
    mixed = found.mixed[entry]
    for at, place in enumerate(places):
        found.slopes[place] += gap
        mixed[place] = mixed.get(place, 0.0) + variance
        for other in places[: at + 1]:
            found.curves[place][other] += variance
    for k, value in enumerate(together, 1):
        place = first + k - 1
        found.slopes[place] += (category >= k) - tails[k]
        mixed[place] = mixed.get(place, 0.0) + value
        line, tail = found.curves[place], tails[k]
        for other in places:
            line[other] += value
        for below in range(1, k + 1):
            line[first + below - 1] += tail * (1 - tails[below])


def chances_of(logit: float, thresholds: Sequence[float]) -> list[float]:
    """The chance of each category."""
    exponents = list(accumulate((logit - threshold for threshold in thresholds), initial=0.0))
    most = max(exponents)
    powers = [exp(value - most) for value in exponents]
    whole = sum(powers)
    return [power / whole for power in powers]


def moments_of(chances: Sequence[float]) -> tuple[float, float]:
    """Mean and variance of the category."""
    mean = squares = 0.0
    for category, chance in enumerate(chances):
        part = category * chance
        mean += part
        squares += category * part
    return mean, squares - mean * mean


def mean_of(values: Sequence[float]) -> float:
    """The mean."""
    return sum(values) / len(values)
