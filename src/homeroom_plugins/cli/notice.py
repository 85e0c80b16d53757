"""`homeroom notice`: the public notice that a proposed result needs, as a file for `new notice`."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import attrs
import click

from homeroom_core.codec import JSON, to_json
from homeroom_core.errors import Reason, RecordNotFoundError, RefusedError
from homeroom_core.explaining import NOT_FOR_YOU
from homeroom_core.record import EVERYTHING, Reader
from homeroom_core.text import Text
from homeroom_core.training import appraisal_grading, contest_scoring, ranked_call
from homeroom_core.training.appraisal_records import Appraisal, AppraisalRound
from homeroom_core.training.contest_records import Contest
from homeroom_core.training.notice import NoticeLine, NoticePolicy
from homeroom_core.training.paper_records import PaperCall
from homeroom_core.training.project_records import ProjectCall
from homeroom_core.visibility import hidden_fields
from homeroom_plugins.cli.asked import table
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.output import say
from homeroom_plugins.cli.said import SaidOption

NO_LIST = Reason(
    "notice.no_list",
    Text("{measured} 没有要公示的结果", "{measured} 沒有要公示的結果", "{measured} has no result to put up"),
    Text(
        "评比、征集、考核在拟定结果之后，并有人获奖或有等次时公示",
        "評比、徵集、考核在擬定結果之後，並有人獲獎或有等次時公示",
        "contests, calls and appraisals have one once their result is proposed and names somebody",
    ),
)  # fmt: skip


@attrs.frozen(kw_only=True)
class Proposed:
    """What a notice has to show of a case, and under which numbers.

    Attributes:
        lines: Its list.
        involved: Ids of all who may hear no objection to it.
        policy: The numbers it has to be put up under.
        told: Names of the fields of the case that the list tells of.
    """

    lines: tuple[NoticeLine, ...]
    involved: frozenset[str]
    policy: NoticePolicy
    told: frozenset[str]


@command(
    Text(
        "写出一个拟定结果的公示：名单、参与评定者和公示的规定，与该结果一致。\n\n"
        "示例：homeroom notice contest-7 --title 评比结果公示 --out 公示.toml，"
        "再运行 homeroom new notice publish --args @公示.toml",
        "寫出一個擬定結果的公示：名單、參與評定者和公示的規定，與該結果一致。\n\n"
        "範例：homeroom notice contest-7 --title 評比結果公示 --out 公示.toml，"
        "再執行 homeroom new notice publish --args @公示.toml",
        "Write the public notice of a proposed result: its list, who had part in it and its "
        "numbers, as the result needs them.\n\n"
        "Example: homeroom notice contest-7 --title 'Results' --out notice.toml, then "
        "homeroom new notice publish --args @notice.toml",
    ),
    click.Argument(["id"]),
    SaidOption(
        "--title",
        metavar="TEXT",
        text=Text("公示的标题", "公示的標題", "Title of the notice."),
    ),
    SaidOption(
        "--out",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        text=Text(
            "写入文件，默认显示在屏幕上",
            "寫入檔案，預設顯示在螢幕上",
            "Write it to a file instead of showing it.",
        ),
    ),
)
def notice(here: Invocation, *, id: str, title: str | None, out: Path | None) -> None:
    """Write the notice of a result.

    Raises:
        RecordNotFoundError: There is no such record, or the actor may not see it.
        RefusedError: It has no list to put up, or the list is not the actor's to write.
    """
    with here.office() as office:
        actor = here.actor(office)
        with office.reading(here.org) as reading:
            record = reading.any(id)
            hidden = hidden_fields(record, actor, reading)
            if hidden == EVERYTHING:
                raise RecordNotFoundError(reading.org, id)
            proposed = proposed_of(record, reading)
            if proposed is None:
                raise RefusedError(id, "notice", _LABEL, (NO_LIST(measured=id),))
            if hidden & proposed.told:
                raise RefusedError(id, "notice", _LABEL, (NOT_FOR_YOU(),))
            called = title or getattr(record, "title", id)
    data: dict[str, JSON] = {
        "subject": id,
        "title": called,
        "involved": sorted(proposed.involved),
        "lines": [to_json(line) for line in proposed.lines],
        "policy": to_json(proposed.policy),
    }
    text = "\n".join(table(data))
    if out is not None:
        (here.outside.folder / out).write_text(f"{text}\n", encoding="utf-8")
    here.answer(data, lambda: _show(here, text, len(proposed.lines), out))


def proposed_of(record: Any, reader: Reader) -> Proposed | None:
    """What the notice of a record has to show; `None` where there is nothing to put up."""
    made = next((make for type, make in _PROPOSED.items() if isinstance(record, type)), None)
    found = made(record, reader) if made is not None else None
    return found if found is not None and found.lines else None


def _of_contest(contest: Contest, reader: Reader) -> Proposed:
    return Proposed(
        lines=contest_scoring.proposed_lines(contest, reader),
        involved=contest_scoring.involved_in(contest, reader),
        policy=contest.policy.notice,
        told=frozenset({"allotment"}),
    )


def _of_call(call: PaperCall | ProjectCall, reader: Reader) -> Proposed:
    return Proposed(
        lines=ranked_call.proposed_lines(call, reader),
        involved=ranked_call.involved_in(call, reader),
        policy=call.notice_policy,
        told=frozenset({"allotment"}),
    )


def _of_round(round: AppraisalRound, reader: Reader) -> Proposed:
    return Proposed(
        lines=appraisal_grading.proposed_lines(round, reader),
        involved=appraisal_grading.involved_in(round, reader),
        policy=round.policy.notice,
        told=frozenset({"outcome"}),
    )


def _of_regrade(case: Appraisal, reader: Reader) -> Proposed | None:
    """The one line of a case that was graded again."""
    round = reader.get(AppraisalRound, case.round)
    if case.in_force is None:
        return None
    return Proposed(
        lines=(appraisal_grading.line_of(case, case.in_force.grade, round.policy, reader),),
        involved=frozenset((case.teacher,)),
        policy=round.policy.notice,
        told=frozenset({"grades"}),
    )


_PROPOSED: Mapping[type[Any], Callable[[Any, Reader], Proposed | None]] = {
    Contest: _of_contest,
    PaperCall: _of_call,
    ProjectCall: _of_call,
    AppraisalRound: _of_round,
    Appraisal: _of_regrade,
}


def _show(here: Invocation, text: str, lines: int, out: Path | None) -> None:
    if out is None:
        say(text)
    else:
        here.say(_WRITTEN.format(file=out, count=lines))


_LABEL = Text("写出公示", "寫出公示", "Write the notice")
_WRITTEN = Text(
    "已写入 {file}，名单 {count} 行。下一步：homeroom new notice publish --args @{file}",
    "已寫入 {file}，名單 {count} 列。下一步：homeroom new notice publish --args @{file}",
    "wrote {file} with {count} line(s). Next: homeroom new notice publish --args @{file}",
)
