from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from tally import (
    CLOSED,
    ERASER,
    KEEPER,
    OPEN,
    OTHER,
    START,
    STRANGER,
    Tally,
    a_tally,
    add,
    an_office,
    begin,
    begun,
    close,
    mark,
    pause,
    tally,
    ticking,
    write,
)

from homeroom_core.change import change
from homeroom_core.desk import Desk
from homeroom_core.errors import (
    BusyError,
    ConflictError,
    ErasedError,
    InputError,
    RecordNotFoundError,
    RefusedError,
)
from homeroom_core.journal import Entry, Head
from homeroom_core.office import Office
from homeroom_core.people import Organization
from homeroom_core.record import Record
from homeroom_core.repository import Held, Latest
from homeroom_core.storage import MemoryStorage
from homeroom_plugins.storage.sqlite import SqliteStorage

ORG = "school-1"


@pytest.fixture(params=["memory", "sqlite"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Office:
    if request.param == "memory":
        return an_office(MemoryStorage(timeout_seconds=0.01))
    path = tmp_path / "school.db"
    return an_office(SqliteStorage(path, synchronous="normal", timeout_seconds=0.01))


def steps(office: Office, org: str = ORG) -> list[str]:
    return [entry.transition for entry in office.feed(org)]


def test_everything_done_at_a_desk_is_committed_together(office: Office) -> None:
    with office.desk(ORG, by=KEEPER) as desk:
        one = desk.create(begin, keeper=KEEPER.id)
        one = desk.apply(add, one, more=3)
        two = desk.create(begin, keeper=OTHER.id, count=9)
        assert office.feed(ORG) in ((), [])
    assert (office.get(ORG, Tally, one.id), office.get(ORG, Tally, two.id)) == (one, two)
    assert [(e.seq, e.record, e.version, e.transition) for e in office.feed(ORG)] == [
        (1, "tally-1", 1, "begin"),
        (2, "tally-1", 2, "add"),
        (3, "tally-3", 1, "begin"),
    ]
    assert list(office.verify(ORG)) == []


@pytest.mark.parametrize("error", [ValueError("no"), KeyboardInterrupt(), SystemExit(1)])
def test_exception_commits_nothing(office: Office, error: BaseException) -> None:
    begun(office)

    def work(desk: Desk) -> None:
        desk.apply(add, desk.get(Tally, "tally-1"))
        desk.create(begin, keeper=KEEPER.id)
        assert len(list(desk.find(Tally))) == 2
        raise error

    with pytest.raises(type(error)):
        office.transact(ORG, KEEPER, work)
    assert (steps(office), office.get(ORG, Tally, "tally-1").count) == (["begin"], 0)


def test_refusal_that_is_caught_leaves_the_rest_to_be_committed(office: Office) -> None:
    with office.desk(ORG, by=KEEPER) as desk:
        record = desk.create(begin, keeper=KEEPER.id)
        with pytest.raises(RefusedError):
            desk.apply(add, record, more=0)
        desk.apply(add, record)
    assert steps(office) == ["begin", "add"]


def test_failure_to_write_commits_nothing_and_gives_the_lock_back() -> None:
    storage = MemoryStorage(timeout_seconds=0.01)
    failing = an_office(storage)

    @attrs.frozen(kw_only=True)
    class Unwritable(Tally):
        def index(self) -> dict[str, Any]:
            msg = "no index"
            raise InputError(msg, ())

    def work(desk: Desk) -> None:
        desk.create(begin, keeper=KEEPER.id)
        bad = Unwritable(id="tally-1", org=ORG, state=OPEN, keeper="a")
        desk._held["tally-1"] = attrs.evolve(desk._held["tally-1"], record=bad)

    with pytest.raises(InputError):
        failing.transact(ORG, KEEPER, work)
    assert steps(failing) == []
    assert begun(failing).id == "tally-1"


def test_desk_reads_its_own_changes(office: Office) -> None:
    begun(office)
    with office.desk(ORG, by=KEEPER) as desk:
        changed = desk.apply(add, desk.get(Tally, "tally-1"), more=4)
        new = desk.create(begin, keeper=OTHER.id)
        assert desk.get(Tally, "tally-1") is changed
        assert list(desk.find(Tally)) == [changed, new]
        assert list(desk.find(Tally, count=4)) == [changed]
        assert list(desk.find(Tally, keeper=OTHER.id)) == [new]
        desk.apply_because("ill", pause, changed)
        assert list(desk.find(Tally, state=OPEN)) == [new]


def test_records_may_be_changed_while_they_are_being_found(office: Office) -> None:
    for _ in range(3):
        begun(office)
    with office.desk(ORG, by=KEEPER) as desk:
        for record in desk.find(Tally, state=OPEN):
            desk.apply_because("ill", pause, record)
    assert [e.transition for e in office.feed(ORG, after=3)] == ["pause"] * 3


def test_find_by_a_field_that_is_not_indexed_is_refused(office: Office) -> None:
    with pytest.raises(TypeError, match="not indexed by note"), office.desk(ORG, by=KEEPER) as desk:
        list(desk.find(Tally, note="a"))


def test_find_asks_for_every_condition(office: Office) -> None:
    with office.desk(ORG, by=KEEPER) as desk:
        made = [desk.create(begin, keeper=who, count=n) for who in ("a", "b") for n in (0, 1)]
        assert list(desk.find(Tally, keeper="b", count=1)) == [made[3]]
        assert list(desk.find(Tally, state=(OPEN, CLOSED))) == made
        assert list(desk.find(Tally, state=())) == []


def test_record_of_another_kind_is_not_found(office: Office) -> None:
    class Other(Record):
        kind = "other"

    begun(office)
    with office.desk(ORG, by=KEEPER) as desk:
        for _ in range(2):
            with pytest.raises(RecordNotFoundError, match="tally-1"):
                desk.get(Other, "tally-1")
            desk.get(Tally, "tally-1")
        with pytest.raises(RecordNotFoundError, match="tally-9"):
            desk.get(Tally, "tally-9")


def test_step_on_a_record_that_is_not_stored_is_an_error(office: Office) -> None:
    with pytest.raises(RecordNotFoundError, match="tally-1"), office.desk(ORG, by=KEEPER) as desk:
        desk.apply(add, a_tally())


def test_record_that_equals_the_stored_one_is_as_good_as_it(office: Office) -> None:
    record = begun(office)
    with office.desk(ORG, by=KEEPER) as desk:
        assert desk.apply(add, change(record)).count == 1


def test_conflict_shows_the_attempted_change_beside_the_stored_one(office: Office) -> None:
    seen = begun(office)
    with office.desk(ORG, by=OTHER) as desk:
        desk.apply(add, desk.get(Tally, seen.id), more=5)
    with pytest.raises(ConflictError) as caught, office.desk(ORG, by=KEEPER) as desk:
        desk.apply(add, seen, more=3)
    error = caught.value
    assert (error.record, error.expected, error.stored) == ("tally-1", 1, 2)
    assert (error.attempted, error.current) == ({"count": 3}, {"count": 5})
    assert office.get(ORG, Tally, seen.id).count == 5


def test_conflict_shows_both_fields_that_two_people_changed(office: Office) -> None:
    seen = begun(office)
    with office.desk(ORG, by=OTHER) as desk:
        desk.apply(write, desk.get(Tally, seen.id), note="theirs")
    with pytest.raises(ConflictError) as caught, office.desk(ORG, by=KEEPER) as desk:
        desk.apply(mark, seen, Decimal("8.5"))
    assert (caught.value.attempted, caught.value.current) == (
        {"mark": "8.5", "note": ""},
        {"mark": "0", "note": "theirs"},
    )


def test_conflict_is_told_though_the_step_would_be_refused(office: Office) -> None:
    seen = begun(office)
    with office.desk(ORG, by=KEEPER) as desk:
        desk.apply(add, desk.get(Tally, seen.id))
    with pytest.raises(ConflictError), office.desk(ORG, by=STRANGER) as desk:
        desk.apply_because("done", close, seen, more=1)


def test_record_altered_by_hand_is_a_conflict(office: Office) -> None:
    forged = change(begun(office), count=1000)
    with pytest.raises(ConflictError) as caught, office.desk(ORG, by=KEEPER) as desk:
        desk.apply(add, forged)
    assert (caught.value.attempted, caught.value.current) == ({"count": 1001}, {"count": 0})


def test_record_passed_on_from_desk_to_desk_is_the_stored_one(office: Office) -> None:
    record = begun(office)
    for _ in range(25):
        with office.desk(ORG, by=KEEPER) as desk:
            record = desk.apply(add, record)
    assert (record.count, office.get(ORG, Tally, record.id)) == (25, record)
    assert list(office.verify(ORG)) == []


def test_record_passed_on_is_a_conflict_once_another_office_has_changed_it(office: Office) -> None:
    seen = begun(office)
    other = an_office(office.storage)
    with other.desk(ORG, by=OTHER) as desk:
        desk.apply(add, desk.get(Tally, seen.id))
    with pytest.raises(ConflictError), office.desk(ORG, by=KEEPER) as desk:
        desk.apply(add, seen)


def test_record_passed_on_holds_though_another_office_has_changed_others(office: Office) -> None:
    seen = begun(office)
    begun(an_office(office.storage))
    with office.desk(ORG, by=KEEPER) as desk:
        assert desk.apply(add, seen).version == 2
    assert list(office.verify(ORG)) == []


def test_record_of_a_desk_that_committed_nothing_is_a_conflict(office: Office) -> None:
    seen = begun(office)
    with suppress(ValueError), office.desk(ORG, by=KEEPER) as desk:
        dropped = desk.apply(add, seen)
        raise ValueError
    with pytest.raises(ConflictError), office.desk(ORG, by=KEEPER) as desk:
        desk.apply(add, dropped)
    with office.desk(ORG, by=KEEPER) as desk:
        assert desk.apply(add, seen).version == 2


@pytest.mark.parametrize("same_desk", [True, False])
def test_record_passed_on_is_of_no_use_once_it_is_erased(office: Office, same_desk: bool) -> None:
    seen = begun(office)
    with office.desk(ORG, by=ERASER) as desk:
        desk.erase(seen.id, "asked for")
        if same_desk:
            with pytest.raises(ErasedError):
                desk.apply(add, seen)
    with pytest.raises(ErasedError), office.desk(ORG, by=KEEPER) as desk:
        desk.apply(add, seen)


def test_no_more_than_the_latest_records_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("homeroom_core.repository.LATEST", 2)
    latest, start, end = Latest(), Head(1, "a"), Head(2, "b")
    records = [Held(a_tally(id=f"tally-{at}"), at, 1) for at in range(3)]
    latest.note(ORG, start, end, {held.record.id: held for held in records})
    assert [latest.held(end, held.record) for held in records] == [None, *records[1:]]
    assert [latest.held(start, held.record) for held in records] == [None] * 3


def test_record_that_was_changed_at_this_very_desk_is_a_conflict(office: Office) -> None:
    def work(desk: Desk) -> None:
        old = desk.create(begin, keeper=KEEPER.id)
        desk.apply(add, old)
        desk.apply(add, old)

    with pytest.raises(ConflictError):
        office.transact(ORG, KEEPER, work)
    assert steps(office) == []


@pytest.mark.parametrize(
    "read",
    [
        lambda desk: desk.get(Tally, "tally-1"),
        lambda desk: next(desk.find(Tally)),
        lambda desk: desk.act(),
        lambda desk: desk.create(begin, keeper="a"),
        lambda desk: desk.available(tally, a_tally()),
    ],
)
def test_lock_is_held_from_the_first_read(office: Office, read: Callable[[Desk], Any]) -> None:
    begun(office)
    with office.desk(ORG, by=KEEPER) as desk:
        read(desk)
        with pytest.raises(BusyError), office.desk(ORG, by=OTHER) as second:
            second.get(Tally, "tally-1")
        assert office.get(ORG, Tally, "tally-1").count == 0
    assert begun(office).count == 0


def test_desk_that_reads_nothing_holds_nothing(office: Office) -> None:
    with office.desk(ORG, by=KEEPER) as desk:
        begun(office)
        assert desk.get(Tally, "tally-1").count == 0


def test_desk_is_of_no_use_once_it_is_closed(office: Office) -> None:
    begun(office)
    with office.desk(ORG, by=KEEPER) as desk:
        record = desk.get(Tally, "tally-1")
        late = desk.find(Tally)
    for use in (
        lambda: desk.get(Tally, "tally-1"),
        lambda: list(desk.find(Tally)),
        lambda: list(late),
        lambda: desk.apply(add, record),
        lambda: desk.create(begin, keeper="a"),
        lambda: desk.act(),
    ):
        with pytest.raises(RuntimeError, match="closed"):
            use()
    assert steps(office) == ["begin"]


def test_every_step_of_a_desk_has_the_same_moment() -> None:
    office = an_office(clock=ticking(step=timedelta(hours=1)).__next__)
    for _ in range(2):
        with office.desk(ORG, by=KEEPER) as desk:
            desk.apply(add, desk.create(begin, keeper="a"))
    assert [e.moment for e in office.feed(ORG)] == [
        START, START, START + timedelta(hours=1), START + timedelta(hours=1),
    ]  # fmt: skip


def test_clock_that_goes_back_does_not_take_the_journal_with_it() -> None:
    moments = [START, START - timedelta(days=1), START + timedelta(seconds=1)]
    office = an_office(clock=iter(moments).__next__)
    for _ in moments:
        begun(office)
    assert [e.moment for e in office.feed(ORG)] == [START, START, START + timedelta(seconds=1)]
    assert list(office.verify(ORG)) == []


def test_clock_without_a_zone_is_refused() -> None:
    office = an_office(clock=lambda: datetime(2025, 9, 1, 8))  # noqa: DTZ001  # the mistake under test
    with pytest.raises(ValueError, match="time zone"):
        begun(office)


@pytest.mark.parametrize(("zone", "day"), [("Asia/Shanghai", 2), ("America/New_York", 1)])
def test_school_date_is_the_date_in_the_zone_of_the_organization(zone: str, day: int) -> None:
    office = an_office(
        clock=lambda: datetime(2025, 9, 1, 17, tzinfo=UTC),
        organizations=[Organization(ORG, time_zone=zone)],
    )
    with office.desk(ORG, by=KEEPER) as desk:
        assert desk.act().on.day == day


def test_reason_stands_in_the_journal(office: Office) -> None:
    with office.desk(ORG, by=KEEPER) as desk:
        record = desk.create_because("asked for", begin, keeper=KEEPER.id)
        desk.apply_because("ill", pause, record)
    assert [entry.reason for entry in office.feed(ORG)] == ["asked for", "ill"]


def test_entries_of_a_desk_are_those_it_committed(office: Office) -> None:
    begun(office)
    with office.desk(ORG, by=KEEPER) as desk:
        record = desk.apply(add, desk.get(Tally, "tally-1"))
        list(desk.find(Tally))
        desk.apply(add, record)
    assert desk.entries == tuple(office.feed(ORG, after=1))
    assert [(e.source, e.target, e.actor) for e in desk.entries] == [
        ("open", "open", KEEPER.id)
    ] * 2


def test_steps_of_several_people_are_committed_together(office: Office) -> None:
    with office.desk(ORG, by=KEEPER) as desk:
        first = desk.create(begin, keeper=KEEPER.id)
        with desk.acting(OTHER):
            assert (desk.actor, desk.act().actor) == (OTHER, OTHER)
            desk.create(begin, keeper=OTHER.id)
        desk.apply(add, first)
    assert [entry.actor for entry in office.feed(ORG)] == [KEEPER.id, OTHER.id, KEEPER.id]


def test_whoever_acted_before_acts_again_after_an_exception(office: Office) -> None:
    with office.desk(ORG, by=KEEPER) as desk:
        with suppress(ZeroDivisionError), desk.acting(OTHER):
            raise ZeroDivisionError
        assert (desk.actor, desk.act().actor) == (KEEPER, KEEPER)


def test_salt_of_every_entry_is_another(office: Office) -> None:
    for _ in range(20):
        begun(office)
    salts = {entry.salt for entry in office.feed(ORG)}
    assert (len(salts), {len(salt or "") for salt in salts}) == (20, {32})


def test_journal_holds_changed_fields_only(office: Office) -> None:
    begun(office)
    with office.desk(ORG, by=KEEPER) as desk:
        desk.apply(add, desk.get(Tally, "tally-1"), more=2)

    def fields(entry: Entry) -> dict[str, Any]:
        return entry.fields

    assert [fields(e) for e in office.feed(ORG)] == [
        {"keeper": "person-1", "count": 0, "mark": "0", "note": ""},
        {"count": 2},
    ]


def test_available_tells_what_the_actor_of_the_desk_can_do(office: Office) -> None:
    begun(office)
    with office.desk(ORG, by=STRANGER) as desk:
        options = desk.available(tally, desk.get(Tally, "tally-1"))
    assert [o.transition.name for o in options if o.decision] == []


def test_arguments_may_be_called_as_the_desk_calls_its_own() -> None:
    with an_office().desk(ORG, by=KEEPER) as desk:
        record = desk.create(begin, keeper=KEEPER.id)
        for name in ("record", "transition", "reason", "self"):
            arguments: dict[str, Any] = {name: 1}
            with pytest.raises(TypeError, match=f"unexpected keyword argument '{name}'"):
                desk.apply(add, record, **arguments)
