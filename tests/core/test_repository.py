from datetime import timedelta
from typing import Any

import pytest
from tally import CLOSED, ERASER, KEEPER, OPEN, START, Tally, add, an_office, begun

from homeroom_core.codec import from_json
from homeroom_core.errors import ErasedError, RecordNotFoundError
from homeroom_core.office import Office
from homeroom_core.record import Record
from homeroom_core.repository import (
    BODY_EVERY,
    Kinds,
    as_of,
    contents,
    history,
    load,
    pages,
    query,
    states,
)
from homeroom_core.storage import Query
from homeroom_core.training.person import Details, register


def counted(office: Office, times: int) -> Tally:
    """A tally with so many steps after its creation, each committed by itself."""
    record = begun(office)
    for _ in range(times):
        with office.desk("school-1", by=KEEPER) as desk:
            record = desk.apply(add, desk.get(Tally, record.id))
    return record


@pytest.mark.parametrize("times", [0, 1, BODY_EVERY - 1, BODY_EVERY, BODY_EVERY + 1, 25])
def test_record_is_read_as_it_was_left_however_old_its_text_is(times: int) -> None:
    office = an_office()
    record = counted(office, times)
    with office.storage.session("school-1", write=False) as session:
        assert load(session, "school-1", Tally, record.id).record == record


def test_text_is_written_at_creation_and_then_every_so_many_versions() -> None:
    office = an_office()
    written = []
    record = begun(office)
    for _ in range(2 * BODY_EVERY + 1):
        with office.storage.session("school-1", write=False) as session:
            document = session.get(record.id)
            assert document is not None
            written.append(document.body_version)
        with office.desk("school-1", by=KEEPER) as desk:
            record = desk.apply(add, desk.get(Tally, record.id))
    assert written == [1] * BODY_EVERY + [1 + BODY_EVERY] * BODY_EVERY + [1 + 2 * BODY_EVERY]


def test_kinds_of_a_journal_are_known_as_it_grows_and_when_another_stands_in_its_place() -> None:
    office, kinds = an_office(), Kinds()

    def of(one: Office) -> frozenset[str]:
        with one.storage.session("school-1", write=False) as session:
            return kinds.of(session, "school-1")

    assert of(office) == frozenset()
    with office.desk("school-1", by=ERASER) as desk:
        desk.create(register, staff_no="1", details=Details(name="王芳"))
    assert of(office) == {"person"}
    counted(office, 2)
    assert of(office) == of(office) == {"person", "tally"}
    another = an_office()
    counted(another, 3)
    assert of(another) == {"tally"}
    assert of(an_office()) == frozenset()


def test_record_of_another_kind_or_id_is_not_found() -> None:
    class Other(Record):
        kind = "other"

    office = an_office()
    begun(office)
    with office.storage.session("school-1", write=False) as session:
        for kind, id in ((Other, "tally-1"), (Tally, "tally-9")):
            with pytest.raises(RecordNotFoundError, match=id):
                load(session, "school-1", kind, id)
        with pytest.raises(RecordNotFoundError, match="tally-9"):
            history(session, "tally-9")


def test_erased_contents_cannot_be_read() -> None:
    office = an_office()
    record = counted(office, 2)
    with office.storage.session("school-1", write=True) as session:
        session.erase(record.id)
    with office.storage.session("school-1", write=False) as session:
        with pytest.raises(ErasedError, match=record.id):
            load(session, "school-1", Tally, record.id)
        document = session.get(record.id)
        assert document is not None
        with pytest.raises(ErasedError):
            contents(session, document)


@pytest.mark.parametrize(
    ("given", "kept"),
    [(None, None), ("open", {"open"}), (OPEN, {"open"}), ((OPEN, CLOSED), {"open", "closed"})],
)
def test_states_of_a_query_may_be_given_in_any_form(given: Any, kept: Any) -> None:
    assert states(given) == kept


def test_query_by_a_field_that_is_not_indexed_is_refused() -> None:
    with pytest.raises(TypeError, match=r"not indexed by mark, note; it is by keeper, count"):
        query(Tally, None, {"note": "a", "mark": 1, "keeper": "person-1"})


def test_pages_join_without_gap_or_repetition() -> None:
    office = an_office()
    made = [begun(office).id for _ in range(7)]
    with office.storage.session("school-1", write=False) as session:
        for limit in (1, 3, 7, 8):
            found = [d.id for d in pages(session, Query(kind="tally", limit=limit))]
            assert found == made


def test_record_as_of_a_moment_is_what_it_was_then() -> None:
    office = an_office()
    record = counted(office, 3)
    with office.storage.session("school-1", write=False) as session:
        seen = [
            as_of(session, Tally, record.id, START + timedelta(seconds=s)).count
            for s in (0, 1, 1.5, 2, 3, 99)
        ]
        assert seen == [0, 1, 1, 2, 3, 3]
        with pytest.raises(RecordNotFoundError, match="journal until"):
            as_of(session, Tally, record.id, START - timedelta(microseconds=1))


def test_contents_are_the_json_of_the_record() -> None:
    office = an_office()
    record = counted(office, 4)
    with office.storage.session("school-1", write=False) as session:
        document = session.get(record.id)
        assert document is not None
        assert from_json(Tally, contents(session, document)) == record
