"""`homeroom init`: a folder set up with its settings and its store, or what it still lacks of them."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

import attrs

from homeroom_core.errors import Fault, InputError, Reason, RefusedError
from homeroom_core.people import OFFICE, ROLES
from homeroom_core.strict import is_code
from homeroom_core.text import Text, coded
from homeroom_plugins.cli.config import Settings, read_file
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.language import FILE
from homeroom_plugins.cli.said import SaidOption

COMPLETE = Reason(
    "init.complete",
    Text(
        "{measured} 和存储都已齐备",
        "{measured} 和儲存都已齊備",
        "{measured} is complete and its store is there",
    ),
    Text(
        "要改设置请直接修改该文件；要加操作者请用 --actor",
        "要改設定請直接修改該檔案；要加操作者請用 --actor",
        "change that file for other settings; add somebody with --actor",
    ),
)

_BROKEN = Text(
    "有插件不能使用：{problem}",
    "有外掛不能使用：{problem}",
    "not every plugin can be used: {problem}",
)
_LABEL = Text("建立", "建立", "Set up")
_STORE, _ORG, _ACTOR = "sqlite:///school.db", "school", "office"


@command(
    Text(
        "在当前文件夹建立 homeroom.toml 和存储；已有的保留不动，只补缺少的。\n\n"
        "--as 指明的操作者获得德育处的角色，以便开始登记；其他操作者用 --actor，以后也可再加。"
        "示例：homeroom init --org no1 --name 第一中学 --actor principal=principal "
        "--actor congress=staff_congress",
        "在目前資料夾建立 homeroom.toml 和儲存；已有的保留不動，只補缺少的。\n\n"
        "--as 指明的操作者獲得德育處的角色，以便開始登記；其他操作者用 --actor，以後也可再加。"
        "範例：homeroom init --org no1 --name 第一中學 --actor principal=principal "
        "--actor congress=staff_congress",
        "Write homeroom.toml and make the store in this folder; what is there already is left "
        "alone, and what is missing is added.\n\nThe actor named by --as gets the role of the "
        "moral education office, so that there is somebody to begin; --actor names others, later "
        "on as well. Example: homeroom init --org no1 --name 'No. 1 School' "
        "--actor principal=principal --actor congress=staff_congress",
    ),
    SaidOption(
        "--name",
        metavar="NAME",
        text=Text("单位名称", "單位名稱", "Name of the organization."),
    ),
    SaidOption(
        "--actor",
        "actors",
        multiple=True,
        metavar="ID=ROLE[,ROLE]",
        text=Text(
            "另一位操作者及其角色；可重复",
            "另一位操作者及其角色；可重複",
            "Somebody else who acts, and their roles; may be repeated.",
        ),
    ),
)
def init(here: Invocation, *, name: str | None, actors: tuple[str, ...]) -> None:
    """Set up the folder.

    Raises:
        RefusedError: The folder is set up already.
    """
    path = here.outside.folder / FILE
    known = read_file(path) if path.exists() else Settings()
    asked = here.asked
    plan = _plan(here, known, asked, name, _read_actors(actors, known))
    made_store = not _is_there(plan.placed)
    if not plan.adds and not made_store:
        raise RefusedError(FILE, "init", _LABEL, (COMPLETE(measured=str(path)),))
    old = path.read_text(encoding="utf-8") if path.exists() else None
    content = plan.added_to(old)
    # A plugin that cannot be used keeps nobody from setting up the folder.
    named = attrs.evolve(asked, plugins=known.plugins, disable=known.disable, prefer=known.prefer)
    office, problem = here.open_sound(plan.placed, named)
    office.close()
    if plan.adds:
        path.write_text(content, encoding="utf-8", newline="\n")
    data = {
        "file": str(path),
        "store": plan.store,
        "org": plan.org,
        "as": plan.actor,
        "added": list(plan.adds) if old is not None else [],
        "made_store": made_store,
    }
    if problem is not None:
        data["problem"] = here.read(problem.text)

    def show() -> None:
        _show(here, plan, path, new=old is None, made_store=made_store)
        if problem is not None:
            here.say(_BROKEN.format(problem=problem.text))

    here.answer(data, show)


@attrs.frozen(kw_only=True)
class _Plan:
    """What the folder is to have, and what of it is missing.

    Attributes:
        store: URL of the store, as it is written.
        placed: The same, with its path from the folder.
        org: Code of the organization.
        actor: Who acts unless somebody else is named.
        head: Settings to be added, by name.
        tables: Tables to be added, by their heading.
    """

    store: str
    placed: str
    org: str
    actor: str
    head: Mapping[str, str]
    tables: Mapping[str, str]

    @property
    def adds(self) -> tuple[str, ...]:
        """Names of what is to be added."""
        return (*self.head, *self.tables)

    def added_to(self, old: str | None) -> str:
        """The settings file with what is missing.

        Raises:
            InputError: Nothing can be added to the file as it is written.
        """
        head = "".join(f"{name} = {value}\n" for name, value in self.head.items())
        tables = "".join(f"\n[{heading}]\n{line}\n" for heading, line in self.tables.items())
        before = "" if old is None else f"{old.rstrip()}\n" if old.strip() else ""
        content = f"{head}{before}{tables}"
        try:
            tomllib.loads(content)
        except tomllib.TOMLDecodeError as error:
            fault = Fault(FILE, ", ".join(self.adds), _BY_HAND)
            raise InputError(FILE, (fault,)) from error
        return content


def _plan(
    here: Invocation,
    known: Settings,
    asked: Settings,
    name: str | None,
    actors: Mapping[str, tuple[str, ...]],
) -> _Plan:
    only = next(iter(known.organizations), None) if len(known.organizations) == 1 else None
    store, org = asked.store or _STORE, known.org or only or asked.org or _ORG
    actor = known.actor or asked.actor or _ACTOR
    _check(known.store or store, actor)
    head = {
        "store": None if known.store else store,
        "org": None if known.org else org,
        "as": None if known.actor else actor,
        "language": None if known.language else here.language,
    }
    tables = {}
    if org not in known.organizations:
        tables[f"organizations.{_quoted(org)}"] = f"name = {_quoted(name or org)}"
    listed = {} if known.actor or actor in known.actors else {actor: (str(OFFICE),)}
    for who, roles in {**listed, **actors}.items():
        tables[f"actors.{_quoted(who)}"] = f"roles = [{', '.join(map(_quoted, roles))}]"
    return _Plan(
        store=known.store or store,
        placed=known.store or _placed(store, here.outside.folder),
        org=org,
        actor=actor,
        head={key: _quoted(value) for key, value in head.items() if value is not None},
        tables=tables,
    )


def _read_actors(written: Iterable[str], known: Settings) -> dict[str, tuple[str, ...]]:
    """The actors that were named, with their roles.

    Raises:
        InputError: An id is no code or is known already, or there is no such role; lists all.
    """
    found: dict[str, tuple[str, ...]] = {}
    faults = []
    for one in written:
        who, _, said = one.partition("=")
        roles = tuple(role.strip() for role in re.split("[,、]", said) if role.strip())
        if not is_code(who) or not roles:
            faults.append(Fault("--actor", one, _PAIR))
        elif who in known.actors or who in found:
            faults.append(Fault("--actor", who, _NEW))
        faults += [Fault("--actor", r, _A_ROLE) for r in roles if r not in ROLES]
        found[who] = roles
    if faults:
        raise InputError("homeroom init", tuple(faults))
    return found


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


def _is_there(url: str) -> bool:
    """Whether a store in a file is there; others are taken to be."""
    _, mark, rest = url.partition(":///")
    return not mark or Path(rest.partition("?")[0]).exists()


def _quoted(words: str) -> str:
    """A text as a basic string of TOML."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'


