"""Whether the functions of a plugin fit the hooks they are named after; checked before they count."""

import difflib
import inspect
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import attrs

from homeroom_core import hookspecs
from homeroom_core.errors import PluginError
from homeroom_core.hookspecs import (
    API_VERSION,
    HOOKS,
    NOTIFY,
    PREFIX,
    RENAMED,
    Renamed,
    adapted,
)
from homeroom_core.plugin_source import file_of, line_of, place_of
from homeroom_core.text import Text, listing

_NEAR = 0.9
"""How like a hook's a whole name has to be to have been meant for it, from 0 to 1."""

_BEGINS = "hom"
"""How a name begins in which the prefix is misspelt."""


@attrs.frozen
class Outdated:
    """A plugin's use of what goes by another name now.

    Attributes:
        plugin: Its name.
        renamed: What it uses.
        file: Where.
        line: And on which line.
    """

    plugin: str
    renamed: Renamed
    file: str = ""
    line: int | None = None

    @property
    def text(self) -> Text:
        """What is outdated, until when it works, and both ways out."""
        words = _OLD_ARGUMENT if self.renamed.argument else _OLD_HOOK
        told = words.format(**attrs.asdict(self.renamed), new=self.renamed.name)
        return PluginError(self.plugin, told, self.file, self.line).text


def problems(
    name: str, module: object, renamed: Sequence[Renamed] = RENAMED
) -> Iterator[PluginError]:
    """What keeps a module or object from being a plugin; nothing, where all is well.

    Args:
        name: Name of the plugin.
        module: The module or object.
        renamed: Hooks and arguments that are still taken by an older name.
    """
    if isinstance(module, str | bytes | os.PathLike):
        yield PluginError(name, _A_PATH.format(path=module))
    elif inspect.isclass(module):
        file = file_of(module)
        words = _A_CLASS.format(name=module.__name__)
        yield PluginError(name, words, file, line_of(file, module.__name__))
    else:
        for attribute, problem in _all_misfits(module, renamed):
            yield PluginError(name, problem, *_where(module, attribute))


def outdated(name: str, module: object, renamed: Sequence[Renamed] = RENAMED) -> Iterator[Outdated]:
    """What a sound plugin uses by an older name; arguments as for `problems`.

    A plugin that has a hook under both names serves both versions, and is no longer outdated.
    """
    for hook in hook_functions(module):
        function = getattr(module, hook)
        for old in renamed:
            if old.argument:
                uses = old.hook == hook and old.was in inspect.signature(function).parameters
            else:
                uses = old.was == hook and not hasattr(module, old.hook)
            if uses:
                yield Outdated(name, old, *place_of(function))


def bound(module: object, renamed: Sequence[Renamed] = RENAMED) -> dict[str, Callable[..., Any]]:
    """The functions of a sound plugin by the name of their hook, older names brought up to date."""
    functions = {name: getattr(module, name) for name in hook_functions(module)}
    for old in renamed:
        if old.argument and old.hook in functions:
            functions[old.hook] = adapted(functions[old.hook])
        elif not old.argument and old.was in functions:
            function = functions.pop(old.was)
            functions.setdefault(old.hook, adapted(function, old.adapt))
    return functions


def hook_functions(module: object) -> Sequence[str]:
    """Names of the functions that are meant to be hooks: those that begin like one."""
    return [
        name
        for name in dir(module)
        if name.startswith(PREFIX) and inspect.isroutine(getattr(module, name))
    ]


def _where(module: object, attribute: str) -> tuple[str, int | None]:
    """Where a module or object gets one of its attributes."""
    file, line = place_of(getattr(module, attribute, None))
    if line is not None:
        return file, line
    file = file_of(module)
    return file, line_of(file, attribute)


def _all_misfits(module: object, renamed: Sequence[Renamed]) -> Iterator[tuple[str, Text]]:
    """What does not fit, by the name of what it is about."""
    made_for = getattr(module, "HOMEROOM_API", API_VERSION)
    if type(made_for) is not int:
        yield "HOMEROOM_API", _NO_VERSION.format(found=repr(made_for), api=API_VERSION)
    elif made_for != API_VERSION:
        words = _OLDER_API if made_for < API_VERSION else _NEWER_API
        yield "HOMEROOM_API", words.format(made_for=made_for, api=API_VERSION)
    taken = {*HOOKS, *(old.was for old in renamed if not old.argument)}
    there = sorted(hook for hook in taken if hasattr(module, hook))
    functions = hook_functions(module)
    for hook in sorted({*there, *functions}):
        if hook not in taken:
            yield hook, _unknown_hook(hook)
        elif hook not in functions:
            yield hook, _NO_FUNCTION.format(name=hook)
        else:
            for problem in _misfits(hook, getattr(module, hook), renamed):
                yield hook, problem
    meant = dict(_nearly(module))
    for name, hook in meant.items():
        yield name, _NEARLY.format(name=name, hook=hook)
    if not (there or functions or meant):
        yield "", _EMPTY.format(prefix=PREFIX, known=listing(HOOKS))


def _unknown_hook(name: str) -> Text:
    # Without the prefix, which would make any name look like any hook.
    known = [hook.removeprefix(PREFIX) for hook in HOOKS]
    close = difflib.get_close_matches(name.removeprefix(PREFIX), known, n=1)
    return _NO_SUCH_HOOK.format(name=name, known=f"{PREFIX}{close[0]}" if close else listing(HOOKS))


