"""Where in a plugin's source something stands: the line that a finding points to."""

import inspect
import re
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType, TracebackType

import attrs

from homeroom_core.discovery import Plugin


@attrs.frozen
class Place:
    """A line of a file."""

    file: str
    line: int

    def __str__(self) -> str:
        path, here = Path(self.file), Path.cwd()
        shown = path.relative_to(here) if path.is_relative_to(here) else path
        return f"{shown}:{self.line}"


def raised_at(error: BaseException, plugin: Plugin) -> Place | None:
    """The innermost line of the plugin's own source that an error went through, if any."""
    place = None
    for one in causes(error):  # the cause lies deeper than what wraps it
        place = _innermost(one.__traceback__, plugin) or place
    return place


def causes(error: BaseException) -> Iterator[BaseException]:
    """An error, what it was raised from, and so on; each once."""
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = found.__cause__


def running_at(frame: FrameType | None, plugin: Plugin) -> Place | None:
    """The innermost line of the plugin's own source in a running thread, if any."""
    while frame is not None:
        if _is_of(frame.f_code.co_filename, plugin):
            return Place(frame.f_code.co_filename, frame.f_lineno)
        frame = frame.f_back
    return None


def defined_at(source: object, name: str, plugin: Plugin) -> Place | None:
    """Where a function or class of the plugin begins, or its source first names a thing."""
    code = _code(source)
    if code is not None and _is_of(code.co_filename, plugin):
        return Place(code.co_filename, code.co_firstlineno)
    if isinstance(source, type):
        try:
            file, (_, line) = inspect.getsourcefile(source), inspect.getsourcelines(source)
        except (OSError, TypeError):
            pass
        else:
            if file is not None and _is_of(file, plugin):
                return Place(file, line)
    return _named_at(name, plugin)


def syntax_error_at(error: BaseException) -> Place | None:
    """The line of a file that cannot be compiled."""
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        return Place(error.filename, error.lineno)
    return None


def _code(source: object) -> CodeType | None:
    found = source
    while not isinstance(found, CodeType):
        inner = getattr(found, "__wrapped__", None) or getattr(found, "__func__", None)
        inner = inner or getattr(found, "func", None) or getattr(found, "__code__", None)
        if inner is None:
            return None
        found = inner
    return found


def _innermost(traceback: TracebackType | None, plugin: Plugin) -> Place | None:
    place = None
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if _is_of(file, plugin):
            place = Place(file, traceback.tb_lineno)
        traceback = traceback.tb_next
    return place


def _named_at(name: str, plugin: Plugin) -> Place | None:
    """The first line that has the name in quotes; without any, the first line there is."""
    file = _file(plugin.module)
    if file is None:
        return None
    try:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return Place(file, 1)
    quoted = re.compile(rf"""["']{re.escape(name)}["']""")
    return Place(file, next((n for n, line in enumerate(lines, 1) if quoted.search(line)), 1))


def _file(module: object) -> str | None:
    if not isinstance(module, types.ModuleType):  # an object: the module of its class
        module = sys.modules.get(type(module).__module__)
    return getattr(module, "__file__", None)


def _is_of(file: str, plugin: Plugin) -> bool:
    """Whether a file is the plugin's own: its module, or one of its package."""
    own = _file(plugin.module)
    if own is None:
        return False
    if Path(own).name == "__init__.py":
        return Path(file).is_relative_to(Path(own).parent)
    package = str(getattr(plugin.module, "__package__", "") or "")
    if package:  # one module of a package that has several
        return Path(file).is_relative_to(Path(own).parent)
    return file == own
