import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tally import (
    KEEPER,
    NO_NOTE,
    OTHER,
    START,
    STRANGER,
    Tallies,
    Tally,
    a_tally,
    add,
    an_office,
    begin,
    begun,
    write,
)

from homeroom_core.desk import Desk
from homeroom_core.errors import (
    BusyError,
    ConflictError,
    RecordNotFoundError,
    Refusal,
    RefusedError,
    StorageError,
)
from homeroom_core.hookspecs import Committed, TransitionRequest
from homeroom_core.office import Office, Retry
from homeroom_core.people import Organization
from homeroom_core.storage import MemoryStorage, Session

ORG = "school-1"


class Busy(MemoryStorage):
    """Busy at so many attempts to write, at their beginning or at their end."""

    def __init__(self, times: int, *, at_commit: bool = False) -> None:
        super().__init__()
        self.left = times
        self.at_commit = at_commit

    @contextmanager
    def session(self, org: str, *, write: bool) -> Iterator[Session]:
        if write and self.left and not self.at_commit:
            self.left -= 1
            raise BusyError(self.url, "busy")
        with super().session(org, write=write) as session:
            yield session
            if write and self.left:
                self.left -= 1
                raise BusyError(self.url, "busy at the commit")


def retrying(jitter: float = 1.0, **options: Any) -> tuple[Retry, list[float]]:
    """A way to retry that notes its waits and does not wait."""
    waits: list[float] = []
    return Retry(sleep=waits.append, jitter=lambda: jitter, **options), waits


class Listener:
    """Notes what was committed, and can no longer read it as uncommitted."""

    def __init__(self) -> None:
        self.heard: list[Committed] = []
        self.office: Office | None = None
        self.seen: list[int] = []

    def homeroom_committed(self, request: Committed) -> None:
        self.heard.append(request)
        if self.office is not None:
            self.seen.append(len(self.office.feed(request.org)))
            with self.office.desk(request.org, by=KEEPER) as desk:
                desk.act()


class Deaf:
    def homeroom_committed(self, request: Committed) -> None:
        raise SystemExit(3)


class Objector:
    def homeroom_check_transition(self, request: TransitionRequest) -> Refusal | None:
        return NO_NOTE() if request.transition == "add" else None


class Doubter:
    def homeroom_check_transition(self, request: TransitionRequest) -> list[Refusal]:
        return [NO_NOTE(), NO_NOTE()] if request.arguments.get("more") == 13 else []


class Broken:
    def homeroom_check_transition(self, request: TransitionRequest) -> Refusal | None:
        msg = "out of order"
        raise LookupError(msg)


# retries


@pytest.mark.parametrize("at_commit", [False, True])
@pytest.mark.parametrize("times", [0, 1, 3])
def test_work_is_done_again_while_the_store_is_busy(times: int, at_commit: bool) -> None:
    retry, waits = retrying()
    office = an_office(Busy(times, at_commit=at_commit), retry=retry)
    done = office.transact(ORG, KEEPER, lambda desk: desk.create(begin, keeper="a"))
    assert (done.id, len(office.feed(ORG)), len(waits)) == ("tally-1", 1, times)


def test_waits_double_up_to_a_limit() -> None:
    retry, waits = retrying(attempts=8, base_seconds=0.02, limit_seconds=1.0)
    office = an_office(Busy(7), retry=retry)
    office.transact(ORG, KEEPER, lambda desk: desk.create(begin, keeper="a"))
    assert waits == [0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.0]


def test_jitter_takes_a_share_of_the_wait() -> None:
    retry, waits = retrying(jitter=0.25, base_seconds=0.5, limit_seconds=9)
    an_office(Busy(2), retry=retry).transact(ORG, KEEPER, lambda desk: desk.act())
    assert waits == [0.125, 0.25]


def test_store_that_stays_busy_is_an_error_after_the_last_attempt() -> None:
    retry, waits = retrying(attempts=3)
    with pytest.raises(BusyError):
        an_office(Busy(99), retry=retry).transact(ORG, KEEPER, lambda desk: desk.act())
    assert len(waits) == 2


def test_retry_without_an_attempt_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one attempt"):
        an_office(retry=Retry(attempts=0)).transact(ORG, KEEPER, lambda desk: desk.act())


@pytest.mark.parametrize(
    "error",
    [
        ConflictError("tally-1", 1, 2, {}, {}),
        RefusedError("tally-1", "add", add.label, ()),
        ValueError("no"),
    ],
)
def test_what_would_fail_again_is_not_tried_again(error: Exception) -> None:
    calls: list[Desk] = []

    def work(desk: Desk) -> None:
        calls.append(desk)
        raise error

    retry, waits = retrying()
    with pytest.raises(type(error)):
        an_office(retry=retry).transact(ORG, KEEPER, work)
    assert (len(calls), waits) == (1, [])


