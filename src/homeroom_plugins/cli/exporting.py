"""`homeroom export`: records as a file, as far as whoever exports may see them."""

from pathlib import Path

import click

from homeroom_core.codec import JSON
from homeroom_core.errors import Fault, InputError
from homeroom_core.exporting import Exporter
from homeroom_core.families import EXPORTERS
from homeroom_core.files import export_file
from homeroom_core.plugins import Plugins
from homeroom_core.text import Text
from homeroom_plugins.cli.given_settings import (
    given_settings,
    list_option,
    parameter_lines,
    parameters_json,
    settings_option,
)
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.said import SaidOption
from homeroom_plugins.cli.values import where_values


@command(
    Text(
        "用名为 NAME 的导出办法导出您可以看到的记录。\n\n"
        "homeroom export --list 列出各办法。示例：homeroom export csv --kind person -o 名单.csv",
        "用名為 NAME 的匯出辦法匯出您可以看到的記錄。\n\n"
        "homeroom export --list 列出各辦法。範例：homeroom export csv --kind person -o 名單.csv",
        "Export the records that you may see by the exporter called NAME.\n\n"
        "`homeroom export --list` tells what exporters there are. "
        "Example: homeroom export csv --kind person -o staff.csv",
    ),
    click.Argument(["name"], required=False),
    SaidOption(
        "--kind",
        "kinds",
        multiple=True,
        metavar="KIND",
        text=Text("记录的种类；可重复；不写则为全部", "記錄的種類；可重複；不寫則為全部",
                  "Kind of the records; may be repeated; every kind by default."),
    ),
    SaidOption(
        "--state",
        "states",
        multiple=True,
        metavar="STATE",
        text=Text("只要处于该状态的；可重复；须只有一类", "只要處於該狀態的；可重複；須只有一類",
                  "Only those in this state; may be repeated; of one kind only."),
    ),
    SaidOption(
        "--where",
        multiple=True,
        metavar="FIELD=VALUE",
        text=Text("只要索引字段为该值的；须只有一类", "只要索引欄位為該值的；須只有一類",
                  "Only those whose indexed field has this value; of one kind only."),
    ),
    SaidOption(
        "--output",
        "-o",
        metavar="FILE",
        text=Text("写入该文件，同名的会被替换；不写则输出到屏幕", "寫入該檔案，同名的會被取代；不寫則輸出到螢幕",
                  "Write to this file, in place of one of that name; to the screen by default."),
    ),
    settings_option(),
    list_option(),
)  # fmt: skip
def export_named(
    here: Invocation,
    *,
    name: str | None,
    kinds: tuple[str, ...],
    states: tuple[str, ...],
    where: tuple[str, ...],
    output: str | None,
    given: tuple[str, ...],
    show_list: bool,
) -> None:
    """Export records.

    Raises:
        InputError: No exporter is named, or an option does not go with what is exported.
    """
    if show_list:
        with here.open("memory:") as office:
            _list(here, office.plugins)
        return
    if name is None:
        raise InputError("homeroom export", (Fault("NAME", "-", _NAMED),))
    if len(kinds) != 1 and (states or where):
        faults = [("--state", states), ("--where", where)]
        raise InputError(
            "homeroom export", tuple(Fault(o, ", ".join(v), _ONE_KIND) for o, v in faults if v)
        )
    with here.office() as office:
        exporter = office.plugins_of(here.org)(EXPORTERS, name)
        known = sorted(office.lifecycles_of(here.org))
        chosen = [office.lifecycle(here.org, kind) for kind in kinds or known]
        content = export_file(
            office,
            here.org,
            name,
            [one.kind for one in chosen],
            to=here.actor(office),
            language=here.language,
            given=given_settings(given, exporter.parameters),
            state=[str(chosen[0].state(state)) for state in states] or None,
            where=where_values(chosen[0].record, where) if where else None,
        )
    if output is None:
        click.echo(content, nl=False)
        return
    _write(here.outside.folder / output, content)
    data: JSON = {
        "exporter": name,
        "file": output,
        "media_type": exporter.media_type,
        "bytes": len(content),
    }
    here.answer(data, lambda: here.say(_WRITTEN.format(file=output)))


def _write(path: Path, content: bytes) -> None:
    """Write a file whole, or not at all."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        fault = Fault("--output", str(path), _UNWRITABLE.format(why=error.strerror or error))
        raise InputError("homeroom export", (fault,)) from error


def _list(here: Invocation, plugins: Plugins) -> None:
    found = [(plugins(EXPORTERS, name), name) for name in plugins.names(EXPORTERS)]
    data: JSON = {
        "exporters": [
            {
                "name": name,
                "label": here.read(one.label),
                "plugin": plugins.origin(EXPORTERS, name).plugin,
                "suffix": one.suffix,
                "media_type": one.media_type,
                "parameters": parameters_json(one.parameters, here.language),
            }
            for one, name in found
        ]
    }

    def show() -> None:
        for one, _ in found:
            _show(here, one)

    here.answer(data, show)


def _show(here: Invocation, one: Exporter) -> None:
    here.say(_HEAD.format(name=one.name, label=one.label, suffix=one.suffix, type=one.media_type))
    for line in parameter_lines(one.parameters, here.language):
        here.say(line)


_NAMED = Text(
    "办法的名称；homeroom export --list 列出各办法",
    "辦法的名稱；homeroom export --list 列出各辦法",
    "the name of an exporter; homeroom export --list tells them",
)
_ONE_KIND = Text(
    "须以 --kind 指明一类记录", "須以 --kind 指明一類記錄", "one kind, named with --kind"
)
_WRITTEN = Text("已写入 {file}", "已寫入 {file}", "wrote {file}")
_UNWRITABLE = Text(
    "可以写入的文件：{why}", "可以寫入的檔案：{why}", "a file that can be written: {why}"
)
_HEAD = Text(
    "{name}：{label}（{suffix}，{type}）",
    "{name}：{label}（{suffix}，{type}）",
    "{name}: {label} ({suffix}, {type})",
)
