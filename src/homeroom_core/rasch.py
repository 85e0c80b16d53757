"""The many-facet Rasch model (rating scale), by joint maximum likelihood: a second opinion.

log P(k) / P(k-1) = entry - severity of the judge - difficulty of each further facet - threshold k.

Measures are floats in logits. They are wider apart than they should be by about L / (L - 1) for L
ratings an element, which no ranking minds; never compare logits across contests. On integer marks
of one contest this ranks like `severity`, and takes far longer.

Source: J. M. Linacre (1989), Many-Facet Rasch Measurement; D. Andrich (1978), A rating formulation
for ordered response categories, Psychometrika 43.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import exp, log, sqrt

import attrs

from homeroom_core.errors import NotConvergedError
from homeroom_core.errors import Fault, InputError
from homeroom_core.rasch_data import RaschData, Rated, rasch_data
from homeroom_core.text import Text, listing

RESIDUAL = 0.01
"""Converged when every element's observed and expected score differ by less than this many steps."""

CHANGE = 0.001
"""And no measure moves by so much any more, in logits."""

MOST_ROUNDS = 2000
_DAMPING = 0.7
_EXTREME = 0.3
_WHAT = Text("多面 Rasch 模型", "多面 Rasch 模型", "many-facet Rasch model")
_FACET = Text("下列面之一：{known}", "下列面之一：{known}", "one of the facets: {known}")


@attrs.frozen(kw_only=True)
class Element:
    """One element of a facet.

    Attributes:
        id: Its id.
        measure: In logits: quality of an entry; severity or difficulty elsewhere.
        standard_error: In logits.
        infit: Mean square of the residuals weighted by their variance; 1 as expected, above 1.7
            noisy, below 0.5 flat; `None` for an extreme element.
        outfit: Mean square of the standardised residuals.
        score: Sum of its categories.
        ratings: How many ratings it has.
        fair_average: Points of a rating if all other facets were at their mean.
        extreme: Whether it got the lowest or the highest category only; its measure is then set as
            if it had 0.3 of a step less, and its standard error is wide.
    """

    id: str
    measure: float
    standard_error: float
    infit: float | None
    outfit: float | None
    score: int
    ratings: int
    fair_average: float
    extreme: bool


@attrs.frozen(kw_only=True)
class RaschFit:
    """The fitted model.

    Attributes:
        facets: From facet to its elements by id.
        thresholds: Of the steps between categories, adding up to 0, in logits. With few ratings a
            category they may be disordered, which no ranking minds.
        points: What each category is worth, rising.
        rounds: How many rounds it took.
        residuals: Largest difference of an observed and an expected score at the end.
        log_likelihood: Of all ratings that are not extreme.
    """

    facets: Mapping[str, Mapping[str, Element]]
    thresholds: tuple[float, ...]
    points: tuple[float, ...]
    rounds: int
    residuals: float
    log_likelihood: float

    def expected(self, elements: Sequence[str]) -> float:
        """The points to be expected of a rating by these elements, one of each facet."""
        measures = [self.facets[f][e].measure for f, e in zip(self.facets, elements, strict=True)]
        logit = measures[0] - sum(measures[1:])
        chances = _chances(logit, self.thresholds)
        return sum(p * value for p, value in zip(chances, self.points, strict=True))


def fit_rasch(
    ratings: Iterable[Rated],
    *,
    facets: Sequence[str] = ("entry", "judge"),
    floating: str | None = None,
    most_rounds: int = MOST_ROUNDS,
) -> RaschFit:
    """Estimate the measures of all elements.

    Args:
        ratings: Each with one element of every facet and its points.
        facets: Names of the facets; the first are the entries, whose measure counts upwards.
        floating: The facet whose mean is not set to 0; the first, if not given.
        most_rounds: With more rounds than this it has not converged.

    Raises:
        InputError: Ratings are wrong, or do not tell the facets apart.
        DisconnectedError: Entries and judges fall into subsets that cannot be compared.
        NotConvergedError: The scores do not settle; there is no result then.

    >>> rows = [("a", "x", 1), ("a", "y", 2), ("b", "x", 2), ("b", "y", 3), ("c", "x", 2), ("c", "y", 2)]
    >>> fit = fit_rasch([Rated((entry, judge), points) for entry, judge, points in rows])
    >>> sorted(fit.facets["entry"], key=lambda id: fit.facets["entry"][id].measure)
    ['a', 'c', 'b']
    """
    data = rasch_data(ratings, facets)
    chosen = floating if floating is not None else data.facets[0]
    if chosen not in data.facets:
        fault = Fault("floating", chosen, _FACET.format(known=listing(data.facets)))
        raise InputError("ratings", (fault,))
    core, aside = data.without_extremes()
    estimate = _Estimate(core, aside)
    rounds = estimate.settle(most_rounds)
    estimate.place_extremes(data)
    estimate.shift(data.facets.index(chosen))
    return _result(data, estimate, rounds)


