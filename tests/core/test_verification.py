from collections.abc import Callable
from decimal import Decimal
from typing import Any

import attrs
import pytest
from tally import KEEPER, Tally, add, an_office, begin, begun, mark, tally

from homeroom_core.journal import Entry
from homeroom_core.office import Office
from homeroom_core.storage import Document, MemoryStorage
from homeroom_core.verification import verify


def an_archive(steps: int = 12) -> tuple[Office, MemoryStorage]:
    """Two tallies, the first with so many steps after its creation."""
    storage = MemoryStorage()
    office = an_office(storage)
    begun(office)
    with office.desk("school-1", by=KEEPER) as desk:
        record = desk.get(Tally, "tally-1")
        for _ in range(steps):
            record = desk.apply(add, record)
        desk.create(begin, keeper="person-2")
    return office, storage


def flaws(office: Office) -> list[str]:
    return [str(flaw) for flaw in office.verify("school-1")]


def tamper(
    storage: MemoryStorage,
    *,
    document: Callable[[Document], Document | None] = lambda d: d,
    entry: Callable[[Entry], Entry] = lambda e: e,
) -> None:
    """Alter what is kept, as somebody could who has the file."""
    kept = storage._kept["school-1"]
    changed = {
        d.id: now
        for d in kept.documents.values()
        if (now := document(d) if d.id == "tally-1" else d) is not None
    }
    storage._kept["school-1"] = attrs.evolve(
        kept, documents=changed, entries=tuple(map(entry, kept.entries))
    )


def test_untouched_organization_is_sound() -> None:
    assert flaws(an_archive()[0]) == []


def test_organization_never_written_to_is_sound() -> None:
    assert list(an_office().verify("school-9")) == []


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"version": 2}, "its state or version is not that of its last entry"),
        ({"state": "closed"}, "its state or version is not that of its last entry"),
        ({"body": None}, "its contents are missing"),
        ({"body": "{"}, "tally-1 has 1 fault(s)"),
        ({"body": "{}"}, "its contents are not what its entries say"),
        ({"index": {"keeper": "person-9", "count": 12}}, "its indexed fields are not its contents"),
        ({"index": {}}, "its indexed fields are not its contents"),
        ({"created": 5}, "its place is not that of the entry that created it"),
    ],
)
def test_altered_document_is_found(fields: dict[str, Any], problem: str) -> None:
    office, storage = an_archive()
    tamper(storage, document=lambda d: attrs.evolve(d, **fields))
    (flaw,) = flaws(office)
    assert problem in flaw
    assert "tally-1" in flaw


def test_body_that_differs_is_found_though_later_changes_cover_part_of_it() -> None:
    office, storage = an_archive()
    document = storage._kept["school-1"].documents["tally-1"]
    assert document.body is not None
    body = document.body.replace("person-1", "person-9")
    tamper(storage, document=lambda d: attrs.evolve(d, body=body))
    assert flaws(office) == ["entry 1 (tally-1): its contents are not what its entries say"]


def test_missing_document_is_found() -> None:
    office, storage = an_archive()
    tamper(storage, document=lambda _d: None)
    assert flaws(office) == ["entry 13 (tally-1): it has entries, but no document"]


def test_document_without_entries_is_found() -> None:
    office, storage = an_archive()
    kept = storage._kept["school-1"]
    stray = attrs.evolve(kept.documents["tally-1"], id="tally-99")
    storage._kept["school-1"] = attrs.evolve(kept, documents={**kept.documents, stray.id: stray})
    assert flaws(office) == ["entry 1 (tally-99): it has a document, but no entries"]


@pytest.mark.parametrize("payload", ["{", "[]", "{}", '{"fields":{"count":7},"reason":""}'])
def test_altered_payload_is_found_and_breaks_nothing(payload: str) -> None:
    office, storage = an_archive()
    tamper(storage, entry=lambda e: attrs.evolve(e, payload=payload) if e.seq == 3 else e)
    assert "entry 3 (tally-1): its contents were altered" in flaws(office)


def test_entries_erased_without_their_document_are_found() -> None:
    office, storage = an_archive()
    gone: dict[str, Any] = {"payload": None, "salt": None}
    tamper(storage, entry=lambda e: attrs.evolve(e, **gone) if e.record == "tally-1" else e)
    assert flaws(office) == ["entry 1 (tally-1): its entries were erased, its document was not"]


def test_contents_that_the_class_refuses_are_found() -> None:
    storage = MemoryStorage()
    begun(an_office(storage))

    @attrs.frozen(kw_only=True)
    class Stricter(Tally):
        colour: str

    known: dict[str, Any] = {
        "tally": attrs.make_class("Known", {"record": attrs.field()})(Stricter)
    }
    with storage.session("school-1", write=False) as session:
        (flaw,) = verify(session, known)
        assert "colour" in str(flaw.problem)
        assert list(verify(session, {})) == []
        assert list(verify(session, {"tally": tally})) == []


def test_other_digits_of_an_equal_mark_are_sound() -> None:
    office, _ = an_archive(0)
    with office.desk("school-1", by=KEEPER) as desk:
        record = desk.get(Tally, "tally-1")
        for points in ("8.5", "8.50", "8.500") * 5:
            record = desk.apply(mark, record, Decimal(points))
    assert flaws(office) == []
    assert str(office.get("school-1", Tally, "tally-1").mark) == "8.500"


def test_every_flaw_is_told() -> None:
    office, storage = an_archive()
    tamper(
        storage,
        document=lambda _d: None,
        entry=lambda e: attrs.evolve(e, actor="person-9") if e.seq in (2, 5) else e,
    )
    assert [flaw.split(":")[0] for flaw in flaws(office)] == [
        "entry 2 (tally-1)",
        "entry 5 (tally-1)",
        "entry 13 (tally-1)",
    ]
