"""A record written as JSON text and read back is the same record, type for type."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from homeroom_core.builtin import homeroom_lifecycles
from homeroom_core.codec import decode, encode, from_json, to_json
from homeroom_core.errors import InputError
from homeroom_core.people import Level
from homeroom_core.record import Record
from homeroom_core.testing.registration import STRATEGIES
from homeroom_core.testing.strategies import texts, values

RECORDS = tuple(one.record for one in homeroom_lifecycles() if one.record in STRATEGIES)


@attrs.frozen(kw_only=True)
class Everything:
    """One field of each type that the codec knows."""

    words: str
    whole: int
    flag: bool
    points: Decimal
    ratio: Fraction
    on: date
    at: datetime
    level: Level
    kind: Literal["a", "b"]
    maybe: str | None
    many: tuple[Decimal, ...]
    pair: tuple[int, str]
    held: frozenset[str]
    by_name: Mapping[str, tuple[date, ...]]


@pytest.mark.parametrize("cls", RECORDS)
@given(data=st.data())
def test_record_is_read_back_as_it_was_written(cls: type[Record], data: st.DataObject) -> None:
    record = data.draw(values(cls))
    text = encode(to_json(record))
    read = from_json(cls, decode(text))
    assert read == record
    assert encode(to_json(read)) == text


@given(values(Everything))
def test_every_type_survives(thing: Everything) -> None:
    back = from_json(Everything, decode(encode(to_json(thing))))
    assert back == thing
    assert [type(getattr(back, f.name)) for f in attrs.fields(Everything)] == [
        type(getattr(thing, f.name)) for f in attrs.fields(Everything)
    ]
    assert str(back.points) == str(thing.points)


@pytest.mark.parametrize("cls", RECORDS)
@settings(max_examples=settings().max_examples // 5)
@given(data=st.data(), name=texts())
def test_a_key_that_is_no_field_is_refused(
    cls: type[Record], data: st.DataObject, name: str
) -> None:
    written = to_json(data.draw(values(cls)))
    assume(name not in written)
    with pytest.raises(InputError):
        from_json(cls, {**written, name: None})
