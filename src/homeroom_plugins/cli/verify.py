"""`homeroom verify`: does the store still tell the truth?"""

import sys
from collections.abc import Sequence

import click

from homeroom_core.codec import JSON
from homeroom_core.journal import Flaw
from homeroom_core.office import Office
from homeroom_core.text import Text
from homeroom_plugins.cli.failures import DONE, REFUSED
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.output import harmless

_SHOW_FROM = 20_000
"""A journal with fewer entries is checked before a progress line could be read."""


@command(
    Text(
        "核验流水账的每一条和每一条记录；不指明单位时核验全部单位。有问题时退出码为 1。",
        "核驗流水帳的每一筆和每一筆記錄；不指明單位時核驗全部單位。有問題時結束碼為 1。",
        "Check every entry of the journal, and every record against it; of every organization, "
        "unless one is named. The exit code is 1 if there is a flaw.",
    )
)
def verify(here: Invocation) -> int:
    """Check the store."""
    with here.office() as office:
        orgs = [here.settings.org] if here.settings.org else office.storage.organizations()
        found = {org: _check(here, office, org) for org in orgs}
    data = {
        "sound": all(not flaws for _, flaws in found.values()),
        "organizations": [_org_json(here, org, *of) for org, of in found.items()],
    }
    here.answer(data, lambda: _show(here, found))
    return DONE if data["sound"] else REFUSED


def _check(here: Invocation, office: Office, org: str) -> tuple[int, Sequence[Flaw]]:
    """How many entries there are, and every flaw."""
    count = 0

    def progress(done: int, total: int) -> None:
        nonlocal count
        count = done
        if sys.stderr.isatty() and total >= _SHOW_FROM:
            words = here.read(_PROGRESS.format(org=org, done=done, total=total))
            click.echo(f"\r{harmless(words)}", nl=done == total, err=True)

    flaws = tuple(office.verify(org, progress=progress))
    return count, flaws


def _org_json(here: Invocation, org: str, count: int, flaws: Sequence[Flaw]) -> dict[str, JSON]:
    return {
        "org": org,
        "entries": count,
        "flawed": _flawed(flaws),
        "flaws": [
            {"seq": flaw.seq, "record": flaw.record, "problem": here.read(flaw.problem)}
            for flaw in flaws
        ],
    }


def _flawed(flaws: Sequence[Flaw]) -> int:
    return len({flaw.seq for flaw in flaws})


def _show(here: Invocation, found: dict[str, tuple[int, Sequence[Flaw]]]) -> None:
    for org, (count, flaws) in found.items():
        for flaw in flaws:
            here.say(_FLAW.format(org=org, seq=flaw.seq, record=flaw.record, problem=flaw.problem))
        counts = {"count": count, "sound": max(0, count - _flawed(flaws)), "flaws": len(flaws)}
        here.say((_FLAWED if flaws else _SOUND).format(org=org, **counts))
    if not found:
        here.say(_EMPTY)


_PROGRESS = Text(
    "{org}：{done}/{total} 条", "{org}：{done}/{total} 筆", "{org}: {done} of {total} entries"
)
_FLAW = Text(
    "{org} 第 {seq} 条（{record}）：{problem}",
    "{org} 第 {seq} 筆（{record}）：{problem}",
    "{org}, entry {seq} ({record}): {problem}",
)
_SOUND = Text(
    "{org}：{count} 条流水账全部无误",
    "{org}：{count} 筆流水帳全部無誤",
    "{org}: all {count} entries are sound",
)
_FLAWED = Text(
    "{org}：{count} 条流水账中 {sound} 条无误，发现 {flaws} 处问题",
    "{org}：{count} 筆流水帳中 {sound} 筆無誤，發現 {flaws} 處問題",
    "{org}: {sound} of {count} entries are sound; {flaws} flaw(s) found",
)
_EMPTY = Text("存储是空的", "儲存是空的", "the store is empty")
