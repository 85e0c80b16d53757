"""What code of a plugin may not do while it is loaded: print, or change what the whole program has.

A line on standard output stands in the middle of what a command answers, in JSON too; another
decimal context changes what exact arithmetic gives, in every result of everybody.
"""

import decimal
import locale
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs

from homeroom_core.text import Text


@attrs.frozen
class Misdeed:
    """Something that was done: what is wrong, and where it was done, if that is known."""

    problem: Text
    file: str = ""
    line: int | None = None


@contextmanager
def watched() -> Iterator[list[Misdeed]]:
    """Watch the code that runs inside, and put back what it changed.

    One block at a time is watched; another thread waits.

    Yields:
        What it did, filled when the block has been left, by an exception too.
    """
    found: list[Misdeed] = []
    with _ONE_AT_A_TIME:
        before = [(shared, shared.read()) for shared in _SHARED]
        overheard = _Overheard(sys.stdout)
        sys.stdout = overheard
        try:
            yield found
        finally:
            replaced = sys.stdout is not overheard
            sys.stdout = overheard.listening_to
            overheard.listens = False
            if overheard.heard:
                said = "".join(overheard.heard).strip()[:_LONGEST]
                found.append(Misdeed(_PRINTS.format(said=repr(said)), *overheard.place))
            changed = [_STDOUT] if replaced else []
            for shared, was in before:
                if shared.read() != was:
                    shared.put_back(was)
                    changed.append(shared.label)
            found.extend(Misdeed(_CHANGES.format(what=what)) for what in changed)


class _Overheard:
    """Stands before standard output and keeps what is written while it listens.

    Code that keeps it for later writes through it, as if it had kept what is behind.
    """

    def __init__(self, stream: Any) -> None:
        self.listening_to = stream
        self.listens = True
        self.heard: list[str] = []
        self.place: tuple[str, int | None] = ("", None)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.listening_to, name)

    def write(self, text: str) -> int:
        if not self.listens:
            return int(self.listening_to.write(text))
        if not self.heard:
            frame = sys._getframe(1)  # noqa: SLF001  # the only way to the caller; documented
            self.place = (frame.f_code.co_filename, frame.f_lineno)
        self.heard.append(text)
        return len(text)


@attrs.frozen
class _Shared:
    """Something that the whole program has in common: how to read it and put it back."""

    label: Text
    read: Callable[[], Any]
    put_back: Callable[[Any], object]


_DECIMAL = ("prec", "rounding", "Emin", "Emax", "capitals", "clamp")


def _arithmetic(context: decimal.Context) -> tuple[dict[str, Any], dict[Any, bool]]:
    return {name: getattr(context, name) for name in _DECIMAL}, dict(context.traps)


def _arithmetic_again(
    context: decimal.Context, was: tuple[dict[str, Any], dict[Any, bool]]
) -> None:
    settings, traps = was
    for name, value in settings.items():
        setattr(context, name, value)
    context.traps.update(traps)


def _folder() -> str:
    try:
        return str(Path.cwd())
    except OSError:  # it was deleted, before or meanwhile
        return ""


def _go_back(folder: str) -> None:
    if folder:
        os.chdir(folder)


_SHARED = (
    _Shared(
        Text("十进制运算环境", "十進位運算環境", "the context of decimal arithmetic"),
        lambda: _arithmetic(decimal.getcontext()),
        lambda was: _arithmetic_again(decimal.getcontext(), was),
    ),
    _Shared(
        Text("默认的十进制运算环境", "預設的十進位運算環境", "the default decimal context"),
        lambda: _arithmetic(decimal.DefaultContext),
        lambda was: _arithmetic_again(decimal.DefaultContext, was),
    ),
    _Shared(
        Text("区域设置", "地區設定", "the locale"),
        lambda: locale.setlocale(locale.LC_ALL),
        lambda was: locale.setlocale(locale.LC_ALL, was),
    ),
    _Shared(Text("当前文件夹", "目前資料夾", "the current folder"), _folder, _go_back),
    _Shared(
        Text("标准错误输出", "標準錯誤輸出", "standard error"),
        lambda: sys.stderr,
        lambda was: setattr(sys, "stderr", was),
    ),
)
_STDOUT = Text("标准输出", "標準輸出", "standard output")
_ONE_AT_A_TIME = threading.RLock()
_LONGEST = 60

_PRINTS = Text(
    "载入时输出了 {said}：插件载入时不得输出任何内容，请删去 print，或改用 logging",
    "載入時輸出了 {said}：外掛載入時不得輸出任何內容，請刪去 print，或改用 logging",
    "it prints {said} while it is loaded: a plugin says nothing then; take the print out, "
    "or use logging",
)
_CHANGES = Text(
    "载入时改动了{what}，这会影响整个程序：请只在自己的函数内改动，并改回原样",
    "載入時改動了{what}，這會影響整個程式：請只在自己的函式內改動，並改回原樣",
    "it changes {what} for the whole program while it is loaded: change it inside your own "
    "functions only, and back again",
)
