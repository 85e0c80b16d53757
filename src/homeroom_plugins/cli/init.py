"""`homeroom init`: a folder set up, with its settings and its store."""

from pathlib import Path

from homeroom_core.errors import Fault, InputError, Reason, RefusedError
from homeroom_core.people import OFFICE
from homeroom_core.strict import is_code
from homeroom_core.text import Text
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.language import FILE
from homeroom_plugins.cli.said import SaidOption

EXISTS = Reason(
    "init.file_exists",
    Text("已有 {measured}", "已有 {measured}", "there is {measured} already"),
    Text(
        "请直接修改它，或换一个文件夹",
        "請直接修改它，或換一個資料夾",
        "change that, or use another folder",
    ),
)

_LABEL = Text("建立", "建立", "Set up")
_STORE, _ORG, _ACTOR = "sqlite:///school.db", "school", "office"


@command(
    Text(
        "在当前文件夹建立 homeroom.toml 和存储；已有 homeroom.toml 时不覆盖。\n\n"
        "--as 指明的操作者获得德育处的角色，以便开始登记。示例：homeroom init --org no1 --name 第一中学",
        "在目前資料夾建立 homeroom.toml 和儲存；已有 homeroom.toml 時不覆寫。\n\n"
        "--as 指明的操作者獲得德育處的角色，以便開始登記。範例：homeroom init --org no1 --name 第一中學",
        "Write homeroom.toml and make the store in this folder; an existing homeroom.toml is left "
        "alone.\n\nThe actor named by --as gets the role of the moral education office, so that "
        "there is somebody to begin. Example: homeroom init --org no1 --name 'No. 1 School'",
    ),
    SaidOption(
        "--name",
        metavar="NAME",
        text=Text("单位名称", "單位名稱", "Name of the organization."),
    ),
)
def init(here: Invocation, *, name: str | None) -> None:
    """Set up the folder."""
    path = here.outside.folder / FILE
    if path.exists():
        raise RefusedError(FILE, "init", _LABEL, (EXISTS(measured=str(path)),))
    settings = here.asked
    store, org = settings.store or _STORE, settings.org or _ORG
    actor = settings.actor or _ACTOR
    _check(store, actor)
    content = _content(store, org, actor, here.language, name or org)
    here.open(_placed(store, path.parent), settings).close()
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(content)
    data = {"file": str(path), "store": store, "org": org, "as": actor}
    here.answer(data, lambda: here.say(_DONE.format(**data, actor=actor)))


def _check(store: str, actor: str) -> None:
    faults = []
    if store.startswith("memory:"):
        faults.append(Fault("--store", store, _LASTING))
    if not is_code(actor):
        faults.append(Fault("--as", actor, _CODE))
    if faults:
        raise InputError("homeroom init", tuple(faults))


def _placed(store: str, folder: Path) -> str:
    scheme, mark, rest = store.partition(":///")
    return f"{scheme}:///{folder / rest}" if mark else store


def _content(store: str, org: str, actor: str, language: str, name: str) -> str:
    return (
        f"store = {_quoted(store)}\norg = {_quoted(org)}\nas = {_quoted(actor)}\n"
        f'language = "{language}"\n'
        f"\n[organizations.{_quoted(org)}]\nname = {_quoted(name)}\n"
        f'\n[actors.{_quoted(actor)}]\nroles = ["{OFFICE}"]\n'
    )


def _quoted(words: str) -> str:
    """A text as a basic string of TOML."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'


_LASTING = Text(
    "能长久保存的存储，如 sqlite:///school.db",
    "能長久保存的儲存，如 sqlite:///school.db",
    "a store that lasts, such as sqlite:///school.db",
)
_CODE = Text(
    "代码：字母、数字、点、连字符或下划线，最多64个字符",
    "代碼：字母、數字、點、連字號或底線，最多64個字元",
    "a code: letters, digits, dot, hyphen or underscore, at most 64",
)
_DONE = Text(
    "已写好 {file}，存储为 {store}。下一步：homeroom roster import 花名册.csv",
    "已寫好 {file}，儲存為 {store}。下一步：homeroom roster import 名冊.csv",
    "wrote {file}; the store is {store}. Next: homeroom roster import ROSTER.csv",
)
