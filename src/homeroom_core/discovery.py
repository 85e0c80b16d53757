"""Plugins found: objects, local files, and what installed distributions declare."""

import importlib.metadata
import sys
import tokenize
import types
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import sha256
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import attrs

from homeroom_core.errors import HomeroomError, PluginError
from homeroom_core.hookspecs import PREFIX, PROJECT
from homeroom_core.interrupts import let_through
from homeroom_core.plugin_source import digest_of, file_digest, file_of, is_ours
from homeroom_core.provided import Origin
from homeroom_core.quiet import Misdeed, watched
from homeroom_core.text import Text, listing


@attrs.frozen
class Plugin:
    """One plugin, as it was found.

    Attributes:
        name: Unique among the plugins of an office.
        version: Of its distribution; for a local file, the start of its digest.
        origin: `built in`, `object`, a file, or an entry point.
        module: The module or object with the hook functions.
        digest: SHA-256 of its source, see `homeroom_core.plugin_source.digest_of`; empty for what
            is part of homeroom, and for what has no source.
    """

    name: str
    version: str
    origin: str
    module: object = attrs.field(repr=False)
    digest: str = attrs.field(repr=False)

    @digest.default
    def _digest(self) -> str:
        return digest_of(self.module)

    @property
    def known_as(self) -> Origin:
        """Name, version and digest, as they are kept with whatever it had a part in."""
        return Origin(self.name, self.version, self.digest)

    @property
    def shipped(self) -> bool:
        """Whether it is part of homeroom."""
        return is_ours(self.module)

    @property
    def file(self) -> str:
        """The file it was read from; empty where there is none."""
        return file_of(self.module)


@attrs.frozen
class Found:
    """What a search for plugins came to.

    Attributes:
        plugins: Those that could be loaded, in order.
        problems: Why others could not, and what is wrong with the search.
    """

    plugins: tuple[Plugin, ...]
    problems: tuple[PluginError, ...] = ()


def find(
    objects: Iterable[object] = (),
    files: Sequence[Path] = (),
    *,
    installed: bool = True,
    disable: Collection[str] = (),
) -> Found:
    """Every plugin there is: the objects, the files, then what is installed; never raises.

    Args:
        objects: Modules or objects with hook functions.
        files: Local Python files.
        installed: Whether to look for what installed distributions declare.
        disable: Names of plugins that are left out; they are not even loaded.
    """
    plugins: list[Plugin] = []
    problems: list[PluginError] = []
    known: set[str] = set()
    seen: set[Path] = set()

    def wanted(name: str) -> bool:
        known.add(name)
        return name not in disable

    def take(load: Any, of: Any) -> None:
        try:
            plugins.append(load(of))
        except PluginError as error:
            problems.extend(error.all)

    plugins.extend(plugin for plugin in map(as_plugin, objects) if wanted(plugin.name))
    for path in files:
        if path.resolve() in seen:
            problems.append(PluginError(path.stem, _NAMED_TWICE, str(path)))
        elif wanted(path.stem):
            take(from_file, path)
        seen.add(path.resolve())
    for point in _entry_points(PROJECT) if installed else ():
        if wanted(point.name):
            take(_from_entry_point, point)
    stray = _NOTHING_TO_DISABLE.format(known=listing(sorted(known)))
    problems += (PluginError(name, stray) for name in sorted(set(disable) - known))
    return Found(tuple(plugins), tuple(problems))


def forget(plugins: Iterable[Plugin]) -> None:
    """Take the modules of local files out of `sys.modules`: the office will not open with them."""
    for plugin in plugins:
        name = getattr(plugin.module, "__name__", "")
        if str(name).startswith(_FILES) and sys.modules.get(name) is plugin.module:
            del sys.modules[name]


def as_plugin(thing: object) -> Plugin:
    """A module or object as a plugin, under its own name."""
    if isinstance(thing, Plugin):
        return thing
    name = getattr(thing, "__name__", None) or type(thing).__name__
    return Plugin(name, str(getattr(thing, "__version__", "0")), "object", thing)


def from_file(path: Path) -> Plugin:
    """The plugin in a local Python file, under the stem of its name.

    Raises:
        PluginError: The file cannot be read, fails when it is run, prints, or changes what the
            whole program shares; names the line.
    """
    source = _read(path)
    # Annotations and pickles look for a class's module there; the name is no other module's.
    name = f"{_FILES}{sha256(str(path.resolve()).encode()).hexdigest()[:12]}_{path.stem}"
    module = types.ModuleType(name)
    module.__file__ = str(path)
    before = sys.modules.get(name)
    sys.modules[name] = module
    problems: list[PluginError] = []
    misdeeds: list[Misdeed] = []
    loaded = False
    try:
        with watched() as misdeeds:
            exec(compile(source, path, "exec"), module.__dict__)  # noqa: S102  # running it is the point
        loaded = not misdeeds
    except BaseException as error:  # noqa: BLE001,RUF100  # whatever it is: the office does not open
        let_through(error)
        problems.append(_failure(path.stem, error, str(path)))
    finally:
        if not loaded:
            _put_back(name, before)
    problems += (_misdeed(path.stem, one, str(path)) for one in misdeeds)
    if problems:
        raise PluginError.of(problems) from problems[0].__cause__
    digest = file_digest(source)
    return Plugin(path.stem, digest[:12], str(path), module, digest)


