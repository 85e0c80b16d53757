"""Trying a law on a subject: cases made by hand, then random ones, shrunk to the smallest.

A plugin may do anything: raise what it likes, end the program, write on the screen, answer
differently each time, or never come back. All of it becomes a `Finding`; nothing of it ends the
check. Only `os._exit` and a crash of the interpreter itself cannot be caught.
"""

import ctypes
import io
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from itertools import islice
from math import inf
from queue import SimpleQueue
from time import thread_time
from types import FrameType

import attrs
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Flaky, StopTest, Unsatisfiable, UnsatisfiedAssumption

from homeroom_core.testing.contracts.law import (
    BrokenLaw,
    Case,
    Contract,
    Law,
    NotTried,
    Subject,
    lines_of,
    told,
)
from homeroom_core.testing.contracts.whereabouts import (
    Place,
    causes,
    defined_at,
    raised_at,
    running_at,
)
from homeroom_core.text import Text


@attrs.frozen(kw_only=True)
class Finding:
    """A law that is broken: on what, what was found, what would be right, and where to look.

    Attributes:
        law: Code of the law.
        says: The law, in one sentence.
        family: Name of the family of the thing.
        name: The thing's name.
        plugin: Name of the plugin that provides it.
        example: The smallest case that was found, in lines; empty where there is nothing to tell.
        found: What the plugin did.
        wanted: What would be right.
        place: The line of the plugin to look at, where it is known.
    """

    law: str
    says: Text
    family: str
    name: str
    plugin: str
    example: tuple[Text, ...]
    found: Text
    wanted: Text
    place: Place | None

    def lines(self) -> Iterator[Text]:
        """The finding for people: the law, where, on what, what was found and what is right."""
        yield _LAW.format(law=self.law, says=self.says)
        yield _WHERE.format(name=self.name, place=self.place or "")
        if self.example:
            yield _TRIED_ON
            yield from (_INDENTED.format(line=line) for line in self.example[:MOST_LINES])
            if len(self.example) > MOST_LINES:
                yield _MORE.format(count=len(self.example) - MOST_LINES)
        yield _FOUND.format(found=self.found)
        yield _WANTED.format(wanted=self.wanted)


MOST_LINES = 30
"""So many lines of an example are told."""


@attrs.frozen(kw_only=True)
class Outcome:
    """What came of trying a law on a thing.

    Attributes:
        law: The law.
        subject: The thing.
        family: Name of its family.
        label: What people call the family.
        finding: The law is broken, and how.
        tried: On how many cases it was tried.
        declined: Why it was not tried on any, if it was not.
        hangs: Whether the plugin did not come back: then no other law is tried on the thing.
        cut: Whether cases were left out for want of time.
    """

    law: Law
    subject: Subject
    family: str
    label: Text
    finding: Finding | None
    tried: int
    declined: Text | None = None
    hangs: bool = False
    cut: bool = False


def try_law(
    contract: Contract,
    law: Law,
    subject: Subject,
    *,
    random_seed: int = 0,
    examples: int | None = None,
    limit_seconds: float | None = None,
    within_seconds: float = inf,
    until: float = inf,
    every: int = 1,
) -> Outcome:
    """Try a law on a subject.

    Args:
        contract: The contract that the law is one of.
        law: The law.
        subject: The thing.
        random_seed: What random cases are drawn from; the same seed draws the same cases.
        examples: So many random cases; by default as many as the law says, and never more.
        limit_seconds: After so long the plugin is taken to hang; by default what the law says.
            Half of it may pass drawing cases.
        within_seconds: After so much computing no further case is tried; one always is.
        until: Nor is one after this moment of `time.monotonic`.
        every: Of the cases made by hand, only every so many-th is tried.
    """
    limit = law.limit_seconds if limit_seconds is None else limit_seconds
    run = _Run(law, subject, draws_for=limit / 2, within=within_seconds, end=until)
    count = law.examples if examples is None else min(examples, law.examples)
    with _quiet():
        hung = _watched(limit, run, lambda: run.all_cases(random_seed, count, every))
    finding = None
    if hung is not None:
        place = running_at(hung.frame, subject.plugin)
        example, seconds = lines_of(run.ahead), f"{limit:g}"
        finding = _finding(
            contract, law, subject, example, _HANGS.format(seconds=seconds), _COMES_BACK, place
        )
    elif run.failure is not None:
        case, error = run.failure
        finding = _found(contract, law, subject, case, error)
    return Outcome(
        law=law,
        subject=subject,
        family=contract.family.name,
        label=contract.family.label,
        finding=finding,
        tried=run.tried,
        declined=None if run.tried or finding else run.declined or _NO_CASE,
        hangs=hung is not None,
        cut=run.cut and finding is None,
    )


