from datetime import UTC, date, datetime
from decimal import Decimal, localcontext
from fractions import Fraction

import attrs
import pytest

from homeroom_core.canonical import canonical_json, digest
from homeroom_core.text import Term


@attrs.frozen
class Pair:
    b: Decimal
    a: tuple[str, ...]


def test_every_exact_value_has_one_form() -> None:
    value = {
        "z": Pair(Decimal("1E+2"), (Term("senior", "高", "高", "S"),)),
        "a": [None, True, 3, Fraction(6, 4), date(2026, 9, 1), frozenset({"y", "x"})],
        "n": [Decimal("-0.0"), Decimal("8.50"), datetime(2026, 9, 1, 8, tzinfo=UTC)],
    }
    assert canonical_json(value) == (
        '{"a":[null,true,3,"3/2","2026-09-01",["x","y"]],"n":["0","8.5","2026-09-01T08:00:00+00:00"],'
        '"z":{"a":["senior"],"b":"100"}}'
    )


def test_long_decimals_keep_all_their_digits() -> None:
    with localcontext() as context:
        context.prec = 3
        assert canonical_json(Decimal("12345.678900")) == '"12345.6789"'


def test_a_digest_is_sha256_of_the_canonical_text() -> None:
    assert digest([]) == "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945"


@pytest.mark.parametrize("value", [0.5, Decimal("NaN"), {1: "a"}, object(), b"bytes"])
def test_what_has_no_exact_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        digest({"value": value})