def test_every_attempt_has_a_desk_of_its_own() -> None:
    desks: list[Desk] = []

    def work(desk: Desk) -> None:
        desks.append(desk)
        desk.create(begin, keeper="a")

    retry, _ = retrying()
    an_office(Busy(2, at_commit=True), retry=retry).transact(ORG, KEEPER, work)
    assert len({id(desk) for desk in desks}) == 3


def test_lost_update_through_transact_is_a_conflict_and_not_tried_again() -> None:
    retry, waits = retrying()
    office = an_office(retry=retry)
    seen = begun(office)
    office.transact(ORG, OTHER, lambda desk: desk.apply(add, desk.get(Tally, seen.id)))
    with pytest.raises(ConflictError):
        office.transact(ORG, KEEPER, lambda desk: desk.apply(add, seen))
    assert waits == []


# journal and time


def test_feed_has_no_gap_and_no_repetition() -> None:
    office = an_office()
    for _ in range(7):
        begun(office)
    seen: list[int] = []
    while more := office.feed(ORG, after=seen[-1] if seen else 0, limit=3):
        seen += [entry.seq for entry in more]
    assert seen == [1, 2, 3, 4, 5, 6, 7]


def test_feed_of_an_organization_never_written_to_is_empty() -> None:
    assert list(an_office().feed("school-9")) == []


def test_record_is_shown_as_of_any_moment() -> None:
    office = an_office()
    begun(office)
    for n in range(1, 4):
        with office.desk(ORG, by=KEEPER) as desk:
            desk.apply(add, desk.get(Tally, "tally-1"), more=n)
    counts = [
        office.as_of(ORG, Tally, "tally-1", START + timedelta(seconds=s)).count for s in range(5)
    ]
    assert counts == [0, 1, 3, 6, 6]
    with pytest.raises(RecordNotFoundError):
        office.as_of(ORG, Tally, "tally-1", START - timedelta(seconds=1))


def test_history_is_of_one_record_oldest_first() -> None:
    office = an_office()
    begun(office)
    begun(office)
    office.transact(ORG, KEEPER, lambda desk: desk.apply(add, desk.get(Tally, "tally-1")))
    assert [e.seq for e in office.history(ORG, "tally-1")] == [1, 3]
    with pytest.raises(RecordNotFoundError, match="tally-9"):
        office.history(ORG, "tally-9")


def test_organizations_share_nothing() -> None:
    office = an_office()
    one, two = begun(office, "school-1", count=1), begun(office, "school-2", count=2)
    assert (one.id, two.id) == ("tally-1", "tally-1")
    assert [e.seq for org in ("school-1", "school-2") for e in office.feed(org)] == [1, 1]
    assert office.get("school-2", Tally, "tally-1").count == 2
    with office.desk("school-2", by=KEEPER) as desk:
        assert [record.count for record in desk.find(Tally)] == [2]
        with pytest.raises(ConflictError):
            desk.apply(add, one)
    assert office.storage.organizations() == ["school-1", "school-2"]


def test_organizations_never_wait_for_each_other() -> None:
    office = an_office(MemoryStorage(timeout_seconds=0.01))
    with office.desk("school-1", by=KEEPER) as one, office.desk("school-2", by=KEEPER) as two:
        one.create(begin, keeper="a")
        two.create(begin, keeper="a")
    assert len(office.feed("school-1")) == len(office.feed("school-2")) == 1


def test_organization_not_heard_of_is_a_school_with_the_defaults() -> None:
    city = Organization("city-1", time_zone="Asia/Taipei")
    office = an_office(organizations=[city])
    assert (office.organization("city-1"), office.organization("x")) == (city, Organization("x"))


# plugins


def test_objections_of_plugins_are_added_up() -> None:
    office = an_office(None, Objector(), Doubter())
    begun(office)
    with office.desk(ORG, by=KEEPER) as desk:
        record = desk.get(Tally, "tally-1")
        with pytest.raises(RefusedError) as caught:
            desk.apply(add, record, more=13)
        desk.apply(write, record, note="n")
    assert (caught.value.record, caught.value.refusals) == ("tally-1", (NO_NOTE(),) * 3)
    assert [entry.transition for entry in office.feed(ORG)] == ["begin", "write"]


def test_plugin_that_fails_refuses_and_is_named(caplog: pytest.LogCaptureFixture) -> None:
    office = an_office(None, Objector(), Broken())
    with caplog.at_level(logging.CRITICAL), pytest.raises(RefusedError) as caught:
        begun(office)
    (refusal,) = caught.value.refusals
    assert refusal.code == "plugin.veto_failed"
    assert "Broken" in str(refusal)
    assert "out of order" in str(refusal)
    assert (office.plugins.failures, list(office.feed(ORG))) == ({"Broken": 1}, [])


def test_plugin_is_asked_about_the_step_with_its_arguments_by_name() -> None:
    asked: list[TransitionRequest] = []

    class Curious:
        def homeroom_check_transition(self, request: TransitionRequest) -> None:
            asked.append(request)

    office = an_office(None, Curious())
    with office.desk(ORG, by=KEEPER) as desk:
        record = desk.create(begin, keeper="a")
        desk.apply(add, record, more=2)
    assert [(r.transition, r.record, dict(r.arguments)) for r in asked] == [
        ("begin", a_tally(keeper="a"), {"keeper": "a"}),
        ("add", a_tally(keeper="a"), {"more": 2}),
    ]
    assert asked[1].act.actor == KEEPER


