"""Kendall's W: how far judges agree on the order of the entries, with ties; exact in fractions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import erfc, exp, sqrt

import attrs

from homeroom_core.errors import Fault, InputError
from homeroom_core.ranking import fractional_ranks, groups_of
from homeroom_core.statistics.ratings import Ratings, by_judge, complete_table, read_ratings
from homeroom_core.text import Text

_TWO = Text(
    "至少 2 件作品和 2 位评委", "至少 2 件作品和 2 位評委", "two entries and two judges or more"
)


@attrs.frozen(kw_only=True)
class Concordance:
    """Agreement of several rankings.

    Attributes:
        w: Kendall's W, 0 (no agreement) to 1 (all rank alike); `None` where every judge ties all
            entries.
        chi_square: Friedman's statistic, judges × (entries - 1) × W.
        degrees_of_freedom: Entries - 1.
        p_value: Chance of so large a statistic if judges ranked at random, by the chi-square
            approximation; a float, good from about 7 entries or 8 judges on.
    """

    w: Fraction | None
    chi_square: Fraction | None
    degrees_of_freedom: int
    p_value: float | None


def kendall_w(ratings: Ratings) -> Concordance:
    """W of a table without gaps; ratings are ranked within each judge, ties share their mean rank.

    Raises:
        InputError: A rating is missing or no exact number, or there are fewer than two entries or
            two judges; lists all faults.

    Source: M. G. Kendall and B. Babington Smith (1939), The problem of m rankings, Annals of
    Mathematical Statistics 10(3), with the correction for ties.

    >>> kendall_w({"a": {"x": 1, "y": 1}, "b": {"x": 2, "y": 2}, "c": {"x": 3, "y": 3}}).w
    Fraction(1, 1)
    """
    table = complete_table(ratings)
    n, m = len(table), len(table[0])
    if n < 2 or m < 2:
        raise InputError("ratings", (Fault("ratings", f"{n} × {m}", _TWO),))
    judged = by_judge(read_ratings(ratings))
    sums = dict.fromkeys(read_ratings(ratings), Fraction(0))
    for row in judged.values():
        for entry, rank in _ranks(row).items():
            sums[entry] += rank
    middle = Fraction(m * (n + 1), 2)
    spread = sum(((total - middle) ** 2 for total in sums.values()), Fraction(0))
    ties = sum(_tie_term(list(row.values())) for row in judged.values())
    below = m * m * (n**3 - n) - m * ties
    w = 12 * spread / below if below else None
    chi_square = None if w is None else m * (n - 1) * w
    return Concordance(
        w=w,
        chi_square=chi_square,
        degrees_of_freedom=n - 1,
        p_value=None if chi_square is None else chi_square_tail(float(chi_square), n - 1),
    )


def chi_square_tail(statistic: float, degrees_of_freedom: int) -> float:
    """Chance that a chi-square variable is at least so large.

    >>> round(chi_square_tail(3.841, 1), 3), round(chi_square_tail(5.991, 2), 3)
    (0.05, 0.05)
    """
    half = statistic / 2
    odd = degrees_of_freedom % 2
    tail = erfc(sqrt(half)) if odd else exp(-half)
    # Each two degrees of freedom more add half^a e^-half / gamma(a + 1).
    term = exp(-half) * sqrt(half) / 0.886226925452758 if odd else exp(-half) * half
    power = 0.5 if odd else 1.0
    for _ in range((degrees_of_freedom - 1) // 2):
        tail += term
        power += 1
        term *= half / power
    return tail


def _ranks(row: Mapping[str, Fraction]) -> Mapping[str, Fraction]:
    groups, _ = groups_of(row)
    return fractional_ranks(groups)


def _tie_term(values: Sequence[Fraction]) -> int:
    return sum(count**3 - count for count in Counter(values).values())
