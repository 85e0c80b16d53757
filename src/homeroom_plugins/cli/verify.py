"""`homeroom verify`: does the store still tell the truth, and do its results still come out?"""

import sys
from collections.abc import Sequence

import attrs
import click

from homeroom_core.codec import JSON
from homeroom_core.journal import Flaw
from homeroom_core.office import Office
from homeroom_core.recomputing import DIFFERS
from homeroom_core.replaying import ReplayCertificate
from homeroom_core.text import Text
from homeroom_plugins.cli.failures import DONE, REFUSED
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.output import harmless

_SHOW_FROM = 20_000
"""A journal with fewer entries is checked before a progress line could be read."""


@command(
    Text(
        "核验流水账的每一条和每一条记录，并重算每一项存储的结果；不指明单位时核验全部单位。有问题时退出码为 1。\n\n"
        "按新版本计算会不同的结果只列出，不算问题：未经采用，仍以存储的为准。",
        "核驗流水帳的每一筆和每一筆記錄，並重算每一項儲存的結果；不指明單位時核驗全部單位。有問題時結束碼為 1。\n\n"
        "按新版本計算會不同的結果僅列出，不算問題：未經採用，仍以儲存的為準。",
        "Check every entry of the journal, every record against it, and every stored result by "
        "making it again; of every organization, unless one is named. The exit code is 1 if there "
        "is a flaw.\n\n"
        "A result that a newer version computes otherwise is listed and is no flaw: what is stored "
        "stays in force until that is accepted.",
    )
)
def verify(here: Invocation) -> int:
    """Check the store."""
    with here.office() as office:
        orgs = [here.settings.org] if here.settings.org else office.storage.organizations()
        found = {org: _check(here, office, org) for org in orgs}
    data = {
        "sound": not any(checked.flaws for checked in found.values()),
        "organizations": [_org_json(here, org, checked) for org, checked in found.items()],
    }
    here.answer(data, lambda: _show(here, found))
    return DONE if data["sound"] else REFUSED


@attrs.frozen
class Checked:
    """What came of checking one organization: entries read, flaws, and results made again."""

    count: int
    flaws: Sequence[Flaw]
    certificate: ReplayCertificate

    @property
    def flawed(self) -> int:
        """How many entries have a flaw."""
        return len({flaw.seq for flaw in self.flaws})


def _check(here: Invocation, office: Office, org: str) -> Checked:
    count = 0
    certificates: list[ReplayCertificate] = []

    def progress(done: int, total: int) -> None:
        nonlocal count
        count = done
        if sys.stderr.isatty() and total >= _SHOW_FROM:
            words = here.read(_PROGRESS.format(org=org, done=done, total=total))
            click.echo(f"\r{harmless(words)}", nl=done == total, err=True)

    flaws = tuple(office.verify(org, progress=progress, replayed=certificates.append))
    return Checked(count, flaws, certificates[0])


def _org_json(here: Invocation, org: str, found: Checked) -> dict[str, JSON]:
    certificate = found.certificate.to_json()
    return {
        "org": org,
        "entries": found.count,
        "flawed": found.flawed,
        "flaws": [
            {"seq": flaw.seq, "record": flaw.record, "problem": here.read(flaw.problem)}
            for flaw in found.flaws
        ],
        "replay": {name: certificate[name] for name in ("digest", "results", "same", "listed")},
    }


def _show(here: Invocation, found: dict[str, Checked]) -> None:
    for org, checked in found.items():
        flaws = checked.flaws
        for flaw in flaws:
            here.say(_FLAW.format(org=org, seq=flaw.seq, record=flaw.record, problem=flaw.problem))
        listed = [one for one in checked.certificate.listed if one.verdict != DIFFERS]
        for result in listed:
            here.say(_LISTED.format(org=org, result=result.text))
        counts = {
            "count": checked.count,
            "sound": max(0, checked.count - checked.flawed),
            "flaws": len(flaws),
        }
        here.say((_FLAWED if flaws else _SOUND).format(org=org, **counts))
        results, same = len(checked.certificate.results), checked.certificate.same
        if results:
            said = _ALL_SAME if same == results else _SOME_SAME
            here.say(said.format(org=org, results=results, same=same))
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
_LISTED = Text("{org}：{result}", "{org}：{result}", "{org}: {result}")
_ALL_SAME = Text(
    "{org}：{results} 项结果重新计算，全部相同",
    "{org}：{results} 項結果重新計算，全部相同",
    "{org}: all {results} stored result(s) made again come to the same",
)
_SOME_SAME = Text(
    "{org}：{results} 项结果重新计算，{same} 项相同",
    "{org}：{results} 項結果重新計算，{same} 項相同",
    "{org}: of {results} stored result(s) made again, {same} come(s) to the same",
)
_EMPTY = Text("存储是空的", "儲存是空的", "the store is empty")
