"""Standard scores of each judge (z and T): every judge's ratings on one scale, exactly rounded.

Only fair where each judge rates all entries or a random part of them; a judge who got the better
entries is punished for it. Not monotone either: a higher rating can make a judge's ratings all
alike, who is then left out. The severity-adjusted mean has neither fault.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import isqrt

import attrs

from homeroom_core.exact import Rounding, exact_sum
from homeroom_core.statistics.ratings import Points, Ratings, by_judge, read_ratings

STANDARD_ROUNDING = Rounding(6)
"""How a standard score is rounded: half up, to 6 places, from the exact square root."""

PRIOR_WEIGHT = 4
"""Ratings' worth of the pooled spread that is mixed into a judge's own, so that few ratings that
happen to be close together are not blown up."""

FEWEST_RATINGS = 5


@attrs.frozen(kw_only=True)
class Standardised:
    """Standard scores, and who has none.

    Attributes:
        scores: From entry to judge to z: 0 is that judge's mean, 1 one spread above it. An entry
            all of whose judges are left out has no row.
        constant: Judges who gave everyone the same: they say nothing about who is better.
        too_few: Judges with too few ratings to know their spread.
    """

    scores: Points
    constant: tuple[str, ...]
    too_few: tuple[str, ...]

    @property
    def means(self) -> dict[str, Fraction]:
        """From entry to its mean z."""
        return {e: exact_sum(row.values()) / len(row) for e, row in self.scores.items()}


def standardise(
    ratings: Ratings, *, at_least: int = FEWEST_RATINGS, prior_weight: int = PRIOR_WEIGHT
) -> Standardised:
    """The standard score of every rating.

    Args:
        ratings: From entry to judge to points.
        at_least: With fewer ratings a judge is left out; 2 or more.
        prior_weight: How many ratings' worth of the pooled variance are mixed into each judge's
            own; 0 takes each judge's spread as it is.

    Raises:
        InputError: A rating is no exact number, or there is none.
        ValueError: `at_least` is below 2 or `prior_weight` below 0.

    >>> found = standardise({e: {"j": p} for e, p in zip("abc", (1, 2, 3))}, at_least=3)
    >>> [str(row["j"]) for row in found.scores.values()]
    ['-1', '0', '1']
    """
    if at_least < 2 or prior_weight < 0:
        msg = f"at_least must be 2 or more and prior_weight 0 or more: {at_least}, {prior_weight}"
        raise ValueError(msg)
    points = read_ratings(ratings)
    rated = by_judge(points)
    too_few = tuple(judge for judge, row in rated.items() if len(row) < at_least)
    spreads = {j: _squares(row) for j, row in rated.items() if j not in too_few}
    constant = tuple(judge for judge, squares in spreads.items() if not squares)
    used = {judge: squares for judge, squares in spreads.items() if squares}
    freedom = sum(len(rated[judge]) - 1 for judge in used)
    pooled = exact_sum(used.values()) / freedom if freedom else Fraction(0)
    scores: Points = {}
    for judge, squares in used.items():
        row = rated[judge]
        mean = exact_sum(row.values()) / len(row)
        variance = (squares + prior_weight * pooled) / (len(row) - 1 + prior_weight)
        for entry, value in row.items():
            scores.setdefault(entry, {})[judge] = _ratio(value - mean, variance)
    ordered = {entry: scores[entry] for entry in points if entry in scores}
    return Standardised(scores=ordered, constant=constant, too_few=too_few)


def t_score(z: Fraction) -> Fraction:
    """A standard score with mean 50 and spread 10, as school reports print it.

    >>> t_score(Fraction(-3, 2))
    Fraction(35, 1)
    """
    return 50 + 10 * z


def _squares(row: Mapping[str, Fraction]) -> Fraction:
    mean = exact_sum(row.values()) / len(row)
    return exact_sum((value - mean) ** 2 for value in row.values())


def _ratio(deviation: Fraction, variance: Fraction) -> Fraction:
    """A deviation over the root of a variance, rounded once, without a float."""
    scale = 10**STANDARD_ROUNDING.places
    square = deviation * deviation * scale * scale / variance
    whole = isqrt(square.numerator // square.denominator)
    whole += square >= Fraction(2 * whole + 1, 2) ** 2
    return Fraction(whole if deviation >= 0 else -whole, scale)
