from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import attrs
import pytest
from tally import KEEPER, START, Tally, add, an_office, begin, begun, pause

from homeroom_core.errors import ErasedError, InputError, RecordNotFoundError
from homeroom_core.journal import (
    GENESIS,
    Entry,
    Head,
    fold,
    next_entry,
    replay,
    timestamp,
    verify_chain,
)

SALT = bytes(range(16))


def entry(head: Head | None = None, **fields: Any) -> Entry:
    usual = {
        "org": "school-1",
        "kind": "tally",
        "record": "tally-1",
        "version": 1,
        "transition": "begin",
        "source": "",
        "target": "open",
        "actor": "person-1",
        "at": timestamp(START),
        "fields": {"count": 1},
        "reason": "because",
    }
    return next_entry(head or Head(), SALT, **{**usual, **fields})


def a_journal() -> list[Entry]:
    """Four entries of two records."""
    office = an_office()
    tally = begun(office)
    with office.desk("school-1", by=KEEPER) as desk:
        desk.apply(add, tally, more=3)
        desk.create(begin, keeper="person-2")
    with office.desk("school-1", by=KEEPER) as desk:
        desk.apply_because("ill", pause, desk.get(Tally, tally.id))
    return list(office.feed("school-1"))


ENTRIES = a_journal()


def head_after(entry: Entry) -> Head:
    return Head(entry.seq, entry.digest, entry.at)


def test_first_entry_continues_the_beginning() -> None:
    first = entry()
    assert (first.seq, first.fields, first.reason) == (1, {"count": 1}, "because")
    assert (first.salt, GENESIS) == ("000102030405060708090a0b0c0d0e0f", "0" * 64)
    assert len(first.digest) == len(first.payload_digest) == 64


def test_digest_covers_the_entry_before() -> None:
    one, other = (
        Head(1, "a" * 64, timestamp(START)),
        Head(1, "b" * 64, timestamp(START)),
    )
    assert entry(one).digest != entry(other).digest
    assert entry(one) == entry(one)


def test_salt_keeps_equal_payloads_apart() -> None:
    other = next_entry(
        Head(), bytes(16), **{n: getattr(entry(), n) for n in _HEADER}, fields={}, reason=""
    )
    same = entry(fields={}, reason="")
    assert (other.payload, other.payload_digest == same.payload_digest) == (same.payload, False)


_HEADER = (
    "org", "kind", "record", "version", "transition", "source", "target", "actor", "at",
)  # fmt: skip


def test_moment_is_kept_in_universal_time_so_that_text_sorts_as_time_does() -> None:
    east = datetime(2025, 9, 1, 0, 30, tzinfo=timezone(timedelta(hours=8)))
    assert timestamp(east) == "2025-08-31T16:30:00.000000+00:00"
    assert entry(at=timestamp(east)).moment == east
    assert timestamp(START) < timestamp(START + timedelta(microseconds=1))


def test_untouched_journal_verifies() -> None:
    assert list(verify_chain(ENTRIES)) == []
    assert list(verify_chain(ENTRIES[2:], head_after(ENTRIES[1]))) == []


@pytest.mark.parametrize(
    ("tamper", "problems"),
    [
        (lambda e: [attrs.evolve(e[0], actor="person-9"), *e[1:]], {(1, "it or what")}),
        (
            lambda e: [e[0], attrs.evolve(e[1], payload="{}"), *e[2:]],
            {(2, "its contents were altered")},
        ),
        (lambda e: [e[0], attrs.evolve(e[1], salt="0" * 32), *e[2:]], {(2, "its contents")}),
        (lambda e: [e[0], attrs.evolve(e[1], salt=None), *e[2:]], {(2, "its contents")}),
        (lambda e: [e[0], *e[2:]], {(3, "entry 2 was expected"), (3, "it or what")}),
        (
            lambda e: [e[1], e[0], *e[2:]],
            {
                (2, "entry 1 was expected"),
                (2, "it or what"),
                (1, "entry 3 was expected"),
                (1, "it or what"),
                (1, "it is earlier"),
                (3, "entry 2 was expected"),
                (3, "it or what"),
            },
        ),
        (
            lambda e: [e[0], attrs.evolve(e[1], digest="f" * 64), *e[2:]],
            {(2, "it or what"), (3, "it or what")},
        ),
    ],
)
def test_tampering_is_found_where_it_was_done(
    tamper: Callable[[list[Entry]], list[Entry]], problems: set[tuple[int, str]]
) -> None:
    flaws = list(verify_chain(tamper(ENTRIES)))
    assert len(flaws) == len(problems)
    for seq, words in problems:
        assert [f for f in flaws if f.seq == seq and str(f.problem).startswith(words)], (seq, words)


def test_entry_earlier_than_the_one_before_is_a_flaw() -> None:
    first = entry()
    second = entry(head_after(first), version=2, at=timestamp(START - timedelta(seconds=1)))
    (flaw,) = verify_chain([first, second])
    assert str(flaw) == "entry 2 (tally-1): it is earlier than the entry before it"


def test_erased_entry_still_verifies_and_tells_nothing() -> None:
    erased = [attrs.evolve(ENTRIES[0], payload=None, salt=None), *ENTRIES[1:]]
    assert list(verify_chain(erased)) == []
    for ask in (lambda: erased[0].fields, lambda: erased[0].reason, lambda: fold(erased[:1])):
        with pytest.raises(ErasedError, match="tally-1"):
            ask()


@pytest.mark.parametrize(
    "payload", ["", "{", "[]", "null", "{}", '{"fields":{}}', '{"fields":[],"reason":""}']
)
def test_payload_that_is_none_is_an_error_that_names_the_entry(payload: str) -> None:
    altered = attrs.evolve(ENTRIES[1], payload=payload)
    for ask in (lambda: altered.fields, lambda: altered.reason, lambda: fold([altered])):
        with pytest.raises(InputError, match="entry 2"):
            ask()


def test_entries_fold_to_the_record_they_tell_of() -> None:
    mine = [e for e in ENTRIES if e.record == "tally-1"]
    assert fold(mine) == {
        "id": "tally-1",
        "org": "school-1",
        "state": "paused",
        "version": 3,
        "keeper": "person-1",
        "count": 3,
        "mark": "0",
        "note": "",
    }
    assert fold(mine[1:], fold(mine[:1])) == fold(mine)
    assert replay(Tally, mine).count == 3


def test_folding_leaves_the_base_as_it_was() -> None:
    base = {"count": 1}
    fold(ENTRIES[1:2], base)
    assert base == {"count": 1}


def test_no_entries_make_no_record() -> None:
    with pytest.raises(RecordNotFoundError):
        replay(Tally, [])


def test_entries_of_another_kind_of_record_are_bad_input() -> None:
    with pytest.raises(InputError):
        replay(Tally, [entry(fields={"colour": "red"})])


def test_journal_keeps_the_moment_in_utc() -> None:
    assert {e.moment.tzinfo for e in ENTRIES} == {UTC}
