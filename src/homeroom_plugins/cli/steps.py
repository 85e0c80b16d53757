"""`homeroom can`, `do` and `new`: what may be done with a record, and doing it."""

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, TypeVar

import attrs
import click

from homeroom_core.arguments import arguments_from_json, arguments_of
from homeroom_core.codec import JSON
from homeroom_core.decision import Option
from homeroom_core.desk import Desk
from homeroom_core.diagram import step_outline
from homeroom_core.errors import (
    ConflictError,
    Fault,
    HomeroomError,
    InputError,
    RecordNotFoundError,
    UnknownError,
)
from homeroom_core.families import LIFECYCLES, RUBRICS
from homeroom_core.journal import replay
from homeroom_core.lifecycle import Creation, Lifecycle, Operation, Transition
from homeroom_core.office import Office
from homeroom_core.people import CODE
from homeroom_core.record import EVERYTHING, Record
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.telling import Telling
from homeroom_core.text import Text, listing
from homeroom_core.training.person import Person
from homeroom_core.view import View, view
from homeroom_core.visibility import hidden_fields
from homeroom_plugins.cli.asked import in_a_word
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.output import refusal_json
from homeroom_plugins.cli.records import show_view
from homeroom_plugins.cli.said import SaidOption
from homeroom_plugins.cli.values import Shelf, step_data
from homeroom_plugins.rubrics import bundled_policies

T = TypeVar("T")


def _handed_in() -> tuple[click.Parameter, ...]:
    return (
        SaidOption("--arg", "pairs", multiple=True, metavar="NAME=VALUE", text=_ARG_HELP),
        SaidOption("--args", "whole", metavar="@FILE|JSON", text=_ARGS_HELP),
        SaidOption("--reason", default="", metavar="TEXT", text=_REASON_HELP),
    )


_ARG_HELP = Text(
    "一个参数；可重复。其中一项写作 名称.项=值；@文件 读取文件（.toml、.csv、.json 或文字）；也可写 JSON",
    "一個參數；可重複。其中一項寫作 名稱.項=值；@檔案 讀取檔案（.toml、.csv、.json 或文字）；也可寫 JSON",
    "One argument; may be repeated. One field of it: NAME.FIELD=VALUE; what is in a file: "
    "NAME=@FILE (.toml, .csv, .json or text); JSON will do as well.",
)
_ARGS_HELP = Text(
    "全部参数：@文件（.toml 或 .json），或 JSON 对象；- 表示从标准输入读取",
    "全部參數：@檔案（.toml 或 .json），或 JSON 物件；- 表示從標準輸入讀取",
    "All arguments: @FILE (.toml or .json), or a JSON object; - reads that from standard input.",
)
_REASON_HELP = Text("理由", "理由", "Why.")


@command(
    Text(
        "现在能对一条记录做什么、需要哪些参数，其余的为何不能。",
        "現在能對一筆記錄做什麼、需要哪些參數，其餘的為何不能。",
        "What you can do with a record now and what that asks for, and why not the rest.",
    ),
    click.Argument(["id"]),
)
def can(here: Invocation, *, id: str) -> None:
    """Say what may be done now."""
    with here.office() as office:
        actor = here.actor(office)
        options = office.available(here.org, id, by=actor)
    data = {
        "record": id,
        "actor": actor.id,
        "can": [step_outline(o.transition, here.language) for o in options if o.decision],
        "cannot": [_refused_json(here, o) for o in options if not o.decision],
    }
    here.answer(data, lambda: _show_options(here, options))