def _show(here: Invocation, plan: _Plan, path: Path, *, new: bool, made_store: bool) -> None:
    if new:
        here.say(_WROTE.format(file=path, store=plan.store))
    elif plan.adds:
        here.say(_ADDED.format(file=path, names=", ".join(plan.adds)))
    if made_store and not new:
        here.say(_MADE.format(store=plan.store))
    here.say(_NEXT)


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
_PAIR = Text(
    "代码=角色，如 principal=principal",
    "代碼=角色，如 principal=principal",
    "CODE=ROLE, such as principal=principal",
)
_NEW = Text(
    "homeroom.toml 中还没有的操作者",
    "homeroom.toml 中還沒有的操作者",
    "somebody who is not in homeroom.toml yet",
)
_A_ROLE = Text("下列之一：{known}", "下列之一：{known}", "one of: {known}").format(
    known=coded(ROLES)
)
_BY_HAND = Text(
    "能在其后添加表的 TOML：请手工补上",
    "能在其後添加表的 TOML：請手動補上",
    "TOML that tables can be added to: add this by hand",
)
_WROTE = Text(
    "已写好 {file}，存储为 {store}。",
    "已寫好 {file}，儲存為 {store}。",
    "wrote {file}; the store is {store}.",
)
_ADDED = Text(
    "已在 {file} 中补上：{names}。", "已在 {file} 中補上：{names}。", "added to {file}: {names}."
)
_MADE = Text("已建立存储 {store}。", "已建立儲存 {store}。", "made the store {store}.")
_NEXT = Text(
    "下一步：homeroom roster import 花名册.csv",
    "下一步：homeroom roster import 名冊.csv",
    "Next: homeroom roster import ROSTER.csv",
)
