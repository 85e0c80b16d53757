"""What a step is given: whether it is of the types that the step asks for, and exact."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import attrs


def fits(value: Any, hint: Any) -> bool:
    """Whether a value is of a hinted type, as far as that can be seen; whole numbers are decimals."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return any(fits(value, one) for one in inner)
    if origin is Literal:
        return value in inner
    if origin is tuple and inner[-1:] != (Ellipsis,):
        return isinstance(value, tuple)
    if origin in (tuple, list, set, frozenset) and inner and isinstance(value, Iterable):
        return not isinstance(value, str) and all(fits(one, inner[0]) for one in value)
    if not isinstance(hint, type):
        return True
    if issubclass(hint, Enum):
        return value in [one.value for one in hint]
    if hint is bool or isinstance(value, bool):
        return isinstance(value, hint)
    return isinstance(value, hint) or (hint is Decimal and isinstance(value, int))


def numbers_in(value: Any) -> Iterator[float | Decimal]:
    """Every number in a value that may have a fraction, however deep."""
    if isinstance(value, float | Decimal):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from numbers_in(one)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from numbers_in(one)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from numbers_in(getattr(value, field.name))


_DIGITS_OF_A_DIVISION = 28


def is_exact(number: float | Decimal) -> bool:
    """Whether a number never was a float: one such as 0.1 has more digits than any division."""
    return isinstance(number, Decimal) and len(number.as_tuple().digits) <= _DIGITS_OF_A_DIVISION
