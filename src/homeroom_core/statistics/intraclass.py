"""Intraclass correlations: the six forms of Shrout and Fleiss, exact in fractions."""

from fractions import Fraction

import attrs

from homeroom_core.errors import Fault, InputError
from homeroom_core.statistics.ratings import Ratings, complete_table
from homeroom_core.text import Text

_TWO = Text(
    "至少 2 件作品和 2 位评委", "至少 2 件作品和 2 位評委", "two entries and two judges or more"
)


@attrs.frozen(kw_only=True)
class IntraclassCorrelations:
    """The six forms, and the mean squares they are made of; `None` where a form is undefined.

    `mean` forms are about the mean of all judges of the panel, `single` forms about one judge.

    Attributes:
        one_way_single: ICC(1,1): each entry has judges of its own.
        agreement_single: ICC(2,1), also ICC(A,1): judges are a sample; a difference in level counts
            as disagreement.
        consistency_single: ICC(3,1), also ICC(C,1): only these judges; a difference in level does
            not count.
        one_way_mean: ICC(1,k).
        agreement_mean: ICC(2,k), also ICC(A,k).
        consistency_mean: ICC(3,k), also ICC(C,k): Cronbach's alpha.
        between_entries: BMS, mean square between entries.
        within_entries: WMS, mean square within entries.
        between_judges: JMS, mean square between judges.
        residual: EMS, residual mean square.
    """

    one_way_single: Fraction | None
    agreement_single: Fraction | None
    consistency_single: Fraction | None
    one_way_mean: Fraction | None
    agreement_mean: Fraction | None
    consistency_mean: Fraction | None
    between_entries: Fraction
    within_entries: Fraction
    between_judges: Fraction
    residual: Fraction


def intraclass_correlations(ratings: Ratings) -> IntraclassCorrelations:
    """All six forms of a table without gaps.

    Raises:
        InputError: A rating is missing or no exact number, or there are fewer than two entries or
            two judges; lists all faults.

    Source: P. E. Shrout and J. L. Fleiss (1979), Intraclass correlations: uses in assessing rater
    reliability, Psychological Bulletin 86(2).

    >>> found = intraclass_correlations({"a": {"x": 1, "y": 2}, "b": {"x": 3, "y": 4}})
    >>> str(found.agreement_single), str(found.consistency_single)
    ('4/5', '1')
    """
    table = complete_table(ratings)
    n, k = len(table), len(table[0])
    if n < 2 or k < 2:
        raise InputError("ratings", (Fault("ratings", f"{n} × {k}", _TWO),))
    bms, wms, jms, ems = _mean_squares(table)
    agreement = k * (jms - ems)
    return IntraclassCorrelations(
        one_way_single=_ratio(bms - wms, bms + (k - 1) * wms),
        agreement_single=_ratio(bms - ems, bms + (k - 1) * ems + agreement / n),
        consistency_single=_ratio(bms - ems, bms + (k - 1) * ems),
        one_way_mean=_ratio(bms - wms, bms),
        agreement_mean=_ratio(bms - ems, bms + (jms - ems) / n),
        consistency_mean=_ratio(bms - ems, bms),
        between_entries=bms,
        within_entries=wms,
        between_judges=jms,
        residual=ems,
    )


def _mean_squares(table: list[list[Fraction]]) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    n, k = len(table), len(table[0])
    rows = [sum(row, Fraction(0)) for row in table]
    columns = [sum(column, Fraction(0)) for column in zip(*table, strict=True)]
    correction = sum(rows, Fraction(0)) ** 2 / (n * k)
    total = sum((value * value for row in table for value in row), Fraction(0)) - correction
    entries = sum((row * row for row in rows), Fraction(0)) / k - correction
    judges = sum((column * column for column in columns), Fraction(0)) / n - correction
    rest = total - entries - judges
    return (
        entries / (n - 1),
        (total - entries) / (n * (k - 1)),
        judges / (k - 1),
        rest / ((n - 1) * (k - 1)),
    )


def _ratio(above: Fraction, below: Fraction) -> Fraction | None:
    return above / below if below else None