def test_plugin_is_not_asked_about_a_step_that_is_refused_anyhow() -> None:
    office = an_office(None, Broken())
    with pytest.raises(RefusedError) as caught, office.desk(ORG, by=STRANGER) as desk:
        desk.create(begin, keeper="a")
    assert [r.code for r in caught.value.refusals] == ["lifecycle.not_granted"]


def test_listeners_are_told_after_the_commit_with_the_lock_given_back() -> None:
    listener = Listener()
    office = an_office(MemoryStorage(timeout_seconds=0.01), listener)
    listener.office = office
    begun(office)
    with office.desk(ORG, by=KEEPER) as desk:
        desk.apply(add, desk.apply(add, desk.get(Tally, "tally-1")))
        assert len(listener.heard) == 1
    assert [(c.org, [e.seq for e in c.entries]) for c in listener.heard] == [
        (ORG, [1]),
        (ORG, [2, 3]),
    ]
    assert listener.seen == [1, 3]


def test_listeners_hear_nothing_of_what_was_not_committed() -> None:
    listener = Listener()
    retry, _ = retrying(attempts=1)
    office = an_office(Busy(1, at_commit=True), listener, retry=retry)
    with pytest.raises(BusyError):
        begun(office)

    def fail(desk: Desk) -> None:
        desk.create(begin, keeper="a")
        raise LookupError

    with pytest.raises(LookupError):
        office.transact(ORG, KEEPER, fail)
    with office.desk(ORG, by=KEEPER) as desk:
        desk.act()
    assert listener.heard == []


def test_listener_that_fails_stops_nobody_and_is_counted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    listener = Listener()
    office = an_office(None, Deaf(), listener)
    with caplog.at_level(logging.ERROR, logger="homeroom.plugins"):
        begun(office)
        begun(office)
    assert (len(office.feed(ORG)), len(listener.heard)) == (2, 2)
    assert office.plugins.failures == {"Deaf": 2}
    assert "Deaf failed in homeroom_committed" in caplog.text


# opening


class Store:
    """A plugin with a store of its own."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    def homeroom_storage_backends(self) -> dict[str, Any]:
        return {"mine": self.open}

    def open(self, url: str) -> MemoryStorage:
        self.opened.append(url)
        return MemoryStorage()


def test_office_opens_the_store_of_a_url() -> None:
    store = Store()
    with Office.open("mine://a?b", plugins=[store, Tallies()], installed=False) as office:
        assert begun(office).id == "tally-1"
    assert store.opened == ["mine://a?b"]


@pytest.mark.parametrize("url", ["nosuch:x", "", "school.db"])
def test_url_of_no_known_store_is_an_error_that_lists_the_known(url: str) -> None:
    with pytest.raises(StorageError, match="memory"):
        Office.open(url, installed=False)


def test_store_in_memory_has_one_address_only() -> None:
    with pytest.raises(StorageError, match="it is written memory:"):
        Office.open("memory:x", installed=False)


def test_installed_plugins_bring_the_stores_that_are_shipped(tmp_path: Path) -> None:
    with Office.open(f"sqlite:///{tmp_path / 'a.db'}", plugins=[Tallies()]) as office:
        assert begun(office).id == "tally-1"
    assert (tmp_path / "a.db").exists()


def test_local_files_are_plugins(tmp_path: Path) -> None:
    file = tmp_path / "objector.py"
    file.write_text(
        "from tally import NO_NOTE\n\n\ndef homeroom_check_transition(request):\n    return NO_NOTE()\n",
        encoding="utf-8",
    )
    office = Office.open("memory:", plugins=[Tallies()], files=[file], installed=False)
    with pytest.raises(RefusedError, match="there is no note"):
        begun(office)


def test_office_closes_its_store() -> None:
    closed: list[bool] = []

    class Closing(MemoryStorage):
        def close(self) -> None:
            closed.append(True)

    with an_office(Closing()):
        pass
    assert closed == [True]


def test_calendar_is_the_one_of_the_organization() -> None:
    class Weekdays:
        name = "weekdays"

        def is_working_day(self, day: date) -> bool:
            return day.weekday() < 5

    calendar = Weekdays()

    class Calendars:
        def homeroom_calendars(self) -> Sequence[Weekdays]:
            return [calendar]

    office = an_office(None, Calendars(), organizations=[Organization(ORG, calendar="weekdays")])
    assert (office.calendar(ORG), office.calendar("school-2")) == (calendar, None)
    with office.desk(ORG, by=KEEPER) as desk:
        assert desk.act().working_days() is calendar


def test_lifecycles_are_those_that_plugins_provide_by_kind() -> None:
    known = an_office().lifecycles
    assert {"tally", "growth_plan", "notice", "person"} <= known.keys()
    assert known["tally"].record is Tally
