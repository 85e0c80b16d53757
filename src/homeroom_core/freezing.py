"""Values that nobody can change: what code of others is handed."""

import copy
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

import attrs


class ReadOnly(dict[Any, Any]):
    """A dictionary that refuses to be changed; in everything else it is one.

    >>> ReadOnly(a=1)["a"] = 2
    Traceback (most recent call last):
        ...
    TypeError: this cannot be changed: it is what was handed in; make a copy with dict(...)
    """

    def _refuse(self, *_args: object, **_more: object) -> NoReturn:
        msg = "this cannot be changed: it is what was handed in; make a copy with dict(...)"
        raise TypeError(msg)

    __setitem__ = __delitem__ = clear = pop = popitem = setdefault = update = __ior__ = _refuse

    def __reduce__(self) -> tuple[Any, ...]:
        return ReadOnly, (dict(self),)


def frozen(value: Any) -> Any:
    """A value with everything in it that could be changed put into a form that cannot.

    Lists become tuples, sets frozen sets, mappings `ReadOnly`, at any depth, inside of attrs
    instances too. What holds nothing of the kind is handed back as it is.
    """
    if isinstance(value, ReadOnly):
        return value
    if isinstance(value, Mapping):
        return ReadOnly({key: frozen(one) for key, one in value.items()})
    if isinstance(value, list):
        return tuple(map(frozen, value))
    if type(value) is tuple:
        made = tuple(map(frozen, value))
        return value if _same(made, value) else made
    if isinstance(value, set):
        return frozenset(value)
    if attrs.has(type(value)):
        return _frozen_instance(value)
    return value


def _frozen_instance(value: Any) -> Any:
    changed = {}
    for field in attrs.fields(type(value)):
        held = getattr(value, field.name)
        made = frozen(held)
        if made is not held:
            changed[field.name] = made
    if not changed:
        return value
    made = copy.copy(value)
    for name, one in changed.items():
        object.__setattr__(made, name, one)
    return made


def _same(made: Iterable[object], value: Iterable[object]) -> bool:
    return all(one is other for one, other in zip(made, value, strict=True))