class _Run:
    """One law tried on one subject; kept outside the thread it runs in."""

    def __init__(
        self, law: Law, subject: Subject, *, draws_for: float, within: float, end: float
    ) -> None:
        self.law, self.subject = law, subject
        self.draws_for, self.within, self.end = draws_for, within, end
        self.began = inf  # in time of the thread that it runs in
        self.drawing_until = inf
        self.cut = False  # whether a case was left out
        self.since: float | None = None  # when the case that is running began
        self.spent = 0.0  # in cases, not in making them
        self.tried = 0
        self.declined: Text | None = None
        self.failure: tuple[Case, BaseException] | None = None
        self.ahead: Case = ()

    def all_cases(self, random_seed: int, count: int, every: int) -> None:
        """Those made by hand, and if none of them breaks the law, so many random ones."""
        self.began = thread_time()
        try:
            self.by_hand(every)
            self.at_random(random_seed, count)
        except NotTried as not_tried:
            self.declined = not_tried.why
        except Unsatisfiable:
            self.declined = self.declined or _NO_CASE
        except Flaky as error:  # what was drawn hung on an answer that was not the same again
            if self.is_late():  # then time was up while a case was drawn
                self.cut = self.cut or (self.is_over() and 2 * self.tried < count)
            elif self.failure is None:
                self.failure = ((), error)
        except BaseException as error:  # a plugin may raise anything
            if self.failure is None:
                self.failure = ((), error)

    def is_late(self) -> bool:
        """Whether time is up: all of it, that for drawing cases, or the share of this law.

        Its share is of computing, so that a busy machine leaves nothing out.
        """
        return self.is_over() or time.monotonic() >= self.drawing_until

    def is_over(self) -> bool:
        """Whether all of the time is up, or the share of this law."""
        return time.monotonic() >= self.end or thread_time() - self.began >= self.within

    def by_hand(self, every: int) -> None:
        """The cases made by hand."""
        for number, case in enumerate(islice(self.law.cases(self.subject), 0, None, every)):
            if number and (self.spent > 2 * self.draws_for or self.is_late()):
                self.cut = True
                break
            self.one(case)

    def at_random(self, random_seed: int, count: int) -> None:
        """Random cases; where there are none by hand, some that are drawn whatever the seed."""
        if self.law.drawn is None or not count:
            return
        if self.tried and self.is_late():
            self.cut = True
            return
        self.drawing_until = time.monotonic() + self.draws_for
        if random_seed and not self.tried:
            self.random_cases(0, count)
        self.random_cases(random_seed, count)

    def one(self, case: Case) -> None:
        """Try one case; keep the last that failed, which is the smallest once shrunk."""
        self.ahead = case
        self.since = began = time.monotonic()
        try:
            self.law.holds(self.subject, *case)
        except NotTried as not_tried:
            self.declined = not_tried.why
        except (StopTest, UnsatisfiedAssumption):
            raise  # hypothesis has enough of this case, or it cannot be drawn
        except BaseException as error:
            self.failure = (case, error)
            raise
        else:
            self.tried += 1
        finally:
            self.since = None
            self.spent += time.monotonic() - began

    def random_cases(self, random_seed: int, count: int) -> None:
        """Draw cases, and shrink the first that fails."""
        drawn, before, skipped = self.law.drawn, self.tried, list[Case]()
        if drawn is None:
            return

        @seed(random_seed)
        @settings(
            max_examples=count,
            derandomize=False,
            database=None,
            deadline=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=tuple(HealthCheck),
            report_multiple_bugs=False,
        )
        @given(drawn(self.subject))
        def run(case: Case) -> None:
            if self.tried and self.is_late():
                skipped.append(case)
            else:
                # What ends a program or a test run is as any other error here.
                try:
                    self.one(case)
                except (KeyboardInterrupt, SystemExit, GeneratorExit) as error:
                    raise _EndsTheProgramError from error

        run()
        if (
            skipped and self.is_over() and 2 * (self.tried - before) < count
        ):  # a few less are no loss
            self.cut = True


class _EndsTheProgramError(Exception):
    """A plugin raised what would end the program."""


class _Overdue(BaseException):
    """Raised inside a thread whose time is up."""


@attrs.frozen
class _Hung:
    """Where a thread was when its time was up."""

    frame: FrameType | None


class _Worker:
    """A thread that does one piece of work after another.

    A new thread for every law would cost more than most laws do: hypothesis has all memory searched
    once in each (`register_random`), a fifth of a second in a large test run.
    """

    def __init__(self) -> None:
        self._given: SimpleQueue[tuple[Callable[[], None], threading.Event] | None] = SimpleQueue()
        self.thread = threading.Thread(target=self._works, daemon=True)
        self.thread.start()

    def does(self, work: Callable[[], None]) -> threading.Event:
        """Begin with it; the event is set when it is done."""
        done = threading.Event()
        self._given.put((work, done))
        return done

    def is_dismissed(self) -> None:
        """End, as soon as what it does comes to an end."""
        self._given.put(None)

    def _works(self) -> None:
        with suppress(_Overdue):  # it may come when the work is done already
            while (given := self._given.get()) is not None:
                work, done = given
                try:
                    with suppress(_Overdue):
                        work()
                finally:
                    done.set()
                del given, work, done


