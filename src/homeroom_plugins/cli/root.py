"""`homeroom`, the root of the command line: its table of commands, and how a run ends."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs
import click

from homeroom_core.text import Text
from homeroom_plugins.cli.language import spoken
from homeroom_plugins.cli.said import Lazy, Outside, SaidGroup, SaidOption, language_option

_HERE = "homeroom_plugins.cli"

COMMANDS = {
    "demo": Lazy(
        f"{_HERE}.demo.command",
        "demo",
        Text(
            "用虚构的学校跑完一轮培养",
            "用虛構的學校跑完一輪培養",
            "Run a round of training of an invented school.",
        ),
    ),
    "init": Lazy(
        f"{_HERE}.init",
        "init",
        Text(
            "在当前文件夹建立设置文件和存储",
            "在目前資料夾建立設定檔和儲存",
            "Set up a folder: homeroom.toml and the store.",
        ),
    ),
    "roster": Lazy(
        f"{_HERE}.roster",
        "roster",
        Text("导入教职工花名册", "匯入教職員名冊", "Import the roster of a school."),
    ),
    "list": Lazy(
        f"{_HERE}.records",
        "list_records",
        Text("列出一类记录", "列出一類記錄", "List the records of a kind."),
    ),
    "show": Lazy(f"{_HERE}.records", "show", Text("查看一条记录", "檢視一筆記錄", "Show a record.")),
    "can": Lazy(
        f"{_HERE}.can",
        "can",
        Text(
            "现在能做什么，其余为何不能",
            "現在能做什麼，其餘為何不能",
            "What you can do with a record now, and why not the rest.",
        ),
    ),
    "do": Lazy(
        f"{_HERE}.steps",
        "do",
        Text("对记录执行一个步骤", "對記錄執行一個步驟", "Make a transition of a record."),
    ),
    "new": Lazy(
        f"{_HERE}.steps", "new", Text("新建一条记录", "新建一筆記錄", "Create a record.")
    ),
    "history": Lazy(
        f"{_HERE}.records",
        "history",
        Text("查看记录的经过", "檢視記錄的經過", "Show what happened to a record."),
    ),
    "explain": Lazy(
        f"{_HERE}.explain",
        "explain",
        Text(
            "说明一条记录：成绩的由来，或其经过",
            "說明一筆記錄：成績的由來，或其經過",
            "Explain a record: a result down to its marks, or what happened to it.",
        ),
    ),
    "portfolio": Lazy(
        f"{_HERE}.portfolio",
        "portfolio",
        Text(
            "查看或打印一位教师的成长档案",
            "檢視或列印一位教師的成長檔案",
            "Show or print the portfolio of a teacher.",
        ),
    ),
    "agreement": Lazy(
        f"{_HERE}.agreement",
        "agreement",
        Text(
            "说明评委的评分有多一致",
            "說明評委的評分有多一致",
            "Say how far the judges of a contest agree.",
        ),
    ),
    "panels": Lazy(
        f"{_HERE}.panels",
        "panels",
        Text(
            "为评比的每件作品算出评委",
            "為評比的每件作品算出評委",
            "Work out which judges score which entry of a contest.",
        ),
    ),
    "robustness": Lazy(
        f"{_HERE}.robustness",
        "robustness",
        Text(
            "说明评比结果取决于什么、有多大把握",
            "說明評比結果取決於什麼、有多大把握",
            "Say what a result hangs on, and how sure its places are.",
        ),
    ),
    "rubric": Lazy(
        f"{_HERE}.rubric",
        "rubric",
        Text(
            "检查、列出、查看评分细则与考评表",
            "檢查、列出、檢視評分細則與考評表",
            "Check, list or show rubrics and other sheets.",
        ),
    ),
    "scheme": Lazy(
        f"{_HERE}.scheme",
        "scheme",
        Text(
            "比较实施方案，试算其影响",
            "比較實施方案，試算其影響",
            "Compare schemes, and try one on the cases there are.",
        ),
    ),
    "message": Lazy(
        f"{_HERE}.message",
        "message",
        Text(
            "向其他单位推荐获奖作品，接收推荐",
            "向其他單位推薦獲獎作品，接收推薦",
            "Recommend winners to another organization, or receive a recommendation.",
        ),
    ),
    "hours": Lazy(
        f"{_HERE}.hours",
        "hours",
        Text(
            "登记活动学时，查看谁还缺多少",
            "登記活動學時，檢視誰還缺多少",
            "Log hours of training, and see what is missing for whom.",
        ),
    ),
    "notice": Lazy(
        f"{_HERE}.notice",
        "notice",
        Text(
            "写出拟定结果的公示",
            "寫出擬定結果的公示",
            "Write the public notice that a proposed result needs.",
        ),
    ),
    "mentorship": Lazy(
        f"{_HERE}.mentorship",
        "mentorship",
        Text("查看谁还没有顾问", "檢視誰還沒有顧問", "See who has no advisor yet."),
    ),
    "verify": Lazy(
        f"{_HERE}.verify",
        "verify",
        Text(
            "核验流水账和全部记录",
            "核驗流水帳和全部記錄",
            "Check the journal and every record against it.",
        ),
    ),
    "plugins": Lazy(
        f"{_HERE}.plugins",
        "plugins",
        Text(
            "列出启用的插件及其提供的内容",
            "列出啟用的外掛及其提供的內容",
            "List what is active, and what each contributes.",
        ),
    ),
    "plugin": Lazy(
        f"{_HERE}.plugin",
        "plugin",
        Text(
            "编写和检查插件",
            "編寫和檢查外掛",
            "Write and check plugins.",
        ),
    ),
    "lifecycle": Lazy(
        f"{_HERE}.lifecycle",
        "lifecycle",
        Text("以图或表展示生命周期", "以圖或表展示生命週期", "Draw a lifecycle as a diagram or a table."),
    ),
}  # fmt: skip
"""Every command; its module is imported when it is used, and not for the list of commands."""


class Root(SaidGroup):
    """The root: settles the language before anything is parsed, and turns errors into exits."""

    def main(  # type: ignore[override]  # click's overloads only differ in what is returned
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        *,
        obj: Outside | None = None,
        **more: Any,
    ) -> Any:
        """See click; `obj` is what is taken from the world around it, for tests.

        Raises:
            SystemExit: Always; `homeroom_plugins.cli.failures` lists the codes.
        """
        words = list(sys.argv[1:] if args is None else args)
        outside = obj or Outside(environ=os.environ, folder=Path.cwd())
        outside = attrs.evolve(outside, language=spoken(words, outside.environ, outside.folder))
        more |= {"standalone_mode": False, "windows_expand_args": False}
        try:
            code = super().main(words or ["--help"], prog_name or "homeroom", obj=outside, **more)
        except (Exception, KeyboardInterrupt) as error:  # those it does not know go on
            failures = import_module(f"{_HERE}.failures")
            code = failures.report(error, outside.language, as_json="--json" in words)
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        """See click; that whoever reads us has stopped is no failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Keep Python from complaining when it flushes at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0


