"""`homeroom awards`: the award policies there are, to be named or taken over by a scheme."""

import click

from homeroom_core.codec import to_json
from homeroom_core.families import AWARD_POLICIES
from homeroom_core.plugins import Plugins
from homeroom_core.text import Text, listing
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.output import say_json


@command(
    Text(
        "列出可用的奖项办法；写明 NAME 则输出其 JSON，可放入实施方案的 awards。",
        "列出可用的獎項辦法；寫明 NAME 則輸出其 JSON，可放入實施方案的 awards。",
        "List the award policies there are. With NAME, write one as JSON, as the `awards` of a "
        "scheme's terms take it.",
    ),
    click.Argument(["name"], required=False),
)
def awards(here: Invocation, *, name: str | None) -> None:
    """List award policies."""
    with here.open("memory:") as office:
        plugins = office.plugins
    if name is not None:
        say_json(to_json(plugins(AWARD_POLICIES, name).policy))
        return
    found = [plugins(AWARD_POLICIES, one) for one in plugins.names(AWARD_POLICIES)]
    data = {
        "award_policies": [
            {
                "name": one.name,
                "label": here.read(one.label),
                "plugin": plugins.origin(AWARD_POLICIES, one.name).plugin,
                "own_way": one.function is not None,
                "policy": to_json(one.policy),
            }
            for one in found
        ]
    }
    here.answer(data, lambda: _show(here, plugins))


def _show(here: Invocation, plugins: Plugins) -> None:
    table = here.tables(*(here.read(head) for head in _HEADS))
    for name in plugins.names(AWARD_POLICIES):
        one = plugins(AWARD_POLICIES, name)
        levels = listing(level.label for level in one.policy.levels)
        way = _OWN if one.function is not None else _LIBRARY
        plugin = plugins.origin(AWARD_POLICIES, name).plugin
        table.add([name, here.read(one.label), here.read(levels), here.read(way), plugin])
    table.show()


_HEADS = (
    Text("名称", "名稱", "name"),
    Text("说明", "說明", "label"),
    Text("奖项", "獎項", "levels"),
    Text("评定", "評定", "given"),
    Text("插件", "外掛", "plugin"),
)
_OWN = Text("自有办法", "自有辦法", "in its own way")
_LIBRARY = Text("按名次", "依名次", "by place")
