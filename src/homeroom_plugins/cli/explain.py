"""`homeroom explain`: the result of a contest, made again from its sheets, step by step."""

from collections.abc import Mapping
from typing import Any

import attrs
import click

from homeroom_core.codec import JSON
from homeroom_core.errors import Reason, RecordNotFoundError, RefusedError
from homeroom_core.office import Office
from homeroom_core.people import Actor
from homeroom_core.reading import Reading
from homeroom_core.record import EVERYTHING
from homeroom_core.standing import Result, Standing
from homeroom_core.text import Text, listing
from homeroom_core.trace import Step, show
from homeroom_core.trace import explain as lines_of
from homeroom_core.training.contest_records import Contest, ContestEntry
from homeroom_core.training.contest_scoring import sheets_of, standings_of, tally_of
from homeroom_core.view import hidden_fields
from homeroom_plugins.cli.failures import DONE, REFUSED
from homeroom_plugins.cli.invocation import Invocation, command

NO_RESULT = Reason(
    "explain.no_result",
    Text("还没有计分", "尚未計分", "it has not been scored yet"),
    Text("计分后再查看", "計分後再檢視", "ask again after the tally"),
)
NOT_FOR_YOU = Reason(
    "explain.not_open",
    Text("您现在还不能查看", "您目前還不能檢視", "you may not see it now"),
    Text(
        "公示后再查看，或请德育处说明",
        "公示後再檢視，或請德育處說明",
        "ask again once the result is put up, or ask the moral education office",
    ),
)
NO_CONTEST = Reason(
    "explain.no_contest",
    Text(
        "{measured} 不是评比，也不是参赛作品",
        "{measured} 不是評比，也不是參賽作品",
        "{measured} is neither a contest nor an entry of one",
    ),
    Text(
        "请用评比或参赛作品的编号",
        "請用評比或參賽作品的代號",
        "give the id of a contest or of a contest entry",
    ),
)
_LABEL = Text("说明成绩", "說明成績", "Explain")


@attrs.frozen(kw_only=True)
class Explained:
    """A result made again, and what one reader may see of it.

    Attributes:
        contest: The contest.
        result: Its standings, made again from the sheets.
        standing: That of the entry asked for, with its judges by name or by number.
        agrees: Whether the stored tally is the same; `None` where it is known to be out of date.
    """

    contest: Contest
    result: Result
    standing: Standing | None
    agrees: bool | None


@command(
    Text(
        "说明评比成绩：给出评比的编号，列出名次；给出作品的编号，从总分逐步说明到每位评委的打分。\n\n"
        "成绩由评分表重新计算，并与存储的结果核对；不一致时退出码为 1。",
        "說明評比成績：給出評比的代號，列出名次；給出作品的代號，從總分逐步說明到每位評委的評分。\n\n"
        "成績由評分表重新計算，並與儲存的結果核對；不一致時結束碼為 1。",
        "Explain a result: for a contest, who stands where; for an entry, how its total came about, "
        "down to the marks of every judge.\n\n"
        "It is made again from the sheets and compared with what is stored; the exit code is 1 if "
        "they differ.",
    ),
    click.Argument(["id"]),
)
def explain(here: Invocation, *, id: str) -> int:
    """Explain a result."""
    with here.office() as office:
        actor = here.actor(office)
        with office.reading(here.org) as reading:
            found = explained(office, reading, id, actor)
    here.answer(_json(here, found), lambda: _show(here, found))
    return REFUSED if found.agrees is False else DONE


def explained(office: Office, reading: Reading, id: str, actor: Actor) -> Explained:
    """The result of a contest, or that of one entry, as an actor may see it.

    Raises:
        RecordNotFoundError: There is no such record, or the actor may not see it.
        RefusedError: It is no contest or entry, has no result yet, or is not open to the actor.
    """
    record = reading.any(id)
    if hidden_fields(record, actor, reading) == EVERYTHING:
        raise RecordNotFoundError(reading.org, id)
    entry = record if isinstance(record, ContestEntry) else None
    contest = reading.get(Contest, entry.contest) if entry is not None else record
    if not isinstance(contest, Contest):
        raise _refused(id, NO_CONTEST, measured=id)
    if "tally" in hidden_fields(contest, actor, reading):
        raise _refused(id, NOT_FOR_YOU)
    if contest.tally is None:
        raise _refused(id, NO_RESULT)
    names = _judge_names(contest, entry, actor, reading) if entry is not None else {}
    result = standings_of(contest, reading, office.plugins)
    again = tally_of(result, by=contest.tally.by, on=contest.tally.on)
    return Explained(
        contest=contest,
        result=result,
        standing=_named(result.of(entry.id), names) if entry is not None else None,
        agrees=None if contest.tally.stale else again == contest.tally,
    )


