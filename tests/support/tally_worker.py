"""A process of its own that works on a tally; started by the tests of concurrency and of crashes.

    python -m tally_worker add URL TIMES     adds one so many times, then ends
    python -m tally_worker nursery           for each line `URL STATEMENT` of its input a child

A child of the nursery adds one for ever and tells, after each commit, how far it has come:
`did COUNT`. It is meant to be killed. With a STATEMENT above 0 it has itself killed as SQLite begins
the so-manyth statement after its first commit. The nursery exists since forking is a hundred times as fast
as starting a Python; it never opens a store itself. It tells `child PID` and, in the end, `gone`.
"""

import os
import signal
import sys
from typing import Any

from tally import KEEPER, Tally, add, an_office

from homeroom_core.desk import Desk
from homeroom_core.office import Office, system_clock
from homeroom_plugins.storage.sqlite import SqliteStorage

ORG = "school-1"


def open_office(url: str) -> Office:
    return an_office(SqliteStorage.open(url), clock=system_clock)


def add_one(desk: Desk) -> Tally:
    return desk.apply(add, desk.get(Tally, "tally-1"))


def add_many(office: Office, times: int) -> None:
    for _ in range(times):
        office.transact(ORG, KEEPER, add_one)


def tell(line: str) -> None:
    """One write, so that lines of two processes are never mixed."""
    os.write(1, f"{line}\n".encode())


def add_for_ever(url: str, statement: int) -> None:
    office = open_office(url)
    tell(f"did {office.transact(ORG, KEEPER, add_one).count}")
    if statement:
        die_at(statement, office)
    while True:
        tell(f"did {office.transact(ORG, KEEPER, add_one).count}")


def die_at(statement: int, office: Office) -> None:
    """Have this process killed as SQLite begins its so-manyth statement from now."""
    storage: Any = office.storage
    left = statement

    def count(_sql: str) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    for connection in storage._idle:
        connection.set_trace_callback(count)


def nursery() -> None:
    for line in sys.stdin:
        url, statement = line.split()
        child = os.fork()
        if child == 0:
            try:
                add_for_ever(url, int(statement))
            finally:
                os._exit(1)
        tell(f"child {child}")
        os.waitpid(child, 0)
        tell("gone")


if __name__ == "__main__":
    if sys.argv[1] == "add":
        with open_office(sys.argv[2]) as working:
            add_many(working, int(sys.argv[3]))
    else:
        nursery()
