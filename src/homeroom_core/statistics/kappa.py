"""Agreement on categories beyond chance: Cohen's weighted kappa, Fleiss' kappa, Gwet's AC1; exact.

All of them depend on how common each category is: never compare them across contests.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import sqrt
from typing import Any, Literal, get_args

import attrs

from homeroom_core.errors import Fault, InputError
from homeroom_core.exact import ratio_from
from homeroom_core.statistics.ratings import Number
from homeroom_core.text import Text, listing

Weighting = Literal["equal", "linear", "quadratic"]
"""How bad a disagreement is: any alike, by the steps between two categories, or by their square."""

WEIGHTINGS: tuple[Weighting, ...] = get_args(Weighting)

Confusion = Mapping[tuple[Any, Any], Number]
"""From the category of the first judge and that of the second to a count or a share."""

DisagreementWeights = Mapping[tuple[Any, Any], Number]
"""From two categories to how bad that disagreement is; a pair that is not there is 0."""

CategoryCounts = Mapping[str, Mapping[Any, int]]
"""From entry to category to how many judges chose it."""

_COUNT = Text("不小于 0 的准确数", "不小於 0 的準確數", "an exact number, 0 or more")
_WHOLE = Text("不小于 0 的整数", "不小於 0 的整數", "a whole number, 0 or more")
_CATEGORY = Text("下列类别之一：{known}", "下列類別之一：{known}", "one of the categories: {known}")
_ONE_OF = Text(
    "下列之一，或一张权重表：{known}",
    "下列之一，或一張權重表：{known}",
    "one of, or a table: {known}",
)
_SOME = Text("至少一个大于 0 的数", "至少一個大於 0 的數", "at least one number above 0")
_PAIRED = Text(
    "至少一件作品有两个评分", "至少一件作品有兩個評分", "at least one entry with two ratings"
)


@attrs.frozen(kw_only=True)
class CategoryAgreement:
    """Agreement of any number of judges on categories.

    Attributes:
        value: 1 for perfect agreement, 0 for chance; `None` where chance alone would agree always.
        observed: Share of agreeing pairs of ratings, mean over entries with two ratings or more.
        expected: The same by chance.
        standard_error: Of the value over entries, a float; `None` where it is not worked out.
    """

    value: Fraction | None
    observed: Fraction
    expected: Fraction
    standard_error: float | None = None


def confusion(
    ratings: Mapping[str, Mapping[str, Any]], first: str, second: str
) -> dict[tuple[Any, Any], int]:
    """How often two judges chose each pair of categories, over the entries that both rated."""
    pairs = ((row.get(first), row.get(second)) for row in ratings.values())
    return dict(Counter(pair for pair in pairs if None not in pair))


def cohen_kappa(
    table: Confusion,
    *,
    categories: Sequence[Hashable],
    weights: Weighting | DisagreementWeights = "equal",
) -> Fraction | None:
    """Cohen's kappa of two judges, weighted or not.

    Args:
        table: Counts or shares of each pair of categories; what is not there is 0.
        categories: All categories, in their order.
        weights: How bad each disagreement is: `equal` (the plain kappa), `linear`, `quadratic`, or
            a table, which need not be symmetric.

    Returns:
        1 for perfect agreement, 0 for chance; `None` where chance alone would always agree.

    Raises:
        InputError: A category is not in the list, a number is negative or not exact, nothing was
            counted, or the weighting is unknown; lists all faults.

    Source: J. Cohen (1968), Weighted kappa, Psychological Bulletin 70.

    >>> cohen_kappa({("a", "a"): 20, ("a", "b"): 5, ("b", "a"): 10, ("b", "b"): 15},
    ...             categories="ab")
    Fraction(2, 5)
    """
    faults: list[Fault] = []
    counts = _read_pairs("table", table, categories, faults)
    distances = _distances(weights, categories, faults)
    total = sum(counts.values(), Fraction(0))
    if not (total or faults):
        faults.append(Fault("table", "", _SOME))
    if faults:
        raise InputError("agreement", tuple(faults))
    first = {
        a: sum((counts.get((a, b), Fraction(0)) for b in categories), Fraction(0))
        for a in categories
    }
    second = {
        b: sum((counts.get((a, b), Fraction(0)) for a in categories), Fraction(0))
        for b in categories
    }
    observed = sum(
        (d * counts.get(pair, Fraction(0)) for pair, d in distances.items()), Fraction(0)
    )
    expected = sum((d * first[a] * second[b] for (a, b), d in distances.items()), Fraction(0))
    return 1 - observed * total / expected if expected else None


def category_counts(ratings: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[Any, int]]:
    """Count of each category by entry; `None` is no rating."""
    return {
        entry: dict(Counter(value for value in row.values() if value is not None))
        for entry, row in ratings.items()
    }


def percent_agreement(counts: CategoryCounts) -> Fraction:
    """Share of agreeing pairs of ratings, mean over the entries with two ratings or more.

    Raises:
        InputError: A count is no whole number, or no entry has two ratings.
    """
    read = _read_counts(counts)
    shares = [_agreeing(row) for row in read.values() if sum(row.values()) > 1]
    return sum(shares, Fraction(0)) / len(shares)


def fleiss_kappa(counts: CategoryCounts) -> CategoryAgreement:
    """Fleiss' kappa; entries may have unequal numbers of ratings.

    An entry with a single rating counts towards how common the categories are, not towards the
    agreement.

    Raises:
        InputError: A count is no whole number, or no entry has two ratings.

    Source: J. L. Fleiss (1971), Measuring nominal scale agreement among many raters, Psychological
    Bulletin 76; for missing ratings as K. L. Gwet (2014), Handbook of Inter-Rater Reliability.

    >>> fleiss_kappa({"e1": {"a": 3}, "e2": {"b": 3}, "e3": {"a": 1, "b": 2}}).value
    Fraction(11, 20)
    """
    observed = percent_agreement(counts)
    shares = _shares(_read_counts(counts))
    expected = sum((share * share for share in shares.values()), Fraction(0))
    return CategoryAgreement(
        value=_beyond(observed, expected), observed=observed, expected=expected
    )


def gwet_ac1(
    counts: CategoryCounts, *, categories: Sequence[Hashable] | None = None
) -> CategoryAgreement:
    """Gwet's AC1, which stays meaningful where nearly all ratings fall into one category.

    Args:
        counts: From entry to category to how many judges chose it.
        categories: All categories that could be chosen; those that were, if not given.

    Raises:
        InputError: A count is no whole number, a category is not in the list, or no entry has two
            ratings.

    Source: K. L. Gwet (2008), Computing inter-rater reliability and its variance in the presence of
    high agreement, British Journal of Mathematical and Statistical Psychology 61.
    """
    read = _read_counts(counts, categories)
    observed = percent_agreement(counts)
    shares = _shares(read)
    options = len(categories) if categories is not None else len(shares)
    spread = sum((share * (1 - share) for share in shares.values()), Fraction(0))
    expected = spread / (options - 1) if options > 1 else Fraction(1)
    value = _beyond(observed, expected)
    error = None if value is None else _ac1_error(read, shares, options, value, expected)
    return CategoryAgreement(
        value=value, observed=observed, expected=expected, standard_error=error
    )


def _beyond(observed: Fraction, expected: Fraction) -> Fraction | None:
    return (observed - expected) / (1 - expected) if expected != 1 else None


def _agreeing(row: Mapping[Any, int]) -> Fraction:
    size = sum(row.values())
    return Fraction(sum(n * (n - 1) for n in row.values()), size * (size - 1))


def _shares(counts: CategoryCounts) -> dict[Any, Fraction]:
    """How common each category is: its share in each entry, mean over the entries."""
    found: dict[Any, Fraction] = {}
    for row in counts.values():
        size = sum(row.values())
        for category, n in row.items():
            found[category] = found.get(category, Fraction(0)) + Fraction(n, size * len(counts))
    return found


def _ac1_error(
    counts: CategoryCounts,
    shares: Mapping[Any, Fraction],
    options: int,
    value: Fraction,
    expected: Fraction,
) -> float | None:
    """Standard error over entries, those with a single rating included (Gwet 2008)."""
    n = len(counts)
    if n < 2:
        return None
    paired = sum(sum(row.values()) > 1 for row in counts.values())
    squares = Fraction(0)
    for row in counts.values():
        size = sum(row.values())
        own = _agreeing(row) - expected if size > 1 else Fraction(0)
        rarity = sum((k * (1 - shares[category]) for category, k in row.items()), Fraction(0))
        chance = rarity / (size * (options - 1)) - expected
        squares += ((own * n / paired - 2 * (1 - value) * chance) / (1 - expected) - value) ** 2
    return sqrt(squares / (n * (n - 1)))


def _read_counts(
    counts: CategoryCounts, categories: Sequence[Hashable] | None = None
) -> dict[str, dict[Any, int]]:
    faults = []
    for entry, row in counts.items():
        for category, n in row.items():
            if not _is_count(n):
                faults.append(Fault(f"entry {entry}, {category}", str(n), _WHOLE))
            elif categories is not None and category not in categories:
                known = _CATEGORY.format(known=listing(map(str, categories)))
                faults.append(Fault(f"entry {entry}", str(category), known))
    read = {e: {c: n for c, n in row.items() if n} for e, row in counts.items()}
    if not faults and all(sum(row.values()) < 2 for row in read.values()):
        faults.append(Fault("ratings", "", _PAIRED))
    if faults:
        raise InputError("ratings", tuple(faults))
    return {entry: row for entry, row in read.items() if row}


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _read_pairs(
    where: str,
    table: Mapping[tuple[Any, Any], Number],
    categories: Sequence[Hashable],
    faults: list[Fault],
) -> dict[tuple[Any, Any], Fraction]:
    read = {}
    known = _CATEGORY.format(known=listing(map(str, categories)))
    for pair, given in table.items():
        number = ratio_from(given)
        strange = [str(one) for one in pair if one not in categories]
        faults += [Fault(f"{where}[{pair[0]}, {pair[1]}]", one, known) for one in strange]
        if number is None or number < 0:
            faults.append(Fault(f"{where}[{pair[0]}, {pair[1]}]", str(given), _COUNT))
        else:
            read[pair] = number
    return read


def _distances(
    weights: Weighting | DisagreementWeights, categories: Sequence[Hashable], faults: list[Fault]
) -> dict[tuple[Any, Any], Fraction]:
    if isinstance(weights, Mapping):
        return _read_pairs("weights", weights, categories, faults)
    if weights not in WEIGHTINGS:
        faults.append(Fault("weights", str(weights), _ONE_OF.format(known=listing(WEIGHTINGS))))
    power = {"equal": 0, "linear": 1, "quadratic": 2}.get(weights, 0)
    at = {category: n for n, category in enumerate(categories)}
    return {
        (a, b): Fraction(abs(at[a] - at[b]) ** power)
        for a, b in product(categories, repeat=2)
        if a != b
    }
