"""`homeroom plugin`: what somebody needs who writes a plugin."""

from homeroom_core.commands import Command
from homeroom_core.text import Text
from homeroom_plugins.cli.said import SaidGroup

plugin = SaidGroup(
    "plugin",
    text=Text("编写和检查插件。", "編寫和檢查外掛。", "Write and check plugins."),
    lazy={
        "new": Command(
            name="new",
            label=Text(
                "写出一个能用的插件，供您修改",
                "寫出一個能用的外掛，供您修改",
                "Write a plugin that works, to be changed.",
            ),
            loads="homeroom_plugins.cli.plugin_new:new",
        ),
        "check": Command(
            name="check",
            label=Text(
                "检查一个插件是否守约",
                "檢查一個外掛是否守約",
                "Check whether a plugin keeps to its contracts.",
            ),
            loads="homeroom_plugins.cli.plugin_check:check",
        ),
    },
)
