from decimal import Decimal, localcontext
from fractions import Fraction

import pytest

from homeroom_core.exact import Rounding, decimal_from, places_of, ratio_from


@pytest.mark.parametrize(
    "written",
    ["", " 8", "8 ", "+8", "8.", ".5", "8,5", "8e1", "1E2", "NaN", "Infinity", "-", "\uff18", "8_0",
     "٣", "0x8", "8%", "8.5.1", "1" * 13, "\n8", "8\n", 8, 8.5, None, True, Decimal(8)],
)  # fmt: skip
def test_what_is_no_plain_decimal_is_refused(written: object) -> None:
    assert decimal_from(written) is None


@pytest.mark.parametrize("written", ["0", "8", "8.5", "08.50", "-1.25", "0.000000001"])
def test_a_plain_decimal_is_read_exactly(written: str) -> None:
    assert decimal_from(written) == Decimal(written)


@pytest.mark.parametrize(
    ("written", "ratio"),
    [
        ("15/100", Fraction(3, 20)),
        ("0.15", Fraction(3, 20)),
        (2, Fraction(2)),
        (Decimal("0.15"), Fraction(3, 20)),
        (Fraction(1, 3), Fraction(1, 3)),
        ("1/0", None),
        ("-1/2", None),
        ("15%", None),
        (0.15, None),
        (True, None),
        (Decimal("NaN"), None),
    ],
)
def test_ratios_are_read_exactly_or_not_at_all(written: object, ratio: Fraction | None) -> None:
    assert ratio_from(written) == ratio


@pytest.mark.parametrize(
    ("value", "rounding", "shown"),
    [
        (Fraction(45, 10_000), Rounding(2), "0.00"),  # rounding 0.0045 twice would give 0.01
        (Fraction(5, 1000), Rounding(2), "0.01"),
        (Fraction(5, 1000), Rounding(2, "half_even"), "0.00"),
        (Fraction(15, 1000), Rounding(2, "half_even"), "0.02"),
        (Fraction(-5, 1000), Rounding(2), "-0.01"),
        (Fraction(-5, 1000), Rounding(2, "floor"), "-0.01"),
        (Fraction(8999, 100), Rounding(0, "floor"), "89"),
        (Fraction(2, 3), Rounding(9), "0.666666667"),
        (Fraction(86), Rounding(2), "86.00"),
    ],
)
def test_rounding_starts_from_the_exact_value(
    value: Fraction, rounding: Rounding, shown: str
) -> None:
    assert str(rounding(value)) == shown


def test_rounding_does_not_depend_on_the_decimal_context() -> None:
    with localcontext() as context:
        context.prec = 3
        assert Rounding(2)(Fraction(1_234_567, 100)) == Decimal("12345.67")


@pytest.mark.parametrize("places", [-1, 10, True, "2"])
def test_impossible_places_are_refused(places: int) -> None:
    with pytest.raises(ValueError, match="places must be a whole number from 0 to 9"):
        Rounding(places)


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(ValueError, match="half_up"):
        Rounding(2, "half_down")  # type: ignore[arg-type]  # that is what is tested


def test_places_count_trailing_zeros() -> None:
    assert [places_of(Decimal(n)) for n in ("8", "8.5", "8.50", "1E+2")] == [0, 1, 2, 0]
