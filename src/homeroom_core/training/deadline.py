"""Deadline: what is owed until a day, since when it is overdue, and who was reminded of it.

A missed deadline never closes a step: late is done late, and stays visible as late.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import ClassVar, Protocol, TypeVar

import attrs
from attrs.validators import min_len

from homeroom_core.act import Act
from homeroom_core.calendar import add_working_days
from homeroom_core.change import change
from homeroom_core.errors import Reason, Refusal
from homeroom_core.grants import Grant
from homeroom_core.lifecycle import STAY, Lifecycle, State, Transition
from homeroom_core.record import Record
from homeroom_core.text import Term, Text, listing

CREDITING = Term("crediting", "认定学时", "認定學時", "Crediting the hours")
GETTING_READY = Term("getting_ready", "筹备就绪", "籌備就緒", "Getting ready")
SUMMARY = Term("summary", "总结", "總結", "Summary")
REPORT = Term("report", "考察报告", "考察報告", "Report")
SHARING = Term("sharing", "回校分享", "回校分享", "Sharing")
NOTES = Term("notes", "观摩笔记", "觀摩筆記", "Observation notes")
OWED = (CREDITING, GETTING_READY, SUMMARY, REPORT, SHARING, NOTES)

_DAY = timedelta(days=1)


@attrs.frozen(kw_only=True)
class Deadline:
    """Something that is owed until a day.

    Attributes:
        what: One of `OWED`.
        due: The last day on which it is in time.
        met_on: When it was done, in time or late; `None` while it is owed.
        reminded_on: When somebody was reminded of it because it was overdue.
    """

    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"what": OWED}

    what: str = attrs.field(validator=min_len(1))
    due: date
    met_on: date | None = None
    reminded_on: tuple[date, ...] = ()

    @property
    def late(self) -> bool:
        """Whether it was done too late."""
        return self.met_on is not None and self.met_on > self.due

    def overdue_since(self, on: date) -> date | None:
        """The first day on which it was overdue, if on this day it still is."""
        return self.due + _DAY if self.met_on is None and on > self.due else None


class HasDeadlines(Protocol):
    """A record with deadlines."""

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """What is owed, and what was."""


def within(act: Act, what: str, start: date, working_days: int) -> Deadline:
    """What is owed until so many working days after a day, which itself does not count."""
    return Deadline(what=what, due=add_working_days(act.working_days(), start, working_days))


def met(deadlines: Iterable[Deadline], what: str, on: date) -> tuple[Deadline, ...]:
    """The deadlines after something was done; what was met before stays as it was."""
    return tuple(
        change(one, met_on=on) if one.what == what and one.met_on is None else one
        for one in deadlines
    )


def overdue(record: HasDeadlines, on: date) -> tuple[Deadline, ...]:
    """What is overdue on a day, the longest first."""
    late = [one for one in record.deadlines if one.overdue_since(on) is not None]
    return tuple(sorted(late, key=lambda one: one.due))


def named_deadline(deadline: Deadline) -> Text:
    """What is owed, in the words of the field."""
    known = {str(term): term.label for term in OWED}
    return known.get(deadline.what, Text.same(deadline.what))


NOTHING_OVERDUE = Reason(
    "deadline.nothing_overdue",
    Text("没有逾期未办的事项", "沒有逾期未辦的事項", "nothing is overdue"),
    Text("尚在期限内：{required}", "尚在期限內：{required}", "still in time: {required}"),
)
_NONE = Text("无", "無", "nothing")
_UNTIL = Text("{what}（{due}前）", "{what}（{due}前）", "{what} (until {due})")

D = TypeVar("D", bound=Record)


def something_is_overdue(record: HasDeadlines, act: Act) -> Refusal | None:
    """People are reminded of what is overdue, and of nothing else."""
    if overdue(record, act.on):
        return None
    owed = [one for one in record.deadlines if one.met_on is None]
    told = [_UNTIL.format(what=named_deadline(one), due=one.due) for one in owed]
    return NOTHING_OVERDUE(required=listing(told) if told else _NONE)


def reminding(
    lifecycle: Lifecycle[D], *, source: State | tuple[State, ...], by: Grant
) -> Transition[D, []]:
    """Declare the step `remind`: it is on record that people were reminded of what is overdue.

    Args:
        lifecycle: Whose step it is; its record has the field `deadlines`.
        source: The states in which something may be owed.
        by: Who may.
    """

    @lifecycle.transition(
        source=source,
        target=STAY,
        by=by,
        label=Text("催办", "催辦", "Remind"),
        guards=(something_is_overdue,),  # type: ignore[arg-type]  # the record has the field
    )
    def remind(record: D, act: Act) -> D:
        """Remind those who owe what is overdue."""
        deadlines: tuple[Deadline, ...] = record.deadlines  # type: ignore[attr-defined]  # as above
        return change(
            record,
            deadlines=tuple(
                change(one, reminded_on=(*one.reminded_on, act.on))
                if one.overdue_since(act.on)
                else one
                for one in deadlines
            ),
        )

    return remind