def _version(ctx: click.Context, _option: click.Parameter, asked: object) -> None:
    if asked:
        click.echo(f"homeroom {import_module('homeroom_core').__version__}")
        ctx.exit()


homeroom = Root(
    "homeroom",
    text=Text(
        "班主任培养的全过程：记录、评比、核验。\n\n"
        "设置依次取自选项、环境变量（HOMEROOM_STORE、HOMEROOM_ORG、HOMEROOM_AS、HOMEROOM_LANGUAGE）和 homeroom.toml。",
        "導師（班主任）培養的全過程：記錄、評比、核驗。\n\n"
        "設定依序取自選項、環境變數（HOMEROOM_STORE、HOMEROOM_ORG、HOMEROOM_AS、HOMEROOM_LANGUAGE）和 homeroom.toml。",
        "The training year of homeroom teachers: recorded, judged, verified.\n\n"
        "Settings are taken from options, then from the environment (HOMEROOM_STORE, HOMEROOM_ORG, HOMEROOM_AS, HOMEROOM_LANGUAGE), then from homeroom.toml.",
    ),
    lazy=COMMANDS,
    no_args_is_help=False,
    params=[
        SaidOption(
            "--version",
            text=Text("显示版本", "顯示版本", "Show the version and stop."),
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_version,
        ),
        language_option(),
    ],
    callback=lambda language: None,  # noqa: ARG005  # it was settled before parsing
)
