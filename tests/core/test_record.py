from typing import Any

import attrs
import pytest
from tally import CLOSED, KEEPER, OPEN, Tally, a_tally

from homeroom_core.errors import RecordNotFoundError
from homeroom_core.people import Actor
from homeroom_core.record import Record, Ref, Shelf

ONE = a_tally(id="tally-1")
TWO = a_tally(id="tally-2", state=CLOSED, keeper="person-2")
THREE = a_tally(id="tally-3", keeper="person-2")
SHELF = Shelf(ONE, TWO, THREE)


@attrs.frozen(kw_only=True)
class Other(Record):
    kind = "other"


@pytest.mark.parametrize(
    "wrong",
    [{"id": "张三"}, {"id": ""}, {"org": "a b"}, {"state": None}, {"version": 0}, {"version": "1"}],
)
def test_record_with_a_wrong_header_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError), match=next(iter(wrong))):
        a_tally(**wrong)


def test_record_cannot_be_altered() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        ONE.count = 2  # type: ignore[misc]  # the mistake under test


def test_record_is_nobodys_and_hides_nothing_unless_it_says_so() -> None:
    other = Other(id="other-1", org="school-1", state="open")
    assert (other.owners(), other.hidden_from(Actor("a"), SHELF), other.index()) == (
        frozenset(),
        frozenset(),
        {},
    )


def test_index_holds_the_indexed_fields() -> None:
    assert ONE.index() == {"keeper": KEEPER.id, "count": 0}


def test_reference_is_kind_and_id_and_prints_as_the_id() -> None:
    assert (ONE.ref, str(ONE.ref)) == (Ref("tally", "tally-1"), "tally-1")


def test_shelf_gives_the_record_with_an_id() -> None:
    assert SHELF.get(Tally, "tally-2") is TWO


@pytest.mark.parametrize(("kind", "id"), [(Tally, "tally-9"), (Other, "tally-1")])
def test_shelf_has_no_record_of_another_id_or_kind(kind: type[Record], id: str) -> None:
    with pytest.raises(RecordNotFoundError, match=id):
        SHELF.get(kind, id)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [ONE, TWO, THREE]),
        ({"state": OPEN}, [ONE, THREE]),
        ({"state": "closed"}, [TWO]),
        ({"state": (OPEN, CLOSED)}, [ONE, TWO, THREE]),
        ({"state": ()}, []),
        ({"keeper": "person-2"}, [TWO, THREE]),
        ({"keeper": "person-2", "state": OPEN}, [THREE]),
        ({"keeper": "person-9"}, []),
    ],
)
def test_shelf_finds_what_is_asked_for_in_order(asked: dict[str, Any], found: list[Tally]) -> None:
    assert list(SHELF.find(Tally, **asked)) == found


def test_shelf_finds_no_records_of_another_kind() -> None:
    assert list(SHELF.find(Other)) == []


def test_shelf_refuses_a_field_that_is_not_indexed_as_a_store_does() -> None:
    with pytest.raises(TypeError, match=r"not indexed by note.*keeper"):
        list(SHELF.find(Tally, note="x"))
