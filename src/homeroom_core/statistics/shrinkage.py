"""Shrinkage of several means towards their common mean (James-Stein, Efron-Morris), exact."""

from collections.abc import Mapping
from fractions import Fraction

import attrs

from homeroom_core.errors import Fault, InputError
from homeroom_core.exact import ratio_from
from homeroom_core.statistics.ratings import Number
from homeroom_core.text import Text

_FOUR = Text("至少 4 个平均数", "至少 4 個平均數", "four means or more")
_NUMBER = Text("准确的数", "準確的數", "an exact number")
_VARIANCE = Text("不小于 0 的准确数", "不小於 0 的準確數", "an exact number, 0 or more")


@attrs.frozen(kw_only=True)
class Shrunk:
    """Means drawn together.

    Attributes:
        grand_mean: The mean of the means.
        factor: What is left of each distance from it: 1 nothing is shrunk, 0 all are the same.
        estimates: From name to the shrunk mean.
    """

    grand_mean: Fraction
    factor: Fraction
    estimates: Mapping[str, Fraction]


def shrink(means: Mapping[str, Number], variance: Number) -> Shrunk:
    """Shrink means of equal precision towards their mean.

    estimate = grand mean + factor × (mean - grand mean), with
    factor = 1 - (k - 3) × variance / sum of squared distances, held between 0 and 1.

    Args:
        means: At least four, in one unit.
        variance: Sampling variance of each of them, in that unit squared.

    Raises:
        InputError: Fewer than four means, a number that is not exact, or a negative variance.

    Source: B. Efron and C. Morris (1977), Stein's paradox in statistics, Scientific American 236(5).

    >>> shrink({"a": 0, "b": 2, "c": 4, "d": 6}, 4).estimates["a"]
    Fraction(3, 5)
    """
    read, spread = _read(means, variance)
    grand = sum(read.values(), Fraction(0)) / len(read)
    squares = sum(((value - grand) ** 2 for value in read.values()), Fraction(0))
    factor = max(Fraction(0), 1 - (len(read) - 3) * spread / squares) if squares else Fraction(0)
    estimates = {name: grand + factor * (value - grand) for name, value in read.items()}
    return Shrunk(grand_mean=grand, factor=factor, estimates=estimates)


def _read(means: Mapping[str, Number], variance: Number) -> tuple[dict[str, Fraction], Fraction]:
    read = {name: ratio_from(value) for name, value in means.items()}
    spread = ratio_from(variance)
    faults = [Fault(f"means.{n}", str(means[n]), _NUMBER) for n, v in read.items() if v is None]
    if len(means) < 4:
        faults.append(Fault("means", str(len(means)), _FOUR))
    if spread is None or spread < 0:
        faults.append(Fault("variance", str(variance), _VARIANCE))
    if faults or spread is None:
        raise InputError("shrinkage", tuple(faults))
    return {name: value for name, value in read.items() if value is not None}, spread
