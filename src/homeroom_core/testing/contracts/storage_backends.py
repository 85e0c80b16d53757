"""What a store keeps to, tried on every store that a plugin offers under the scheme of a URL.

Each promise is tried on an empty store of its own, opened as an office opens one, at a fresh URL:
`SCHEME:///PATH`, where PATH is in a new folder. A store that is reached otherwise says how by an
attribute `trial_url` of what opens it, a function from the empty folder to the URL of an empty
store.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs
from hypothesis import strategies as st

from homeroom_core.errors import HomeroomError
from homeroom_core.families import STORAGE_BACKENDS
from homeroom_core.storage import Capabilities, capabilities_of
from homeroom_core.testing.contracts.law import Case, Contract, NotTried, Subject, broken
from homeroom_core.testing.contracts.storage_processes import Elsewhere, crash, erase, share
from homeroom_core.testing.storage_contract.every import LAWS
from homeroom_core.testing.storage_contract.histories import History, histories, play
from homeroom_core.testing.storage_contract.laws import DURABLE, ERASES_FILES, OPENS
from homeroom_core.testing.storage_contract.promise import Promise, Promises, Trial, brief, spelled
from homeroom_core.text import Text, listing


def _opener(thing: Any) -> object:
    """The class behind what opens a store, where there is one: that is where the mistakes are."""
    return getattr(thing, "__self__", thing)


STORAGE_CONTRACT = Contract(STORAGE_BACKENDS, source=_opener)


@attrs.frozen
class Attempt:
    """A promise, and the values that it is tried with; for the line of an example."""

    promise: Promise
    values: tuple[Any, ...]

    def lines(self) -> Iterator[Text]:
        """The promise in words, and the values."""
        words = Text.same(spelled(self.promise.name))
        shown = [Text.same(brief(value)) for value in self.values]
        yield _TRIED.format(words=words, values=listing(shown)) if shown else words


def trial_url(opener: Any, scheme: str, folder: Path) -> str:
    """The URL of an empty store in a new folder; see the module."""
    own = getattr(opener, "trial_url", None)
    own = own or getattr(getattr(opener, "__self__", None), "trial_url", None)
    if own is not None:
        return str(own(folder))
    return f"{scheme}:///{(folder / 'store').as_posix()}"


@contextmanager
def opened(subject: Subject) -> Iterator[Trial]:
    """An empty store of its own, closed and gone afterwards.

    Raises:
        BrokenLaw: It does not open.
    """
    with _folder() as folder:
        url = trial_url(subject.thing, subject.name, folder)
        trial = Trial(_open(subject, url), lambda: _open(subject, url))
        try:
            yield trial
        finally:
            trial.storage.close()


def _open(subject: Subject, url: str, wanted: Text | None = None) -> Any:
    try:
        return subject.thing(url)
    except HomeroomError as error:
        wanted = wanted or _OPENED.format(scheme=subject.name)
        broken(found=_REFUSED.format(url=_short(url), error=error.text), wanted=wanted)


def _capabilities(subject: Subject) -> Capabilities:
    """What the store claims, found out once.

    Raises:
        NotTried: It does not even open; the first law says so.
    """
    if "capabilities" not in subject.known:
        try:
            with opened(subject) as trial:
                subject.known["capabilities"] = capabilities_of(trial.storage)
        except Exception:  # noqa: BLE001,RUF100  # whatever it was: the first law has told of it
            subject.known["capabilities"] = None
    claimed: Capabilities | None = subject.known["capabilities"]
    if claimed is None:
        raise NotTried(_DOES_NOT_OPEN)
    return claimed


def _claimed(subject: Subject, *needs: str) -> None:
    """Go on if the store promises all of these."""
    claimed = _capabilities(subject)
    missing = [one for one in needs if not getattr(claimed, one)]
    if missing:
        raise NotTried(_NOT_PROMISED.format(what=listing(missing)))


def _add(law: Promises) -> None:
    """Make a law of stores one of this contract."""

    def cases(subject: Subject) -> list[Case]:
        if law is not OPENS:
            _claimed(subject, *([law.needs] if law.needs else []))
        return [(Attempt(promise, one),) for promise in law.promises for one in promise.cases]

    @STORAGE_CONTRACT.law(law.code, law.says, cases=cases, limit_seconds=60)
    def keeps(subject: Subject, attempt: Attempt) -> None:
        with opened(subject) as trial:
            attempt.promise.keeps(trial, *attempt.values)


for _law in LAWS:
    _add(_law)


def _drawn(subject: Subject) -> st.SearchStrategy[Case]:
    return st.tuples(histories(durable=_capabilities(subject).durable))


def _no_hand_made(subject: Subject) -> list[Case]:
    _capabilities(subject)
    return []


@STORAGE_CONTRACT.law(
    "storage.as_in_memory",
    Text(
        "无论怎样写、清除、放弃、重开，回答都与内存存储相同",
        "無論怎樣寫、清除、放棄、重開，回答都與記憶體儲存相同",
        "However one writes, erases, abandons and opens again, it answers as the store in memory.",
    ),
    cases=_no_hand_made,
    drawn=_drawn,
    examples=25,
    limit_seconds=60,
)
def as_in_memory(subject: Subject, history: History) -> None:
    """A random history has the answers of the reference."""
    with opened(subject) as trial:
        play(trial, history)


def _once(*needs: str) -> Any:
    def cases(subject: Subject) -> list[Case]:
        _claimed(subject, *needs)
        return [()]

    return cases


@STORAGE_CONTRACT.law(
    ERASES_FILES.code, ERASES_FILES.says, cases=_once("durable", "erases_files"), limit_seconds=60
)
def erases_files(subject: Subject) -> None:
    """No file holds what was erased."""
    with _folder() as folder:
        url = trial_url(subject.thing, subject.name, folder)
        erase(lambda: _open(subject, url), folder)


@STORAGE_CONTRACT.law(
    "storage.processes",
    Text(
        "几个进程同时写，一个写时其他等待或被告知忙，不丢失任何一次更新",
        "幾個行程同時寫，一個寫時其他等待或被告知忙碌，不遺失任何一次更新",
        "Of processes that write at once, one does and the others wait or are told that the store "
        "is busy; no update is lost.",
    ),
    cases=_once("durable", "processes"),
    limit_seconds=90,
)
def processes(subject: Subject) -> None:
    """Two processes write in turn, and at once."""
    with _folder() as folder:
        url = trial_url(subject.thing, subject.name, folder)
        with Elsewhere(subject) as elsewhere:
            share(lambda: _open(subject, url), url, elsewhere)


@STORAGE_CONTRACT.law(
    "storage.killed",
    Text(
        "程序在写或提交的任何时刻被强行终止，留下的都是整次提交，存储可以继续使用",
        "程式在寫或提交的任何時刻被強行終止，留下的都是整次提交，儲存可以繼續使用",
        "A program that is killed at any moment of writing or committing leaves whole commits only, "
        "and a store that goes on working.",
    ),
    cases=_once(DURABLE.needs),
    limit_seconds=90,
)
def killed(subject: Subject) -> None:
    """Killed at one moment after the other."""
    with _folder() as folder, Elsewhere(subject) as elsewhere:
        for moment, place in enumerate(elsewhere.moments(_fresh(subject, folder))):
            url = _fresh(subject, folder, moment)
            crash(lambda url=url: _open(subject, url, _OPENS_AGAIN), url, elsewhere, place)  # type: ignore[misc]  # bound now


@contextmanager
def _folder() -> Iterator[Path]:
    """A new folder, gone afterwards."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        yield Path(name)


