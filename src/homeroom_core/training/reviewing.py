"""Reviewing: who reviews a case, who steps aside, and whose sheet is still missing."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeVar

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.errors import Reason, Refusal
from homeroom_core.grants import Grant, named
from homeroom_core.lifecycle import STAY, Lifecycle, State, Transition
from homeroom_core.record import EVERYTHING, Reader, Record
from homeroom_core.text import Text, coded, listing
from homeroom_core.training.conflict import CONFLICTS, ReviewConflict
from homeroom_core.training.review_sheet import ReviewSheet, signed_sheets
from homeroom_core.visibility import hidden_fields

R = TypeVar("R", bound=Record)

TOO_FEW_REVIEWERS = Reason(
    "reviewing.too_few_reviewers",
    Text(
        "只有{measured}位评审人",
        "只有{measured}位評審人",
        "there are too few reviewers: {measured}",
    ),
    Text("至少{required}位", "至少{required}位", "name {required} at least"),
)
REVIEWER_TWICE = Reason(
    "reviewing.reviewer_twice",
    Text("评审人{measured}重复", "評審人{measured}重複", "{measured} stands there twice"),
    Text("每位评审人列一次", "每位評審人列一次", "name every reviewer once"),
)
OWN_CASE = Reason(
    "reviewing.own_case",
    Text(
        "{measured}本人参与其中或同批申报",
        "{measured}本人參與其中或同批申報",
        "{measured} takes part in it, or answers the same call",
    ),
    Text("申报者不得担任评审人", "申報者不得擔任評審人", "whoever does may not review"),
)
HAS_SIGNED = Reason(
    "reviewing.has_signed",
    Text("{measured}已签评审表", "{measured}已簽評審表", "{measured} has signed a sheet"),
    Text("先将该表作废", "先將該表作廢", "have that sheet declared void first"),
)
NOT_A_REVIEWER = Reason(
    "reviewing.not_a_reviewer",
    Text("{measured}不是评审人", "{measured}不是評審人", "{measured} does not review it"),
    Text("评审人：{required}", "評審人：{required}", "those who do: {required}"),
)
FOR_ANOTHER = Reason(
    "reviewing.conflict_of_another",
    Text(
        "您是评审人，只能申报本人的回避",
        "您是評審人，只能申報本人的迴避",
        "as a reviewer you may only record a conflict of your own",
    ),
    Text(
        "他人的回避请由教科室记录",
        "他人的迴避請由教科室記錄",
        "the research office records those of others",
    ),
)
UNKNOWN_CONFLICT = Reason(
    "reviewing.unknown_conflict",
    Text(
        "没有回避类型“{measured}”",
        "沒有迴避類型「{measured}」",
        "there is no conflict '{measured}'",
    ),
    Text("可用：{required}", "可用：{required}", "there are {required}"),
)
SHEETS_MISSING = Reason(
    "reviewing.sheets_missing",
    Text(
        "还缺以下评审人的评审表：{measured}",
        "還缺以下評審人的評審表：{measured}",
        "no signed sheet yet of {measured}",
    ),
    Text("请签名，或记录回避", "請簽名，或記錄迴避", "have them signed, or record a conflict"),
)


_SOMEBODY = Text("部分评审人", "部分評審人", "somebody")


class InReview(Protocol):
    """A case with reviewers."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Ids of all who were assigned to review it."""

    @property
    def conflicts(self) -> tuple[ReviewConflict, ...]:
        """Why some of them do not."""

    @property
    def sheet_place(self) -> tuple[str, int]:
        """Stage and round of the sheets that count now."""

    def owners(self) -> frozenset[str]:
        """Ids of the people whose own case it is."""


reviewing_it = named("reviewers", Text("其评审人", "其評審人", "its reviewers"))


def due_of(case: InReview) -> tuple[str, ...]:
    """Ids of those who owe a sheet: the reviewers, less those in conflict."""
    away = {conflict.reviewer for conflict in case.conflicts}
    return tuple(reviewer for reviewer in case.reviewers if reviewer not in away)


