"""Which fields of a record somebody may not see: the one question behind every output."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from homeroom_core.errors import DefinitionError
from homeroom_core.people import Actor
from homeroom_core.record import EVERYTHING, Reader, Record
from homeroom_core.text import Text

HEADER = frozenset({"id", "org", "state", "version"})
"""The fields that every record has; whoever may not see these may not see the record."""


def hidden_fields(record: Record, to: Actor, reader: Reader) -> frozenset[str]:
    """Names of the fields that this reader may not see, checked; `EVERYTHING` if not the record.

    A record that hides its id, organization, state or version is hidden altogether.

    Raises:
        DefinitionError: The record hides a field that it does not have: a misspelt name would
            leave the field it meant open to everybody.
    """
    hidden = record.hidden_from(to, reader)
    if hidden >= EVERYTHING or hidden & HEADER:
        return EVERYTHING
    unknown = hidden - attrs.fields_dict(type(record)).keys()
    if unknown:
        raise DefinitionError(
            f"{record.kind}.hidden_from", _NO_FIELD.format(names=", ".join(sorted(unknown)))
        )
    return hidden


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a JSON value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield key
            yield from texts_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_in(one)


_NO_FIELD = Text(
    "隐藏了不存在的字段：{names}", "隱藏了不存在的欄位：{names}", "it hides no such field: {names}"
)
