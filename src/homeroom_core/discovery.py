"""Plugins found: objects, local files, and what installed distributions declare."""

import importlib.metadata
import sys
import types
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import attrs

from homeroom_core.errors import PluginError
from homeroom_core.hookspecs import PREFIX, PROJECT
from homeroom_core.text import Text


@attrs.frozen
class Plugin:
    """One plugin, as it was found.

    Attributes:
        name: Unique among the plugins of an office.
        version: Of its distribution; for a local file, the start of its digest.
        origin: `built in`, `object`, a file, or an entry point.
        module: The module or object with the hook functions.
    """

    name: str
    version: str
    origin: str
    module: object = attrs.field(repr=False)


def as_plugin(thing: object) -> Plugin:
    """A module or object as a plugin, under its own name."""
    if isinstance(thing, Plugin):
        return thing
    name = getattr(thing, "__name__", None) or type(thing).__name__
    return Plugin(name, str(getattr(thing, "__version__", "0")), "object", thing)


def from_file(path: Path) -> Plugin:
    """The plugin in a local Python file.

    Raises:
        PluginError: The file cannot be read, or fails when it is run; names the line.
    """
    try:
        source = path.read_bytes()
    except OSError as error:
        raise PluginError(str(path), _UNREADABLE.format(error=error.strerror)) from error
    # Annotations and pickles look for a class's module there; the name is no other module's.
    name = f"{PREFIX}file_{sha256(str(path.resolve()).encode()).hexdigest()[:12]}_{path.stem}"
    module = types.ModuleType(name)
    module.__file__ = str(path)
    sys.modules[name] = module
    try:
        exec(compile(source, path, "exec"), module.__dict__)  # noqa: S102  # running it is the point
    except BaseException as error:
        del sys.modules[name]
        if isinstance(error, KeyboardInterrupt):
            raise
        raise PluginError(str(path), _FAILS.format(error=_whereabouts(error, path))) from error
    return Plugin(path.stem, sha256(source).hexdigest()[:12], str(path), module)


def from_entry_points(group: str = PROJECT) -> Iterator[Plugin]:
    """The plugins that installed distributions declare.

    Raises:
        PluginError: One cannot be imported.
    """
    for point in sorted(importlib.metadata.entry_points(group=group), key=lambda p: p.name):
        version = point.dist.version if point.dist else "0"
        try:
            module = point.load()
        except (Exception, SystemExit) as error:
            raise PluginError(point.name, _FAILS.format(error=_last_line(error))) from error
        yield Plugin(point.name, version, f"entry point {point.value}", module)


def _last_line(error: BaseException) -> str:
    """The error, and where it came up."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    if isinstance(error, SyntaxError) or frame is None:
        return repr(error)
    return f"{error!r}, {frame.tb_frame.f_code.co_filename}, line {frame.tb_lineno}"


def _whereabouts(error: BaseException, path: Path) -> str:
    """The error, and the line of the file where it came up."""
    line = getattr(error, "lineno", None) if isinstance(error, SyntaxError) else None
    frame = error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename == str(path):
            line = frame.tb_lineno
        frame = frame.tb_next
    return f"{error!r}" + (f", line {line}" if line else "")


_UNREADABLE = Text(
    "无法读取文件：{error}", "無法讀取檔案：{error}", "its file cannot be read: {error}"
)
_FAILS = Text("载入时出错：{error}", "載入時出錯：{error}", "it fails while loading: {error}")
