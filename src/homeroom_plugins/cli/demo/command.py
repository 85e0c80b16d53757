"""`homeroom demo`: plays the story into a store of its own, verifies it, and says where to look."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from homeroom_core.errors import Fault, InputError
from homeroom_core.office import Office
from homeroom_core.text import Text
from homeroom_plugins.cli.demo.play import START, play
from homeroom_plugins.cli.demo.story import ACTORS, ORG, Event, HandClock, Story
from homeroom_plugins.cli.failures import DONE, REFUSED
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.said import SaidOption

STORE_FILE = "school.db"


@command(
    Text(
        "用虚构的 60 班学校演示一个学期：导入花名册、成长规划、主题班会评比。\n\n"
        "全部步骤都经公开接口写入新建的存储，然后核验流水账。",
        "用虛構的 60 班學校演示一個學期：匯入名冊、成長規劃、主題班會評比。\n\n"
        "全部步驟都經公開介面寫入新建的儲存，然後核驗流水帳。",
        "Play a term of an invented school of 60 classes: roster, growth plans, a class-meeting "
        "contest.\n\nEvery step goes through the public API into a new store, "
        "which is then verified.",
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
)
def demo(invocation: Invocation, out: str) -> int:
    """Play the demonstration."""
    folder = Path(out)
    store = folder / STORE_FILE
    if store.exists():
        raise InputError("homeroom demo", (Fault("--out", str(folder), _NEW_FOLDER),))
    folder.mkdir(parents=True, exist_ok=True)
    clock = HandClock(START)
    with Office.open(f"sqlite:///{store}", clock=clock) as office:
        story = Story(office, clock, _teller(invocation))
        play(story)
        flaws = [str(flaw) for flaw in office.verify(ORG)]
        counts = _counts(office)
        entries = len(office.feed(ORG))
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
            "entries": entries,
            "flaws": flaws,
            "counts": {
                kind: {str(state): count for state, count in states.items()}
                for kind, states in counts.items()
            },
        },
        lambda: _close(invocation, folder, office, counts, entries, flaws),
    )
    return REFUSED if flaws else DONE


def _teller(invocation: Invocation) -> Callable[[Event], None]:
    """Tells every event as it happens, unless JSON was asked for."""

    def tell(event: Event) -> None:
        mark = "×" if event.refused else "·"
        invocation.say(f"{event.on} {mark} {invocation.read(event.text)}")

    return _silent if invocation.as_json else tell


def _silent(_event: Event) -> None:
    """Tells nothing."""


def _counts(office: Office) -> dict[str, Counter[str]]:
    """How many records there are, by kind and state."""
    with office.reading(ORG) as reading:
        return {
            kind: Counter(str(record.state) for record in reading.find(lifecycle.record))
            for kind, lifecycle in office.lifecycles.items()
        }


def _close(
    invocation: Invocation,
    folder: Path,
    office: Office,
    counts: dict[str, Counter[str]],
    entries: int,
    flaws: list[str],
) -> None:
    """The counts, what the verification found, and where to look next."""
    invocation.say()
    table = invocation.tables(*map(invocation.read, (_KIND, _STATE, _COUNT)))
    for kind, state, count in _rows(office.lifecycles, counts):
        table.add((invocation.read(kind), invocation.read(state), count))
    table.show()
    invocation.say()
    if flaws:
        invocation.say(_FLAWS.format(count=len(flaws)))
        for flaw in flaws:
            invocation.say(f"  {flaw}")
    else:
        invocation.say(_SOUND.format(count=entries))
    invocation.say(_NEXT.format(folder=folder))


def _rows(lifecycles: Any, counts: dict[str, Counter[str]]) -> Iterator[tuple[Text, Text, int]]:
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
_NEXT = Text(
    "接下来：cd {folder}，然后试试\n"
    "  homeroom list contest\n  homeroom list growth_plan --state active\n"
    "  homeroom verify\n  homeroom lifecycle contest --format mermaid",
    "接下來：cd {folder}，然後試試\n"
    "  homeroom list contest\n  homeroom list growth_plan --state active\n"
    "  homeroom verify\n  homeroom lifecycle contest --format mermaid",
    "next: cd {folder}, then try\n"
    "  homeroom list contest\n  homeroom list growth_plan --state active\n"
    "  homeroom verify\n  homeroom lifecycle contest --format mermaid",
)