def _fresh(subject: Subject, folder: Path, number: int = -1) -> str:
    """The URL of an empty store in a folder inside this one."""
    inner = folder / f"at-{number}"
    inner.mkdir()
    return trial_url(subject.thing, subject.name, inner)


def _short(url: str) -> str:
    return url if len(url) <= 80 else f"{url[:80]}…"  # noqa: PLR2004,RUF100  # a line on the screen


_TRIED = Text("{words}（{values}）", "{words}（{values}）", "{words} ({values})")
_REFUSED = Text(
    "打开 {url} 时被拒：{error}", "開啟 {url} 時被拒：{error}", "opening {url} is refused: {error}"
)
_OPENED = Text(
    "{scheme}:///路径 打开一个新的空存储；若网址不是这样写，请给打开函数加上 trial_url(folder)",
    "{scheme}:///路徑 開啟一個新的空儲存；若網址不是這樣寫，請給開啟函式加上 trial_url(folder)",
    "{scheme}:///PATH opens a new, empty store; where URLs are written otherwise, give what opens "
    "it an attribute trial_url(folder)",
)
_OPENS_AGAIN = Text(
    "再次打开，可以继续使用", "再次開啟，可以繼續使用", "it opens again, and goes on working"
)
_DOES_NOT_OPEN = Text("打不开", "打不開", "it does not open")
_NOT_PROMISED = Text("未声明：{what}", "未聲明：{what}", "it does not promise: {what}")
