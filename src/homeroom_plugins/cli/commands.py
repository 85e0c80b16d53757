"""The commands of `homeroom` itself, provided through the hook that every plugin uses.

Each is loaded when it is used: neither the list of commands nor the hook loads any of them.
"""

from collections.abc import Sequence

from homeroom_core.commands import Command
from homeroom_core.text import Text


def _command(name: str, place: str, label: Text) -> Command:
    return Command(name=name, label=label, loads=f"homeroom_plugins.cli.{place}")


_ALL = (
    _command(
        "demo",
        "demo.command:demo",
        Text(
            "用虚构的学校跑完一轮培养",
            "用虛構的學校跑完一輪培養",
            "Run a round of training of an invented school.",
        ),
    ),
    _command(
        "init",
        "init:init",
        Text(
            "在当前文件夹建立设置文件和存储",
            "在目前資料夾建立設定檔和儲存",
            "Set up a folder: homeroom.toml and the store.",
        ),
    ),
    _command(
        "roster",
        "roster:roster",
        Text("导入教职工花名册", "匯入教職員名冊", "Import the roster of a school."),
    ),
    _command(
        "import",
        "importing:import_named",
        Text(
            "导入文件：花名册及插件提供的其他办法",
            "匯入檔案：名冊及外掛提供的其他辦法",
            "Import a file: a roster, or what a plugin reads.",
        ),
    ),
    _command(
        "export",
        "exporting:export_named",
        Text(
            "导出您可以看到的记录", "匯出您可以檢視的記錄", "Export the records that you may see."
        ),
    ),
    _command(
        "list",
        "records:list_records",
        Text("列出一类记录", "列出一類記錄", "List the records of a kind."),
    ),
    _command(
        "show",
        "records:show",
        Text("查看一条记录", "檢視一筆記錄", "Show a record."),
    ),
    _command(
        "can",
        "can:can",
        Text(
            "现在能做什么，其余为何不能",
            "現在能做什麼，其餘為何不能",
            "What you can do with a record now, and why not the rest.",
        ),
    ),
    _command(
        "do",
        "steps:do",
        Text("对记录执行一个步骤", "對記錄執行一個步驟", "Make a transition of a record."),
    ),
    _command(
        "new",
        "steps:new",
        Text("新建一条记录", "新建一筆記錄", "Create a record."),
    ),
    _command(
        "history",
        "records:history",
        Text("查看记录的经过", "檢視記錄的經過", "Show what happened to a record."),
    ),
    _command(
        "explain",
        "explain:explain",
        Text(
            "说明一条记录：成绩的由来，或其经过",
            "說明一筆記錄：成績的由來，或其經過",
            "Explain a record: a result down to its marks, or what happened to it.",
        ),
    ),
    _command(
        "portfolio",
        "portfolio:portfolio",
        Text(
            "查看或打印一位教师的成长档案",
            "檢視或列印一位教師的成長檔案",
            "Show or print the portfolio of a teacher.",
        ),
    ),
    _command(
        "agreement",
        "agreement:agreement",
        Text(
            "说明评委的评分有多一致",
            "說明評委的評分有多一致",
            "Say how far the judges of a contest agree.",
        ),
    ),
    _command(
        "panels",
        "panels:panels",
        Text(
            "为评比的每件作品算出评委",
            "為評比的每件作品算出評委",
            "Work out which judges score which entry of a contest.",
        ),
    ),
    _command(
        "robustness",
        "robustness:robustness",
        Text(
            "说明评比结果取决于什么、有多大把握",
            "說明評比結果取決於什麼、有多大把握",
            "Say what a result hangs on, and how sure its places are.",
        ),
    ),
    _command(
        "rubric",
        "rubric:rubric",
        Text(
            "检查、列出、查看评分细则与考评表",
            "檢查、列出、檢視評分細則與考評表",
            "Check, list or show rubrics and other sheets.",
        ),
    ),
    _command(
        "scheme",
        "scheme:scheme",
        Text(
            "比较实施方案，试算其影响",
            "比較實施方案，試算其影響",
            "Compare schemes, and try one on the cases there are.",
        ),
    ),
    _command(
        "awards",
        "awards:awards",
        Text("列出可用的奖项办法", "列出可用的獎項辦法", "List the award policies there are."),
    ),
    _command(
        "message",
        "message:message",
        Text(
            "向其他单位推荐获奖作品，接收推荐",
            "向其他單位推薦獲獎作品，接收推薦",
            "Recommend winners to another organization, or receive a recommendation.",
        ),
    ),
    _command(
        "hours",
        "hours:hours",
        Text(
            "登记活动学时，查看谁还缺多少",
            "登記活動學時，檢視誰還缺多少",
            "Log hours of training, and see what is missing for whom.",
        ),
    ),
    _command(
        "notice",
        "notice:notice",
        Text(
            "写出拟定结果的公示",
            "寫出擬定結果的公示",
            "Write the public notice that a proposed result needs.",
        ),
    ),
    _command(
        "mentorship",
        "mentorship:mentorship",
        Text("查看谁还没有顾问", "檢視誰還沒有顧問", "See who has no advisor yet."),
    ),
    _command(
        "digest",
        "digest:digest",
        Text(
            "写出文件的校验值，供登记稿件",
            "寫出檔案的校驗值，供登記稿件",
            "Write the digest of a file, as a manuscript needs it.",
        ),
    ),
    _command(
        "verify",
        "verify:verify",
        Text(
            "核验流水账和全部记录",
            "核驗流水帳和全部記錄",
            "Check the journal and every record against it.",
        ),
    ),
    _command(
        "plugins",
        "plugins:plugins",
        Text(
            "列出启用的插件及其提供的内容",
            "列出啟用的外掛及其提供的內容",
            "List what is active, and what each contributes.",
        ),
    ),
    _command(
        "plugin",
        "plugin:plugin",
        Text("编写和检查插件", "編寫和檢查外掛", "Write and check plugins."),
    ),
    _command(
        "lifecycle",
        "lifecycle:lifecycle",
        Text(
            "以图或表展示生命周期",
            "以圖或表展示生命週期",
            "Draw a lifecycle as a diagram or a table.",
        ),
    ),
)

COMMANDS = {one.name: one for one in _ALL}
"""Every command, in the order in which help lists them."""


def homeroom_commands() -> Sequence[Command]:
    """The commands of `homeroom` itself."""
    return _ALL
