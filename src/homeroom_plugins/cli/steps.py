"""`homeroom do` and `new`: making a step, for one record or for every row of a file."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import attrs
import click

from homeroom_core.desk import Desk
from homeroom_core.errors import ConflictError, Fault, InputError, RecordNotFoundError
from homeroom_core.journal import replay
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.office import Office
from homeroom_core.record import EVERYTHING, Record
from homeroom_core.text import Text
from homeroom_core.visibility import hidden_fields
from homeroom_plugins.cli.each import (
    Each,
    done_json,
    dry_run_option,
    each_option,
    show_done,
    where_option,
)
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.making import (
    check_owners,
    creation_named,
    fitting,
    read_arguments,
    typed,
)
from homeroom_plugins.cli.outcome import Outcome
from homeroom_plugins.cli.said import SaidOption
from homeroom_plugins.cli.values import where_values

T = TypeVar("T")


def _handed_in() -> tuple[click.Parameter, ...]:
    return (
        SaidOption("--arg", "pairs", multiple=True, metavar="NAME=VALUE", text=_ARG_HELP),
        SaidOption("--args", "whole", metavar="@FILE|JSON", text=_ARGS_HELP),
        SaidOption("--reason", default="", metavar="TEXT", text=_REASON_HELP),
        each_option(),
        dry_run_option(),
    )


_ARG_HELP = Text(
    "一个参数；可重复。其中一项写作 名称.项=值；按工号写人员用 名称.staff_no=工号；"
    "@文件 读取文件（.toml、.csv、.json 或文字）；也可写 JSON",
    "一個參數；可重複。其中一項寫作 名稱.項=值；按教職員編號寫人員用 名稱.staff_no=編號；"
    "@檔案 讀取檔案（.toml、.csv、.json 或文字）；也可寫 JSON",
    "One argument; may be repeated. One field of it: NAME.FIELD=VALUE; somebody by staff number: "
    "NAME.staff_no=NUMBER; what is in a file: NAME=@FILE (.toml, .csv, .json or text); JSON will "
    "do as well.",
)
_ARGS_HELP = Text(
    "全部参数：@文件（.toml 或 .json），或 JSON 对象；- 表示从标准输入读取",
    "全部參數：@檔案（.toml 或 .json），或 JSON 物件；- 表示從標準輸入讀取",
    "All arguments: @FILE (.toml or .json), or a JSON object; - reads that from standard input.",
)
_REASON_HELP = Text("理由", "理由", "Why.")


@command(
    Text(
        "对一条记录执行一个步骤；can 会列出可执行的步骤。\n\n"
        "示例：homeroom do growth_plan-7 send_back --arg comment=请补充衡量办法\n\n"
        "用 --each 则写类别而不写编号，对文件的每一行执行：全部写入，或都不写入。"
        "示例：homeroom do appraisal keep_ledger --each 台账.csv",
        "對一筆記錄執行一個步驟；can 會列出可執行的步驟。\n\n"
        "範例：homeroom do growth_plan-7 send_back --arg comment=請補充衡量辦法\n\n"
        "用 --each 則寫類別而不寫代號，對檔案的每一列執行：全部寫入，或都不寫入。"
        "範例：homeroom do appraisal keep_ledger --each 台帳.csv",
        "Make a transition of a record; `can` lists those that are open.\n\n"
        "Example: homeroom do growth_plan-7 send_back --arg comment='name a measure'\n\n"
        "With --each, give the kind instead of an id: it is made for every row of a file, all of "
        "them or none. Example: homeroom do appraisal keep_ledger --each ledgers.csv",
    ),
    click.Argument(["id"], metavar="ID|KIND"),
    click.Argument(["transition"]),
    *_handed_in(),
    where_option(),
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
    each: str | None,
    dry_run: bool,
    where: tuple[str, ...],
    expect: int | None,
) -> None:
    """Make a transition."""
    _goes_with_each(each, {"--dry-run": dry_run, "--where": where}, {"--expect": expect})
    with here.office() as office:
        if each is not None:
            step = office.lifecycle(here.org, id).step(transition)
            found = where_values(step.lifecycle.record, where)
            run = Each(here=here, office=office, step=step, reason=reason, where=found)
            _do_each(here, run, each, pairs, whole, dry_run=dry_run)
            return
        actor = here.actor(office)
        # First of all: whoever may not see it learns nothing of it, not even its kind.
        lifecycle = office.lifecycle(here.org, office.show(here.org, id, to=actor).kind)
        step = lifecycle.step(transition)
        arguments = read_arguments(step, typed(here, office, step, pairs, whole))
        seen = _as_seen(office, here.org, lifecycle, id, expect)

        def work(desk: Desk) -> Outcome:
            before = desk.get(lifecycle.record, id)
            hidden = hidden_fields(before, actor, desk)
            if hidden == EVERYTHING:
                raise RecordNotFoundError(here.org, id)
            apply = partial(desk.apply_because, reason, step, seen or before)
            after = _unhidden(hidden, partial(fitting, step, partial(apply, **arguments)))
            return Outcome.of(step, before, after, desk)

        outcome = office.transact(here.org, actor, work)
        with office.telling(here.org, to=actor) as telling:
            here.answer(outcome.to_json(here), lambda: outcome.show(here, telling))


@command(
    Text(
        "新建一条记录；lifecycle KIND 会列出新建方式及其参数。\n\n"
        "示例：homeroom new growth_plan draft --arg teacher.staff_no=T001 --arg title=三年规划 "
        "--arg starts=2025-09-01 --arg ends=2028-08-31\n\n"
        "用 --each 则按文件的每一行新建一条：全部写入，或都不写入。"
        "示例：homeroom new appraisal open_case --each 名单.csv",
        "新建一筆記錄；lifecycle KIND 會列出新建方式及其參數。\n\n"
        "範例：homeroom new growth_plan draft --arg teacher.staff_no=T001 --arg title=三年規劃 "
        "--arg starts=2025-09-01 --arg ends=2028-08-31\n\n"
        "用 --each 則按檔案的每一列新建一筆：全部寫入，或都不寫入。"
        "範例：homeroom new appraisal open_case --each 名單.csv",
        "Create a record; `lifecycle KIND` lists the ways to, and what they ask for.\n\n"
        "Example: homeroom new growth_plan draft --arg teacher.staff_no=T001 "
        "--arg title='Three years' --arg starts=2025-09-01 --arg ends=2028-08-31\n\n"
        "With --each, one is created for every row of a file, all of them or none. "
        "Example: homeroom new appraisal open_case --each teachers.csv",
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
    each: str | None,
    dry_run: bool,
) -> None:
    """Create a record."""
    _goes_with_each(each, {"--dry-run": dry_run}, {})
    with here.office() as office:
        step = creation_named(office.lifecycle(here.org, kind), creation)
        if each is not None:
            run = Each(here=here, office=office, step=step, reason=reason)
            _do_each(here, run, each, pairs, whole, dry_run=dry_run)
            return
        actor = here.actor(office)
        arguments = read_arguments(step, typed(here, office, step, pairs, whole))

        def work(desk: Desk) -> Outcome:
            create = partial(desk.create_because, reason, step)
            made = fitting(step, partial(create, **arguments))
            check_owners(here, desk, step, made, arguments)
            return Outcome.of(step, None, made, desk)

        outcome = office.transact(here.org, actor, work)
        with office.telling(here.org, to=actor) as telling:
            here.answer(outcome.to_json(here), lambda: outcome.show(here, telling))


def _do_each(
    here: Invocation,
    run: Each,
    file: str,
    pairs: tuple[str, ...],
    whole: str | None,
    *,
    dry_run: bool,
) -> None:
    done = run.run(file, pairs, whole, dry_run=dry_run)
    data = done_json(run.step, done, dry_run=dry_run)
    with run.office.telling(here.org, to=here.actor(run.office)) as telling:
        here.answer(data, lambda: show_done(here, run.step, done, telling, dry_run=dry_run))


def _goes_with_each(each: str | None, only: dict[str, Any], never: dict[str, Any]) -> None:
    """Refuse options that mean nothing without, or with, `--each`.

    Raises:
        InputError: Some do; lists all.
    """
    wrong, accepted = (only, _ONLY_WITH) if each is None else (never, _NEVER_WITH)
    faults = tuple(Fault(name, "-", accepted) for name, value in wrong.items() if value)
    if faults:
        raise InputError("homeroom", faults)


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


def _unhidden(hidden: frozenset[str], make: Callable[[], T]) -> T:
    """Make a step; a conflict does not tell what the actor may not see."""
    try:
        return make()
    except ConflictError as error:
        attempted = {k: v for k, v in error.attempted.items() if k not in hidden}
        current = {k: v for k, v in error.current.items() if k not in hidden}
        raise attrs.evolve(error, attempted=attempted, current=current) from error


_ONLY_WITH = Text("只与 --each 合用", "只與 --each 合用", "used only together with --each")
_NEVER_WITH = Text("不与 --each 合用", "不與 --each 合用", "not used together with --each")
_VERSIONS = Text("1 到 {last} 的版本", "1 到 {last} 的版本", "a version from 1 to {last}")
