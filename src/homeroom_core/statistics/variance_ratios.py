"""REML for ratings with two crossed random effects, the entry and the judge.

y = mu + entry + judge + noise; `entry_ratio` is noise variance over entry variance, `judge_ratio`
noise variance over judge variance. The entries are eliminated, so that every system has one row a
judge; entries enter only through sums over those with the same number of ratings, so that one
evaluation costs judges³/6 whatever the number of entries.

Source: the mixed model equations of C. R. Henderson (1975), Best linear unbiased estimation and
prediction under a selection model, Biometrics 31, and restricted maximum likelihood as in
D. M. Bates et al. (2015), Fitting linear mixed-effects models using lme4, J. Stat. Software 67(1).
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import combinations_with_replacement
from math import exp, log, pi
from operator import mul

import attrs

from homeroom_core.statistics.cholesky import Cholesky, Matrix

BOUND = 9
"""Logarithms of the ratios are sought from -9 to 9; ending at a bound is a legal answer."""

_STEPS = 4096
"""The grid of the search has 4096 points a unit, so that every machine ends at the same point."""

Panel = tuple[int, ...]
"""Numbers of the judges who rated an entry, rising."""


@attrs.frozen
class Ratios:
    """Logarithms of the two variance ratios, in 1/4096."""

    entry: int
    judge: int

    @classmethod
    def of(cls, entry: float, judge: float) -> "Ratios":
        """The point of the grid next to two logarithms."""
        return cls(round(entry * _STEPS), round(judge * _STEPS))

    @property
    def entry_ratio(self) -> float:
        """Noise variance over entry variance."""
        return exp(self.entry / _STEPS)

    @property
    def judge_ratio(self) -> float:
        """Noise variance over judge variance."""
        return exp(self.judge / _STEPS)

    @property
    def judges_alike(self) -> bool:
        """Whether the search ended where judges do not differ in level at all."""
        return self.judge >= BOUND * _STEPS

    @property
    def entries_alike(self) -> bool:
        """Whether the search ended where entries do not differ at all."""
        return self.entry >= BOUND * _STEPS


@attrs.frozen
class Solution:
    """The model solved at fixed ratios.

    Attributes:
        factor: Of the system; first row the mean, then one a judge, in units of the noise variance.
        effects: The mean, then the effect of each judge (lenient is positive).
        noise: Noise variance.
        deviance: Minus twice the restricted log-likelihood.
    """

    factor: Cholesky
    effects: list[float]
    noise: float
    deviance: float


@attrs.define
class _Class:
    """Sums over the entries with the same number of ratings."""

    size: int
    judges: int
    entries: int = 0
    total: float = 0.0
    squares: float = 0.0
    seen: list[float] = attrs.field(init=False)
    totals: list[float] = attrs.field(init=False)
    pairs: Matrix = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.seen = [0.0] * self.judges
        self.totals = [0.0] * self.judges
        self.pairs = [[0.0] * (row + 1) for row in range(self.judges)]

    def add(self, panel: Panel, sums: Sequence[float]) -> None:
        """Add all entries of one panel, each with the sum of its ratings."""
        total = sum(sums)
        self.entries += len(sums)
        self.total += total
        self.squares += sum(value * value for value in sums)
        for judge in panel:
            self.seen[judge] += len(sums)
            self.totals[judge] += total
        for low, high in combinations_with_replacement(panel, 2):
            self.pairs[high][low] += len(sums)


class CrossedModel:
    """Ratings prepared for solving at any ratios."""

    def __init__(self, rows: Sequence[tuple[Panel, Sequence[float]]], judges: int) -> None:
        """Prepare.

        Args:
            rows: Of each entry its panel and its ratings, centred near 0.
            judges: How many judges there are.
        """
        self.rows = rows
        self.judges = judges
        self.count = sum(len(panel) for panel, _ in rows)
        self.sums = [sum(values) for _, values in rows]
        self.square_sum = sum(value * value for _, values in rows for value in values)
        self.judge_sums = [0.0] * judges
        self.judge_counts = [0.0] * judges
        for panel, values in rows:
            for judge, value in zip(panel, values, strict=True):
                self.judge_sums[judge] += value
                self.judge_counts[judge] += 1

    @cached_property
    def _classes(self) -> list[_Class]:
        panels: dict[Panel, list[float]] = {}
        for (panel, _), total in zip(self.rows, self.sums, strict=True):
            panels.setdefault(panel, []).append(total)
        classes: dict[int, _Class] = {}
        for panel, sums in panels.items():
            size = len(panel)
            classes.setdefault(size, _Class(size, self.judges)).add(panel, sums)
        return [classes[size] for size in sorted(classes)]

    def solve(self, ratios: Ratios) -> Solution:
        """The model at fixed ratios."""
        lam, kap = ratios.entry_ratio, ratios.judge_ratio
        weights = [(1 / (group.size + lam), group) for group in self._classes]
        factor = Cholesky.of(self._system(weights, lam, kap))
        right = self._right(weights, lam)
        effects = factor.solve(right)
        explained = sum(map(mul, right, effects))
        rest = self.square_sum - sum(w * group.squares for w, group in weights) - explained
        freedom = self.count - 1
        # A perfect fit leaves rounding errors of either sign.
        noise = max(rest, 1e-14 * self.square_sum, 1e-300) / freedom
        spread = sum(group.entries * log(group.size + lam) for _, group in weights)
        deviance = (
            freedom * (log(2 * pi * noise) + 1)
            + spread
            + factor.log_determinant
            - len(self.rows) * log(lam)
            - self.judges * log(kap)
        )
        return Solution(factor, effects, noise, deviance)

    def best(self) -> Ratios:
        """The ratios with the least deviance: a compass search on the grid, from 1 and e."""
        known: dict[tuple[int, int], float] = {}

        def deviance(entry: int, judge: int) -> float:
            if (entry, judge) not in known:
                known[entry, judge] = self.solve(Ratios(entry, judge)).deviance
            return known[entry, judge]

        return Ratios(*_descend(deviance, (0, _STEPS)))

    def _system(self, weights: Sequence[tuple[float, _Class]], lam: float, kap: float) -> Matrix:
        # lam / (n + lam) is written out: 1 - n / (n + lam) would cancel where lam is small.
        shares = [w for w, _ in weights]
        rows = [[sum(w * lam * group.entries * group.size for w, group in weights)]]
        for judge in range(self.judges):
            shared = zip(*(group.pairs[judge] for _, group in weights), strict=True)
            row = [sum(w * lam * group.seen[judge] for w, group in weights)]
            row += [-sum(map(mul, shares, counts)) for counts in shared]
            row[-1] += self.judge_counts[judge] + kap
            rows.append(row)
        return rows

    def _right(self, weights: Sequence[tuple[float, _Class]], lam: float) -> list[float]:
        right = [sum(w * lam * group.total for w, group in weights)]
        for judge, total in enumerate(self.judge_sums):
            right.append(total - sum(w * group.totals[judge] for w, group in weights))
        return right


def _descend(value: Callable[[int, int], float], start: tuple[int, int]) -> tuple[int, int]:
    """A low point of a function on the grid: step to the best neighbour, else halve the step."""
    limit = BOUND * _STEPS
    here, step = start, 2 * _STEPS
    while step:
        around = [
            (here[0] + east * step, here[1] + north * step)
            for east, north in ((1, 0), (-1, 0), (0, 1), (0, -1))
        ]
        inside = [(min(max(a, -limit), limit), min(max(b, -limit), limit)) for a, b in around]
        best = min(inside, key=lambda point: value(*point))
        if value(*best) < value(*here):
            here = best
        else:
            step //= 2
    return here