def _nearly(module: object) -> Iterator[tuple[str, str]]:
    """Functions whose names are no hook's, but so like one's that the prefix is misspelt."""
    for name in dir(module):
        if name[: len(_BEGINS)].lower() != _BEGINS or name.startswith(PREFIX):
            continue
        close = difflib.get_close_matches(name.lower(), HOOKS, n=1, cutoff=_NEAR)
        if close and inspect.isroutine(getattr(module, name)):
            yield name, close[0]


def _misfits(name: str, function: Callable[..., Any], renamed: Sequence[Renamed]) -> Iterator[Text]:
    """What is wrong with a hook function: it is called with the hook's arguments, in order."""
    current = next((old.hook for old in renamed if old.was == name and not old.argument), name)
    if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
        yield _ASYNC.format(name=name)
    elif HOOKS.get(current) == NOTIFY and inspect.isgeneratorfunction(function):
        yield _GENERATOR.format(name=name)
    expected = tuple(inspect.signature(getattr(hookspecs, current)).parameters)
    older = [(old.was,) for old in renamed if old.argument and old.hook == current]
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # one written in C may have none; it is tried when it is called
        return
    if not any(_fits(signature, names) for names in (expected, *older)):
        yield _WRONG_ARGUMENTS.format(
            name=name,
            found=signature.replace(return_annotation=inspect.Signature.empty),
            expected=f"({', '.join(expected)})",
        )


def _fits(signature: inspect.Signature, names: tuple[str, ...]) -> bool:
    try:
        return tuple(signature.bind(*names).arguments) == names
    except TypeError:
        return False


_A_PATH = Text(
    "{path} 是路径，不是插件：文件请用 files 传入",
    "{path} 是路徑，不是外掛：檔案請用 files 傳入",
    "{path} is a path and no plugin: hand files in as `files`",
)
_A_CLASS = Text(
    "{name} 是类：请传入它的实例，如 {name}()",
    "{name} 是類別：請傳入它的實例，如 {name}()",
    "{name} is a class: hand in an instance, such as {name}()",
)
_NO_VERSION = Text(
    "HOMEROOM_API 是 {found}，应为整数，这里是 {api}",
    "HOMEROOM_API 是 {found}，應為整數，這裡是 {api}",
    "HOMEROOM_API is {found}; it has to be a whole number, here {api}",
)
_NEWER_API = Text(
    "是为插件接口 {made_for} 编写的，这里是 {api}：请升级 homeroom，或换用较旧的插件",
    "是為外掛介面 {made_for} 編寫的，這裡是 {api}：請升級 homeroom，或換用較舊的外掛",
    "it was made for plugin API {made_for}, this is {api}: update homeroom, or use an older "
    "release of the plugin",
)
_OLDER_API = Text(
    "是为插件接口 {made_for} 编写的，这里是 {api}：请升级该插件，或换用较旧的 homeroom",
    "是為外掛介面 {made_for} 編寫的，這裡是 {api}：請升級該外掛，或換用較舊的 homeroom",
    "it was made for plugin API {made_for}, this is {api}: update the plugin, or use an older "
    "release of homeroom",
)
_NO_SUCH_HOOK = Text(
    "没有名为 {name} 的钩子；可用：{known}",
    "沒有名為 {name} 的掛鉤；可用：{known}",
    "there is no hook {name}; there is: {known}",
)
_NEARLY = Text(
    "{name} 不是钩子，大概是想写 {hook}：请改名",
    "{name} 不是掛鉤，大概是想寫 {hook}：請改名",
    "{name} is no hook, {hook} seems to be meant: rename it",
)
_NO_FUNCTION = Text(
    "{name} 必须是函数",
    "{name} 必須是函式",
    "{name} has to be a function",
)
_ASYNC = Text(
    "{name} 是异步函数，不会被等待：请写 def，不写 async def",
    "{name} 是非同步函式，不會被等待：請寫 def，不寫 async def",
    "{name} is asynchronous, and nobody would wait for it: write def, not async def",
)
_GENERATOR = Text(
    "{name} 含有 yield，永远不会执行：请去掉 yield",
    "{name} 含有 yield，永遠不會執行：請去掉 yield",
    "{name} has a yield in it and would never run: take the yield out",
)
_WRONG_ARGUMENTS = Text(
    "{name} 的参数是 {found}，应为 {expected}",
    "{name} 的參數是 {found}，應為 {expected}",
    "{name} has the arguments {found}, the hook's are {expected}",
)
_EMPTY = Text(
    "没有任何钩子函数，什么也不提供：钩子函数的名称以 {prefix} 开头；可用：{known}",
    "沒有任何掛鉤函式，什麼也不提供：掛鉤函式的名稱以 {prefix} 開頭；可用：{known}",
    "it has no hook function and would do nothing: their names begin with {prefix}; "
    "there is: {known}",
)
_OLD_HOOK = Text(
    "{was} 自 {since} 版起改名为 {new}，{until} 版起不再可用：请改名，或继续使用 homeroom<{until}",
    "{was} 自 {since} 版起改名為 {new}，{until} 版起不再可用：請改名，或繼續使用 homeroom<{until}",
    "{was} is called {new} since version {since}, and goes in {until}: rename it, or stay with "
    "homeroom<{until}",
)
_OLD_ARGUMENT = Text(
    "{hook} 的参数 {was} 自 {since} 版起改名为 {new}，{until} 版起不再可用："
    "请改名，或继续使用 homeroom<{until}",
    "{hook} 的參數 {was} 自 {since} 版起改名為 {new}，{until} 版起不再可用："
    "請改名，或繼續使用 homeroom<{until}",
    "the argument {was} of {hook} is called {new} since version {since}, and goes in {until}: "
    "rename it, or stay with homeroom<{until}",
)
