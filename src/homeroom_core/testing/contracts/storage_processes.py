"""What a store promises to several processes, to one that is killed, and of its files."""

import os
import selectors
import subprocess
import sys
import threading
import time
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

from homeroom_core.journal import verify_chain
from homeroom_core.storage import Session, Storage
from homeroom_core.testing.contracts import storage_worker
from homeroom_core.testing.contracts.law import NotTried, Subject, broken, holds
from homeroom_core.testing.contracts.storage_worker import BATCH
from homeroom_core.testing.storage_contract.promise import same
from homeroom_core.testing.storage_contract.steps import (
    ORG,
    SHORT_SECONDS,
    Step,
    ids,
    patiently,
    some,
    together,
)
from homeroom_core.text import Text

Open = Callable[[], Storage]
"""Opens the store that is tried, once more."""

TIMES = 8
MOST_MOMENTS, SOME_MOMENTS = 64, 12
"""So many lines of a store it is killed at while it commits, and so many of what the store uses."""

STARTS_SECONDS, ANSWERS_SECONDS = 60.0, 40.0
"""So long another process may take to start, and to answer, on a machine that is busy otherwise."""

PATIENCE_SECONDS = 6.0
"""So long a lock may outlive the process that held it."""


class Elsewhere:
    """Another process in which the plugin is loaded as well; see `storage_worker`.

    Args:
        subject: What opens the store.

    Raises:
        NotTried: The plugin cannot be loaded in another process, or there is no `fork` here.
    """

    def __init__(self, subject: Subject) -> None:
        if not hasattr(os, "fork"):
            raise NotTried(_NO_FORK)
        self._heard = b""
        self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and our own module
            [sys.executable, "-m", storage_worker.__name__, subject.name, *_way(subject)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def __enter__(self) -> Self:
        self.hear("ready", within_seconds=STARTS_SECONDS)
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.kill()
        self._process.communicate()

    def tell(self, *words: object) -> None:
        """One line to it."""
        stdin = self._process.stdin
        assert stdin is not None
        stdin.write(("\t".join(map(str, words)) + "\n").encode())
        stdin.flush()

    def hear(self, *wanted: str, within_seconds: float = ANSWERS_SECONDS) -> list[str]:
        """The next line from it, in words; the first of them is one of those that are wanted.

        Raises:
            BrokenLaw: It failed, fell silent, or ended.
        """
        line = self._line(within_seconds).split()
        if not line or line[0] not in wanted:
            broken(found=_TOLD.format(said=" ".join(line) or "-"), wanted=" / ".join(wanted))
        return line

    def moments(self, url: str) -> Iterator[int]:
        """Moments at which to kill it: some while it writes, and each line of the commit itself.

        A line that is run several times counts the first time and the last.
        """
        self.tell("count", url)
        _, block, every, *ends = self.hear("moments")
        self.hear("gone")
        begin, end = int(block), int(every)
        early = range(1, begin + 1, max(1, begin // 6))
        own, others = ([int(at) for at in one.split(",") if at != "-"] for one in ends)
        late = {*_some(own, MOST_MOMENTS), *_some(others, SOME_MOMENTS)}
        yield from (*early, *sorted(late), end, end + 1)

    def _line(self, within_seconds: float) -> str:
        stdout = self._process.stdout
        assert stdout is not None
        end = time.monotonic() + within_seconds
        with selectors.DefaultSelector() as selector:
            selector.register(stdout, selectors.EVENT_READ)
            while b"\n" not in self._heard:
                if not selector.select(max(0.0, end - time.monotonic())):
                    broken(found=_SILENT, wanted=_ANSWERS)
                more = os.read(stdout.fileno(), 4096)
                if not more:
                    return ""
                self._heard += more
        line, _, self._heard = self._heard.partition(b"\n")
        return line.decode()


def _some(moments: list[int], most: int) -> list[int]:
    """At most so many of these, evenly."""
    return moments[:: max(1, -(-len(moments) // most))]


def _way(subject: Subject) -> tuple[str, str]:
    """How another process loads the plugin."""
    plugin = subject.plugin
    point = plugin.origin.removeprefix("entry point ")
    if point != plugin.origin:
        return "module", point
    module = plugin.module
    if isinstance(module, types.ModuleType):
        if Path(plugin.origin).is_file():
            return "file", plugin.origin
        if getattr(module, "__spec__", None) is not None:
            return "module", module.__name__
    raise NotTried(_NOT_LOADED_ELSEWHERE)


def share(open_one: Open, url: str, elsewhere: Elsewhere) -> None:
    """Another process and this one write in turn, then both at once.

    Raises:
        BrokenLaw: Both were let in together, or one does not see or loses what the other wrote.
    """
    storage = open_one()
    try:
        with storage.session(ORG, write=True) as session:
            Step().add(session, "plan-0")
        _take_turns(storage, url, elsewhere)
        elsewhere.tell("add", url, 1, "early")
        elsewhere.hear("added")
        elsewhere.hear("gone")
        with storage.session(ORG, write=False) as session:
            same((session.head().seq, some(session, "plan").version), (4, 2))
        elsewhere.tell("add", url, TIMES, "theirs")
        for at in range(TIMES):
            with patiently(storage, ORG) as session:
                version = some(session, "plan").version + 1
                Step().add(session, "plan", version=version, body=f'{{"v":{version}}}')
                Step().add(session, f"ours-{at}")
        elsewhere.hear("added")
        elsewhere.hear("gone")
        with storage.session(ORG, write=False) as session:
            _all_is_there(session)
    finally:
        storage.close()


def _take_turns(storage: Storage, url: str, elsewhere: Elsewhere) -> None:
    entered, seen = threading.Event(), list[int]()

    def enter() -> None:
        with patiently(storage, ORG) as session:
            entered.set()
            seen.append(session.head().seq)

    elsewhere.tell("hold", url)
    elsewhere.hear("inside")
    with together(enter):
        intruded = entered.wait(SHORT_SECONDS)
        with storage.session(ORG, write=False) as session:
            before = session.head().seq
        elsewhere.tell("go")
        elsewhere.hear("committed")
        elsewhere.hear("gone")
    holds(not intruded, found=_TWO, wanted=_ONE)
    same((before, seen), (1, [2]))
    with storage.session(ORG, write=False) as session:
        same((session.head().seq, some(session, "plan").version), (2, 1))


def _all_is_there(session: Session) -> None:
    entries = session.entries()
    same([entry.seq for entry in entries], list(range(1, 4 * TIMES + 5)))
    same(list(verify_chain(entries)), [])
    same(some(session, "plan").version, 2 * TIMES + 2)
    records = [*(f"{whose}-{at}" for whose in ("ours", "theirs") for at in range(TIMES))]
    same(sorted(ids(session)), sorted(["early-0", "plan", "plan-0", *records]))


def crash(open_one: Open, url: str, elsewhere: Elsewhere, moment: int) -> None:
    """Kill the other process at one moment of a commit, and look at what it left.

    Raises:
        BrokenLaw: It left half a commit, lost one that was acknowledged, or does not go on.
    """
    elsewhere.tell("die", url, moment)
    elsewhere.hear("first")
    told = elsewhere.hear("second", "gone")[0]
    if told == "second":
        elsewhere.hear("gone")
    storage = open_one()
    try:
        with storage.session(ORG, write=False) as session:
            _all_or_nothing(session, acknowledged=told == "second")
            seq = session.head().seq
        with patiently(storage, ORG, seconds=PATIENCE_SECONDS) as session:
            same(session.head().seq, seq)
            Step().add(session, "plan-9")
        with storage.session(ORG, write=False) as session:
            same((session.head().seq, some(session, "plan-9").created), (seq + 1,) * 2)
            same(list(verify_chain(session.entries())), [])
    finally:
        storage.close()


def _all_or_nothing(session: Session, *, acknowledged: bool) -> None:
    whole = acknowledged or session.head().seq > 1
    records = ["plan-1", *(BATCH if whole else ())]
    written = [*records, "plan-1"] if whole else records
    same([(e.seq, e.record) for e in session.entries()], [*enumerate(written, 1)])
    same(list(verify_chain(session.entries())), [])
    same((ids(session), [some(session, id).id for id in records]), (records, records))
    first = some(session, "plan-1")
    same((first.version, first.state), (2, "done") if whole else (1, "open"))
    same((first.body, dict(first.index or {})), ('{"v":2}', _B) if whole else ("{}", _A))
    same(
        (ids(session, where=_A), ids(session, where=_B)),
        ([], [*records]) if whole else (records, []),
    )
    same([len(session.history(id)) for id in BATCH], [int(whole)] * len(BATCH))


_A, _B = {"teacher": "a"}, {"teacher": "b"}


def erase(open_one: Open, folder: Path) -> None:
    """Erase what stands in the files, close the store, and look for it.

    Raises:
        BrokenLaw: It still stands there.
        NotTried: It cannot be read in the files anyway.
    """
    storage = open_one()
    with storage.session(ORG, write=True) as session:
        Step().add(session, "plan-1", index={"x": _MARK}, body=f'"{_MARK * 900}"', note=_MARK)
        Step().add(session, "plan-2", index={"x": "kept"}, body='"kept"')
    with storage.session(ORG, write=True) as session:
        Step().add(session, "plan-1", version=2, index={"x": _MARK + "2"}, body=f'"{_MARK}"')
    storage.close()
    if not _standing(folder):
        raise NotTried(_NOT_READABLE)
    storage = open_one()
    with storage.session(ORG, write=True) as session:
        session.erase("plan-1")
    storage.close()
    same(_standing(folder), [])


def _standing(folder: Path) -> list[str]:
    """The files in which the text that is to go stands."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return [path.name for path in files if _MARK.encode() in path.read_bytes()]


_MARK = "xq7-to-be-forgotten-7qx"

_NO_FORK = Text(
    "此系统没有 fork，无法试验", "此系統沒有 fork，無法試驗", "there is no fork on this system"
)
_NOT_LOADED_ELSEWHERE = Text(
    "插件不是文件或模块，别的进程无法载入",
    "外掛不是檔案或模組，別的行程無法載入",
    "the plugin is no file or module that another process could load",
)
_NOT_READABLE = Text(
    "内容在文件中不可辨认，无法试验",
    "內容在檔案中不可辨認，無法試驗",
    "the contents cannot be made out in its files, so nothing can be said",
)
_TOLD = Text("另一进程说：{said}", "另一行程說：{said}", "the other process says: {said}")
_SILENT = Text("另一进程没有回答", "另一行程沒有回答", "the other process does not answer")
_ANSWERS = Text("回答", "回答", "an answer")
_TWO = Text("两个进程同时进入", "兩個行程同時進入", "two processes were let in together")
_ONE = Text("一个写，其他等待", "一個寫，其他等待", "one writes, the others wait")