def from_entry_points(group: str = PROJECT) -> Iterator[Plugin]:
    """The plugins that installed distributions declare, in order of their names.

    Raises:
        PluginError: One cannot be imported, prints, or changes what the whole program shares.
    """
    return map(_from_entry_point, _entry_points(group))


def said(error: BaseException) -> Text | str:
    """An error in a few words, even if it cannot say them itself; homeroom's own in its own."""
    try:
        if isinstance(error, HomeroomError):
            return error.text
        if isinstance(error, SyntaxError) and error.text:
            return f"{type(error).__name__}: {error.msg}: {error.text.strip()}"
        return repr(error)
    except Exception:  # noqa: BLE001,RUF100  # its own words fail
        return type(error).__name__


def whereabouts(error: BaseException, file: str = "") -> tuple[str, int | None]:
    """File and line where an error came up, in this file if it passed there."""
    if isinstance(error, SyntaxError) and error.filename:
        return error.filename, error.lineno
    place: tuple[str, int | None] = (file, None)
    frame = error.__traceback__
    while frame is not None:
        here = frame.tb_frame.f_code.co_filename
        if here == file or not (file or here.startswith(_LOADERS)):
            place = (here, frame.tb_lineno)
        frame = frame.tb_next
    return place


_FILES = f"{PREFIX}file_"
_LOADERS = ("<frozen ", str(Path(importlib.metadata.__file__).parent.parent), __file__)
"""Where the code stands that imports: an error has passed there, and did not come up there."""


def _entry_points(group: str) -> list[EntryPoint]:
    return sorted(importlib.metadata.entry_points(group=group), key=lambda point: point.name)


def _from_entry_point(point: EntryPoint) -> Plugin:
    before = set(sys.modules)
    problems: list[PluginError] = []
    misdeeds: list[Misdeed] = []
    module = None
    try:
        with watched() as misdeeds:
            module = point.load()
    except BaseException as error:  # noqa: BLE001,RUF100  # whatever it is: the office does not open
        let_through(error)
        problems.append(_failure(point.name, error))
    problems += (_misdeed(point.name, one, file_of(module)) for one in misdeeds)
    if problems:
        _drop(set(sys.modules) - before, point.module)
        raise PluginError.of(problems) from problems[0].__cause__
    version = point.dist.version if point.dist else "0"
    return Plugin(point.name, version, f"entry point {point.value}", module)


def _drop(names: Iterable[str], module: str) -> None:
    """Take what was imported for a plugin that cannot be used out of `sys.modules`."""
    top = module.partition(".")[0]
    for name in names:
        if name == top or name.startswith(f"{top}."):
            del sys.modules[name]


def _put_back(name: str, before: types.ModuleType | None) -> None:
    if before is None:
        del sys.modules[name]
    else:
        sys.modules[name] = before


def _read(path: Path) -> bytes:
    """The source, which is UTF-8 or says what it is."""
    try:
        source = path.read_bytes()
    except OSError as error:
        problem = _UNREADABLE.format(error=error.strerror)
        raise PluginError(path.stem, problem, str(path)) from error
    try:
        encoding, _ = tokenize.detect_encoding(iter(source.splitlines(keepends=True)).__next__)
        source.decode(encoding)
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        raise PluginError(path.stem, _NO_UTF8, str(path), line) from error
    except SyntaxError as error:
        raise PluginError(path.stem, _NO_UTF8, str(path), 1) from error
    return source


def _failure(plugin: str, error: BaseException, file: str = "") -> PluginError:
    found = PluginError(plugin, _FAILS.format(error=said(error)), *whereabouts(error, file))
    found.__cause__ = error
    return found


def _misdeed(plugin: str, misdeed: Misdeed, file: str) -> PluginError:
    return PluginError(plugin, misdeed.problem, misdeed.file or file, misdeed.line)


_UNREADABLE = Text(
    "无法读取文件：{error}", "無法讀取檔案：{error}", "its file cannot be read: {error}"
)
_NO_UTF8 = Text(
    "文件不是 UTF-8 编码：请另存为 UTF-8",
    "檔案不是 UTF-8 編碼：請另存為 UTF-8",
    "its file is not in UTF-8: save it as UTF-8",
)
_FAILS = Text("载入时出错：{error}", "載入時出錯：{error}", "it fails while loading: {error}")
_NAMED_TWICE = Text(
    "同一文件列了两次：请删去一处",
    "同一檔案列了兩次：請刪去一處",
    "the same file is named twice: name it once",
)
_NOTHING_TO_DISABLE = Text(
    "disable 中列了它，但没有这个插件；现有：{known}",
    "disable 中列了它，但沒有這個外掛；現有：{known}",
    "`disable` names it, and there is no such plugin; there is: {known}",
)
