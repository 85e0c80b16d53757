"""`homeroom plugins`: what is active, and what each plugin contributed."""

from collections.abc import Mapping, Sequence

import attrs

from homeroom_core.codec import JSON
from homeroom_core.discovery import Plugin
from homeroom_core.plugins import Choice, Plugins
from homeroom_core.text import Text, listing
from homeroom_plugins.cli.invocation import Invocation, command


@command(
    Text(
        "列出启用的插件、来源和各自提供的内容。设 HOMEROOM_TRACE_PLUGINS=1 可显示每次调用。",
        "列出啟用的外掛、來源和各自提供的內容。設 HOMEROOM_TRACE_PLUGINS=1 可顯示每次呼叫。",
        "List the plugins that are active, where they come from, and what each contributes. "
        "HOMEROOM_TRACE_PLUGINS=1 shows every call, with any command.",
    )
)
def plugins(here: Invocation) -> None:
    """List the plugins."""
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
