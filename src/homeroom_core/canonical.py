"""Canonical JSON of plain values, and its digest: equal values, equal text, on every machine."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, NoReturn

import attrs

_AS_THEY_ARE = frozenset({str, int, bool, type(None)})


def digest(value: Any) -> str:
    """SHA-256 of the canonical JSON of a value, as 64 hexadecimal digits.

    Raises:
        TypeError: The value holds something that has no canonical form, such as a float.

    >>> digest({"total": Decimal("5.0")}) == digest({"total": Decimal(5)})
    True
    """
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def canonical_json(value: Any) -> str:
    """The one JSON text of a value: sorted keys, no spaces, numbers that lose nothing.

    Decimals are text without trailing zeros, fractions are `p/q`, dates ISO 8601, sets sorted
    lists, attrs instances objects of all their fields.

    Raises:
        TypeError: The value holds something that has no canonical form, such as a float.

    >>> canonical_json({"b": Fraction(1, 3), "a": (Decimal("0.50"), "班")})
    '{"a":["0.5","班"],"b":"1/3"}'
    """
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> Any:
    kind: type = type(value)
    return value if kind in _AS_THEY_ARE else _form(kind)(value)


@cache  # looked for once for each type: there are hundreds of thousands of values
def _form(kind: type[Any]) -> Callable[[Any], Any]:
    """How values of a type become plain ones."""
    for types, form in _FORMS:
        if issubclass(kind, types):
            return form
    return _instance if attrs.has(kind) else _strange


def _as_it_is(value: Any) -> Any:
    return value


def _ratio(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"


def _moment(value: date) -> str:
    return value.isoformat()  # a datetime with its time


def _sorted(value: AbstractSet[Any]) -> list[Any]:
    return sorted(_plain(item) for item in value)


def _list(value: Iterable[Any]) -> list[Any]:
    return [_plain(item) for item in value]


def _instance(value: Any) -> dict[str, Any]:
    kind: type = type(value)
    return {name: _plain(getattr(value, name)) for name in _names(kind)}


def _strange(value: Any) -> NoReturn:
    msg = f"{value!r} has no canonical form: use str, int, Decimal, Fraction, date or attrs values"
    raise TypeError(msg)


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in attrs.fields(kind))


def _object(value: Mapping[Any, Any]) -> dict[str, Any]:
    strange = [key for key in value if not isinstance(key, str)]
    if strange:
        msg = f"keys must be text, found {strange[0]!r}"
        raise TypeError(msg)
    return {key: _plain(item) for key, item in value.items()}


def _decimal(value: Decimal) -> str:
    """Text of a decimal without trailing zeros, exact whatever the decimal context says."""
    if not value.is_finite():
        msg = f"{value} has no canonical form: a number must be finite"
        raise TypeError(msg)
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


_FORMS: tuple[tuple[type | tuple[type, ...], Callable[[Any], Any]], ...] = (
    ((bool, int, str), _as_it_is),
    (Decimal, _decimal),
    (Fraction, _ratio),
    (date, _moment),
    (Mapping, _object),
    (AbstractSet, _sorted),
    ((tuple, list), _list),
)
