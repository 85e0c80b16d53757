"""Threads that share an office never lose an update."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from tally import KEEPER, OTHER, Tally, add, an_office, begin, begun

from homeroom_core.desk import Desk
from homeroom_core.errors import ConflictError
from homeroom_core.office import Office, system_clock
from homeroom_core.storage import MemoryStorage
from homeroom_plugins.storage.sqlite import SqliteStorage

ORG = "school-1"
THREADS, TIMES = 6, 25


@pytest.fixture(params=["memory", "sqlite"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Office:
    if request.param == "memory":
        return an_office(MemoryStorage(timeout_seconds=60), clock=system_clock)
    storage = SqliteStorage(tmp_path / "school.db", synchronous="normal", timeout_seconds=60)
    return an_office(storage, clock=system_clock)


def together(work: Callable[[int], None], count: int = THREADS) -> list[BaseException]:
    """Do the work in so many threads that start at once; what they raised."""
    start, raised = threading.Barrier(count), list[BaseException]()

    def run(number: int) -> None:
        start.wait()
        try:
            work(number)
        except BaseException as error:  # noqa: BLE001,RUF100  # a thread's error is to fail the test
            raised.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def add_one(desk: Desk) -> Tally:
    return desk.apply(add, desk.get(Tally, "tally-1"))


def test_threads_lose_no_update(office: Office) -> None:
    begun(office)

    def work(number: int) -> None:
        for _ in range(TIMES):
            office.transact(ORG, KEEPER, add_one)

    assert together(work) == []
    assert office.get(ORG, Tally, "tally-1").count == THREADS * TIMES
    assert [e.seq for e in office.feed(ORG)] == list(range(1, THREADS * TIMES + 2))
    assert list(office.verify(ORG)) == []


def test_of_two_who_saw_the_same_version_one_is_told_of_the_conflict(office: Office) -> None:
    seen = begun(office)
    told: list[int] = []

    def work(number: int) -> None:
        try:
            office.transact(ORG, OTHER, lambda desk: desk.apply(add, seen, more=number + 1))
        except ConflictError as error:
            told.append(error.stored)

    assert together(work) == []
    assert told == [2] * (THREADS - 1)
    assert office.get(ORG, Tally, "tally-1").version == 2


def test_records_created_at_once_have_ids_of_their_own(office: Office) -> None:
    def work(number: int) -> None:
        for _ in range(5):
            office.transact(ORG, KEEPER, lambda desk: desk.create(begin, keeper=f"p-{number}"))

    assert together(work) == []
    with office.reading(ORG) as reading:
        found = list(reading.find(Tally))
    assert len({record.id for record in found}) == THREADS * 5
    assert list(office.verify(ORG)) == []


def test_threads_in_several_organizations_keep_them_apart(office: Office) -> None:
    orgs = [f"school-{number}" for number in range(THREADS)]
    for org in orgs:
        begun(office, org)

    def work(number: int) -> None:
        for _ in range(10):
            office.transact(orgs[number], KEEPER, add_one)

    assert together(work) == []
    assert [office.get(org, Tally, "tally-1").count for org in orgs] == [10] * THREADS
    assert [list(office.verify(org)) for org in orgs] == [[]] * THREADS


def test_reader_sees_whole_commits_only(office: Office) -> None:
    begun(office)
    with office.desk(ORG, by=KEEPER) as desk:
        desk.create(begin, keeper=OTHER.id)
    done = threading.Event()
    seen: list[tuple[int, int]] = []

    def both(desk: Desk) -> None:
        for record in list(desk.find(Tally)):
            desk.apply(add, record)

    def work(number: int) -> None:
        if number == 0:
            for _ in range(TIMES):
                office.transact(ORG, KEEPER, both)
            done.set()
        while not done.is_set():
            with office.reading(ORG) as reading:
                one, two = reading.find(Tally)
                seen.append((one.count, two.count))

    assert together(work, 3) == []
    assert {one - two for one, two in seen} <= {0}
    assert office.get(ORG, Tally, "tally-2").count == TIMES
