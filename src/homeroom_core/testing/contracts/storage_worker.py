"""A process of its own that works on a store; started by the laws about processes and crashes.

    python -m homeroom_core.testing.contracts.storage_worker SCHEME file PATH
    python -m homeroom_core.testing.contracts.storage_worker SCHEME module NAME[:ATTRIBUTE]

It loads the plugin once, and answers each line of its input by a child that it forks, so that a
child may be killed and the next costs nothing to start. It never opens a store itself.

    add URL TIMES NAME  add so many records of this name and a number, then tell `added`
    hold URL            open a writing session, tell `inside`, and commit at the next line: `committed`
    count URL           commit; tell how many lines of Python the store ran: `moments BLOCK ALL`
    die URL MOMENT      commit, tell `first`; be killed at that line of the next commit, or tell `second`

Whatever fails is told as `failed ERROR`; when a child is no more, that is told as `gone`.
"""

import importlib
import os
import signal
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from homeroom_core.discovery import from_file
from homeroom_core.storage import Session, Storage
from homeroom_core.testing.storage_contract.steps import ORG, Step, patiently

Opener = Callable[[str], Storage]

BATCH = ("plan-2", "plan-3", "plan-4")
"""The records of the commit that is killed; the one before has `plan-1`."""

_OURS = str(Path(__file__).parents[2])
_PYTHON = sysconfig.get_paths()["stdlib"]


def load(way: str, where: str) -> Any:
    """The plugin, as a module or an object."""
    if way == "file":
        return from_file(Path(where)).module
    name, _, attribute = where.partition(":")
    found: Any = importlib.import_module(name)
    for part in attribute.split(".") if attribute else ():
        found = getattr(found, part)
    return found


def tell(line: str) -> None:
    """One write, so that lines of several processes are never mixed."""
    os.write(1, f"{line}\n".encode())


def listen() -> str:
    """The next line of the input, and not a byte more: the rest is for others."""
    line = b""
    while not line.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            break
        line += byte
    return line.decode().strip()


def add(opener: Opener, url: str, times: str, name: str) -> None:
    """Add records, one a session."""
    storage = opener(url)
    for at in range(int(times)):
        with patiently(storage, ORG) as session:
            _count_on(session)
            Step().add(session, f"{name}-{at}")
    storage.close()
    tell("added")


def _count_on(session: Session) -> None:
    """Bring the record that all count on to its next version."""
    before = session.get("plan")
    version = before.version + 1 if before else 1
    Step().add(session, "plan", version=version, body=f'{{"v":{version}}}')


def hold(opener: Opener, url: str) -> None:
    """Sit in a writing session until told to go on."""
    storage = opener(url)
    with storage.session(ORG, write=True) as session:
        _count_on(session)
        tell("inside")
        listen()
    storage.close()
    tell("committed")


class _Moments:
    """Counts the lines that a store runs, and ends this process at one of them."""

    def __init__(self, last: int = 0) -> None:
        self.count = 0
        self.lines: list[tuple[str, int]] = []
        self._last = last
        self._watched: dict[str, bool] = {}

    def __call__(self, frame: FrameType, _event: str, _value: object) -> Any:
        return self._line if self._is_watched(frame.f_code.co_filename) else None

    def _line(self, frame: FrameType, event: str, _value: object) -> Any:
        if event == "line":
            self.count += 1
            self.lines.append((frame.f_code.co_filename, frame.f_lineno))
            if self.count == self._last:
                os.kill(os.getpid(), signal.SIGKILL)
        return self._line

    def _is_watched(self, file: str) -> bool:
        if file not in self._watched:
            ours = file.startswith((_OURS, "<frozen"))
            python = file.startswith(_PYTHON) and "site-packages" not in file
            self._watched[file] = not ours and not python
        return self._watched[file]


def count(opener: Opener, url: str) -> None:
    """Tell how many lines a commit takes, after how many it begins to end, and when each is run then.

    Of each line of the source the first time and the last are told.
    """
    storage, moments = opener(url), _Moments()
    _first(storage)
    sys.settrace(moments)
    with storage.session(ORG, write=True) as session:
        _batch(session)
        block = moments.count
    sys.settrace(None)
    ending = list(enumerate(moments.lines, 1))[block:]
    own = [(at, line) for at, line in ending if "site-packages" not in line[0]]
    tell(f"moments {block} {moments.count} {_ends(own)} {_ends(ending)}")
    storage.close()


def _ends(lines: list[tuple[int, tuple[str, int]]]) -> str:
    """When each of these lines is run for the first time and for the last."""
    last = {line: at for at, line in lines}
    first = {line: at for at, line in reversed(lines)}
    return ",".join(map(str, sorted({*first.values(), *last.values()}))) or "-"


def die(opener: Opener, url: str, moment: str) -> None:
    """Be killed in the second commit."""
    storage = opener(url)
    _first(storage)
    tell("first")
    sys.settrace(_Moments(int(moment)))
    with storage.session(ORG, write=True) as session:
        _batch(session)
    sys.settrace(None)
    tell("second")
    os.kill(os.getpid(), signal.SIGKILL)


def _first(storage: Storage) -> None:
    with storage.session(ORG, write=True) as session:
        Step().add(session, "plan-1", index={"teacher": "a"})


def _batch(session: Session) -> None:
    """Several records in one write, and a change of the one that is there."""
    Step().many(session, BATCH, index={"teacher": "b"})
    Step().add(session, "plan-1", version=2, state="done", index={"teacher": "b"}, body='{"v":2}')


_WORKS: dict[str, Callable[..., None]] = {"add": add, "hold": hold, "count": count, "die": die}


def main(scheme: str, way: str, where: str) -> None:
    """Answer line by line until the input ends."""
    opener = load(way, where).homeroom_storage_backends()[scheme]
    tell("ready")
    while line := listen():
        work, *arguments = line.split("\t")
        child = os.fork()
        if child == 0:
            try:
                _WORKS[work](opener, *arguments)
            except BaseException as error:  # noqa: BLE001,RUF100  # a store may fail in any way
                tell(f"failed {type(error).__name__}: {' '.join(str(error).split())}")
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        tell("gone")


if __name__ == "__main__":
    main(*sys.argv[1:])