def counted_sheets(case: InReview, reader: Reader) -> tuple[ReviewSheet, ...]:
    """The signed sheets of the present stage and round, by those who owe one."""
    sheets = signed_sheets(case.id, *case.sheet_place, reader)
    return tuple(sheet for sheet in sheets if sheet.reviewer in due_of(case))


def reviewer_faults(
    case: InReview, act: Act, reviewers: tuple[str, ...], *, needed: int
) -> Iterable[Refusal]:
    """Why these cannot be the reviewers: one twice, an owner, too few; who has signed stays."""
    for reviewer in sorted(set(reviewers)):
        if reviewers.count(reviewer) > 1:
            yield REVIEWER_TWICE(measured=reviewer)
        if reviewer in case.owners():
            yield OWN_CASE(measured=reviewer)
    away = {conflict.reviewer for conflict in case.conflicts}
    left = len(set(reviewers) - away)
    if left < needed:
        yield TOO_FEW_REVIEWERS(measured=left, required=needed)
    for sheet in counted_sheets(case, act.reader):
        if sheet.reviewer not in reviewers:
            yield HAS_SIGNED(measured=named_to(case, act, (sheet.reviewer,)))


def sheets_are_signed(case: InReview, act: Act) -> Refusal | None:
    """Every reviewer without a conflict has signed a sheet for the present round."""
    signed = {sheet.reviewer for sheet in counted_sheets(case, act.reader)}
    missing = [reviewer for reviewer in due_of(case) if reviewer not in signed]
    return SHEETS_MISSING(measured=named_to(case, act, missing)) if missing else None


def named_to(case: InReview, act: Act, reviewers: Sequence[str]) -> Text:
    """Reviewers by their ids, or without them to somebody who may not know who reviews the case.

    What can be done with a case, and why not, is told to everybody who sees it, authors included.
    """
    hidden = hidden_fields(case, act.actor, act.reader) if isinstance(case, Record) else EVERYTHING
    seen = hidden.isdisjoint({"reviewers", *EVERYTHING})
    return listing(reviewers or ("–",)) if seen else _SOMEBODY


def recusal(
    lifecycle: Lifecycle[Any], *, source: State | tuple[State, ...], by: Grant
) -> Transition[Any, ...]:
    """Declare the step `recuse`: a reviewer steps aside, or is made to, with a typed conflict.

    Args:
        lifecycle: Whose step it is; its record is `InReview`.
        source: The states in which the case is under review.
        by: Who may, besides the reviewers themselves.
    """

    @lifecycle.transition(
        source=source,
        target=STAY,
        by=by | reviewing_it,
        label=Text("申报回避", "申報迴避", "Recuse"),
    )
    def recuse(case: Any, act: Act, *, reviewer: str, conflict: str) -> Any:
        """Record that a reviewer does not review it, and why."""
        recorded = ReviewConflict(reviewer=reviewer, kind=conflict, on=act.on, by=act.actor.id)
        return change(case, conflicts=(*case.conflicts, recorded))

    @recuse.check
    def conflict_is_known(
        case: Any, act: Act, *, reviewer: str, conflict: str
    ) -> Iterable[Refusal]:
        """The reviewer still reviews it, the kind is known, nothing was signed; each for themselves."""
        if reviewer != act.actor.id and act.actor.id in case.reviewers:
            yield FOR_ANOTHER(measured=reviewer, required=act.actor.id)
        due = due_of(case)
        if reviewer not in due:
            yield NOT_A_REVIEWER(measured=reviewer, required=named_to(case, act, due))
        if conflict not in CONFLICTS:
            yield UNKNOWN_CONFLICT(measured=conflict, required=coded(CONFLICTS))
        stage, at = case.sheet_place
        signed = signed_sheets(case.id, stage, at, act.reader)
        if any(sheet.reviewer == reviewer for sheet in signed):
            yield HAS_SIGNED(measured=reviewer)

    return recuse
