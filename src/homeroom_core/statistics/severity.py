"""Severity of judges where not every judge rates every entry: the severity-adjusted mean.

y = mean + entry - severity of the judge + noise, entries and judges as crossed random effects,
their variances by REML. An entry's fair score is the mean of its ratings, each corrected by the
estimated severity of the judge who gave it; that takes away most of the luck of the panel, equals
the mean where all judges rate all entries, and does no measurable harm where judges do not differ.

The estimates are floats: a random effect is no ratio of whole numbers. What enters a ranking is
exact: severities are rounded once (`SEVERITY_ROUNDING`), then everything is fractions again.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from math import sqrt
from statistics import harmonic_mean

import attrs

from homeroom_core.errors import Reason, Refusal
from homeroom_core.exact import Rounding, exact_sum
from homeroom_core.statistics.connectivity import refuse_disconnected, require_connected
from homeroom_core.statistics.ratings import Points, Ratings, centred, judges_of, read_ratings
from homeroom_core.statistics.variance_ratios import CrossedModel, Panel, Ratios, Solution
from homeroom_core.text import Text

SEVERITY_ROUNDING = Rounding(6)
"""How a severity is rounded before it corrects a rating: half up, to 6 places.

The estimate is a float, which may differ in its last digits between machines; six places are far
above that and far below any mark, so results are equal everywhere and ties stay ties.
"""

FEWEST_ENTRIES = 5
FEWEST_JUDGES = 2
FEW_JUDGES = 3
"""With so many judges or fewer, the spread of severities is a poor estimate."""

TOO_FEW_JUDGES = Reason(
    "severity.too_few_judges",
    Text("只有 {measured} 位评委", "只有 {measured} 位評委", "there is only {measured} judge"),
    Text(
        "至少 {required} 位评委才能估计宽严，否则直接用平均分",
        "至少 {required} 位評委才能估計寬嚴，否則直接用平均分",
        "severity needs {required} judges or more; use the plain mean",
    ),
)
TOO_FEW_ENTRIES = Reason(
    "severity.too_few_entries",
    Text("只有 {measured} 件作品", "只有 {measured} 件作品", "there are only {measured} entries"),
    Text(
        "至少 {required} 件作品才能估计宽严，否则直接用平均分",
        "至少 {required} 件作品才能估計寬嚴，否則直接用平均分",
        "severity needs {required} entries or more; use the plain mean",
    ),
)


@attrs.frozen(kw_only=True, eq=False)
class SeverityFit:
    """Ratings taken apart into entries, judges and noise.

    Attributes:
        points: The ratings.
        judges: Ids of the judges, in order.
        mean: The general mean, in points.
        severities: From judge to severity in points, shrunk towards 0; above 0 is severe.
        severity_errors: Standard errors of the severities.
        effects: From entry to its predicted quality (BLUP) in points, shrunk towards the mean where
            an entry has few ratings.
        effect_errors: Standard errors of the effects.
        entry_variance: Variance between entries, in points squared.
        judge_variance: Variance between judges.
        noise_variance: What is left.
        deviance: REML deviance at these variances.
        ratios: The variance ratios as the search found them; give them to `fit_severity` to solve
            again at the same ratios.
        solution: The solved system, for rank intervals and residuals.
    """

    points: Points
    judges: tuple[str, ...]
    mean: float
    severities: Mapping[str, float]
    severity_errors: Mapping[str, float]
    effects: Mapping[str, float]
    effect_errors: Mapping[str, float]
    entry_variance: float
    judge_variance: float
    noise_variance: float
    deviance: float
    ratios: Ratios
    solution: Solution

    @cached_property
    def declared_severities(self) -> Mapping[str, Fraction]:
        """The severities as they enter scores: rounded once by `SEVERITY_ROUNDING`."""
        return {
            judge: Fraction(SEVERITY_ROUNDING(Fraction(value)))
            for judge, value in self.severities.items()
        }

    @cached_property
    def adjusted(self) -> Mapping[str, Fraction]:
        """From entry to its severity-adjusted mean, exact.

        Where all entries have the same judges their severities cancel: it is the plain mean.
        """
        shared = len({tuple(row) for row in self.points.values()}) == 1
        severity = self.declared_severities
        return {
            entry: exact_sum([v + (0 if shared else severity[j]) for j, v in row.items()])
            / len(row)
            for entry, row in self.points.items()
        }

    @property
    def reliability(self) -> float:
        """Share of the variance of the scores that is between entries, from 0 to 1."""
        noise = self.noise_variance / harmonic_mean([len(row) for row in self.points.values()])
        return self.entry_variance / (self.entry_variance + noise) if self.entry_variance else 0.0

    @property
    def few_judges(self) -> bool:
        """Whether single severities are too uncertain to be shown to anybody."""
        return len(self.judges) <= FEW_JUDGES


def refuse_severity(ratings: Ratings) -> tuple[Refusal, ...]:
    """Every reason why severities cannot be estimated from these ratings; none if they can.

    Raises:
        InputError: A rating is no exact number, or there is none.
    """
    points = read_ratings(ratings)
    judges, entries = len(judges_of(points)), len(points)
    few_judges = TOO_FEW_JUDGES(measured=judges, required=FEWEST_JUDGES)
    few_entries = TOO_FEW_ENTRIES(measured=entries, required=FEWEST_ENTRIES)
    found = (
        few_judges if judges < FEWEST_JUDGES else None,
        few_entries if entries < FEWEST_ENTRIES else None,
        refuse_disconnected(points),
    )
    return tuple(refusal for refusal in found if refusal is not None)


def fit_severity(ratings: Ratings, *, ratios: Ratios | None = None) -> SeverityFit:
    """Estimate the severity of every judge and the quality of every entry.

    Args:
        ratings: From entry to judge to points.
        ratios: Variance ratios to work with instead of those of REML.

    Raises:
        DisconnectedError: The ratings fall into subsets that cannot be compared.
        InputError: A rating is no exact number, or there are fewer than 2 of them.

    >>> fit = fit_severity({
    ...     "e1": {"kind": 9, "fair": 8}, "e2": {"fair": 6, "harsh": 5}, "e3": {"kind": 8, "harsh": 6},
    ...     "e4": {"kind": 7, "fair": 6}, "e5": {"fair": 8, "harsh": 7},
    ... })
    >>> max(fit.severities, key=fit.severities.__getitem__)
    'harsh'
    """
    points = read_ratings(ratings)
    require_connected(points)
    judges = judges_of(points)
    mean, shifted = centred(points)
    number = {judge: n for n, judge in enumerate(judges)}
    rows = [
        (tuple(number[j] for j in row), [float(v) for v in row.values()])
        for row in shifted.values()
    ]
    model = CrossedModel(rows, len(judges))
    if not model.square_sum:  # all ratings alike: nothing differs, whatever the ratios
        ratios = ratios or Ratios.of(0, 0)
        return _fit(points, judges, float(mean), model, ratios)
    return _fit(points, judges, float(mean), model, ratios or model.best())


def _fit(
    points: Points, judges: tuple[str, ...], mean: float, model: CrossedModel, ratios: Ratios
) -> SeverityFit:
    solution = model.solve(ratios)
    middle, *judge_effects = solution.effects
    if ratios.judges_alike:
        judge_effects = [0.0] * len(judges)
    if not model.square_sum:
        solution = attrs.evolve(solution, noise=0.0)
    scale = sqrt(solution.noise)
    inverse = solution.factor.inverse()
    spreads: dict[Panel, float] = {}
    effects, errors = {}, {}
    for entry, (panel, _), total in zip(points, model.rows, model.sums, strict=True):
        weight = 1 / (len(panel) + ratios.entry_ratio)
        rest = total - len(panel) * middle - sum(judge_effects[j] for j in panel)
        effects[entry] = mean + middle + weight * rest
        if panel not in spreads:
            spreads[panel] = quadratic(inverse, panel)
        errors[entry] = scale * sqrt(weight + weight * weight * spreads[panel])
    noise = solution.noise
    return SeverityFit(
        points=points,
        judges=judges,
        mean=mean + middle,
        severities={j: -effect for j, effect in zip(judges, judge_effects, strict=True)},
        severity_errors={j: scale * sqrt(inverse[n][n]) for n, j in enumerate(judges, 1)},
        effects=effects,
        effect_errors=errors,
        entry_variance=0.0 if ratios.entries_alike else noise / ratios.entry_ratio,
        judge_variance=0.0 if ratios.judges_alike else noise / ratios.judge_ratio,
        noise_variance=noise,
        deviance=solution.deviance,
        ratios=ratios,
        solution=solution,
    )


def quadratic(inverse: list[list[float]], panel: Panel) -> float:
    """The form a' M⁻¹ a for the row of an entry: its number of ratings, then 1 for each judge."""
    size = len(panel)
    total = size * size * inverse[0][0]
    for judge in panel:
        row = inverse[judge + 1]
        total += 2 * size * row[0] + sum(row[other + 1] for other in panel)
    return total
