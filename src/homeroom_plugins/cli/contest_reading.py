"""What commands about the whole result of a contest read, and who may have it."""

from collections.abc import Mapping

from homeroom_core.errors import Reason, RecordNotFoundError, RefusedError
from homeroom_core.explaining import NOT_FOR_YOU
from homeroom_core.people import Actor
from homeroom_core.reading import Reading
from homeroom_core.record import EVERYTHING
from homeroom_core.text import Text
from homeroom_core.training.contest_records import Contest
from homeroom_core.training.contest_scoring import sheets_of
from homeroom_core.visibility import hidden_fields

NO_CONTEST = Reason(
    "contest_result.no_contest",
    Text("{measured} 不是评比", "{measured} 不是評比", "{measured} is no contest"),
    Text("请用评比的编号", "請用評比的代號", "give the id of a contest"),
)
NO_RESULT = Reason(
    "contest_result.not_scored",
    Text("还没有计分", "尚未計分", "it has not been scored yet"),
    Text("计分后再查看", "計分後再檢視", "ask again after the tally"),
)


def whole_result(
    reading: Reading, id: str, actor: Actor, step: str, label: Text
) -> tuple[Contest, Mapping[str, str]]:
    """A contest that was scored, and what to call each judge before an actor.

    Raises:
        RecordNotFoundError: There is no such record, or the actor may not see it.
        RefusedError: It is no contest, has no result yet, or not all of it is open to the actor.
    """
    contest = reading.any(id)
    hidden = hidden_fields(contest, actor, reading)
    if hidden == EVERYTHING:
        raise RecordNotFoundError(reading.org, id)
    if not isinstance(contest, Contest):
        raise RefusedError(id, step, label, (NO_CONTEST(measured=id),))
    if "tally" in hidden:
        raise RefusedError(id, step, label, (NOT_FOR_YOU(),))
    if contest.tally is None:
        raise RefusedError(id, step, label, (NO_RESULT(),))
    names: dict[str, str] = {}
    for sheet in sheets_of(contest, reading):
        hidden = hidden_fields(sheet, actor, reading)
        if hidden == EVERYTHING or "marks" in hidden:
            raise RefusedError(id, step, label, (NOT_FOR_YOU(),))
        number = f"#{len(names) + 1}"
        names.setdefault(sheet.judge, number if "judge" in hidden else sheet.judge)
    return contest, names
