"""`homeroom lifecycle`: a lifecycle as a diagram, a table, or data."""

from typing import Any

import click

from homeroom_core.codec import JSON
from homeroom_core.diagram import mermaid, outline, step_outline, transition_table
from homeroom_core.families import LIFECYCLES
from homeroom_core.lifecycle import Lifecycle, Operation
from homeroom_core.office import Office
from homeroom_core.text import Text
from homeroom_plugins.cli.asked import example
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.output import say, say_json
from homeroom_plugins.cli.said import SaidOption


@command(
    Text(
        "展示一个生命周期的状态和步骤：Mermaid 图、Markdown 表或 JSON。"
        "另给出步骤，则写出它所需参数的样例文件（TOML），填好即可用于 --args。\n\n"
        "示例：homeroom lifecycle growth_plan；homeroom lifecycle growth_plan write > 目标.toml",
        "展示一個生命週期的狀態和步驟：Mermaid 圖、Markdown 表或 JSON。"
        "另給出步驟，則寫出它所需參數的範例檔案（TOML），填好即可用於 --args。\n\n"
        "範例：homeroom lifecycle growth_plan；homeroom lifecycle growth_plan write > 目標.toml",
        "Show the states and steps of a lifecycle: a Mermaid diagram, a Markdown table, or JSON. "
        "With a step, write a sample file (TOML) of what that asks for, to fill in for --args.\n\n"
        "Example: homeroom lifecycle growth_plan; homeroom lifecycle growth_plan write > goals.toml",
    ),
    click.Argument(["name"], required=False),
    click.Argument(["step"], required=False),
    SaidOption(
        "--format",
        "form",
        type=click.Choice(["table", "mermaid", "json"]),
        default="table",
        text=Text("格式；默认 table", "格式；預設 table", "How to show it; table by default."),
    ),
    SaidOption(
        "--list",
        "listed",
        is_flag=True,
        text=Text("列出全部生命周期", "列出全部生命週期", "List all lifecycles."),
    ),
)
def lifecycle(
    here: Invocation, *, name: str | None, step: str | None, form: str, listed: bool
) -> None:
    """Show a lifecycle, or what one of its steps asks for."""
    with here.open("memory:") as office:
        if listed or name is None:
            _list(here, office)
            return
        found = office.plugins(LIFECYCLES, name)
    if step is not None:
        _show_step(here, _step(found, step), form)
    elif here.as_json or form == "json":
        say_json(outline(found, here.language))
    else:
        draw = mermaid if form == "mermaid" else transition_table
        say(draw(found, here.language).rstrip("\n"))


def _step(found: Lifecycle[Any], name: str) -> Operation[Any, ...]:
    creation: Operation[Any, ...] | None = found.creations.get(name)
    return creation or found.step(name)


def _show_step(here: Invocation, step: Operation[Any, ...], form: str) -> None:
    sample = example(step, here.language)
    if here.as_json or form == "json":
        say_json({**step_outline(step, here.language), "example": sample})
    else:
        say(sample.rstrip("\n"))


def _list(here: Invocation, office: Office) -> None:
    rows: list[dict[str, JSON]] = [
        {
            "kind": kind,
            "label": here.read(found.record.label),
            "states": len(found.states),
            "steps": len(found.creations) + len(found.transitions),
            "plugin": office.plugins.provider(LIFECYCLES, kind).name,
        }
        for kind, found in office.lifecycles.items()
    ]
    here.answer({"lifecycles": rows}, lambda: _show(here, rows))


def _show(here: Invocation, rows: list[dict[str, JSON]]) -> None:
    table = here.tables(*(here.read(head) for head in _HEADS))
    for row in rows:
        table.add(row.values())
    table.show()


_HEADS = (
    Text("代码", "代碼", "kind"),
    Text("名称", "名稱", "label"),
    Text("状态", "狀態", "states"),
    Text("步骤", "步驟", "steps"),
    Text("插件", "外掛", "plugin"),
)
