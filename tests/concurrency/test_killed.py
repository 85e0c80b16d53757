"""A process killed at any moment leaves a store that verifies and holds what it acknowledged."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO

import pytest
import tally_worker
from tally import Tally, an_office, begun

from homeroom_core.office import Office, system_clock
from homeroom_plugins.storage.sqlite import SqliteStorage

ORG = "school-1"
KILLS = 25
STATEMENTS = 25
"""More than SQLite is given for two commits; every tenth commit also writes a document anew."""

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="needs fork and SIGKILL, which this system does not have"
)


@pytest.fixture(scope="module")
def nursery() -> Iterator[subprocess.Popen[str]]:
    support = str(Path(tally_worker.__file__).parent)
    with subprocess.Popen(  # our own interpreter and our own module
        [sys.executable, "-m", "tally_worker", "nursery"],
        env={**os.environ, "PYTHONPATH": support},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture(params=["full", "normal"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    made = f"sqlite:///{tmp_path / 'school.db'}?synchronous={request.param}&timeout=30"
    with closing(SqliteStorage.open(made)) as storage:
        begun(an_office(storage, clock=system_clock))
    return made


class Child:
    """A child of the nursery that commits until it is killed.

    Attributes:
        acknowledged: The highest count that it told of.
    """

    def __init__(self, nursery: subprocess.Popen[str], url: str, statement: int = 0) -> None:
        assert nursery.stdin is not None
        assert nursery.stdout is not None
        self.acknowledged = 0
        self._lines: IO[str] = nursery.stdout
        self._pid: int | None = None
        nursery.stdin.write(f"{url} {statement}\n")
        nursery.stdin.flush()

    def hear(self) -> bool:
        """Read one line; whether the child may still be alive."""
        word, *rest = self._lines.readline().split()
        if word == "child":
            self._pid = int(rest[0])
        elif word == "did":
            self.acknowledged = int(rest[0])
        return word != "gone"

    def kill_after(self, commits: int, spin: int) -> None:
        """Kill it once it has told of so many commits and we have counted to `spin`."""
        first = None
        while self._pid is None or first is None or self.acknowledged < first + commits:
            assert self.hear()
            first = first or self.acknowledged or None
        for _ in range(spin):
            pass
        os.kill(self._pid, signal.SIGKILL)
        self.hear_the_end()

    def hear_the_end(self) -> None:
        while self.hear():
            pass


def stored(url: str) -> int:
    """How many commits the store holds, once everything about it was found sound."""
    with closing(SqliteStorage.open(url)) as storage:
        office: Office = an_office(storage)
        assert list(office.verify(ORG)) == []
        count = office.get(ORG, Tally, "tally-1").count
        assert len(office.feed(ORG)) == count + 1
    with closing(sqlite3.connect(url.removeprefix("sqlite:///").partition("?")[0])) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return count


def test_killed_at_any_moment_it_holds_every_acknowledged_commit(
    nursery: subprocess.Popen[str], url: str
) -> None:
    moments = random.Random(20250901)  # moments to kill at, the same in each run
    for _ in range(KILLS):
        child = Child(nursery, url)
        child.kill_after(moments.randrange(6), moments.randrange(40_000))
        count = stored(url)
        # The last commit may have come through without its being told.
        assert child.acknowledged <= count <= child.acknowledged + 1


def test_killed_at_any_statement_of_a_commit_it_holds_nothing_of_it(
    nursery: subprocess.Popen[str], url: str
) -> None:
    for statement in range(1, STATEMENTS + 1):
        child = Child(nursery, url, statement)
        child.hear_the_end()
        assert stored(url) == child.acknowledged > 0
