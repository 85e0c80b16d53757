"""Whatever a record of a training year holds, it is told by the labels of its fields, all of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeroom_core.builtin import homeroom_lifecycles
from homeroom_core.codec import to_json
from homeroom_core.labels import field_label
from homeroom_core.people import OFFICE, Actor
from homeroom_core.record import Record, Shelf
from homeroom_core.telling import Telling
from homeroom_core.testing.registration import STRATEGIES
from homeroom_core.testing.strategies import values
from homeroom_core.text import LANGUAGES
from homeroom_core.view import View
from homeroom_core.visibility import HEADER

RECORDS = tuple(one.record for one in homeroom_lifecycles() if one.record in STRATEGIES)
EMPTY: tuple[object, ...] = (None, "", [], {})


def whole(record: Record) -> View:
    """All of a record, whoever might see it."""
    return View(
        kind=record.kind,
        id=record.id,
        org=record.org,
        state=str(record.state),
        version=record.version,
        fields={k: v for k, v in to_json(record).items() if k not in HEADER},
    )


@pytest.mark.parametrize("kind", RECORDS)
@given(data=st.data())
@settings(max_examples=5)
def test_every_record_can_be_told(kind: type[Record], data: st.DataObject) -> None:
    seen = whole(data.draw(values(kind)))
    telling = Telling(
        Actor.of("office-1", OFFICE), Shelf(), kinds={one.kind: one for one in RECORDS}
    )
    told = telling.fields(seen, kind)
    held = [name for name, value in seen.fields.items() if value not in EMPTY]
    assert {part.title for part in told} == {field_label(kind, name) for name in held}
    assert len(told) == len(held)
    for language in LANGUAGES:
        lines = [line for part in told for line in part.lines(language)]
        assert all(line.strip() for line in lines)
        assert all(
            telling.cell(seen, kind, path).read(language) is not None for path in kind.listed
        )