@command(
    Text(
        "对一条记录执行一个步骤；can 会列出可执行的步骤。\n\n"
        "示例：homeroom do growth_plan-7 send_back --arg comment=请补充衡量办法",
        "對一筆記錄執行一個步驟；can 會列出可執行的步驟。\n\n"
        "範例：homeroom do growth_plan-7 send_back --arg comment=請補充衡量辦法",
        "Make a transition of a record; `can` lists those that are open.\n\n"
        "Example: homeroom do growth_plan-7 send_back --arg comment='name a measure'",
    ),
    click.Argument(["id"]),
    click.Argument(["transition"]),
    *_handed_in(),
    SaidOption(
        "--expect",
        type=click.IntRange(min=1),
        metavar="VERSION",
        text=Text(
            "您所看到的版本；记录若已改变，则不执行",
            "您所看到的版本；記錄若已改變，則不執行",
            "The version that you saw; nothing is done if the record has changed since.",
        ),
    ),
)
def do(
    here: Invocation,
    *,
    id: str,
    transition: str,
    pairs: tuple[str, ...],
    whole: str | None,
    reason: str,
    expect: int | None,
) -> None:
    """Make a transition."""
    with here.office() as office:
        actor = here.actor(office)
        # First of all: whoever may not see it learns nothing of it, not even its kind.
        lifecycle = office.plugins(LIFECYCLES, office.show(here.org, id, to=actor).kind)
        step = lifecycle.step(transition)
        arguments = _arguments(here, office, step, pairs, whole)
        seen = _as_seen(office, here.org, lifecycle, id, expect)

        def work(desk: Desk) -> tuple[Record, Record, View | None]:
            before = desk.get(lifecycle.record, id)
            hidden = hidden_fields(before, actor, desk)
            if hidden == EVERYTHING:
                raise RecordNotFoundError(here.org, id)
            apply = partial(desk.apply_because, reason, step, seen or before)
            after = _unhidden(hidden, partial(_fitting, step, partial(apply, **arguments)))
            return before, after, view(after, actor, desk)

        before, after, shown = office.transact(here.org, actor, work)
        with office.telling(here.org, to=actor) as telling:
            _answer(here, step, before, after, shown, telling)


@command(
    Text(
        "新建一条记录；lifecycle KIND 会列出新建方式及其参数。\n\n"
        "示例：homeroom new growth_plan draft --arg teacher=person-7 --arg title=三年规划 "
        "--arg starts=2025-09-01 --arg ends=2028-08-31",
        "新建一筆記錄；lifecycle KIND 會列出新建方式及其參數。\n\n"
        "範例：homeroom new growth_plan draft --arg teacher=person-7 --arg title=三年規劃 "
        "--arg starts=2025-09-01 --arg ends=2028-08-31",
        "Create a record; `lifecycle KIND` lists the ways to, and what they ask for.\n\n"
        "Example: homeroom new growth_plan draft --arg teacher=person-7 --arg title='Three years' "
        "--arg starts=2025-09-01 --arg ends=2028-08-31",
    ),
    click.Argument(["kind"]),
    click.Argument(["creation"], required=False),
    *_handed_in(),
)
def new(
    here: Invocation,
    *,
    kind: str,
    creation: str | None,
    pairs: tuple[str, ...],
    whole: str | None,
    reason: str,
) -> None:
    """Create a record."""
    with here.office() as office:
        actor = here.actor(office)
        step = _creation(office.plugins(LIFECYCLES, kind), creation)
        arguments = _arguments(here, office, step, pairs, whole)

        def work(desk: Desk) -> tuple[Record, View | None]:
            create = partial(desk.create_because, reason, step)
            made = _fitting(step, partial(create, **arguments))
            _check_owners(here, desk, step, made, arguments)
            return made, view(made, actor, desk)

        made, shown = office.transact(here.org, actor, work)
        with office.telling(here.org, to=actor) as telling:
            _answer(here, step, None, made, shown, telling)


def _creation(lifecycle: Lifecycle[Any], name: str | None) -> Creation[Any, ...]:
    if name is None:
        ways = listing(_NAMED.format(name=n, label=c.label) for n, c in lifecycle.creations.items())
        raise InputError("homeroom new", (Fault("CREATION", "-", ways),))
    if name not in lifecycle.creations:
        raise UnknownError(_CREATION, name, tuple(lifecycle.creations))
    return lifecycle.creations[name]


