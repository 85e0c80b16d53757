"""Exact numbers: which texts are numbers, and rounding at the stages a rule-book names.

Nothing here depends on the ambient decimal context: fractions are divided, decimals are only read
and shown.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import ClassVar, Literal, get_args

import attrs

from homeroom_core.text import Text

Mode = Literal["half_up", "half_even", "floor"]
"""How a half is rounded: away from zero, to the even neighbour, or never up (cut off)."""

MODES: tuple[Mode, ...] = get_args(Mode)
_AMOUNT_DIGITS = 12
_AMOUNT_PLACES = 2
MOST_PLACES = 9
"""The most decimal places a rounding or a mark may have."""

_DIGITS = 1000
_LONG = int("1" + "0" * _DIGITS)

# ASCII digits only: int() and Decimal() also take full-width digits, underscores and exponents.
_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?", re.ASCII)
_RATIO = re.compile(r"[0-9]{1,12}/[0-9]{1,12}", re.ASCII)


def is_short(number: Decimal | int) -> bool:
    """Whether a number is finite and has fewer than a thousand digits on either side of its point.

    A file may hold `1e999999999`: to write that out, or to make a fraction of it, takes all memory.

    >>> is_short(Decimal("8.50")), is_short(Decimal("1e999999999")), is_short(Decimal("NaN"))
    (True, False, False)
    >>> is_short(10**999), is_short(10**1000)
    (True, False)
    """
    if isinstance(number, int):
        return -_LONG < number < _LONG
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and number.adjusted() < _DIGITS and exponent > -_DIGITS


def decimal_from(written: object) -> Decimal | None:
    """The number somebody wrote as plain decimal digits, or `None` if it is none.

    Exponents, signs other than a leading minus, NaN, infinities, commas, percent signs, spaces and
    full-width digits are not plain decimals; a float is not text.

    >>> decimal_from("8.50"), decimal_from("8,5"), decimal_from("1e1"), decimal_from(8.5)
    (Decimal('8.50'), None, None, None)
    """
    if isinstance(written, str) and _DECIMAL.fullmatch(written):
        return Decimal(written)
    return None


def ratio_from(written: object) -> Fraction | None:
    """A share or weight from `15/100`, `0.15`, a whole number or a decimal; `None` if it is none.

    >>> ratio_from("15/100"), ratio_from("0.15"), ratio_from(2), ratio_from("1/0")
    (Fraction(3, 20), Fraction(3, 20), Fraction(2, 1), None)
    """
    if isinstance(written, bool | float):
        return None
    if isinstance(written, int | Decimal):
        return Fraction(written) if is_short(written) else None
    if isinstance(written, Fraction):
        return written
    if isinstance(written, str) and _RATIO.fullmatch(written):
        above, below = map(int, written.split("/"))
        return Fraction(above, below) if below else None
    number = decimal_from(written)
    return None if number is None else Fraction(number)


def exact_sum(values: Iterable[Fraction]) -> Fraction:
    """The sum of fractions over one common denominator: several times as quick as adding them.

    >>> exact_sum([Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)])
    Fraction(1, 1)
    """
    ratios = [value.as_integer_ratio() for value in values]
    common = lcm(*{below for _, below in ratios})
    return Fraction(sum(above * (common // below) for above, below in ratios), common)


def places_of(number: Decimal) -> int:
    """How many decimal places a finite number is written with.

    >>> places_of(Decimal("8.50")), places_of(Decimal(8))
    (2, 0)
    """
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def is_amount(number: Decimal) -> bool:
    """Whether a number is an amount of money: 0 or more, below 10^12, two decimal places at most.

    >>> is_amount(Decimal("1200.50")), is_amount(Decimal("0.001")), is_amount(Decimal("-1"))
    (True, False, False)
    """
    if not number.is_finite() or number.is_signed() or number.adjusted() >= _AMOUNT_DIGITS:
        return False
    return places_of(number) <= _AMOUNT_PLACES


@attrs.frozen
class Rounding:
    """One rounding that a rule-book asks for: to how many places, and what happens to a half.

    Attributes:
        places: Decimal places, 0 to 9.
        mode: `half_up` (away from zero, the school rule), `half_even` or `floor`.

    Raises:
        ValueError: More than 9 or fewer than 0 places, or a mode that is none of `MODES`.

    >>> Rounding(2)(Fraction(45, 10000)), Rounding(2, "half_even")(Fraction(5, 1000))
    (Decimal('0.00'), Decimal('0.00'))
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "places": Text("小数位数", "小數位數", "Decimal places"),
    }

    places: int = attrs.field(default=2)
    mode: Mode = attrs.field(default="half_up")

    @places.validator
    def _check_places(self, _: object, value: object) -> None:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_PLACES:
            msg = f"places must be a whole number from 0 to {MOST_PLACES}, not {value!r}"
            raise ValueError(msg)

    @mode.validator
    def _check_mode(self, _: object, value: object) -> None:
        if value not in MODES:
            msg = f"mode must be one of {', '.join(MODES)}, not {value!r}"
            raise ValueError(msg)

    def __call__(self, value: Fraction) -> Decimal:
        """The value rounded once, from the exact fraction."""
        scaled = value * 10**self.places
        return Decimal(f"{self._whole(scaled)}e-{self.places}")

    def _whole(self, value: Fraction) -> int:
        if self.mode == "half_even":
            return round(value)
        above, below = value.numerator, value.denominator
        if self.mode == "floor":
            return above // below
        size = (2 * abs(above) + below) // (2 * below)
        return size if above >= 0 else -size
