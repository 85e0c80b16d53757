"""`homeroom demo`: plays the story into a store of its own, verifies it, and says where to look."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from homeroom_core.errors import Fault, InputError
from homeroom_core.office import Office
from homeroom_core.replaying import ReplayCertificate
from homeroom_core.text import Text
from homeroom_plugins.cli.demo.agenda import play
from homeroom_plugins.cli.demo.play import AGENDAS, START
from homeroom_plugins.cli.demo.story import ACTORS, ORG, Event, HandClock, Story
from homeroom_plugins.cli.failures import DONE, REFUSED
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.said import SaidOption

STORE_FILE = "school.db"


@command(
    Text(
        "用虚构的 60 班学校演示一个学年：从岗前培训到下一学年的续聘。\n\n"
        "全部步骤都经公开接口写入新建的存储，然后核验流水账，重算全部结果。",
        "用虛構的 60 班學校演示一個學年：從崗前培訓到下一學年的續聘。\n\n"
        "全部步驟都經公開介面寫入新建的儲存，然後核驗流水帳，重算全部結果。",
        "Play the year of an invented school of 60 classes, from pre-service training to the "
        "reappointments for the year after.\n\nEvery step goes through the public API into a new "
        "store, which is then verified, and every result made again.",
    ),
    SaidOption(
        "--out",
        metavar="DIR",
        default="homeroom-demo",
        text=Text(
            "写入的文件夹（默认 homeroom-demo）",
            "寫入的資料夾（預設 homeroom-demo）",
            "Folder to write to; homeroom-demo by default.",
        ),
    ),
    SaidOption(
        "--until",
        metavar="DATE",
        text=Text(
            "只演到这一天（含当天），留下学年进行中的存储",
            "只演到這一天（含當天），留下學年進行中的儲存",
            "Play only up to this day, included: a store in the middle of its year.",
        ),
    ),
    SaidOption(
        "--fast",
        is_flag=True,
        text=Text(
            "照样全部演完，只是不逐条打印",
            "照樣全部演完，只是不逐條列印",
            "Play all of it the same, and print only what it came to.",
        ),
    ),
)
def demo(invocation: Invocation, *, out: str, until: str | None, fast: bool) -> int:
    """Play the demonstration.

    Raises:
        InputError: There is a store in the folder already.
    """
    last = _day(until)
    folder = Path(out)
    store = folder / STORE_FILE
    if store.exists():
        raise InputError("homeroom demo", (Fault("--out", str(folder), _NEW_FOLDER),))
    folder.mkdir(parents=True, exist_ok=True)
    clock = HandClock(START)
    with Office.open(f"sqlite:///{store}", clock=clock) as office:
        story = Story(office, clock, folder, _silent if fast else _teller(invocation))
        play(story, AGENDAS, until=last)
        ending = Ending.of(office, story.events)
    (folder / "homeroom.toml").write_text(_settings(), encoding="utf-8")
    invocation.answer(
        {
            "store": f"sqlite:///{store}",
            "events": [
                {
                    "on": event.on.isoformat(),
                    "refused": event.refused,
                    "text": invocation.read(event.text),
                }
                for event in story.events
            ],
            "entries": ending.entries,
            "flaws": list(ending.flaws),
            "results": ending.results,
            "same": ending.same,
            "counts": {
                kind: {str(state): count for state, count in states.items()}
                for kind, states in ending.counts.items()
            },
        },
        lambda: _close(invocation, folder, office.lifecycles, ending),
    )
    return DONE if ending.sound else REFUSED


@attrs.frozen(kw_only=True)
class Ending:
    """What the year came to.

    Attributes:
        refusals: How many steps were refused, each as it was expected.
        counts: How many records there are in the school, by kind and state.
        entries: Entries of all journals, of the school and of those it wrote to.
        flaws: What the verification found.
        results: How many stored results were made again.
        same: How many of them came to the same.
    """

    refusals: int
    counts: Mapping[str, Counter[str]]
    entries: int
    flaws: tuple[str, ...]
    results: int
    same: int

    @property
    def sound(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.flaws and self.results == self.same

    @classmethod
    def of(cls, office: Office, events: Sequence[Event]) -> "Ending":
        """Count, verify the journals, and make every result again."""
        flaws: list[str] = []
        certificates: list[ReplayCertificate] = []
        orgs = office.storage.organizations()
        for org in orgs:
            flaws += map(str, office.verify(org, replayed=certificates.append))
        with office.reading(ORG) as reading:
            counts = {
                kind: Counter(str(record.state) for record in reading.find(lifecycle.record))
                for kind, lifecycle in office.lifecycles.items()
            }
        return cls(
            refusals=sum(event.refused for event in events),
            counts=counts,
            entries=sum(len(office.feed(org)) for org in orgs),
            flaws=tuple(flaws),
            results=sum(len(one.results) for one in certificates),
            same=sum(one.same for one in certificates),
        )


def _day(until: str | None) -> date:
    """The last day to play.

    Raises:
        InputError: It is no date.
    """
    try:
        return date.fromisoformat(until) if until is not None else date.max
    except ValueError:
        raise InputError("homeroom demo", (Fault("--until", str(until), _A_DAY),)) from None


def _teller(invocation: Invocation) -> Callable[[Event], None]:
    """Tells every event as it happens, unless JSON was asked for."""

    def tell(event: Event) -> None:
        mark = "×" if event.refused else "·"
        invocation.say(f"{event.on} {mark} {invocation.read(event.text)}")

    return _silent if invocation.as_json else tell


def _silent(_event: Event) -> None:
    """Tells nothing."""


def _close(
    invocation: Invocation, folder: Path, lifecycles: Mapping[str, Any], ending: Ending
) -> None:
    """The counts, what the verification found, and where to look next."""
    invocation.say()
    table = invocation.tables(*map(invocation.read, (_KIND, _STATE, _COUNT)))
    for kind, state, count in _rows(lifecycles, ending.counts):
        table.add((invocation.read(kind), invocation.read(state), count))
    table.show()
    invocation.say()
    invocation.say(_REFUSED.format(count=ending.refusals))
    if ending.flaws:
        invocation.say(_FLAWS.format(count=len(ending.flaws)))
        for flaw in ending.flaws:
            invocation.say(f"  {flaw}")
    else:
        invocation.say(_SOUND.format(count=ending.entries))
    again = _ALL_SAME if ending.same == ending.results else _SOME_SAME
    invocation.say(again.format(results=ending.results, same=ending.same))
    invocation.say(_NEXT.format(folder=folder))


def _rows(
    lifecycles: Mapping[str, Any], counts: Mapping[str, Counter[str]]
) -> Iterator[tuple[Text, Text, int]]:
    for kind, states in counts.items():
        lifecycle = lifecycles[kind]
        for state in lifecycle.states:
            if states[str(state)]:
                yield lifecycle.record.label, state.label, states[str(state)]


def _settings() -> str:
    """A `homeroom.toml` with which the commands work in the folder."""
    lines = [
        f'store = "sqlite:///{STORE_FILE}"',
        f'org = "{ORG}"',
        'as = "office"',
        "",
    ]
    for actor in ACTORS:
        roles = ", ".join(f'"{role}"' for role in sorted(actor.roles))
        lines += [f"[actors.{actor.id}]", f"roles = [{roles}]", ""]
    return "\n".join(lines)


_NEW_FOLDER = Text(
    "还没有 school.db 的文件夹", "還沒有 school.db 的資料夾", "a folder without a school.db"
)
_A_DAY = Text("日期，如 2025-12-05", "日期，如 2025-12-05", "a date, such as 2025-12-05")
_KIND = Text("类别", "類別", "Kind")
_STATE = Text("状态", "狀態", "State")
_COUNT = Text("数量", "數量", "Count")
_FLAWS = Text(
    "核验发现 {count} 处问题：", "核驗發現 {count} 處問題：", "verification found {count} flaws:"
)
_SOUND = Text(
    "核验：{count} 条流水账全部完好。",
    "核驗：{count} 筆流水帳全部完好。",
    "verified: all {count} journal entries are sound.",
)
_REFUSED = Text(
    "{count} 处被拒绝，都在意料之中（标 ×）",
    "{count} 處被拒絕，都在意料之中（標 ×）",
    "{count} steps were refused, each of them as expected (marked ×)",
)
_ALL_SAME = Text(
    "重算：{results} 项结果全部相同。",
    "重算：{results} 項結果全部相同。",
    "made again: all {results} stored results come to the same.",
)
_SOME_SAME = Text(
    "重算：{results} 项结果中 {same} 项相同。",
    "重算：{results} 項結果中 {same} 項相同。",
    "made again: of {results} stored results {same} come to the same.",
)
_NEXT = Text(
    "接下来：cd {folder}，然后试试\n"
    "  homeroom list contest\n  homeroom list growth_plan --state active\n"
    "  homeroom portfolio person-1\n  homeroom verify\n"
    "教程从这里开始：docs/tutorial/first-steps.md",
    "接下來：cd {folder}，然後試試\n"
    "  homeroom list contest\n  homeroom list growth_plan --state active\n"
    "  homeroom portfolio person-1\n  homeroom verify\n"
    "教學從這裡開始：docs/tutorial/first-steps.md",
    "next: cd {folder}, then try\n"
    "  homeroom list contest\n  homeroom list growth_plan --state active\n"
    "  homeroom portfolio person-1\n  homeroom verify\n"
    "the tutorial goes on from here: docs/tutorial/first-steps.md",
)
