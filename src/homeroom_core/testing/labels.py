"""What people would read raw: fields, arguments and codes of a lifecycle that nobody has labelled."""

from collections.abc import Iterator
from typing import Any, get_args

import attrs

from homeroom_core.act import Act
from homeroom_core.arguments import arguments_of
from homeroom_core.labels import codes_of, declared_label, field_types
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.text import Text


def classes_of(lifecycle: Lifecycle[Any]) -> tuple[type, ...]:
    """The record of a lifecycle, its terms, what its steps ask for, and every class inside these."""
    found: dict[type, None] = {}
    _look(lifecycle.record, found)
    _look(lifecycle.record.terms_class, found)
    for step in (*lifecycle.creations.values(), *lifecycle.transitions.values()):
        for argument in arguments_of(step):
            _look(argument.type, found)
    return tuple(found)


def unlabelled(lifecycle: Lifecycle[Any]) -> list[str]:
    """Names that people would read as they are, because neither a class nor the glossary has a label.

    Returns:
        `Class.field` for a field, `Class.field=code` for a code that a field may hold, and
        `step.argument` for an argument, sorted; nothing for a lifecycle that is labelled whole.
    """
    return sorted(_raw(lifecycle))


def _raw(lifecycle: Lifecycle[Any]) -> Iterator[str]:
    for one in classes_of(lifecycle):
        for name in field_types(one):
            if declared_label(one, name) is None:
                yield f"{one.__name__}.{name}"
            for code, label in codes_of(one, name).items():
                if label == Text.same(code):
                    yield f"{one.__name__}.{name}={code}"
    for step in (*lifecycle.creations.values(), *lifecycle.transitions.values()):
        for argument in arguments_of(step):
            if declared_label(lifecycle.record, argument.name) is None:
                yield f"{step.name}.{argument.name}"


def _look(type: Any, found: dict[type, None]) -> None:
    """Adds every attrs class that a type is made of, however deep."""
    for one in get_args(type):
        _look(one, found)
    if attrs.has(type) and type not in (Text, Act) and type not in found:
        found[type] = None
        for inner in field_types(type).values():
            _look(inner, found)
