"""`homeroom rubric`: check a sheet's file, list the sheets there are, show one of them."""

from pathlib import Path

import click

from homeroom_core.codec import JSON, to_json
from homeroom_core.errors import Fault, InputError
from homeroom_core.families import COMPUTED_CRITERIA, SHEETS
from homeroom_core.office import Office
from homeroom_core.plugins import Plugins
from homeroom_core.sheets.sheet import MODEL_LABELS, Sheet, check_uses, model_of, points_of
from homeroom_core.text import Text
from homeroom_core.trace import show as show_number
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.output import in_language, say_json
from homeroom_plugins.cli.said import SaidGroup, SaidOption
from homeroom_plugins.cli.sheet_rows import Row, rows_of
from homeroom_plugins.rubrics import bundled_sheets, bundled_text, check_file

rubric = SaidGroup(
    "rubric",
    text=Text(
        "评分细则与考评表：检查、列出、查看。",
        "評分細則與考評表：檢查、列出、檢視。",
        "Rubrics and other sheets: check, list, show.",
    ),
    lazy={},
)


def _format() -> SaidOption:
    return SaidOption(
        "--format",
        "form",
        type=click.Choice(["table", "json"]),
        default="table",
        text=Text("格式；默认 table", "格式；預設 table", "How to show it; table by default."),
    )


@command(
    Text(
        "检查一个 TOML 文件中的评分细则或考评表。\n\n"
        "核对合计、代码、三种语言、打不到的分数，并一次列出全部错误及其位置；有错误时退出码为 2。",
        "檢查一個 TOML 檔案中的評分細則或考評表。\n\n"
        "核對合計、代碼、三種語言、評不到的分數，並一次列出全部錯誤及其位置；有錯誤時結束碼為 2。",
        "Check the sheet in a TOML file.\n\n"
        "Sums, ids, languages and marks that nobody could reach are looked at; every fault is listed "
        "at once, with its place. The exit code is 2 if there is any.",
    ),
    click.Argument(["file"], type=click.Path(path_type=Path)),
)
def check(here: Invocation, *, file: Path) -> None:
    """Check a sheet's file."""
    sheet, policy = check_file(here.outside.folder / file)
    with here.open("memory:") as office:
        known = {**_sheets(office.plugins), sheet.id: sheet}
        check_uses(sheet, known, office.plugins.names(COMPUTED_CRITERIA))
    data = _summary(here, sheet) | {
        "file": str(file),
        "policy": None if policy is None else policy.method,
        "structure_digest": sheet.structure_digest,
    }
    said = _SOUND.format(
        file=file,
        id=sheet.id,
        version=sheet.version,
        model=MODEL_LABELS[model_of(sheet)],
        points=show_number(points_of(sheet)),
        digest=sheet.structure_digest[:12],
    )
    taken = sheet.id in {one.id for one in bundled_sheets()}
    here.answer(data | {"id_is_bundled": taken}, lambda: _say_checked(here, said, taken=taken))


@command(
    Text(
        "列出全部评分细则与考评表：随附的和插件提供的。",
        "列出全部評分細則與考評表：隨附的和外掛提供的。",
        "List the sheets there are: those that come with homeroom, and those of plugins.",
    ),
    _format(),
)
def list_sheets(here: Invocation, *, form: str) -> None:
    """List the sheets."""
    with here.open("memory:") as office:
        rows = [_listed(here, office, id) for id in office.plugins.names(SHEETS)]
    if here.as_json or form == "json":
        say_json({"sheets": rows})
        return
    table = here.tables(*(here.read(head) for head in _LIST_HEADS), unbroken=0)
    for row in rows:
        kind = here.read(MODEL_LABELS[row["model"]])
        table.add([row["id"], row["title"], kind, row["points"], row["plugin"]])
    table.show()


@command(
    Text(
        "查看一份评分细则或考评表：各项、满分、可打的分、来源。",
        "檢視一份評分細則或考評表：各項、滿分、可評的分、出處。",
        "Show a sheet: its items, their points, what may be marked, and where it comes from.",
    ),
    click.Argument(["id"]),
    _format(),
)
def show(here: Invocation, *, id: str, form: str) -> None:
    """Show a sheet."""
    with here.open("memory:") as office:
        sheet = office.plugins(SHEETS, id)
    if here.as_json or form == "json":
        whole = in_language(to_json(sheet), here.language)
        say_json({"model": model_of(sheet), **whole, "structure_digest": sheet.structure_digest})
        return
    here.say(_TITLE.format(title=sheet.title, id=sheet.id, version=sheet.version))
    table = here.tables(*(here.read(head) for head in _HEADS), unbroken=1)
    for row in rows_of(sheet):
        table.add(_cells(here, row))
    table.show()
    here.say(_SOURCE.format(source=sheet.source))


