"""`homeroom can`: what may be done with a record now, by whom, and why not the rest."""

from collections.abc import Sequence
from typing import Any

import click

from homeroom_core.arguments import arguments_of
from homeroom_core.codec import JSON
from homeroom_core.decision import Option
from homeroom_core.diagram import step_outline
from homeroom_core.lifecycle import Lifecycle, Transition
from homeroom_core.text import Text, listing
from homeroom_plugins.cli.asked import in_a_word
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.outcome import is_idle, is_others, named
from homeroom_plugins.cli.output import refusal_json


@command(
    Text(
        "现在能对一条记录做什么、需要哪些参数；其余的由谁做，或为何还不能。",
        "現在能對一筆記錄做什麼、需要哪些參數；其餘的由誰做，或為何還不能。",
        "What you can do with a record now and what that asks for; who may do the rest, "
        "or why nobody can yet.",
    ),
    click.Argument(["id"]),
)
def can(here: Invocation, *, id: str) -> None:
    """Say what may be done now."""
    with here.office() as office:
        actor = here.actor(office)
        options = office.available(here.org, id, by=actor)
        with office.reading(here.org) as reading:
            lifecycle, state = reading.lifecycle_of(id), reading.any(id).state
    data = {
        "record": id,
        "actor": actor.id,
        "can": [step_outline(o.transition, here.language) for o in options if o.decision],
        "cannot": [_refused_json(here, o) for o in options if not o.decision],
    }
    here.answer(data, lambda: _show(here, lifecycle, state, options))


def _refused_json(here: Invocation, option: Option) -> dict[str, JSON]:
    refusals = [refusal_json(one, here.language) for one in option.decision.refusals]
    return {**step_outline(option.transition, here.language), "refusals": refusals}


def _show(
    here: Invocation, lifecycle: Lifecycle[Any], state: str, options: Sequence[Option]
) -> None:
    opened = [option.transition for option in options if option.decision]
    here.say(_CAN if opened else _NOTHING)
    if opened:
        table = here.tables(*(here.read(head) for head in _HEADS))
        for step in opened:
            table.add([step.name, here.read(step.label), _asks(here, step)])
        table.show()
    if any(arguments_of(step) for step in opened):
        here.say(_SAMPLES.format(kind=lifecycle.kind))
    closed = [one for one in options if not one.decision and not is_idle(one)]
    elsewhere = [option for option in closed if option.is_elsewhere]
    others = [option for option in closed if is_others(option)]
    blocked = [one for one in closed if one not in elsewhere and one not in others]
    _show_others(here, others)
    _show_blocked(here, blocked)
    _show_elsewhere(here, lifecycle, state, elsewhere)


def _show_others(here: Invocation, others: Sequence[Option]) -> None:
    if others:
        here.say(_OTHERS)
    by_whom: dict[Text, list[Text]] = {}
    for option in others:
        by_whom.setdefault(option.transition.grant.label, []).append(named(option.transition))
    for who, steps in by_whom.items():
        here.say(_OF.format(of=who, steps=listing(steps)))


def _show_blocked(here: Invocation, blocked: Sequence[Option]) -> None:
    """Steps of this state that something keeps back, each with every reason."""
    if blocked:
        here.say(_BLOCKED)
    for option in blocked:
        here.say(f"  {here.read(named(option.transition))}")
        for one in option.decision.refusals:
            here.say(f"    - {here.read(one.text)}{here.read(_STOP)}{here.read(one.remedy)}")


def _show_elsewhere(
    here: Invocation, lifecycle: Lifecycle[Any], state: str, elsewhere: Sequence[Option]
) -> None:
    """Steps of other states, by the states that they wait for."""
    waiting: dict[tuple[str, ...], list[Text]] = {}
    for option in elsewhere:
        waiting.setdefault(option.transition.sources, []).append(named(option.transition))
    if waiting:
        here.say(_ELSEWHERE.format(state=lifecycle.state(state)))
    for sources, steps in waiting.items():
        here.say(_OF.format(of=listing(sources), steps=listing(steps)))


def _asks(here: Invocation, step: Transition[Any, ...]) -> str:
    words = [
        _WANTED.format(
            name=one.name,
            what=in_a_word(step.lifecycle.record, one),
            more=Text.same("") if one.required else _OPTIONAL,
        )
        for one in arguments_of(step)
    ]
    parts = [*words, *([_A_REASON] if step.reason_required else [])]
    return here.read(_STOP).join(map(here.read, parts))


_CAN = Text("您现在可以：", "您現在可以：", "You can now:")
_NOTHING = Text(
    "现在没有您可做的步骤。", "現在沒有您可做的步驟。", "There is nothing that you can do now."
)
_SAMPLES = Text(
    "各步骤所需参数的样例：homeroom lifecycle {kind} 步骤",
    "各步驟所需參數的範例：homeroom lifecycle {kind} 步驟",
    "A sample file of what a step asks for: homeroom lifecycle {kind} STEP",
)
_OTHERS = Text("由他人操作：", "由他人操作：", "Others can:")
_BLOCKED = Text("还不能：", "還不能：", "Not yet:")
_ELSEWHERE = Text(
    "现在是“{state}”，以下步骤属于其他状态：",
    "現在是「{state}」，以下步驟屬於其他狀態：",
    "It is now '{state}'; these steps belong to other states:",
)
_OF = Text("  {of}：{steps}", "  {of}：{steps}", "  {of}: {steps}")
_STOP = Text("；", "；", "; ")
_WANTED = Text("{name}：{what}{more}", "{name}：{what}{more}", "{name}: {what}{more}")
_OPTIONAL = Text("（可省）", "（可省）", " (optional)")
_A_REASON = Text("--reason（须写理由）", "--reason（須寫理由）", "--reason (owed)")
_HEADS = (
    Text("步骤", "步驟", "transition"),
    Text("名称", "名稱", "label"),
    Text("需要", "需要", "asks for"),
)
