"""Processes that share a file never lose an update."""

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
import tally_worker
from tally import KEEPER, Tally, an_office, begun

from homeroom_core.office import system_clock
from homeroom_plugins.storage.sqlite import SqliteStorage

ORG = "school-1"
PROCESSES, TIMES = 4, 25
SUPPORT = str(Path(tally_worker.__file__).parent)


def run_together(commands: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    """Run workers at once; the exit status of each and what it said."""
    running = [
        subprocess.Popen(  # noqa: S603  # our own interpreter and our own module
            [sys.executable, "-m", "tally_worker", *command],
            env={**os.environ, "PYTHONPATH": SUPPORT},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for command in commands
    ]
    said = [worker.communicate()[0] for worker in running]
    return [(worker.returncode, words) for worker, words in zip(running, said, strict=True)]


@pytest.mark.parametrize("synchronous", ["full", "normal"])
def test_processes_lose_no_update(tmp_path: Path, synchronous: str) -> None:
    path = tmp_path / "school.db"
    url = f"sqlite:///{path}?synchronous={synchronous}&timeout=60"
    with closing(SqliteStorage.open(url)) as storage:
        office = an_office(storage, clock=system_clock)
        begun(office)
        done = run_together([("add", url, str(TIMES))] * PROCESSES)
        assert done == [(0, "")] * PROCESSES
        assert office.get(ORG, Tally, "tally-1").count == PROCESSES * TIMES
        assert [e.seq for e in office.feed(ORG)] == list(range(1, PROCESSES * TIMES + 2))
        assert list(office.verify(ORG)) == []


def test_process_and_threads_of_this_one_share_the_file(tmp_path: Path) -> None:
    path = tmp_path / "school.db"
    url = f"sqlite:///{path}?synchronous=normal&timeout=60"
    with closing(SqliteStorage.open(url)) as storage:
        office = an_office(storage, clock=system_clock)
        begun(office)
        worker = subprocess.Popen(  # noqa: S603  # our own interpreter and our own module
            [sys.executable, "-m", "tally_worker", "add", url, str(TIMES)],
            env={**os.environ, "PYTHONPATH": SUPPORT},
        )
        ours = 0
        while worker.poll() is None:
            office.transact(ORG, KEEPER, tally_worker.add_one)
            ours += 1
        assert worker.returncode == 0
        assert office.get(ORG, Tally, "tally-1").count == TIMES + ours
        assert list(office.verify(ORG)) == []


def test_processes_that_open_a_new_file_at_once_all_get_the_same(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}?timeout=60"
    done = run_together([("add", url, "0")] * PROCESSES)
    assert done == [(0, "")] * PROCESSES
    with closing(SqliteStorage.open(url)) as storage:
        assert begun(an_office(storage)).id == "tally-1"
