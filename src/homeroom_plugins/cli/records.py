"""`homeroom list`, `show` and `history`: reading records, as far as the actor may see them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click

from homeroom_core.labels import field_label, label_of
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.office import Office
from homeroom_core.record import EVERYTHING, Record
from homeroom_core.telling import Telling
from homeroom_core.text import Text, listing
from homeroom_core.view import EntryView, View
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.orphans import say_notes, show_orphan, show_orphans
from homeroom_plugins.cli.output import short
from homeroom_plugins.cli.said import SaidOption
from homeroom_plugins.cli.values import assigned, where_values


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
        if kind not in office.lifecycles_of(here.org):
            _list_orphans(here, office, kind, states, where)
            return
        lifecycle = office.lifecycle(here.org, kind)
        wanted = tuple(str(lifecycle.state(state)) for state in states)
        actor = here.actor(office)
        seen = office.list(
            here.org,
            kind,
            to=actor,
            state=wanted or None,
            where=where_values(lifecycle.record, where),
        )
        data = {"kind": kind, "records": [one.to_json() for one in seen]}
        with office.telling(here.org, to=actor) as telling:
            here.answer(data, lambda: _show_list(here, lifecycle, seen, telling))


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
        actor = here.actor(office)
        seen = office.show(here.org, id, to=actor)
        if seen.needs is not None:
            data = {**seen.to_json(), "state_label": seen.state}
            here.answer(data, lambda: show_orphan(here, office, seen))
            return
        lifecycle = office.lifecycle(here.org, seen.kind)
        data = {**seen.to_json(), "state_label": here.read(lifecycle.state(seen.state).label)}
        with office.telling(here.org, to=actor) as telling:
            here.answer(data, lambda: show_view(here, lifecycle, seen, telling))


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
        lifecycle = None
        if seen[0].needs is None:
            with office.reading(here.org) as reading:
                lifecycle = reading.lifecycle_of(id)
        data = {"record": id, "entries": [entry.to_json() for entry in seen]}
        with office.telling(here.org, to=actor) as telling:
            here.answer(data, lambda: _show_history(here, office, lifecycle, seen, telling))


def _list_orphans(
    here: Invocation, office: Office, kind: str, states: tuple[str, ...], where: tuple[str, ...]
) -> None:
    """List records of a kind that nobody here knows, by stored codes and names."""
    looked_for = dict(assigned(where, "--where"))
    actor = here.actor(office)
    seen = office.list(here.org, kind, to=actor, state=states or None, where=looked_for)
    data = {"kind": kind, "records": [one.to_json() for one in seen]}
    here.answer(data, lambda: show_orphans(here, office, kind, seen))


def show_view(here: Invocation, lifecycle: Lifecycle[Any], seen: View, telling: Telling) -> None:
    """Print what may be seen of a record."""
    heading = _HEADING.format(
        kind=lifecycle.record.label,
        id=seen.id,
        state=lifecycle.state(seen.state),
        version=seen.version,
    )
    here.say(heading)
    record = lifecycle.record
    for part in telling.fields(seen, record):
        for line in part.lines(here.language, indent="  "):
            here.say(line)
    if seen.hidden:
        here.say(_HIDDEN.format(fields=listing(field_label(record, name) for name in seen.hidden)))


def _show_list(
    here: Invocation, lifecycle: Lifecycle[Any], seen: Sequence[View], telling: Telling
) -> None:
    record = lifecycle.record
    if seen:
        paths = telling.columns(record, seen)
        heads = (label_of(record, path) for path in ("id", "state", *paths))
        table = here.tables(*map(here.read, heads), unbroken=0)
        for one in seen:
            cells = (telling.cell(one, record, path) for path in paths)
            table.add([one.id, here.read(lifecycle.state(one.state).label),
                       *(short(here.read(cell)) for cell in cells)])  # fmt: skip
        table.show()
    here.say(_COUNT.format(count=len(seen), kind=record.label))


def _show_history(
    here: Invocation,
    office: Office,
    lifecycle: Lifecycle[Any] | None,
    seen: Sequence[EntryView],
    telling: Telling,
) -> None:
    """Print a history, by labels, or where nobody knows the lifecycle by what is stored."""
    zone = office.organization(here.org).zone
    table = here.tables(*(here.read(head) for head in _HISTORY_HEADS))
    for entry in seen:
        moment = datetime.fromisoformat(entry.at).astimezone(zone).strftime("%Y-%m-%d %H:%M")
        state = (
            Text.same(entry.target) if lifecycle is None else lifecycle.state(entry.target).label
        )
        actor = "***" if entry.actor is None else here.read(telling.reference(entry.actor))
        changed = _changed(lifecycle.record if lifecycle else Record, entry)
        table.add([entry.version, moment, actor, here.read(_step(lifecycle, entry)),
                   here.read(state), here.read(changed),
                   "***" if entry.reason is None else entry.reason])  # fmt: skip
    table.show()
    say_notes(here, office, seen[-1])


def _step(lifecycle: Lifecycle[Any] | None, entry: EntryView) -> Text:
    """What a step is called; its bare name, if there is no lifecycle that has it."""
    steps: dict[str, Any] = {}
    if lifecycle is not None:
        steps = {**lifecycle.creations, **lifecycle.transitions}
    step = steps.get(entry.transition)
    return Text.same(entry.transition) if step is None else step.label


def _changed(record: type[Record], entry: EntryView) -> Text:
    """The fields that a step changed or first filled in; in brackets what may not be seen."""
    if entry.hidden == tuple(EVERYTHING):
        return Text.same("***")
    filled = (n for n, value in entry.fields.items() if entry.source or value not in _EMPTY)
    hidden = (_UNSEEN.format(field=field_label(record, name)) for name in entry.hidden)
    return listing([*(field_label(record, name) for name in filled), *hidden])


_EMPTY: tuple[object, ...] = (None, "", [], {}, False)
_UNSEEN = Text("（{field}）", "（{field}）", "({field})")
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
