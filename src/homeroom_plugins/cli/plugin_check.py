"""`homeroom plugin check`: every law that fits what a plugin contributes, tried on it."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from homeroom_core.codec import JSON
from homeroom_core.errors import HomeroomError
from homeroom_core.text import Text, listing
from homeroom_plugins.cli.failures import DONE, REFUSED
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.said import SaidOption

if TYPE_CHECKING:
    from homeroom_core.testing.contracts.trying import Finding, Outcome


@command(
    Text(
        "检查一个插件：它提供的每一样东西都按其全部规则试一遍，不需要测试代码。\n\n"
        "可以是一个 .py 文件、一个项目文件夹，或一个已安装插件的名称。有规则不成立时退出码为 1，"
        "并写出是哪条规则、最小的例子、应当怎样、在哪一行。",
        "檢查一個外掛：它提供的每一樣東西都按其全部規則試一遍，不需要測試程式碼。\n\n"
        "可以是一個 .py 檔案、一個專案資料夾，或一個已安裝外掛的名稱。有規則不成立時結束碼為 1，"
        "並寫出是哪條規則、最小的例子、應當怎樣、在哪一行。",
        "Check a plugin: every law is tried on everything it contributes, and no test code is needed.\n\n"
        "It is a .py file, the folder of a project, or the name of an installed plugin. The exit code "
        "is 1 if a law is broken; which one, the smallest example, what would be right and the line "
        "are told.",
    ),
    click.Argument(["plugin"], metavar="PATH|NAME"),
    SaidOption(
        "--seed",
        type=int,
        default=0,
        text=Text(
            "随机例子的种子；默认 0",
            "隨機例子的種子；預設 0",
            "What random examples are drawn from; 0 by default.",
        ),
    ),
    SaidOption(
        "--examples",
        type=click.IntRange(min=0),
        text=Text(
            "每条规则至多试多少个随机例子",
            "每條規則至多試多少個隨機例子",
            "How many random examples a law is tried on at most.",
        ),
    ),
    SaidOption(
        "--limit",
        type=click.FloatRange(min=0, min_open=True),
        metavar="SECONDS",
        text=Text(
            "超过多少秒算停住不动",
            "超過多少秒算停住不動",
            "After how many seconds a law counts as hanging.",
        ),
    ),
    SaidOption(
        "--within",
        type=click.FloatRange(min=0, min_open=True),
        metavar="SECONDS",
        text=Text(
            "全部检查至多用多少秒；默认 45，时间不够时会写明略去了什么",
            "全部檢查至多用多少秒；預設 45，時間不夠時會寫明略去了什麼",
            "How many seconds the whole may take: 45 by default. What is left out is told.",
        ),
    ),
)
def check(
    here: Invocation,
    *,
    plugin: str,
    seed: int,
    examples: int | None,
    limit: float | None,
    within: float | None,
) -> int:
    """Check a plugin."""
    kit = _kit()
    target = kit.targets.load(plugin, here.outside.folder)
    if not isinstance(target, kit.targets.Target):
        here.answer(_json(here, [], [target], {}, []), lambda: _show_findings(here, [target]))
        return REFUSED
    with _leaving_no_folder():
        outcomes: list[Outcome] = list(
            kit.checking.run(
                kit.checking.tasks(target),
                random_seed=seed,
                examples=examples,
                limit_seconds=limit,
                within_seconds=within or kit.checking.WITHIN_SECONDS,
            )
        )
    findings = [one.finding for one in outcomes if one.finding is not None]
    unchecked = kit.checking.without_contract(target)
    hints = kit.checking.hints(target, outcomes)
    here.answer(
        _json(here, outcomes, findings, unchecked, hints),
        lambda: _show(here, outcomes, findings, unchecked, hints),
    )
    return REFUSED if findings else DONE


@contextmanager
def _leaving_no_folder() -> Iterator[None]:
    """Hypothesis keeps a folder `.hypothesis` where it runs: elsewhere, unless somebody says where."""
    if "HYPOTHESIS_STORAGE_DIRECTORY" in os.environ:
        yield
        return
    configuration: Any = import_module("hypothesis.configuration")
    with tempfile.TemporaryDirectory(prefix="homeroom-") as folder:
        configuration.set_hypothesis_home_dir(folder)
        try:
            yield
        finally:
            configuration.set_hypothesis_home_dir(None)


class _Kit:
    """The modules of the testing kit, loaded when they are needed."""

    def __init__(self) -> None:
        self.targets: Any = import_module("homeroom_core.testing.contracts.targets")
        self.checking: Any = import_module("homeroom_core.testing.contracts.checking")


def _kit() -> _Kit:
    try:
        return _Kit()
    except ModuleNotFoundError as error:
        if error.name not in ("hypothesis", "pytest"):
            raise
        raise _NoTestingKitError from error


class _NoTestingKitError(HomeroomError):
    """What checks plugins is not installed."""

    template = Text(
        '检查插件要用到测试组件，它还没有安装：pip install "homeroom[cli,testing]"',
        '檢查外掛要用到測試元件，它還沒有安裝：pip install "homeroom[cli,testing]"',
        'plugins are checked by the testing kit, which is not installed: pip install "homeroom[cli,testing]"',
    )

    @property
    def text(self) -> Text:
        """What is missing, and the command that brings it."""
        return self.template


def _show(
    here: Invocation,
    outcomes: "Sequence[Outcome]",
    findings: "Sequence[Finding]",
    unchecked: dict[str, Sequence[str]],
    hints: "Sequence[Text]",
) -> None:
    for _, found in groupby(outcomes, key=lambda one: (one.family, one.subject.name)):
        here.say(_of_one_thing(list(found)))
    if not (outcomes or unchecked):
        here.say(_NOTHING)
    for family, names in unchecked.items():
        here.say(_UNCHECKED.format(family=family, names=listing(names)))
    cut = [one.law.code for one in outcomes if one.cut]
    if cut:
        here.say(_CUT.format(laws=", ".join(dict.fromkeys(cut))))
    for hint in hints:
        here.say(_HINT.format(hint=hint))
    _show_findings(here, findings)
    if findings:
        here.say(
            (_ONE_IS_BROKEN if len(findings) == 1 else _SUM_BROKEN).format(count=len(findings))
        )


def _of_one_thing(found: "Sequence[Outcome]") -> Text:
    """How many laws hold for a thing, how many do not, and which are not about it."""
    broken = sum(one.finding is not None for one in found)
    declined = [one for one in found if one.declined is not None]
    held = len(found) - broken - len(declined)
    parts = [(_ONE_HOLDS if held == 1 else _HELD).format(count=held)]
    if broken:
        parts.append(_BROKEN.format(count=broken))
    if declined:
        parts.append(_DECLINED.format(count=len(declined), why=_whys(declined)))
    if found[-1].hangs:
        parts.append(_NOT_ON)
    first = found[0]
    return _THING.format(name=first.subject.name, label=first.label, parts=listing(parts))


def _whys(declined: "Iterable[Outcome]") -> Text:
    texts: list[Text] = []
    for one in declined:
        if one.declined is not None and one.declined not in texts:
            texts.append(one.declined)
    return listing(texts)


def _show_findings(here: Invocation, findings: "Iterable[Finding]") -> None:
    """What was found, that which is the same of several laws once."""
    alike: dict[object, list[Finding]] = {}
    for one in findings:
        alike.setdefault((one.name, one.found, one.place), []).append(one)
    for first, *more in alike.values():
        here.say()
        for line in first.lines():
            here.say(line)
        if more:
            here.say(_ALSO.format(laws=", ".join(one.law for one in more)))


def _json(
    here: Invocation,
    outcomes: "Sequence[Outcome]",
    findings: "Sequence[Finding]",
    unchecked: dict[str, Sequence[str]],
    hints: "Sequence[Text]",
) -> dict[str, JSON]:
    return {
        "sound": not findings,
        "laws": [
            {
                "law": one.law.code,
                "family": one.family,
                "name": one.subject.name,
                "plugin": one.subject.plugin.name,
                "holds": None if one.declined is not None else one.finding is None,
                "cases": one.tried,
                "declined": None if one.declined is None else here.read(one.declined),
                "cut_short": one.cut,
            }
            for one in outcomes
        ],
        "findings": [
            {
                "law": one.law,
                "says": here.read(one.says),
                "family": one.family,
                "name": one.name,
                "plugin": one.plugin,
                "example": [here.read(line) for line in one.example],
                "found": here.read(one.found),
                "expected": here.read(one.wanted),
                "file": None if one.place is None else one.place.file,
                "line": None if one.place is None else one.place.line,
            }
            for one in findings
        ],
        "not_checked": {family: list(names) for family, names in unchecked.items()},
        "hints": [here.read(hint) for hint in hints],
    }


_THING = Text("{label} {name}：{parts}", "{label} {name}：{parts}", "{label} {name}: {parts}")
_HELD = Text("{count} 条规则成立", "{count} 條規則成立", "{count} laws hold")
_ONE_HOLDS = Text("{count} 条规则成立", "{count} 條規則成立", "{count} law holds")
_BROKEN = Text("{count} 条不成立", "{count} 條不成立", "{count} broken")
_DECLINED = Text(
    "{count} 条与它无关（{why}）", "{count} 條與它無關（{why}）", "{count} not about it ({why})"
)
_CUT = Text(
    "时间到了，这些规则还有例子没有试：{laws}。用 --within 300 多给些时间",
    "時間到了，這些規則還有例子沒有試：{laws}。用 --within 300 多給些時間",
    "For want of time, some cases of these laws were left out: {laws}. --within 300 gives more time.",
)
_HINT = Text("提示：{hint}", "提示：{hint}", "Hint: {hint}")
_NOT_ON = Text("其余未试", "其餘未試", "the rest was not tried")
_NOTHING = Text(
    "插件没有提供任何可检查的东西：钩子函数的名称以 homeroom_ 开头",
    "外掛沒有提供任何可檢查的東西：掛鉤函式的名稱以 homeroom_ 開頭",
    "The plugin contributes nothing that could be checked: functions of hooks begin with homeroom_.",
)
_UNCHECKED = Text(
    "未检查（没有规则）：{family} {names}",
    "未檢查（沒有規則）：{family} {names}",
    "Not checked, as there are no laws for it: {family} {names}.",
)
_ALSO = Text("  同样不成立：{laws}", "  同樣不成立：{laws}", "  broken alike: {laws}")
_SUM_BROKEN = Text(
    "\n{count} 条规则不成立。", "\n{count} 條規則不成立。", "\n{count} laws are broken."
)
_ONE_IS_BROKEN = Text(
    "\n{count} 条规则不成立。", "\n{count} 條規則不成立。", "\n{count} law is broken."
)
