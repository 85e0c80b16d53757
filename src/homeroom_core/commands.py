"""Commands that plugins add to a command line; which one, and what runs there, is not said here."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import attrs

from homeroom_core.plain_values import takes_plain_values
from homeroom_core.strict import check, is_code, lacks_language
from homeroom_core.text import Text


@takes_plain_values
@attrs.frozen(kw_only=True)
class Command:
    """A command by name, loaded when it is used.

    Attributes:
        name: What is typed.
        label: What it does, in one line.
        loads: Gives the command itself: a function without arguments, or where it stands in an
            installed package, as `package.module:name`. For `homeroom` that is a click command.

    Raises:
        DefinitionError: The name is no id, the label lacks a language, or `loads` is neither.
    """

    name: str
    label: Text
    loads: str | Callable[[], Any]

    def __attrs_post_init__(self) -> None:
        written = not isinstance(self.loads, str) or all(self.loads.partition(":"))
        problems = [
            None if is_code(self.name) else _BAD_NAME.format(name=self.name),
            _NO_LABEL if lacks_language(self.label) else None,
            None if written else _LOADS.format(found=self.loads),
        ]
        check(f"command {self.name}", problems)

    def load(self) -> Any:
        """The command itself.

        Raises:
            Exception: Whatever keeps it from being loaded.
        """
        if not isinstance(self.loads, str):
            return self.loads()
        module, _, name = self.loads.partition(":")
        return getattr(import_module(module), name)


_BAD_NAME = Text("名称“{name}”不合规", "名稱「{name}」不合規", "'{name}' cannot be a name")
_NO_LABEL = Text("缺少某种语言的说明", "缺少某種語言的說明", "the label lacks a language")
_LOADS = Text(
    "loads 应写成“包.模块:名称”，实为 {found}",
    "loads 應寫成「套件.模組:名稱」，實為 {found}",
    "loads is written package.module:name, it is {found}",
)
