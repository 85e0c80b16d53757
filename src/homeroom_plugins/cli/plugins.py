"""`homeroom plugins`: what is active, and what each plugin contributed."""

from collections.abc import Mapping, Sequence
from typing import NoReturn

import attrs
import click

from homeroom_core.codec import JSON
from homeroom_core.discovery import Plugin
from homeroom_core.plugins import Choice, Plugins
from homeroom_core.text import Text, listing
from homeroom_plugins.cli.invocation import TRACE, Invocation, command
from homeroom_plugins.cli.said import SaidOption


@command(
    Text(
        "列出启用的插件、来源和各自提供的内容。用 --trace COMMAND 运行另一条命令，并显示对插件的每次调用；"
        "设 HOMEROOM_TRACE_PLUGINS=1 亦然。",
        "列出啟用的外掛、來源和各自提供的內容。用 --trace COMMAND 執行另一條命令，並顯示對外掛的每次呼叫；"
        "設 HOMEROOM_TRACE_PLUGINS=1 亦然。",
        "List the plugins that are active, where they come from, and what each contributes. "
        "With --trace COMMAND another command is run, and every call of a plugin shown, "
        "as HOMEROOM_TRACE_PLUGINS=1 does.",
    ),
    SaidOption(
        "--trace",
        is_flag=True,
        text=Text(
            "显示对插件的每次调用",
            "顯示對外掛的每次呼叫",
            "Show every call of a plugin, on standard error.",
        ),
    ),
    click.Argument(["words"], metavar="[COMMAND]...", nargs=-1, type=click.UNPROCESSED),
)
def plugins(here: Invocation, *, trace: bool, words: tuple[str, ...]) -> None:
    """List the plugins.

    Raises:
        UsageError: There are words that mean nothing here.
    """
    if words and not trace:
        raise click.UsageError(f"Got unexpected extra arguments ({' '.join(words)})")
    if trace:
        _run_traced(here, words)
    with here.open("memory:") as office:
        found = office.plugins
        active = {
            org.id: [plugin.name for plugin in office.plugins_of(org.id).plugins]
            for org in here.settings.organizations.values()
            if org.plugins is not None
        }
    data = {
        "plugins": [
            {
                "name": plugin.name,
                "version": plugin.version,
                "digest": plugin.digest,
                "origin": plugin.origin,
                "contributes": {k: list(v) for k, v in found.contributions(plugin).items()},
            }
            for plugin in found.plugins
        ],
        "choices": [_choice(choice) for choice in found.choices],
        "active": active,
    }
    here.answer(data, lambda: _show(here, found, active))


plugins.allow_interspersed_args = False  # what follows COMMAND is its own


def _run_traced(here: Invocation, words: Sequence[str]) -> NoReturn:
    """Run another command, or this one without a command, with every call of a plugin shown."""
    root = click.get_current_context().find_root().command
    outside = attrs.evolve(here.outside, environ={**here.outside.environ, TRACE: "1"})
    root.main([*(words or ["plugins"]), *here.handed_on()], prog_name="homeroom", obj=outside)
    raise AssertionError  # the root always leaves


def _show(here: Invocation, found: Plugins, active: Mapping[str, Sequence[str]]) -> None:
    table = here.tables(*(here.read(head) for head in _HEADS))
    for plugin in found.plugins:
        table.add([plugin.name, plugin.version, plugin.origin, _contributed(found, plugin)])
    table.show()
    for choice in found.choices:
        here.say(
            _CHOSEN.format(
                family=choice.family,
                name=choice.name,
                plugin=choice.plugin,
                others=listing(choice.others),
            )
        )
    for org, names in active.items():
        here.say(_ACTIVE.format(org=org, names=listing(names)))


def _choice(choice: Choice) -> JSON:
    return {**attrs.asdict(choice), "others": list(choice.others)}


def _contributed(found: Plugins, plugin: Plugin) -> str:
    return "\n".join(
        f"{family}: {', '.join(names)}" for family, names in found.contributions(plugin).items()
    )


_CHOSEN = Text(
    "{family} {name}：用 {plugin}，不用 {others}",
    "{family} {name}：用 {plugin}，不用 {others}",
    "{family} {name}: {plugin}, not {others}",
)
_ACTIVE = Text("{org} 只启用：{names}", "{org} 只啟用：{names}", "active for {org}: only {names}")
_HEADS = (
    Text("插件", "外掛", "plugin"),
    Text("版本", "版本", "version"),
    Text("来源", "來源", "from"),
    Text("提供", "提供", "contributes"),
)
