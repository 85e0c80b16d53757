from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from homeroom_core.errors import DefinitionError
from homeroom_core.fact import Boundary, compare, day, no, number, phrase, takes, words, yes
from homeroom_core.text import Text

YEARS = Text("年", "年", " years")


@pytest.mark.parametrize(
    ("fact", "comparator", "boundary", "holds"),
    [
        (3, "<", number(3), False),
        (3, "<=", number(3), True),
        (3, ">", number(3), False),
        (3, ">=", number(3), True),
        (Decimal("2.999"), "<", number(3), True),
        (Fraction(1, 3), ">", number("0.333"), True),
        (Fraction(1, 5), "<=", number("0.2"), True),
        (3, "within", number(3, 5), True),
        (5, "within", number(3, 5), True),
        (6, "within", number(3, 5), False),
        (3, "in", number(1, 3), True),
        ("a", "in", words("a", "b"), True),
        ("c", "in", words("a", "b"), False),
        ("c", "not in", words("a", "b"), True),
        ("a", "!=", words("a"), False),
        (True, "==", yes(), True),
        (True, "==", no(), False),
        (date(2026, 8, 31), "<", day(date(2026, 9, 1)), True),
        (date(2026, 9, 1), "<", day(date(2026, 9, 1)), False),
    ],
)
def test_the_comparator_decides_whether_the_number_is_included(
    fact: Any, comparator: Any, boundary: Boundary, holds: bool
) -> None:
    assert takes(comparator, boundary)
    assert boundary.fits(fact)
    assert compare(fact, comparator, boundary) is holds


@pytest.mark.parametrize(
    ("fact", "boundary"),
    [
        (3.0, number(3)),
        ("3", number(3)),
        (True, number(1)),
        (Decimal("NaN"), number(1)),
        (1, yes()),
        ("yes", yes()),
        (True, words("True")),
        (3, words("3")),
        (datetime(2026, 9, 1, tzinfo=UTC), day(date(2026, 9, 1))),
        ("2026-09-01", day(date(2026, 9, 1))),
    ],
)
def test_a_fact_of_another_kind_does_not_fit(fact: object, boundary: Boundary) -> None:
    assert not boundary.fits(fact)


@pytest.mark.parametrize(
    ("comparator", "boundary"),
    [
        ("<", words("a")),
        (">=", yes()),
        ("within", number(3)),
        ("within", number(5, 3)),
        ("within", words("a", "b")),
        ("==", number(1, 2)),
        ("<", number(1, 2)),
    ],
)
def test_a_comparator_needs_a_boundary_it_can_compare_with(
    comparator: Any, boundary: Boundary
) -> None:
    assert not takes(comparator, boundary)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("number", ("3 years",)),
        ("number", ()),
        ("yes_no", ("true",)),
        ("date", ("2026-02-30",)),
        ("word", ("",)),
        ("colour", ("red",)),
    ],
)
def test_a_boundary_holds_only_values_of_its_kind(kind: Any, values: tuple[str, ...]) -> None:
    with pytest.raises(DefinitionError):
        Boundary(kind=kind, values=values)


@pytest.mark.parametrize(
    ("comparator", "boundary", "zh_hans", "en"),
    [
        ("<", number(3), "不满 3年（不含）", "less than 3 years"),
        ("<=", number(3), "3年以内（含）", "at most 3 years"),
        (">", number(3), "超过 3年（不含）", "more than 3 years"),
        (">=", number(3), "3年以上（含）", "at least 3 years"),
        ("within", number(3, 5), "3年至 5年（含两端）", "from 3 to 5 years, both included"),
    ],
)
def test_what_is_required_says_whether_the_number_is_included(
    comparator: Any, boundary: Boundary, zh_hans: str, en: str
) -> None:
    found = phrase(comparator, boundary, YEARS)
    assert (found.zh_hans, found.en) == (zh_hans, en)
