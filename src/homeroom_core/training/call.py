"""Call: what calls for papers and for projects have in common: a title, a deadline, a notice."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeVar

import attrs

from homeroom_core.act import Act
from homeroom_core.case import Case
from homeroom_core.change import change
from homeroom_core.errors import Reason, Refusal
from homeroom_core.grants import Grant
from homeroom_core.lifecycle import STAY, Lifecycle, State, Transition
from homeroom_core.text import Text

C = TypeVar("C", bound="Call")

NO_TITLE = Reason(
    "call.no_title",
    Text("没有标题", "沒有標題", "it has no title"),
    Text("请写明标题", "請寫明標題", "give it one"),
)
DEADLINE_PAST = Reason(
    "call.deadline_past",
    Text("截止日期{measured}已过", "截止日期{measured}已過", "the deadline {measured} is past"),
    Text("最早为{required}", "最早為{required}", "choose {required} or later"),
)
NOT_LATER = Reason(
    "call.deadline_not_later",
    Text(
        "{measured}不晚于原截止日期",
        "{measured}不晚於原截止日期",
        "{measured} is not later than the deadline there is",
    ),
    Text(
        "须晚于{required}；截止日期只能延后，不能提前",
        "須晚於{required}；截止日期只能延後，不能提前",
        "choose a day after {required}: a deadline is never moved forward",
    ),
)
STILL_OPEN = Reason(
    "call.still_open",
    Text("征集到{measured}才截止", "徵集到{measured}才截止", "it is open until {measured}"),
    Text("{when}起可截止", "{when}起可截止", "close it on {when} or later"),
)


@attrs.frozen(kw_only=True)
class Call(Case):
    """A call that people answer by a deadline, and whose result is put up in a public notice.

    Attributes:
        title: Its title.
        deadline: Last day to answer it.
        notice: Id of the public notice of its result.
    """

    title: str
    deadline: date
    notice: str | None = None


def has_title(call: Call, _act: Act) -> Refusal | None:
    """A call has a title."""
    return None if call.title.strip() else NO_TITLE()


def deadline_ahead(call: Call, act: Act) -> Refusal | None:
    """There is time to answer: the deadline is today or later."""
    if call.deadline >= act.on:
        return None
    return DEADLINE_PAST(measured=call.deadline, required=act.on)


def deadline_has_passed(call: Call, act: Act) -> Refusal | None:
    """Nobody loses days that the call promised."""
    if act.on > call.deadline:
        return None
    last = call.deadline
    when = last if last == date.max else last + timedelta(days=1)
    return STILL_OPEN(measured=last, when=when)


def extension(lifecycle: Lifecycle[C], *, source: State, by: Grant) -> Transition[C, ...]:
    """Declare the step `extend`: the deadline moves on, for all alike, and never back.

    Args:
        lifecycle: Whose step it is.
        source: The state in which the call is open.
        by: Who may.
    """

    @lifecycle.transition(
        source=source,
        target=STAY,
        by=by,
        label=Text("延期", "延期", "Extend"),
        reason_required=True,
    )
    def extend(call: C, _act: Act, *, deadline: date) -> C:
        """Move the deadline, for all alike."""
        return change(call, deadline=deadline)

    @extend.check
    def deadline_moves_on(call: C, act: Act, *, deadline: date) -> Iterable[Refusal]:
        """A deadline is only ever moved to a later day, and not into the past."""
        if deadline <= call.deadline:
            yield NOT_LATER(measured=deadline, required=call.deadline)
        if deadline < act.on:
            yield DEADLINE_PAST(measured=deadline, required=act.on)

    return extend