@command(
    Text(
        "把随附的评分细则或考评表复制成文件，供修改。\n\n不覆盖已有的文件。",
        "把隨附的評分細則或考評表複製成檔案，供修改。\n\n不覆寫既有的檔案。",
        "Copy a sheet that comes with homeroom to a file, to edit it.\n\n"
        "A file that is there already is never overwritten.",
    ),
    click.Argument(["id"]),
    click.Argument(["file"], type=click.Path(path_type=Path)),
)
def copy(here: Invocation, *, id: str, file: Path) -> None:
    """Copy a bundled sheet to a file.

    Raises:
        InputError: The file is there already, or cannot be written.
    """
    text = bundled_text(id)
    try:
        with (here.outside.folder / file).open("x", encoding="utf-8", newline="\n") as target:
            target.write(text)
    except OSError as error:
        found = error.strerror or str(error)
        raise InputError(str(file), (Fault(str(file), found, _NEW_FILE),)) from error
    said = _COPIED.format(file=file, id=id)
    here.answer({"id": id, "file": str(file)}, lambda: here.say(said))


rubric.add_command(check, "check")
rubric.add_command(copy, "copy")
rubric.add_command(list_sheets, "list")
rubric.add_command(show, "show")


def _say_checked(here: Invocation, said: Text, *, taken: bool) -> None:
    here.say(said)
    if taken:
        here.say(_TAKEN)


def _sheets(plugins: Plugins) -> dict[str, Sheet]:
    return {id: plugins(SHEETS, id) for id in plugins.names(SHEETS)}


def _listed(here: Invocation, office: Office, id: str) -> dict[str, JSON]:
    plugin = office.plugins.provider(SHEETS, id).name
    return _summary(here, office.plugins(SHEETS, id)) | {"plugin": plugin}


def _summary(here: Invocation, sheet: Sheet) -> dict[str, JSON]:
    return {
        "id": sheet.id,
        "version": sheet.version,
        "title": here.read(sheet.title),
        "model": model_of(sheet),
        "points": show_number(points_of(sheet)),
    }


def _cells(here: Invocation, row: Row) -> list[str]:
    points = "" if row.points is None else show_number(row.points)
    return ["  " * row.depth + here.read(row.label), row.id, points, here.read(row.how)]


_SOUND = Text(
    "{file}：没有问题。{id}，第 {version} 版，{model}，满分 {points}，结构摘要 {digest}",
    "{file}：沒有問題。{id}，第 {version} 版，{model}，滿分 {points}，結構摘要 {digest}",
    "{file}: in order. {id}, version {version}, {model}, {points} points, structure {digest}",
)
_COPIED = Text(
    "已写入 {file}。修改时请换用新的 id（现为 {id}），改后用 homeroom rubric check {file} 检查",
    "已寫入 {file}。修改時請換用新的 id（現為 {id}），改後用 homeroom rubric check {file} 檢查",
    "{file} is written. Give it an id of its own (it is {id} now), edit it, then run: "
    "homeroom rubric check {file}",
)
_NEW_FILE = Text("可新建的文件名", "可新建的檔案名稱", "the name of a file that can be made new")
_TAKEN = Text(
    "其 id 与随附的一份相同：由插件提供之前，请换用新的 id",
    "其 id 與隨附的一份相同：由外掛提供之前，請換用新的 id",
    "Its id is that of a bundled sheet: give it one of its own before a plugin provides it.",
)
_TITLE = Text(
    "{title}（{id}，第 {version} 版）", "{title}（{id}，第 {version} 版）", "{title} ({id}, version {version})"
)  # fmt: skip
_SOURCE = Text("出处：{source}", "出處：{source}", "Source: {source}")
_LIST_HEADS = (
    Text("代码", "代碼", "id"),
    Text("名称", "名稱", "title"),
    Text("类型", "類型", "kind"),
    Text("满分", "滿分", "points"),
    Text("插件", "外掛", "plugin"),
)
_HEADS = (
    Text("项目", "項目", "item"),
    Text("代码", "代碼", "id"),
    Text("分值", "分值", "points"),
    Text("如何计分", "如何計分", "how"),
)
