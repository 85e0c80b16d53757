"""`homeroom import`: a file of somebody else's into records, all of it or nothing."""

from pathlib import Path

import click

from homeroom_core.codec import JSON
from homeroom_core.errors import Fault, InputError
from homeroom_core.families import IMPORTERS
from homeroom_core.files import import_file
from homeroom_core.importing import Imported, Importer
from homeroom_core.plugins import Plugins
from homeroom_core.tables.encoding import ENCODINGS, LARGEST_BYTES, Encoding
from homeroom_core.text import Text, listing
from homeroom_plugins.cli.given_settings import (
    given_settings,
    list_option,
    parameter_lines,
    parameters_json,
    settings_option,
)
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.said import SaidOption


@command(
    Text(
        "用名为 NAME 的导入办法导入文件；有任何错误时不写入。\n\n"
        "homeroom import --list 列出各办法及其读取的列。",
        "用名為 NAME 的匯入辦法匯入檔案；有任何錯誤時不寫入。\n\n"
        "homeroom import --list 列出各辦法及其讀取的欄。",
        "Import a file by the importer called NAME. If anything in it is wrong, nothing is "
        "written.\n\n`homeroom import --list` tells what importers there are and which columns "
        "they read.",
    ),
    click.Argument(["name"], required=False),
    click.Argument(["file"], type=click.Path(path_type=Path), required=False),
    SaidOption(
        "--check",
        is_flag=True,
        text=Text("只检查并说明会做什么，不写入", "只檢查並說明會做什麼，不寫入",
                  "Only try it and say what would be done; write nothing."),
    ),
    settings_option(),
    SaidOption(
        "--encoding",
        type=click.Choice(ENCODINGS),
        text=Text("文件编码；big5 须指明", "檔案編碼；big5 須指明",
                  "Encoding of the file; big5 has to be named."),
    ),
    list_option(),
)  # fmt: skip
def import_named(
    here: Invocation,
    *,
    name: str | None,
    file: Path | None,
    check: bool,
    given: tuple[str, ...],
    encoding: Encoding | None,
    show_list: bool,
) -> None:
    """Import a file.

    Raises:
        InputError: The importer or the file is not named.
    """
    if show_list:
        with here.open("memory:") as office:
            _list(here, office.plugins)
        return
    if name is None or file is None:
        missing = "NAME" if name is None else "FILE"
        raise InputError("homeroom import", (Fault(missing, "-", _NAMED),))
    content = _content(here.outside.folder / file)
    with here.office() as office:
        importer = office.plugins(IMPORTERS, name)
        made = import_file(
            office,
            here.org,
            name,
            content,
            file.name,
            by=here.actor(office),
            given=given_settings(given, importer.parameters),
            encoding=encoding,
            commit=not check,
        )
    here.answer(_json(here, made, check=check), lambda: _show(here, made, check=check))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except OSError as error:
        fault = Fault(path.name, error.strerror or str(error.errno), _FILE)
        raise InputError("homeroom import", (fault,)) from None


def _json(here: Invocation, made: Imported, *, check: bool) -> dict[str, JSON]:
    return {
        "importer": made.importer,
        "plugin": made.plugin,
        "plugin_version": made.plugin_version,
        "source": made.source,
        "check": check,
        "records": list(made.records),
        "steps": dict(made.steps),
        "remarks": [
            {"kind": one.kind, "where": one.where, "text": here.read(one.text)}
            for one in made.remarks
        ],
    }


def _show(here: Invocation, made: Imported, *, check: bool) -> None:
    for one in made.remarks:
        here.say(_REMARK.format(where=one.where, text=one.text))
    for step, times in made.steps.items():
        here.say(f"  {step} × {times}")
    here.say(made.text)
    if check:
        here.say(_NOTHING_WRITTEN)


def _list(here: Invocation, plugins: Plugins) -> None:
    found = [(plugins(IMPORTERS, name), name) for name in plugins.names(IMPORTERS)]
    data: JSON = {
        "importers": [
            {
                "name": name,
                "label": here.read(one.label),
                "plugin": plugins.origin(IMPORTERS, name).plugin,
                "suffixes": list(one.suffixes),
                "columns": [
                    {
                        "name": column.name,
                        "label": here.read(column.label),
                        "required": column.required,
                        "text": None if column.text is None else here.read(column.text),
                    }
                    for column in one.columns
                ],
                "parameters": parameters_json(one.parameters, here.language),
            }
            for one, name in found
        ]
    }

    def show() -> None:
        for one, _ in found:
            for line in _lines(here, one):
                here.say(line)

    here.answer(data, show)


def _lines(here: Invocation, one: Importer) -> list[str]:
    needed = [column.label for column in one.columns if column.required]
    others = [column.label for column in one.columns if not column.required]
    lines = [here.read(_HEAD.format(name=one.name, label=one.label, ends=listing(one.suffixes)))]
    if needed:
        lines.append(here.read(_NEEDED.format(columns=listing(needed))))
    if others:
        lines.append(here.read(_OTHERS.format(columns=listing(others))))
    lines += (
        here.read(_COLUMN.format(column=column.label, text=column.text))
        for column in one.columns
        if column.text is not None
    )
    return [*lines, *parameter_lines(one.parameters, here.language)]


_FILE = Text("可以读取的文件", "可以讀取的檔案", "a file that can be read")
_NAMED = Text(
    "homeroom import 办法 文件；homeroom import --list 列出各办法",
    "homeroom import 辦法 檔案；homeroom import --list 列出各辦法",
    "homeroom import NAME FILE; homeroom import --list tells the names",
)
_REMARK = Text("  {where}：{text}", "  {where}：{text}", "  {where}: {text}")
_NOTHING_WRITTEN = Text(
    "（仅检查，未写入）", "（僅檢查，未寫入）", "(only tried; nothing was written)"
)
_HEAD = Text("{name}：{label}（{ends}）", "{name}：{label}（{ends}）", "{name}: {label} ({ends})")
_NEEDED = Text(
    "    必有的列：{columns}", "    必有的欄：{columns}", "    columns needed: {columns}"
)
_OTHERS = Text("    可有的列：{columns}", "    可有的欄：{columns}", "    others read: {columns}")
_COLUMN = Text("    {column}：{text}", "    {column}：{text}", "    {column}: {text}")