def _judge_names(
    contest: Contest, entry: ContestEntry, actor: Actor, reading: Reading
) -> Mapping[str, str]:
    """What to call each judge: by id, or by number where the actor may not know who it was."""
    names: dict[str, str] = {}
    for sheet in sheets_of(contest, reading):
        if sheet.entry != entry.id:
            continue
        hidden = hidden_fields(sheet, actor, reading)
        if hidden == EVERYTHING or "marks" in hidden:
            raise _refused(entry.id, NOT_FOR_YOU)
        names[sheet.judge] = f"#{len(names) + 1}" if "judge" in hidden else sheet.judge
    return names


def _named(standing: Standing, names: Mapping[str, str]) -> Standing:
    """The standing with its judges called so; a note could name one, so it goes where one is not."""
    if all(judge == name for judge, name in names.items()):
        return standing

    def called(step: Step) -> Step:
        return attrs.evolve(
            step,
            judge=names.get(step.judge, "#") if step.judge is not None else None,
            inputs=tuple(map(called, step.inputs)),
            dropped=tuple(map(called, step.dropped)),
            note=None,
        )

    judges = tuple(names.get(judge, "#") for judge in standing.judges)
    return attrs.evolve(standing, judges=judges, trace=called(standing.trace))


def _refused(id: str, reason: Reason, **more: Any) -> RefusedError:
    return RefusedError(id, "explain", _LABEL, (reason(**more),))


def _json(here: Invocation, found: Explained) -> dict[str, JSON]:
    data: dict[str, JSON] = {
        "contest": found.contest.id,
        "method": found.result.method,
        "plugin": found.result.plugin,
        "plugin_version": found.result.plugin_version,
        "agrees": found.agrees,
    }
    if found.standing is None:
        return data | {"standings": [_standing_json(one) for one in found.result.standings]}
    trace = _step_json(here, found.standing.trace)
    return data | {"standing": {**_standing_json(found.standing), "trace": trace}}


def _standing_json(standing: Standing) -> dict[str, JSON]:
    return {
        "entry": standing.entry,
        "rank": standing.rank,
        "tied_with": list(standing.tied_with),
        "total": show(standing.total),
        "shown": str(standing.shown),
    }


def _step_json(here: Invocation, step: Step) -> dict[str, JSON]:
    return {
        "stage": step.stage,
        "operation": step.operation,
        "value": show(step.value),
        "text": here.read(step.text),
        "judge": step.judge,
        "criterion": step.criterion,
        "written": step.written,
        "note": here.read(step.note) if step.note is not None else None,
        "inputs": [_step_json(here, one) for one in step.inputs],
        "dropped": [_step_json(here, one) for one in step.dropped],
    }


def _show(here: Invocation, found: Explained) -> None:
    here.say(_METHOD.format(contest=found.contest.title, method=found.result.method))
    if found.standing is None:
        table = here.tables(*(here.read(head) for head in _HEADS))
        for one in found.result.standings:
            table.add([one.rank, one.entry, one.shown, listing(one.tied_with).read(here.language)])
        table.show()
    else:
        standing = found.standing
        here.say(_STANDS.format(entry=standing.entry, rank=standing.rank, shown=standing.shown))
        for line in lines_of(standing.trace, 1):
            here.say(line)
    here.say({True: _AGREES, False: _DIFFERS, None: _STALE}[found.agrees])


_METHOD = Text(
    "{contest}：计分办法 {method}", "{contest}：計分辦法 {method}", "{contest}: method {method}"
)
_STANDS = Text(
    "{entry}：第 {rank} 名，{shown} 分",
    "{entry}：第 {rank} 名，{shown} 分",
    "{entry}: place {rank}, {shown} points",
)
_AGREES = Text(
    "由评分表重新计算，与存储的结果一致。",
    "由評分表重新計算，與儲存的結果一致。",
    "Made again from the sheets: the same as what is stored.",
)
_DIFFERS = Text(
    "由评分表重新计算，与存储的结果不一致！",
    "由評分表重新計算，與儲存的結果不一致！",
    "Made again from the sheets: it differs from what is stored!",
)
_STALE = Text(
    "存储的结果已作废，须重新计分。",
    "儲存的結果已作廢，須重新計分。",
    "What is stored is out of date: the contest has to be tallied again.",
)
_HEADS = (
    Text("名次", "名次", "place"),
    Text("作品", "作品", "entry"),
    Text("总分", "總分", "total"),
    Text("并列", "並列", "tied with"),
)
