"""Whether the functions of a module fit the hooks they are named after; checked before they count."""

import difflib
import inspect
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from homeroom_core import hookspecs
from homeroom_core.hookspecs import API_VERSION, HOOKS, PREFIX
from homeroom_core.text import Text, listing


def problems(module: object) -> Iterator[Text]:
    """What keeps a module or object from being a plugin; nothing, where all is well."""
    made_for = getattr(module, "HOMEROOM_API", API_VERSION)
    if made_for != API_VERSION:
        yield _OTHER_API.format(made_for=made_for, api=API_VERSION)
    for name in HOOKS:
        if hasattr(module, name) and not inspect.isroutine(getattr(module, name)):
            yield _NO_FUNCTION.format(name=name)
    for name in hook_functions(module):
        problem = _wrong_arguments(name, getattr(module, name)) if name in HOOKS else None
        if name not in HOOKS:
            yield _unknown_hook(name)
        elif problem is not None:
            yield problem


def hook_functions(module: object) -> Sequence[str]:
    """Names of the functions that are meant to be hooks: those that begin like one."""
    return [
        name
        for name in dir(module)
        if name.startswith(PREFIX) and inspect.isroutine(getattr(module, name))
    ]


def _unknown_hook(name: str) -> Text:
    # Without the prefix, which would make any name look like any hook.
    known = [hook.removeprefix(PREFIX) for hook in HOOKS]
    close = difflib.get_close_matches(name.removeprefix(PREFIX), known, n=1)
    return _NO_SUCH_HOOK.format(name=name, known=f"{PREFIX}{close[0]}" if close else listing(HOOKS))


def _wrong_arguments(name: str, function: Callable[..., Any]) -> Text | None:
    """What is wrong with the arguments of a hook function: it is called with the hook's, in order."""
    expected = tuple(inspect.signature(getattr(hookspecs, name)).parameters)
    signature = inspect.signature(function)
    try:
        if tuple(signature.bind(*expected).arguments) == expected:
            return None
    except TypeError:
        pass
    return _WRONG_ARGUMENTS.format(
        name=name,
        found=signature.replace(return_annotation=inspect.Signature.empty),
        expected=f"({', '.join(expected)})",
    )


_OTHER_API = Text(
    "是为插件接口 {made_for} 编写的，这里是 {api}：请换用相应版本",
    "是為外掛介面 {made_for} 編寫的，這裡是 {api}：請換用相應版本",
    "it was made for plugin API {made_for}, this is {api}: use the release that matches",
)
_NO_SUCH_HOOK = Text(
    "没有名为 {name} 的钩子；可用：{known}",
    "沒有名為 {name} 的掛鉤；可用：{known}",
    "there is no hook {name}; there is: {known}",
)
_NO_FUNCTION = Text(
    "{name} 必须是函数",
    "{name} 必須是函式",
    "{name} has to be a function",
)
_WRONG_ARGUMENTS = Text(
    "{name} 的参数是 {found}，应为 {expected}",
    "{name} 的參數是 {found}，應為 {expected}",
    "{name} has the arguments {found}, the hook's are {expected}",
)
