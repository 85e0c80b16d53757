"""Joint maximum likelihood for the many-facet Rasch model: rounds of damped Newton steps.

Not for use by itself; `rasch.fit_rasch` checks the ratings, sets extremes aside and reports.
"""

from bisect import bisect_left
from collections.abc import Sequence
from math import exp, log

from homeroom_core.errors import NotConvergedError
from homeroom_core.rasch_data import RaschData
from homeroom_core.text import Text

RESIDUAL = 0.0001
"""Settled when every element's observed and expected score differ by less than this many steps."""

CHANGE = 0.00001
"""And no measure moves by so much any more, in logits."""

_DAMPING = 0.7
_EXTREME = 0.3
_WHAT = Text("多面 Rasch 模型", "多面 Rasch 模型", "many-facet Rasch model")


class Estimate:
    """Measures on their way: facets, thresholds, and what they expect of the ratings."""

    def __init__(self, data: RaschData, aside: tuple[frozenset[int], ...]) -> None:
        self.data = data
        self.aside = aside
        used = sorted({category for _, category in data.rows})
        self.used = used
        self.rows = [(numbers, self.inside(category)) for numbers, category in data.rows]
        self.top = len(used) - 1
        self.scores = [[0] * len(ids) for ids in data.elements]
        self.counts = [[0] * len(ids) for ids in data.elements]
        self.category_counts = [0] * len(used)
        for numbers, category in self.rows:
            self.category_counts[category] += 1
            for facet, number in enumerate(numbers):
                self.scores[facet][number] += category
                self.counts[facet][number] += 1
        self.thresholds = [0.0] * self.top
        self.measures = [self._start(facet) for facet in range(len(data.facets))]

    def _start(self, facet: int) -> list[float]:
        """PROX: the log odds of the score; the sign of the first facet is turned, means are 0."""
        found = []
        for score, count in zip(self.scores[facet], self.counts[facet], strict=True):
            odds = log(score / (count * self.top - score)) if count else 0.0
            found.append(odds if facet == 0 else -odds)
        return self._centred(facet, found) if facet else found

    def _centred(self, facet: int, values: list[float]) -> list[float]:
        counts = self.counts[facet]
        present = [value for value, count in zip(values, counts, strict=True) if count]
        mean = sum(present) / len(present)
        return [value - mean if count else 0.0 for value, count in zip(values, counts, strict=True)]

    def logit(self, numbers: tuple[int, ...]) -> float:
        """Entry less all others."""
        first, *others = numbers
        return self.measures[0][first] - sum(
            measures[n] for measures, n in zip(self.measures[1:], others, strict=True)
        )

    def inside(self, category: int) -> int:
        """The number of a category among those used.

        One that only extreme elements got has no threshold of its own: it counts as the next above.
        """
        return min(bisect_left(self.used, category), len(self.used) - 1)

    def settle(self, most_rounds: int) -> int:
        """Improve until scores fit and nothing moves; answer the number of rounds."""
        residual = 0.0
        for number in range(1, most_rounds + 1):
            residual, change = self._improve()
            # Small changes alone prove nothing: the updates can run in a circle.
            if residual < RESIDUAL and change < CHANGE:
                return number
        raise NotConvergedError(_WHAT, most_rounds, residual, RESIDUAL)

    def _improve(self) -> tuple[float, float]:
        expected = [[0.0] * len(scores) for scores in self.scores]
        spread = [[0.0] * len(scores) for scores in self.scores]
        categories = [0.0] * (self.top + 1)
        for numbers, _ in self.rows:
            chances = chances_of(self.logit(numbers), self.thresholds)
            mean, variance = moments_of(chances)
            categories = [a + b for a, b in zip(categories, chances, strict=True)]
            for facet, n in enumerate(numbers):
                expected[facet][n] += mean
                spread[facet][n] += variance
        residual = change = 0.0
        for facet, scores in enumerate(self.scores):
            gaps = [s - e for s, e in zip(scores, expected[facet], strict=True)]
            residual = max(residual, *map(abs, gaps))
            sign = 1 if facet == 0 else -1
            steps = [
                sign * min(1.0, max(-1.0, gap / v)) if v else 0.0
                for gap, v in zip(gaps, spread[facet], strict=True)
            ]
            if facet:  # all means moved into one facet would over-correct and run in a circle
                steps = self._centred(facet, steps)
            for n, step in enumerate(steps):
                self.measures[facet][n] += _DAMPING * step
                change = max(change, abs(_DAMPING * step))
        return residual, max(change, self._improve_thresholds(categories))

    def _improve_thresholds(self, expected: Sequence[float]) -> float:
        observed = self.category_counts
        moves = [
            log(observed[k] / observed[k - 1]) - log(expected[k] / expected[k - 1])
            for k in range(1, self.top + 1)
        ]
        mean = sum(moves) / len(moves)
        for k, move in enumerate(moves):
            self.thresholds[k] -= _DAMPING * (move - mean)
        return max(abs(_DAMPING * (move - mean)) for move in moves)

    def place_extremes(self, whole: RaschData) -> None:
        """Give elements that were set aside the measure of a score 0.3 steps inside."""
        for facet, numbers in enumerate(self.aside):
            for n in sorted(numbers):
                rows = [(others, c) for others, c in whole.rows if others[facet] == n]
                score = sum(self.inside(category) for _, category in rows)
                bounded = min(max(score, _EXTREME), len(rows) * self.top - _EXTREME)
                self._place(facet, n, [others for others, _ in rows], bounded)

    def _place(self, facet: int, n: int, rows: list[tuple[int, ...]], score: float) -> None:
        """Bisection: the expected score rises (falls) steadily with the measure."""
        sign = 1 if facet == 0 else -1
        low, high = -30.0, 30.0
        for _ in range(60):
            self.measures[facet][n] = sign * (low + high) / 2
            found = sum(
                moments_of(chances_of(self.logit(numbers), self.thresholds))[0] for numbers in rows
            )
            low, high = ((low + high) / 2, high) if found < score else (low, (low + high) / 2)

    def shift(self, floating: int) -> None:
        """Move the means of all facets but one to 0, without changing any expected score."""
        if floating == 0:
            return
        mean = mean_of(self.measures[0])
        self.measures[0] = [value - mean for value in self.measures[0]]
        self.measures[floating] = [value - mean for value in self.measures[floating]]


def chances_of(logit: float, thresholds: Sequence[float]) -> list[float]:
    """The chance of each category."""
    exponents = [0.0]
    total = 0.0
    for threshold in thresholds:
        total += logit - threshold
        exponents.append(total)
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
