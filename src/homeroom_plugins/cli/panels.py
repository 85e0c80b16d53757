"""`homeroom panels`: which judges should score which entry of a contest, worked out."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from homeroom_core.codec import JSON
from homeroom_core.errors import Reason, RecordNotFoundError, RefusedError
from homeroom_core.explaining import NOT_FOR_YOU
from homeroom_core.panels.assignment import Assignment, assign_panels
from homeroom_core.panels.auction import AuctionSolver
from homeroom_core.panels.problem import PanelSolver
from homeroom_core.record import EVERYTHING
from homeroom_core.text import Text, listing
from homeroom_core.training.contest_panels import panel_request
from homeroom_core.training.contest_records import Contest
from homeroom_core.visibility import hidden_fields
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.said import SaidOption
from homeroom_plugins.panels import MinCostFlowSolver

NO_CONTEST = Reason(
    "panels.no_contest",
    Text("{measured} 不是评比", "{measured} 不是評比", "{measured} is no contest"),
    Text("请用评比的编号", "請用評比的代號", "give the id of a contest"),
)
_LABEL = Text("分派评委", "分派評委", "Assign panels")


@command(
    Text(
        "为评比的每件作品算出评委：避开回避情形，件数均匀，新老搭配，各组相连。\n\n"
        "只是方案，不改变任何记录；用 --out 写成文件，再由 homeroom do … assign 采用。",
        "為評比的每件作品算出評委：避開迴避情形，件數均勻，新老搭配，各組相連。\n\n"
        "只是方案，不改變任何記錄；用 --out 寫成檔案，再由 homeroom do … assign 採用。",
        "Work out judges for every entry of a contest: conflicts are kept, loads are even, "
        "experience is mixed, and the panels hang together.\n\n"
        "It is a proposal and changes nothing; --out writes a file that `homeroom do … assign` takes.",
    ),
    click.Argument(["contest"]),
    SaidOption(
        "--per-entry",
        type=click.IntRange(min=1),
        required=True,
        metavar="N",
        text=Text("每件作品几位评委", "每件作品幾位評委", "How many judges each entry gets."),
    ),
    SaidOption(
        "--waive/--no-waive",
        default=True,
        text=Text(
            "必要时提出可豁免的回避（默认）或不提出",
            "必要時提出可豁免的迴避（預設）或不提出",
            "Propose waivers where nothing else will do, or not.",
        ),
    ),
    SaidOption(
        "--exact",
        is_flag=True,
        text=Text(
            "求成本最低的方案（需安装 homeroom[panels]）",
            "求成本最低的方案（需安裝 homeroom[panels]）",
            "Find the very cheapest panels; needs homeroom[panels].",
        ),
    ),
    SaidOption(
        "--out",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        text=Text("把方案写入文件", "把方案寫入檔案", "Write the panels to a file, for `assign`."),
    ),
)
def panels(
    here: Invocation, *, contest: str, per_entry: int, waive: bool, exact: bool, out: Path | None
) -> None:
    """Work out who scores what.

    Raises:
        RecordNotFoundError: There is no such record, or the actor may not see it.
        RefusedError: It is no contest, it is not the actor's to plan, or no panels can be made.
    """
    solver: PanelSolver = MinCostFlowSolver() if exact else AuctionSolver()
    with here.office() as office:
        actor = here.actor(office)
        with office.reading(here.org) as reading:
            record = reading.any(contest)
            hidden = hidden_fields(record, actor, reading)
            if hidden == EVERYTHING:
                raise RecordNotFoundError(reading.org, contest)
            if not isinstance(record, Contest):
                raise RefusedError(contest, "panels", _LABEL, (NO_CONTEST(measured=contest),))
            if "panels" in hidden or "conflicts" in hidden:
                raise RefusedError(contest, "panels", _LABEL, (NOT_FOR_YOU(),))
            request = panel_request(record, reading, per_entry=per_entry, waive=waive)
    found = assign_panels(request, solver=solver)
    if not isinstance(found, Assignment):
        raise RefusedError(contest, "panels", _LABEL, found.refusals)
    if out is not None:
        text = json.dumps({"panels": _panels(found)}, ensure_ascii=False, indent=2)
        (here.outside.folder / out).write_text(f"{text}\n", encoding="utf-8")
    here.answer(_json(here, contest, found), lambda: _show(here, found, out))


def _panels(found: Assignment) -> dict[str, JSON]:
    return {entry: list(judges) for entry, judges in found.panels.items()}


def _json(here: Invocation, contest: str, found: Assignment) -> dict[str, JSON]:
    loads: Mapping[str, Any] = found.loads
    return {
        "contest": contest,
        "panels": _panels(found),
        "loads": dict(loads),
        "waivers": [{"judge": w.judge, "entry": w.entry, "kind": w.kind} for w in found.waivers],
        "cost": found.cost,
        "bound": found.bound,
        "text": here.read(found.text),
    }


def _show(here: Invocation, found: Assignment, out: Path | None) -> None:
    here.say(found.text)
    table = here.tables(here.read(_ENTRY), here.read(_JUDGES))
    for entry, judges in found.panels.items():
        table.add([entry, listing(judges).read(here.language)])
    table.show()
    for waiver in found.waivers:
        here.say(_WAIVER.format(judge=waiver.judge, entry=waiver.entry, kind=waiver.kind))
    if out is not None:
        here.say(_WRITTEN.format(file=out))


_ENTRY = Text("作品", "作品", "entry")
_JUDGES = Text("评委", "評委", "judges")
_WAIVER = Text(
    "须先豁免并记录在案：{judge} 评 {entry}（{kind}）",
    "須先豁免並記錄在案：{judge} 評 {entry}（{kind}）",
    "to be waived on record first: {judge} for {entry} ({kind})",
)
_WRITTEN = Text("已写入 {file}", "已寫入 {file}", "written to {file}")
