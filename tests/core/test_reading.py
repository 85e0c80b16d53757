from collections.abc import Iterator

import pytest
from tally import CLOSED, ERASER, KEEPER, OPEN, OTHER, Tally, add, an_office, begin, begun, tally

from homeroom_core.errors import ErasedError, RecordNotFoundError
from homeroom_core.office import Office
from homeroom_core.reading import Reading
from homeroom_core.record import Record

ORG = "school-1"


class Other(Record):
    kind = "other"


@pytest.fixture
def office() -> Office:
    office = an_office()
    begun(office)
    with office.desk(ORG, by=KEEPER) as desk:
        desk.create(begin, keeper=OTHER.id, count=3)
    return office


@pytest.fixture
def reading(office: Office) -> Iterator[Reading]:
    with office.reading(ORG) as reading:
        yield reading


def test_records_are_read_by_id_and_found_by_what_they_hold(reading: Reading) -> None:
    one, two = reading.get(Tally, "tally-1"), reading.get(Tally, "tally-2")
    assert list(reading.find(Tally)) == [one, two]
    assert list(reading.find(Tally, keeper=OTHER.id, state=(OPEN, CLOSED))) == [two]
    assert list(reading.find(Tally, state=CLOSED)) == []


def test_record_is_read_whatever_its_kind(reading: Reading) -> None:
    assert reading.any("tally-2") == reading.get(Tally, "tally-2")
    assert reading.lifecycle_of("tally-2") is tally


@pytest.mark.parametrize("id", ["tally-9", ""])
def test_what_is_not_there_is_not_found(reading: Reading, id: str) -> None:
    for ask in (reading.any, reading.lifecycle_of, reading.history):
        with pytest.raises(RecordNotFoundError):
            ask(id)
    with pytest.raises(RecordNotFoundError):
        reading.get(Tally, id)


def test_record_of_another_kind_is_not_found(reading: Reading) -> None:
    with pytest.raises(RecordNotFoundError):
        reading.get(Other, "tally-1")
    assert list(reading.find(Other)) == []


def test_kind_that_no_plugin_knows_is_not_found(office: Office) -> None:
    with Office(office.storage).reading(ORG) as reading:
        assert reading.get(Tally, "tally-1").count == 0
        with pytest.raises(RecordNotFoundError):
            reading.any("tally-1")


def test_field_that_is_not_indexed_is_refused(reading: Reading) -> None:
    with pytest.raises(TypeError, match="not indexed by note"):
        list(reading.find(Tally, note=""))


def test_reader_waits_for_no_writer_and_sees_nothing_uncommitted(office: Office) -> None:
    with office.desk(ORG, by=KEEPER) as desk:
        desk.apply(add, desk.get(Tally, "tally-1"))
        assert office.get(ORG, Tally, "tally-1").count == 0
    assert office.get(ORG, Tally, "tally-1").count == 1


def test_reader_goes_on_seeing_what_it_saw_first(office: Office, reading: Reading) -> None:
    with office.desk(ORG, by=KEEPER) as desk:
        desk.apply(add, desk.get(Tally, "tally-1"))
    assert reading.get(Tally, "tally-1").count == 0


def test_history_is_every_entry_oldest_first(reading: Reading) -> None:
    assert [entry.transition for entry in reading.history("tally-1")] == ["begin"]


def test_erased_record_is_passed_over_and_cannot_be_read(office: Office) -> None:
    office.erase(ORG, "tally-1", by=ERASER, reason="asked for")
    with office.reading(ORG) as reading:
        assert [record.id for record in reading.find(Tally)] == ["tally-2"]
        with pytest.raises(ErasedError):
            reading.get(Tally, "tally-1")
