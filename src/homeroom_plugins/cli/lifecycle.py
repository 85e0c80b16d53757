"""`homeroom lifecycle`: a lifecycle as a diagram, a table, or data."""

from typing import Any

import click

from homeroom_core.codec import JSON
from homeroom_core.diagram import mermaid, outline, step_outline, transition_table
from homeroom_core.families import LIFECYCLES
from homeroom_core.lifecycle import Creation, Lifecycle, Operation
from homeroom_core.office import Office
from homeroom_core.text import Text
from homeroom_plugins.cli.asked import asked_for, example
from homeroom_plugins.cli.each import STDIN, where_option
from homeroom_plugins.cli.each_sample import Sample, sample_of, write_sample
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.output import say, say_json
from homeroom_plugins.cli.said import SaidOption
from homeroom_plugins.cli.values import where_values


@command(
    Text(
        "展示一个生命周期的状态和步骤：Mermaid 图、Markdown 表或 JSON。"
        "另给出步骤，则写出它所需参数的样例文件（TOML），填好即可用于 --args；"
        "加上 --each，则写出逐行执行用的表格（CSV），可执行的记录已填好。\n\n"
        "示例：homeroom lifecycle growth_plan；homeroom lifecycle growth_plan write > 目标.toml；"
        "homeroom lifecycle appraisal collect --each 收齐.csv",
        "展示一個生命週期的狀態和步驟：Mermaid 圖、Markdown 表或 JSON。"
        "另給出步驟，則寫出它所需參數的範例檔案（TOML），填好即可用於 --args；"
        "加上 --each，則寫出逐列執行用的表格（CSV），可執行的記錄已填好。\n\n"
        "範例：homeroom lifecycle growth_plan；homeroom lifecycle growth_plan write > 目標.toml；"
        "homeroom lifecycle appraisal collect --each 收齊.csv",
        "Show the states and steps of a lifecycle: a Mermaid diagram, a Markdown table, or JSON. "
        "With a step, write a sample file (TOML) of what that asks for, to fill in for --args; with "
        "--each, a table (CSV) with a row for every record that is ready for it.\n\n"
        "Example: homeroom lifecycle growth_plan; homeroom lifecycle growth_plan write > goals.toml; "
        "homeroom lifecycle appraisal collect --each collect.csv",
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
    SaidOption(
        "--each",
        metavar="FILE.csv",
        text=Text(
            "为该步骤写出逐行执行用的表格，填好即可用于 do 或 new 的 --each；- 表示标准输出",
            "為該步驟寫出逐列執行用的表格，填好即可用於 do 或 new 的 --each；- 表示標準輸出",
            "Write a table for the step, to fill in for --each of do or new; - is standard output.",
        ),
    ),
    where_option(),
)
def lifecycle(
    here: Invocation,
    *,
    name: str | None,
    step: str | None,
    form: str,
    listed: bool,
    each: str | None,
    where: tuple[str, ...],
) -> None:
    """Show a lifecycle, or what one of its steps asks for."""
    if each is not None:
        _write_rows(here, name or "", step or "", each, where)
        return
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
        table = transition_table(found, here.language, told=asked_for)
        say((mermaid(found, here.language) if form == "mermaid" else table).rstrip("\n"))


def _step(found: Lifecycle[Any], name: str) -> Operation[Any, ...]:
    creation: Operation[Any, ...] | None = found.creations.get(name)
    return creation or found.step(name)


def _show_step(here: Invocation, step: Operation[Any, ...], form: str) -> None:
    sample = example(step, here.language)
    if here.as_json or form == "json":
        say_json({**step_outline(step, here.language), "example": sample})
    else:
        say(sample.rstrip("\n"))


def _write_rows(here: Invocation, name: str, step: str, file: str, where: tuple[str, ...]) -> None:
    """Write the table of a step, and say what its columns take."""
    with here.office() as office:
        asked = _step(office.plugins(LIFECYCLES, name), step)
        sample = sample_of(here, office, asked, where_values(asked.lifecycle.record, where))
    write_sample(here, sample, file)
    if file == STDIN:
        return
    verb = "new" if isinstance(asked, Creation) else "do"
    call = f"homeroom {verb} {name} {step} --each {file}"
    takes: dict[str, JSON] = {one: here.read(said) for one, said in sample.arguments.items()}
    data = {"file": file, "rows": len(sample.rows), "columns": takes}
    here.answer(data, lambda: _show_written(here, sample, file, call))


def _show_written(here: Invocation, sample: Sample, file: str, call: str) -> None:
    said = _WRITTEN if sample.rows else _HEADER_ONLY
    here.say(said.format(file=file, count=len(sample.rows), call=call))
    for name, said in sample.arguments.items():
        here.say(f"  {name}{here.read(_COLON)}{here.read(said)}")


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


_WRITTEN = Text(
    "已写出 {file}，{count} 行。填好后运行 {call}",
    "已寫出 {file}，{count} 列。填好後執行 {call}",
    "wrote {file} with {count} row(s). Fill it in and run {call}",
)
_HEADER_ONLY = Text(
    "已写出 {file}，只有表头：目前没有可预先填入的行。请自行填写各行，再运行 {call}",
    "已寫出 {file}，只有標題列：目前沒有可預先填入的列。請自行填寫各列，再執行 {call}",
    "wrote {file} with a header only: nothing is known now to fill in beforehand. Write rows of "
    "your own and run {call}",
)
_COLON = Text("：", "：", ": ")
_HEADS = (
    Text("代码", "代碼", "kind"),
    Text("名称", "名稱", "label"),
    Text("状态", "狀態", "states"),
    Text("步骤", "步驟", "steps"),
    Text("插件", "外掛", "plugin"),
)