class _Estimate:
    """Measures on their way: facets, thresholds, and what they expect of the ratings."""

    def __init__(self, data: RaschData, aside: tuple[frozenset[int], ...]) -> None:
        self.data = data
        self.aside = aside
        used = sorted({category for _, category in data.rows})
        # A category that only extreme elements got has no threshold of its own.
        self.recode = {category: n for n, category in enumerate(used)}
        self.used = used
        self.rows = [(numbers, self.recode[category]) for numbers, category in data.rows]
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
            chances = _chances(self.logit(numbers), self.thresholds)
            mean, variance = _moments(chances)
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
        low, high = self.used[0], self.used[-1]
        for facet, numbers in enumerate(self.aside):
            for n in sorted(numbers):
                rows = [
                    (others, category) for others, category in whole.rows if others[facet] == n
                ]
                score = sum(min(max(c, low), high) - low for _, c in rows)
                steps = len(rows) * self.top
                score_inside = min(max(score * self.top / (high - low), _EXTREME), steps - _EXTREME)
                self._place(facet, n, [others for others, _ in rows], score_inside)

    def _place(self, facet: int, n: int, rows: list[tuple[int, ...]], score: float) -> None:
        """Bisection: the expected score rises (falls) steadily with the measure."""
        sign = 1 if facet == 0 else -1
        low, high = -30.0, 30.0
        for _ in range(60):
            self.measures[facet][n] = sign * (low + high) / 2
            found = sum(
                _moments(_chances(self.logit(numbers), self.thresholds))[0] for numbers in rows
            )
            low, high = ((low + high) / 2, high) if found < score else (low, (low + high) / 2)

    def shift(self, floating: int) -> None:
        """Move the means of all facets but one to 0, without changing any expected score."""
        if floating == 0:
            return
        mean = _mean(self.measures[0])
        self.measures[0] = [value - mean for value in self.measures[0]]
        self.measures[floating] = [value - mean for value in self.measures[floating]]


def _result(data: RaschData, estimate: _Estimate, rounds: int) -> RaschFit:
    worth = tuple(float(data.points[category]) for category in estimate.used)
    means = [_mean(measures) for measures in estimate.measures]
    fits = _fit_statistics(data, estimate)
    facets = {}
    for facet, name in enumerate(data.facets):
        found = {}
        for n, id in enumerate(data.elements[facet]):
            measure = estimate.measures[facet][n]
            rest = [m for f, m in enumerate(means) if f not in (0, facet)]
            logit = measure - sum(rest) if facet == 0 else means[0] - measure - sum(rest)
            chances = _chances(logit, estimate.thresholds)
            fit = fits.of(facet, n)
            extreme = n in estimate.aside[facet]
            found[id] = Element(
                id=id,
                measure=measure,
                standard_error=1 / sqrt(fit.variance),
                infit=None if extreme else fit.squares / fit.variance,
                outfit=None if extreme else fit.standardised / fit.count,
                score=fit.score,
                ratings=fit.count,
                fair_average=sum(p * value for p, value in zip(chances, worth, strict=True)),
                extreme=extreme,
            )
        facets[name] = found
    return RaschFit(
        facets=facets,
        thresholds=tuple(estimate.thresholds),
        points=worth,
        rounds=rounds,
        residuals=_largest_residual(estimate),
        log_likelihood=_log_likelihood(estimate),
    )


@attrs.define
class _Sums:
    count: int = 0
    score: int = 0
    variance: float = 0.0
    squares: float = 0.0
    standardised: float = 0.0


class _fit_statistics:  # noqa: N801  # reads as the function it is
    """Sums of residuals by facet and element."""

    def __init__(self, data: RaschData, estimate: _Estimate) -> None:
        self._sums: dict[tuple[int, int], _Sums] = {}
        high = len(estimate.used) - 1
        for numbers, category in data.rows:
            mean, variance = _moments(_chances(estimate.logit(numbers), estimate.thresholds))
            low_category = estimate.used[0]
            inside = estimate.recode.get(category, 0 if category < low_category else high)
            residual = inside - mean
            for facet, n in enumerate(numbers):
                sums = self._sums.setdefault((facet, n), _Sums())
                sums.count += 1
                sums.score += category
                sums.variance += variance
                sums.squares += residual * residual
                sums.standardised += residual * residual / variance

    def of(self, facet: int, number: int) -> _Sums:
        """The sums of one element."""
        return self._sums[facet, number]


def _largest_residual(estimate: _Estimate) -> float:
    gaps = [[float(score) for score in scores] for scores in estimate.scores]
    for numbers, _ in estimate.rows:
        mean, _variance = _moments(_chances(estimate.logit(numbers), estimate.thresholds))
        for facet, n in enumerate(numbers):
            gaps[facet][n] -= mean
    return max(abs(gap) for facet in gaps for gap in facet)


def _log_likelihood(estimate: _Estimate) -> float:
    return sum(
        log(_chances(estimate.logit(numbers), estimate.thresholds)[category])
        for numbers, category in estimate.rows
    )


def _chances(logit: float, thresholds: Sequence[float]) -> list[float]:
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


def _moments(chances: Sequence[float]) -> tuple[float, float]:
    mean = squares = 0.0
    for category, chance in enumerate(chances):
        part = category * chance
        mean += part
        squares += category * part
    return mean, squares - mean * mean


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
