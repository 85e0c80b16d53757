"""Places of very many entries at once: exact trimmed means as whole numbers, without traces.

`homeroom_core.evaluation.evaluate` says of every total how it came about, and costs far more than
the arithmetic alone. Where there are tens of thousands of entries and one number a judge (a
nationwide first round, what-if tables, checking the ranking of another system), `rank_trimmed`
gives the same totals and places in the time of a few passes over the marks. Judge cards with
several criteria have to be added up first; severity, tie-breaks and explanations are `evaluate`'s.

Time and memory grow with the number of marks, but for sorting the distinct totals.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import (
    Context,
    Decimal,
    DecimalException,
    Inexact,
    InvalidOperation,
    Rounded,
    localcontext,
)
from fractions import Fraction
from itertools import chain
from typing import cast

import attrs

from homeroom_core.errors import Fault, InputError, PanelTooSmallError
from homeroom_core.exact import MOST_PLACES
from homeroom_core.text import Text

Mark = int | Decimal
"""An exact mark. A float is refused: its binary value is not the one that was written."""

_EXACT = Context(prec=50, traps=[Inexact, Rounded, InvalidOperation])
_ZERO = Decimal(0)
_ACCEPTED = Text(
    "整数，或小数位数不超过 {places} 位的 Decimal（不接受浮点数）",
    "整數，或小數位數不超過 {places} 位的 Decimal（不接受浮點數）",
    "an int, or a Decimal with at most {places} decimal places (no float)",
)


@attrs.frozen(kw_only=True)
class BulkRanking:
    """Places and exact totals, in the order the entries were given in.

    Attributes:
        ranks: The place of each entry, 1 for the best; equal totals share a place (1 2 2 4).
        sums: What each entry's kept marks add up to, in units of 10 to the power of -`places`.
        kept: How many marks of each entry were kept.
        places: Decimal places of the unit.
    """

    ranks: tuple[int, ...]
    sums: tuple[int, ...]
    kept: tuple[int, ...]
    places: int

    def total(self, number: int) -> Fraction:
        """The trimmed mean of one entry, exact; entries count from 0."""
        return Fraction(self.sums[number], self.kept[number] * 10**self.places)


def rank_trimmed(
    marks: Sequence[Sequence[Mark]],
    *,
    places: int = 2,
    drop_low: int = 1,
    drop_high: int = 1,
    at_least: int = 5,
) -> BulkRanking:
    """Rank entries on the exact trimmed mean of their marks, the higher the better.

    The same totals and places as the method `trimmed_mean` of `evaluate`, ranking `standard`.

    Args:
        marks: The marks of each entry, one a judge; panels may differ in size.
        places: The most decimal places of a mark, 0 to 9.
        drop_low: How many of the lowest marks to drop, 0 or more.
        drop_high: How many of the highest marks to drop, 0 or more.
        at_least: Of an entry with fewer marks nothing is dropped, and neither where nothing would
            remain; 1 or more.

    Raises:
        InputError: A mark is no int or Decimal, not finite or has more decimal places; lists all.
        PanelTooSmallError: An entry has no mark; the notes of the error number each, from 0.
        ValueError: `places`, `drop_low`, `drop_high` or `at_least` is out of its range.

    Source: usual practice in school contests.

    >>> found = rank_trimmed([[9, 8, 8, 7, 1], [8, 8, 8], [9, 9, 8, 9, 10]])
    >>> found.ranks, str(found.total(0))
    ((3, 2, 1), '23/3')
    """
    if not 0 <= places <= MOST_PLACES or min(drop_low, drop_high) < 0 or at_least < 1:
        msg = (
            f"places must be 0 to {MOST_PLACES}, drop_low and drop_high 0 or more, at_least 1 or "
            f"more: {places}, {drop_low}, {drop_high}, {at_least}"
        )
        raise ValueError(msg)
    windows = {
        size: slice(drop_low, size - drop_high)
        if size >= max(at_least, drop_low + drop_high + 1)
        else slice(0, size)
        for size in set(map(len, marks))
    }
    if 0 in windows:
        raise _empty_panels(marks)
    sums = _sums(marks, windows, places)
    sizes = {size: window.stop - window.start for size, window in windows.items()}
    kept = [sizes[size] for size in map(len, marks)]
    return BulkRanking(
        ranks=tuple(_ranks(_keys(sums, kept))), sums=tuple(sums), kept=tuple(kept), places=places
    )


def _empty_panels(marks: Sequence[Sequence[Mark]]) -> PanelTooSmallError:
    error = PanelTooSmallError(0, 1)
    for number, row in enumerate(marks):
        if not row:
            error.add_note(f"entry {number}: 0 of 1")
    return error


def _sums(marks: Sequence[Sequence[Mark]], windows: Mapping[int, slice], places: int) -> list[int]:
    """The kept marks of each entry added up, in whole units."""
    unit: int = 10**places
    kinds = set(map(type, chain.from_iterable(marks)))
    if kinds <= {int}:
        whole = cast("Sequence[Sequence[int]]", marks)
        return [unit * sum(sorted(row)[windows[len(row)]]) for row in whole]
    if kinds <= {int, Decimal}:
        try:
            with localcontext(_EXACT):
                decimals = cast("Sequence[Sequence[Decimal]]", marks)  # they take in the ints
                return _decimal_sums(decimals, windows, places)
        except DecimalException:
            pass  # Marks of unusual size, or faults: read one by one, they are exact or named.
    units = _in_units(marks, places)
    return [sum(sorted(row)[windows[len(row)]]) for row in units]


def _decimal_sums(
    marks: Sequence[Sequence[Decimal]], windows: Mapping[int, slice], places: int
) -> list[int]:
    """The same without converting each mark; needs a context that traps whatever is not exact.

    An exact sum has as many decimal places as the longest of its parts, and is finite only if they
    all are: the sum of all marks vouches for each of them.
    """
    exponent = sum(chain.from_iterable(marks), _ZERO).as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -places:
        raise Inexact
    return [int(sum(sorted(row)[windows[len(row)]], _ZERO).scaleb(places)) for row in marks]


def _in_units(marks: Sequence[Sequence[Mark]], places: int) -> list[list[int]]:
    faults: list[Fault] = []
    read: list[list[int]] = []
    for entry, row in enumerate(marks):
        units = [_units(mark, places) for mark in row]
        read.append([number for number in units if number is not None])
        faults += (
            Fault(f"marks[{entry}][{judge}]", str(row[judge]), _ACCEPTED.format(places=places))
            for judge, number in enumerate(units)
            if number is None
        )
    if faults:
        raise InputError("marks", tuple(faults))
    return read


def _units(mark: object, places: int) -> int | None:
    """A mark in whole units, or `None` if it is no exact number of them."""
    if isinstance(mark, bool) or not isinstance(mark, int | Decimal):
        return None
    if isinstance(mark, Decimal) and not mark.is_finite():
        return None
    above, below = mark.as_integer_ratio()
    number, rest = divmod(above * 10**places, below)
    return None if rest else number


def _keys(sums: Sequence[int], kept: Sequence[int]) -> Sequence[int]:
    """Whole numbers in the order of the means, equal where the means are.

    Means of at most m marks that differ at all differ by at least 1/m², so the whole part of the
    mean times m² tells them apart: exact, and no common denominator that grows with the sizes.
    """
    most = max(kept, default=1)
    if min(kept, default=1) == most:
        return sums
    square = most * most
    return [total * square // count for total, count in zip(sums, kept, strict=True)]


def _ranks(keys: Sequence[int]) -> Iterable[int]:
    shared = Counter(keys)
    first: dict[int, int] = {}
    place = 1
    for key in sorted(shared, reverse=True):
        first[key] = place
        place += shared[key]
    return map(first.__getitem__, keys)
