"""`homeroom plugin new`: a plugin that works, to be changed into one's own."""

import click

from homeroom_core.text import Text
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.said import SaidOption
from homeroom_plugins.scaffold import (
    KINDS,
    module_of,
    project_of,
    refuse_name,
    write_file,
    write_project,
)


@command(
    Text(
        "写出一个能用的插件，供您改成自己的。\n\n"
        "写在名为 NAME 的新文件夹里：带测试、类型、打包设置和 README。用 --local 则只写一个文件 "
        "NAME.py。写好即可通过 homeroom plugin check。示例：homeroom plugin new our_school --local",
        "寫出一個能用的外掛，供您改成自己的。\n\n"
        "寫在名為 NAME 的新資料夾裡：帶測試、型別、打包設定和 README。用 --local 則只寫一個檔案 "
        "NAME.py。寫好即可通過 homeroom plugin check。範例：homeroom plugin new our_school --local",
        "Write a plugin that works, to be changed into your own.\n\nIt is a new folder NAME with "
        "tests, types, packaging and a README; with --local it is one file, NAME.py. It passes "
        "`homeroom plugin check` at once. Example: homeroom plugin new our_school --local",
    ),
    click.Argument(["name"], metavar="NAME"),
    SaidOption(
        "--kind",
        type=click.Choice(tuple(KINDS)),
        default="rubric",
        text=Text(
            "插件提供什么；默认 rubric（评分细则）",
            "外掛提供什麼；預設 rubric（評分細則）",
            "What the plugin adds; a rubric by default.",
        ),
    ),
    SaidOption(
        "--local",
        is_flag=True,
        text=Text("只写一个文件", "只寫一個檔案", "Write one file only."),
    ),
)
def new(here: Invocation, *, name: str, kind: str, local: bool) -> None:
    """Write a plugin."""
    refuse_name(name)
    if local:
        wrote, text = f"{name}.py", _LOCAL
        write_file(here.outside.folder / wrote, module_of(KINDS[kind], name))
        files = [wrote]
    else:
        wrote, text = name, _PROJECT
        made = project_of(KINDS[kind], name)
        write_project(here.outside.folder / name, made)
        files = [f"{name}/{file}" for file in sorted(made)]
    here.answer({"kind": kind, "files": files}, lambda: here.say(text.format(name=wrote)))


_LOCAL = Text(
    "已写好 {name}。\n检查：homeroom plugin check {name}\n"
    '启用：在 homeroom.toml 中写入 plugins = ["{name}"]',
    "已寫好 {name}。\n檢查：homeroom plugin check {name}\n"
    '啟用：在 homeroom.toml 中寫入 plugins = ["{name}"]',
    "wrote {name}.\nCheck it: homeroom plugin check {name}\n"
    'Switch it on: plugins = ["{name}"] in homeroom.toml',
)
_PROJECT = Text(
    "已写好文件夹 {name}。\n测试：cd {name} && pip install -e '.[test]' && pytest\n"
    "检查：homeroom plugin check ./{name}",
    "已寫好資料夾 {name}。\n測試：cd {name} && pip install -e '.[test]' && pytest\n"
    "檢查：homeroom plugin check ./{name}",
    "wrote the folder {name}.\nTest it: cd {name} && pip install -e '.[test]' && pytest\n"
    "Check it: homeroom plugin check ./{name}",
)