_IDLE: list[_Worker] = []
"""The workers that wait for the next law."""


def _idle_worker() -> _Worker:
    while _IDLE:
        worker = _IDLE.pop()
        if worker.thread.is_alive():  # it is not in a process that was forked meanwhile
            return worker
    return _Worker()


def _watched(seconds: float, run: _Run, work: Callable[[], None]) -> _Hung | None:
    """Run work to its end in a thread of its own; else say where it hangs.

    It hangs if one case takes too long, or if nothing is tried for several times as long. A thread,
    because that works everywhere and tells the very line; what hangs in Python is ended, what hangs
    beyond it is left behind.
    """
    worker = _idle_worker()
    done = worker.does(work)
    idle, tried = time.monotonic(), 0
    while not done.wait(0.1):
        now, since = time.monotonic(), run.since
        if run.tried != tried:
            idle, tried = now, run.tried
        if now - idle > _BETWEEN * seconds or (since is not None and now - since > seconds):
            break
    if done.is_set():
        _IDLE.append(worker)
        return None
    frame = sys._current_frames().get(worker.thread.ident or 0)  # noqa: SLF001  # documented, no other way
    worker.is_dismissed()
    for _ in range(_PATIENCE):
        _end(worker.thread)
        if done.wait(0.05):
            break
    return _Hung(frame)


_BETWEEN = 6
"""Between two cases so many times as long may pass as in one: cases are drawn then."""

_PATIENCE = 20


def _end(thread: threading.Thread) -> None:
    """Raise `_Overdue` in a thread, at its next line of Python."""
    raise_in = getattr(ctypes.pythonapi, "PyThreadState_SetAsyncExc", None)
    if raise_in is not None:
        raise_in(ctypes.c_ulong(thread.ident or 0), ctypes.py_object(_Overdue))


@contextmanager
def _quiet() -> Iterator[None]:
    """What a plugin prints while it is checked goes nowhere."""
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        yield


def _found(
    contract: Contract, law: Law, subject: Subject, case: Case, error: BaseException
) -> Finding:
    if isinstance(error, BrokenLaw):
        example = lines_of(case) if error.example is None else error.example
        place = None if error.__cause__ is None else raised_at(error.__cause__, subject.plugin)
        return _finding(contract, law, subject, example, error.found, error.wanted, place)
    place = raised_at(error, subject.plugin)
    *_, cause = causes(error)  # what the plugin raised, not what was made of it
    if isinstance(error, AssertionError) and place is None:
        found, wanted = told(str(error) or repr(error)), law.says
    else:
        found = _FAILS.format(error=getattr(cause, "text", None) or _named(cause))
        wanted = _ANSWERS
    return _finding(contract, law, subject, lines_of(case), found, wanted, place)


def _named(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def _finding(
    contract: Contract,
    law: Law,
    subject: Subject,
    example: tuple[Text, ...],
    found: Text,
    wanted: Text,
    place: Place | None,
) -> Finding:
    source = contract.source(subject.thing)
    return Finding(
        law=law.code,
        says=law.says,
        family=contract.family.name,
        name=subject.name,
        plugin=subject.plugin.name,
        example=example,
        found=found,
        wanted=wanted,
        place=place or defined_at(source, subject.name, subject.plugin),
    )


_NO_CASE = Text("无法凑出一个例子", "無法湊出一個例子", "no case could be drawn for it")
_LAW = Text("✗ {law}  {says}", "✗ {law}  {says}", "✗ {law}  {says}")
_WHERE = Text("  在：{name}  {place}", "  在：{name}  {place}", "  at: {name}  {place}")
_TRIED_ON = Text("  例子：", "  例子：", "  tried on:")
_INDENTED = Text("    {line}", "    {line}", "    {line}")
_MORE = Text("    （另有 {count} 行）", "    （另有 {count} 行）", "    ({count} more lines)")
_FOUND = Text("  实际：{found}", "  實際：{found}", "  found: {found}")
_WANTED = Text("  应为：{wanted}", "  應為：{wanted}", "  expected: {wanted}")
_FAILS = Text("出错：{error}", "出錯：{error}", "it fails: {error}")
_ANSWERS = Text("给出答案，不出错", "給出答案，不出錯", "an answer, without an error")
_HANGS = Text(
    "{seconds} 秒内没有返回", "{seconds} 秒內沒有返回", "it did not come back within {seconds} s"
)
_COMES_BACK = Text("很快返回", "很快返回", "an answer at once")