def _check_owners(
    here: Invocation,
    desk: Desk,
    step: Operation[Any, ...],
    made: Record,
    arguments: Mapping[str, Any],
) -> None:
    """Whose record it is has been typed by hand: on a roster, that has to be somebody who is there.

    Raises:
        InputError: A name or a staff number was typed instead of an id, or nobody has that id.
    """
    people = {person.id: person for person in desk.find(Person)}
    if not people:
        return
    strange = made.owners() - people.keys() - here.settings.actors.keys()
    faults = [
        Fault(name, one, _whose(one, people.values()))
        for name, value in arguments.items()
        for one in (
            (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
        )
        if isinstance(one, str) and one in strange and not _from_outside(one, people.values())
    ]
    if faults:
        raise InputError(step.name, tuple(faults))


def _from_outside(typed: str, people: Iterable[Person]) -> bool:
    """Whether an id can be somebody's who is on no roster, such as an expert from outside."""
    is_id = re.fullmatch(CODE, typed) is not None and not typed.startswith(f"{Person.kind}-")
    return is_id and not any(typed in (p.staff_no, p.details.name) for p in people)


def _whose(typed: str, people: Iterable[Person]) -> Text:
    meant = [p.id for p in people if typed in (p.staff_no, p.details.name)]
    return _WRITE_ID.format(ids=listing(meant)) if meant else _AN_ID


def _arguments(
    here: Invocation,
    office: Office,
    step: Operation[Any, ...],
    pairs: tuple[str, ...],
    whole: str | None,
) -> dict[str, Any]:
    if whole == "-":
        whole = sys.stdin.read()
    shelf = Shelf(
        rubrics=partial(office.plugins, RUBRICS),
        scoring=_scoring_of,
        folder=here.outside.folder,
    )
    data = step_data(step, pairs, whole, shelf=shelf)
    try:
        return arguments_from_json(step, data)
    except InputError as error:
        how = _HOW.format(kind=step.lifecycle.kind, step=step.name)
        raise attrs.evolve(error, hint=how) from error


def _scoring_of(rubric: str) -> ScoringPolicy:
    known = bundled_policies()
    if rubric not in known:
        raise UnknownError(_SCORED, rubric, tuple(known))
    return known[rubric]


def _as_seen(
    office: Office, org: str, lifecycle: Lifecycle[Any], id: str, expect: int | None
) -> Record | None:
    """The record at the version that the caller saw, which the desk compares with what is stored."""
    if expect is None:
        return None
    entries = [entry for entry in office.history(org, id) if entry.version <= expect]
    if entries[-1].version != expect:
        fault = Fault("--expect", str(expect), _VERSIONS.format(last=entries[-1].version))
        raise InputError(id, (fault,))
    seen: Record = replay(lifecycle.record, entries)
    return seen


def _fitting(step: Operation[Any, ...], make: Callable[[], T]) -> T:
    """Make a step; what a record's own validators refuse is bad input."""
    try:
        return make()
    except ValueError as error:
        if isinstance(error, HomeroomError):
            raise
        said = Text.same(str(error.args[0] if error.args else error))  # attrs adds more after it
        raise InputError(step.name, (Fault(step.name, "-", said),)) from error


def _unhidden(hidden: frozenset[str], make: Callable[[], T]) -> T:
    """Make a step; a conflict does not tell what the actor may not see."""
    try:
        return make()
    except ConflictError as error:
        attempted = {k: v for k, v in error.attempted.items() if k not in hidden}
        current = {k: v for k, v in error.current.items() if k not in hidden}
        raise attrs.evolve(error, attempted=attempted, current=current) from error


def _answer(
    here: Invocation,
    step: Operation[Any, ...],
    before: Record | None,
    after: Record,
    shown: View | None,
    telling: Telling,
) -> None:
    data = {
        "record": after.id,
        "transition": step.name,
        "from": before.state if before is not None else None,
        "to": str(after.state),
        "version": after.version,
        "view": shown.to_json() if shown is not None else None,
    }
    here.answer(data, lambda: _show_step(here, step, after, shown, telling))


def _show_step(
    here: Invocation,
    step: Operation[Any, ...],
    after: Record,
    shown: View | None,
    telling: Telling,
) -> None:
    here.say(_DONE.format(step=step.label, id=after.id))
    if shown is not None:
        show_view(here, step.lifecycle, shown, telling)


def _refused_json(here: Invocation, option: Option) -> dict[str, JSON]:
    refusals = [refusal_json(one, here.language) for one in option.decision.refusals]
    return {**step_outline(option.transition, here.language), "refusals": refusals}


def _show_options(here: Invocation, options: Any) -> None:
    opened = [option.transition for option in options if option.decision]
    here.say(_CAN if opened else _NOTHING)
    if opened:
        table = here.tables(*(here.read(head) for head in _HEADS))
        for step in opened:
            table.add([step.name, here.read(step.label), _asks(here, step)])
        table.show()
    refused = [option for option in options if not option.decision]
    if refused:
        here.say(_CANNOT)
    for option in refused:
        here.say(f"  {option.transition.name}  {here.read(option.transition.label)}")
        for one in option.decision.refusals:
            here.say(f"    - {here.read(one.text)}{here.read(_STOP)}{here.read(one.remedy)}")
    if any(arguments_of(step) for step in opened):
        here.say(_SAMPLES.format(kind=opened[0].lifecycle.kind))


def _asks(here: Invocation, step: Transition[Any, ...]) -> str:
    words = [
        _WANTED.format(
            name=one.name, what=in_a_word(one), more=Text.same("") if one.required else _OPTIONAL
        )
        for one in arguments_of(step)
    ]
    parts = [*words, *([_A_REASON] if step.reason_required else [])]
    return here.read(_STOP).join(map(here.read, parts))


_SAMPLES = Text(
    "运行 homeroom lifecycle {kind} 步骤，可得到该步骤所需参数的样例文件。",
    "執行 homeroom lifecycle {kind} 步驟，可得到該步驟所需參數的範例檔案。",
    "`homeroom lifecycle {kind} STEP` writes a sample file of what a step asks for.",
)
_AN_ID = Text(
    "在册人员的编号，如 person-1（见 homeroom list person）",
    "在冊人員的代號，如 person-1（請見 homeroom list person）",
    "the id of somebody on the roster, such as person-1 (see `homeroom list person`)",
)
_WRITE_ID = Text("编号，即 {ids}", "代號，即 {ids}", "the id, that is {ids}")
_NAMED = Text("{name}（{label}）", "{name}（{label}）", "{name} ({label})")
_HOW = Text(
    "各项写法见 homeroom lifecycle {kind} {step}",
    "各項寫法請見 homeroom lifecycle {kind} {step}",
    "`homeroom lifecycle {kind} {step}` shows how each is written",
)
_SCORED = Text(
    "带有计分办法的评分细则", "帶有計分辦法的評分細則", "rubric that comes with a way of scoring"
)
_WANTED = Text("{name}：{what}{more}", "{name}：{what}{more}", "{name}: {what}{more}")
_CREATION = Text("新建方式", "新建方式", "creation")
_VERSIONS = Text("1 到 {last} 的版本", "1 到 {last} 的版本", "a version from 1 to {last}")
_DONE = Text("已{step}：{id}", "已{step}：{id}", "{step}: done, {id}")
_CAN = Text("现在可以：", "現在可以：", "You can now:")
_NOTHING = Text(
    "现在没有您可做的步骤。", "現在沒有您可做的步驟。", "There is nothing that you can do now."
)
_CANNOT = Text("现在不能：", "現在不能：", "You cannot now:")
_STOP = Text("；", "；", "; ")
_OPTIONAL = Text("（可省）", "（可省）", " (optional)")
_A_REASON = Text("--reason（须写理由）", "--reason（須寫理由）", "--reason (owed)")
_HEADS = (
    Text("步骤", "步驟", "transition"),
    Text("名称", "名稱", "label"),
    Text("需要", "需要", "asks for"),
)
