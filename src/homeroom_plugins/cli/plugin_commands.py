"""The commands that plugins add to `homeroom`: looked for only where there are any plugins.

A list of commands must cost little, so nothing is discovered where neither `homeroom.toml` names a
file nor any other distribution declares a plugin; and a plugin that cannot be used must not take
`homeroom --help` away from the office.
"""

from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import entry_points

import attrs
import click

from homeroom_core.commands import Command
from homeroom_core.errors import HomeroomError, PluginError
from homeroom_core.text import Text
from homeroom_plugins.cli.commands import COMMANDS
from homeroom_plugins.cli.language import find_file
from homeroom_plugins.cli.said import Outside

_KEY = "homeroom.plugin_commands"
_GROUP, _OURS = "homeroom", "homeroom"


@attrs.frozen(kw_only=True)
class PluginCommands:
    """What plugins add.

    Attributes:
        commands: Their commands, by name, sorted.
        plugins: From name to the plugin.
        problem: What keeps some plugins from being used, whose commands are not known then.
    """

    commands: Mapping[str, Command] = attrs.Factory(dict)
    plugins: Mapping[str, str] = attrs.Factory(dict)
    problem: HomeroomError | None = None

    def load(self, name: str) -> click.Command | None:
        """The command of this name; `None` where there is none.

        Raises:
            HomeroomError: There is none, but a plugin cannot be used that may have it; or the
                command cannot be loaded.
        """
        if name not in self.commands:
            if self.problem is not None:
                raise self.problem
            return None
        plugin = self.plugins[name]
        try:
            command = self.commands[name].load()
        except Exception as error:
            failed = _FAILS.format(name=name, error=repr(error))
            raise PluginError(plugin, failed) from error
        if not isinstance(command, click.Command):
            raise PluginError(plugin, _NO_COMMAND.format(name=name, found=repr(command)))
        return command


def found_in(ctx: click.Context) -> PluginCommands:
    """What plugins add to this run; looked for once."""
    root = ctx.find_root()
    if _KEY not in root.meta:
        root.meta[_KEY] = _look(root.obj) if isinstance(root.obj, Outside) else PluginCommands()
    found: PluginCommands = root.meta[_KEY]
    return found


def running(ctx: click.Context) -> str:
    """Name of the command of a plugin that runs in this context; empty for one of our own."""
    root, top = ctx.find_root(), ctx
    found = root.meta.get(_KEY)  # nothing, where an own command was found before plugins were
    while top.parent is not None and top.parent is not root:
        top = top.parent
    name = top.info_name or ""
    return name if isinstance(found, PluginCommands) and name in found.commands else ""


def _look(outside: Outside) -> PluginCommands:
    try:
        if not (_local(outside) or _installed()):
            return PluginCommands()
        families = import_module("homeroom_core.families")
        invocation = import_module("homeroom_plugins.cli.invocation")
        office, problem = invocation.Invocation(outside, {}, "homeroom").open_sound("memory:")
        with office:
            plugins, family = office.plugins, families.COMMANDS
        names = [name for name in plugins.names(family) if name not in COMMANDS]
        return PluginCommands(
            commands={name: plugins(family, name) for name in names},
            plugins={name: plugins.origin(family, name).plugin for name in names},
            problem=problem,
        )
    except HomeroomError as error:
        return PluginCommands(problem=error)


def _local(outside: Outside) -> bool:
    """Whether `homeroom.toml` names plugin files."""
    path = find_file(outside.folder)
    if path is None:
        return False
    return bool(import_module("homeroom_plugins.cli.config").read_file(path).plugins)


def _installed() -> bool:
    """Whether another distribution declares a plugin."""
    return any(
        point.dist is None or point.dist.name != _OURS for point in entry_points(group=_GROUP)
    )


_FAILS = Text(
    "命令“{name}”无法载入：{error}",
    "命令「{name}」無法載入：{error}",
    "the command '{name}' cannot be loaded: {error}",
)
_NO_COMMAND = Text(
    "命令“{name}”须是 click 命令，实为 {found}",
    "命令「{name}」須是 click 命令，實為 {found}",
    "the command '{name}' has to be a click command, it is {found}",
)
