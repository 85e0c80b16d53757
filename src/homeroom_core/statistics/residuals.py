"""What entries and judges do not account for: residuals of the severity model, standardised."""

from math import sqrt

import attrs

from homeroom_core.statistics.severity import SeverityFit, quadratic


@attrs.frozen
class Residual:
    """One rating against what was expected of it; floats, in points.

    Attributes:
        entry: Id of the entry.
        judge: Id of the judge.
        expected: Quality of the entry less severity of the judge.
        value: The rating less what was expected.
        variance: What the square of the value is expected to be, in points squared.
    """

    entry: str
    judge: str
    expected: float
    value: float
    variance: float

    @property
    def standardised(self) -> float:
        """The value in its own standard deviations; 0 where there is no noise at all."""
        return self.value / sqrt(self.variance) if self.variance > 0 else 0.0


def residuals_of(fit: SeverityFit) -> tuple[Residual, ...]:
    """The residual of every rating, in order of entry and judge."""
    inverse = fit.solution.factor.inverse()
    number = {judge: n for n, judge in enumerate(fit.judges)}
    found = []
    for entry, row in fit.points.items():
        panel = tuple(number[judge] for judge in row)
        size = len(panel)
        weight = 1 / (size + fit.ratios.entry_ratio)
        own = weight + weight * weight * quadratic(inverse, panel)
        # a' M⁻¹, of the mean and of every judge: once an entry, not once a rating.
        lean = [
            size * line[0] + sum(line[other + 1] for other in panel)
            for line in (inverse[0], *(inverse[judge + 1] for judge in panel))
        ]
        for at, (judge, points) in enumerate(row.items(), 1):
            n = number[judge] + 1
            both = inverse[0][0] + 2 * inverse[0][n] + inverse[n][n]
            leverage = both - 2 * weight * (lean[0] + lean[at]) + own
            expected = fit.effects[entry] - fit.severities[judge]
            variance = max(0.0, 1 - leverage) * fit.noise_variance
            found.append(Residual(entry, judge, expected, float(points) - expected, variance))
    return tuple(found)
