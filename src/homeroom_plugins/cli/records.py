"""`homeroom list`, `show` and `history`: reading records, as far as the actor may see them."""

from datetime import datetime
from typing import Any

import attrs
import click

from homeroom_core.families import LIFECYCLES
from homeroom_core.lifecycle import STATE, Lifecycle
from homeroom_core.office import Office
from homeroom_core.text import Text, listing
from homeroom_core.view import EntryView, View
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.output import in_language, laid_out
from homeroom_plugins.cli.said import SaidOption
from homeroom_plugins.cli.values import where_values

_MOST_COLUMNS = 5
_LONGEST_CELL = 40


@command(
    Text(
        "列出一类记录中您可以看到的，先建的在前。\n\n示例：homeroom list growth_plan --state submitted",
        "列出一類記錄中您可以看到的，先建的在前。\n\n範例：homeroom list growth_plan --state submitted",
        "List the records of a kind that you may see, oldest first.\n\n"
        "Example: homeroom list growth_plan --state submitted",
    ),
    click.Argument(["kind"]),
    SaidOption(
        "--state",
        "states",
        multiple=True,
        metavar="STATE",
        text=Text(
            "只列处于该状态的；可重复", "只列處於該狀態的；可重複", "Only those in this state; may be repeated."
        ),
    ),
    SaidOption(
        "--where",
        multiple=True,
        metavar="FIELD=VALUE",
        text=Text(
            "只列索引字段为该值的；可重复",
            "只列索引欄位為該值的；可重複",
            "Only those whose indexed field has this value; may be repeated.",
        ),
    ),
)  # fmt: skip
def list_records(
    here: Invocation, *, kind: str, states: tuple[str, ...], where: tuple[str, ...]
) -> None:
    """List the records of a kind."""
    with here.office() as office:
        lifecycle = office.plugins(LIFECYCLES, kind)
        wanted = tuple(str(lifecycle.state(state)) for state in states)
        seen = office.list(
            here.org,
            kind,
            to=here.actor(office),
            state=wanted or None,
            where=where_values(lifecycle.record, where),
        )
    data = {"kind": kind, "records": [one.to_json() for one in seen]}
    here.answer(data, lambda: _show_list(here, lifecycle, seen))


@command(
    Text(
        "查看一条记录中您可以看到的内容。",
        "檢視一筆記錄中您可以看到的內容。",
        "Show what you may see of a record.",
    ),
    click.Argument(["id"]),
)
def show(here: Invocation, *, id: str) -> None:
    """Show a record."""
    with here.office() as office:
        seen = office.show(here.org, id, to=here.actor(office))
        lifecycle = office.plugins(LIFECYCLES, seen.kind)
    data = {**seen.to_json(), "state_label": here.read(lifecycle.state(seen.state).label)}
    here.answer(data, lambda: show_view(here, lifecycle, seen))


@command(
    Text(
        "查看一条记录的经过：何时、由谁、做了什么、改了哪些字段。",
        "檢視一筆記錄的經過：何時、由誰、做了什麼、改了哪些欄位。",
        "Show what happened to a record: when, by whom, which step, which fields it changed.",
    ),
    click.Argument(["id"]),
)
def history(here: Invocation, *, id: str) -> None:
    """Show what happened to a record."""
    with here.office() as office:
        actor = here.actor(office)
        seen = office.show_history(here.org, id, to=actor)
        with office.reading(here.org) as reading:
            lifecycle = reading.lifecycle_of(id)
        data = {"record": id, "entries": [entry.to_json() for entry in seen]}
        here.answer(data, lambda: _show_history(here, office, lifecycle, seen))


def show_view(here: Invocation, lifecycle: Lifecycle[Any], seen: View) -> None:
    """Print what may be seen of a record."""
    heading = _HEADING.format(
        kind=lifecycle.record.label,
        id=seen.id,
        state=lifecycle.state(seen.state),
        version=seen.version,
    )
    here.say(heading)
    for line in laid_out(in_language(seen.fields, here.language), "  "):
        here.say(line)
    if seen.hidden:
        here.say(_HIDDEN.format(fields=listing(seen.hidden)))


def _show_list(here: Invocation, lifecycle: Lifecycle[Any], seen: Any) -> None:
    rows = [
        attrs.evolve(one, fields=in_language(one.fields, here.language)).summary() for one in seen
    ]
    known = dict.fromkeys(name for row in rows for name in row)
    names = sorted(known, key=lambda name: "." in name)[:_MOST_COLUMNS]
    if seen:
        table = here.tables("id", here.read(STATE), *names)
        for one, row in zip(seen, rows, strict=True):
            label = here.read(lifecycle.state(one.state).label)
            table.add([one.id, label, *(_short(row.get(name, "")) for name in names)])
        table.show()
    here.say(_COUNT.format(count=len(seen), kind=lifecycle.record.label))


def _show_history(here: Invocation, office: Office, lifecycle: Lifecycle[Any], seen: Any) -> None:
    zone = office.organization(here.org).zone
    table = here.tables(*(here.read(head) for head in _HISTORY_HEADS))
    for entry in seen:
        moment = datetime.fromisoformat(entry.at).astimezone(zone).strftime("%Y-%m-%d %H:%M")
        state = here.read(lifecycle.state(entry.target).label)
        table.add([entry.version, moment, entry.actor or "***", here.read(_step(lifecycle, entry)),
                   state, _changed(entry), "***" if entry.reason is None else entry.reason])  # fmt: skip
    table.show()


def _step(lifecycle: Lifecycle[Any], entry: EntryView) -> Text:
    """What a step is called; its bare name, if the lifecycle no longer has it."""
    steps: dict[str, Any] = {**lifecycle.creations, **lifecycle.transitions}
    step = steps.get(entry.transition)
    return Text.same(entry.transition) if step is None else step.label


def _changed(entry: EntryView) -> str:
    return ", ".join([*entry.fields, *(f"({name})" for name in entry.hidden)])


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"


_HEADING = Text(
    "{kind} {id}：{state}，第 {version} 版",
    "{kind} {id}：{state}，第 {version} 版",
    "{kind} {id}: {state}, version {version}",
)
_HIDDEN = Text(
    "  （您不可见：{fields}）", "  （您不可見：{fields}）", "  (hidden from you: {fields})"
)
_COUNT = Text("{kind}：{count} 条", "{kind}：{count} 筆", "{kind}: {count}")
_HISTORY_HEADS = (
    Text("版本", "版本", "version"),
    Text("时间", "時間", "when"),
    Text("由谁", "由誰", "who"),
    Text("步骤", "步驟", "step"),
    Text("状态", "狀態", "state"),
    Text("更改的字段", "更改的欄位", "changed"),
    Text("理由", "理由", "reason"),
)
