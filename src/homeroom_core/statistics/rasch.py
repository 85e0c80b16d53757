"""The many-facet Rasch model (rating scale), by joint maximum likelihood: a second opinion.

log P(k) / P(k-1) = entry - severity of the judge - difficulty of each further facet - threshold k.

Measures are floats in logits. They are wider apart than they should be by about L / (L - 1) for L
ratings an element, which no ranking minds; never compare logits across contests. On integer marks
of one contest this ranks like `severity`, and takes about ten times as long.

Source: J. M. Linacre (1989), Many-Facet Rasch Measurement; D. Andrich (1978), A rating formulation
for ordered response categories, Psychometrika 43.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt

import attrs

from homeroom_core.errors import Fault, InputError
from homeroom_core.statistics.rasch_data import RaschData, Rated, rasch_data
from homeroom_core.statistics.rasch_estimate import Estimate, chances_of, mean_of, moments_of
from homeroom_core.text import Text, listing

MOST_ROUNDS = 100
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
        chances = chances_of(logit, self.thresholds)
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

    >>> marks = {"a": "200", "b": "212", "c": "111", "d": "001"}
    >>> rows = [Rated((e, j), mark) for e, row in marks.items() for j, mark in zip("xyz", row)]
    >>> measures = {id: one.measure for id, one in fit_rasch(rows).facets["entry"].items()}
    >>> sorted(measures, key=measures.__getitem__, reverse=True)
    ['b', 'c', 'a', 'd']
    """
    data = rasch_data(ratings, facets)
    chosen = floating if floating is not None else data.facets[0]
    if chosen not in data.facets:
        fault = Fault("floating", chosen, _FACET.format(known=listing(data.facets)))
        raise InputError("ratings", (fault,))
    core, aside = data.without_extremes()
    estimate = Estimate(core, aside)
    rounds = estimate.settle(most_rounds)
    estimate.place_extremes(data)
    estimate.shift(data.facets.index(chosen))
    return _result(data, estimate, rounds)


def _result(data: RaschData, estimate: Estimate, rounds: int) -> RaschFit:
    worth = tuple(float(data.points[category]) for category in estimate.used)
    measures = [estimate.measures(facet) for facet in range(len(data.facets))]
    means = [mean_of(one) for one in measures]
    fits = _FitSums(data, estimate)
    facets = {}
    for facet, name in enumerate(data.facets):
        found = {}
        for n, id in enumerate(data.elements[facet]):
            measure = measures[facet][n]
            rest = [m for f, m in enumerate(means) if f not in (0, facet)]
            logit = measure - sum(rest) if facet == 0 else means[0] - measure - sum(rest)
            chances = chances_of(logit, estimate.thresholds)
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


class _FitSums:
    """Sums of residuals by facet and element."""

    def __init__(self, data: RaschData, estimate: Estimate) -> None:
        self._sums: dict[tuple[int, int], _Sums] = {}
        for numbers, category in data.rows:
            mean, variance = moments_of(estimate.chances(numbers))
            residual = estimate.inside(category) - mean
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


def _largest_residual(estimate: Estimate) -> float:
    gaps: dict[tuple[int, int], float] = {}
    for numbers, category in estimate.data.rows:
        gap = estimate.inside(category) - moments_of(estimate.chances(numbers))[0]
        for key in enumerate(numbers):
            gaps[key] = gaps.get(key, 0.0) + gap
    return max(map(abs, gaps.values()))


def _log_likelihood(estimate: Estimate) -> float:
    return sum(
        log(estimate.chances(numbers)[estimate.inside(category)])
        for numbers, category in estimate.data.rows
    )
