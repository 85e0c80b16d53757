"""Whichever single byte of a store or of an entry is altered, verifying says so."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from homeroom_core.change import change
from homeroom_core.errors import StorageError
from homeroom_core.journal import Entry, Head, next_entry, verify_chain
from homeroom_core.office import Office
from homeroom_core.testing.acts import ORG, SCHOOL_DAY, actor, practice_office
from homeroom_core.testing.strategies import codes, texts
from homeroom_core.training import growth_plan as g
from homeroom_core.training import notice as n
from homeroom_core.training import person as p
from homeroom_core.training.growth_goal import Goal
from homeroom_plugins.storage.sqlite import SqliteStorage

COLUMNS = [
    f"{table}.{column}"
    for table, columns in {
        "journal": "org seq kind record version transition source target actor at payload salt"
        " payload_digest digest",
        "record": "org id kind created version state body_version",
        "body": "org id body",
        "field": "org kind name value created id",
    }.items()
    for column in columns.split()
]

TEACHER, OFFICE = actor("person-1"), actor("moral_education_office-1")


def fill(office: Office) -> None:
    """Records of three kinds: new, often changed, indexed by text and by nothing, and erased."""
    goal = Goal(id="g1", title="读书", measure="ten", due=SCHOOL_DAY, dimension="conduct")
    day = SCHOOL_DAY
    with office.desk(ORG, by=TEACHER) as desk:
        plan = desk.create(g.draft, teacher="person-1", title="规划", starts=day, ends=day)
        for number in range(12):
            plan = desk.apply(g.write, plan, diagnosis=f"第{number}稿", goals=(goal,))
    with office.desk(ORG, by=OFFICE) as desk:
        line = n.NoticeLine(name="李", unit="G7", award="first")
        desk.create(n.publish, subject=plan.id, title="公示", lines=(line,))
        gone = desk.create(g.draft, teacher="person-2", title="x", starts=day, ends=day)
        desk.create(p.register, staff_no="0017", details=p.Details(name="王"))
    office.erase(ORG, gone.id, by=OFFICE, reason="asked for")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "sound.db"
    with closing(SqliteStorage(path, synchronous="normal")) as storage:
        fill(practice_office(storage))
    return path


def flipped(value: str | int, place: int, bit: int) -> bytes | int:
    """The value with one bit of one of its bytes turned over."""
    if isinstance(value, int):
        return value ^ (1 << bit)
    written = bytearray(value.encode())
    written[place % len(written)] ^= 1 << bit
    return bytes(written)


def alter(path: Path, place: str, row: int, byte: int, bit: int) -> None:
    """Turn over one bit of one value, behind the back of the store."""
    table, column = place.split(".")
    with closing(sqlite3.connect(path)) as raw, raw:
        keys = [info[1] for info in raw.execute(f"PRAGMA table_info({table})") if info[5]]
        rows = raw.execute(
            f"SELECT {column}, {', '.join(keys)} FROM {table} WHERE length({column}) > 0"  # noqa: S608  # names of our own
        ).fetchall()
        value, *key = rows[row % len(rows)]
        found = flipped(value, byte, bit)
        shown = "CAST(? AS TEXT)" if isinstance(found, bytes) else "?"
        where = " AND ".join(f"{name} = ?" for name in keys)
        raw.execute(f"UPDATE {table} SET {column} = {shown} WHERE {where}", (found, *key))  # noqa: S608  # names of our own


def complaints(path: Path) -> list[str]:
    """What verifying every organization of a file finds."""
    with closing(SqliteStorage(path, synchronous="normal")) as storage:
        office = practice_office(storage)
        try:
            return [
                str(flaw) for org in {ORG, *storage.organizations()} for flaw in office.verify(org)
            ]
        except StorageError as error:  # such as bytes that are no text any more
            return [str(error)]


@pytest.mark.parametrize("place", COLUMNS)
@settings(max_examples=settings().max_examples * 2 // 5)
@given(row=st.integers(0, 40), byte=st.integers(0, 999), bit=st.integers(0, 7))
def test_any_changed_bit_of_the_store_is_found(
    sound: Path, place: str, row: int, byte: int, bit: int
) -> None:
    path = sound.with_name("altered.db")
    shutil.copy(sound, path)
    try:
        alter(path, place, row, byte, bit)
    except sqlite3.IntegrityError:  # the tables themselves did not let it happen
        assume(False)
    assert complaints(path) != []


@pytest.mark.parametrize("place", ["journal.payload", "body.body"])
def test_each_byte_of_one_text_is_found(sound: Path, place: str) -> None:
    path = sound.with_name("altered.db")
    for byte in range(120):
        shutil.copy(sound, path)
        alter(path, place, 0, byte, byte % 7)
        assert complaints(path) != [], byte


def test_the_store_was_sound_before(sound: Path) -> None:
    assert complaints(sound) == []


@st.composite
def chains(draw: st.DrawFn) -> list[Entry]:
    """Journals of one to five entries."""
    head, chain = Head(), []
    for _ in range(draw(st.integers(1, 5))):
        entry = next_entry(
            head,
            draw(st.binary(min_size=16, max_size=16)),
            org="school-1",
            kind=draw(codes()),
            record=draw(codes()),
            version=draw(st.integers(1, 9)),
            transition=draw(codes()),
            source=draw(codes() | st.just("")),
            target=draw(codes()),
            actor=draw(codes()),
            at="2025-09-10T00:00:00.000000+00:00",
            fields=draw(st.dictionaries(texts(), texts(), max_size=3)),
            reason=draw(texts()),
        )
        chain.append(entry)
        head = Head(entry.seq, entry.digest, entry.at)
    return chain


@given(
    chain=chains(),
    at=st.integers(0, 4),
    name=st.sampled_from([field.name for field in attrs.fields(Entry)]),
    place=st.integers(0, 99),
    more=st.integers(1, 0x3FF),
)
def test_any_changed_character_of_an_entry_is_found(
    chain: list[Entry], at: int, name: str, place: int, more: int
) -> None:
    entry = chain[at % len(chain)]
    value = getattr(entry, name)
    if isinstance(value, int):
        other: object = value + more
    else:
        assume(value)
        where = place % len(value)
        letter = chr((ord(value[where]) + more) % 0xD7FF)
        other = value[:where] + letter + value[where + 1 :]
    altered = [change(e, **{name: other}) if e is entry else e for e in chain]
    assert list(verify_chain(chain)) == []
    assert list(verify_chain(altered)) != []


@given(chain=chains(), at=st.integers(0, 4))
def test_an_entry_left_out_is_found_unless_it_is_the_last(chain: list[Entry], at: int) -> None:
    left = [entry for entry in chain if entry.seq != at + 1]
    assert (list(verify_chain(left)) == []) == (at + 1 >= len(chain))


@given(chain=chains(), data=st.data())
def test_entries_in_another_order_are_found(chain: list[Entry], data: st.DataObject) -> None:
    order = data.draw(st.permutations(chain))
    assert (list(verify_chain(order)) == []) == (order == chain)
