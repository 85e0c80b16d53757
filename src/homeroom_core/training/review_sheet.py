"""评审表: what one reviewer writes and signs about a paper or a project.

What is reviewed says itself by whom, on which sheet and in which round (`Review`). A reviewer
writes alone, sees nobody else's sheet, and on the sheet of a blind review nothing but a code.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import ClassVar, Protocol, runtime_checkable

import attrs
from attrs.validators import ge

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.errors import ErasedError, HomeroomError, Reason, RecordNotFoundError, Refusal
from homeroom_core.explanation import Explanation, Question
from homeroom_core.grants import Grant, named, role
from homeroom_core.lifecycle import STAY, Lifecycle, State
from homeroom_core.people import OFFICE, PRINCIPAL, RESEARCH_GROUP, RESEARCH_OFFICE, Actor
from homeroom_core.record import EVERYTHING, Reader, Record
from homeroom_core.rubric import Rubric
from homeroom_core.score_explanation import explained_step
from homeroom_core.scoring import Card, Entrant, ScoringRequest
from homeroom_core.text import Term, Text
from homeroom_core.trace import show

OPEN = State("open", "填写中", "填寫中", "Open")
SIGNED = State("signed", "已签名", "已簽名", "Signed")
VOID = State("void", "已作废", "已作廢", "Void")


@attrs.frozen(kw_only=True)
class Review:
    """What is to be reviewed now, as the case itself says.

    Attributes:
        stage: What is judged: `paper`, or a stage of a project.
        round: Which time it is judged; sheets of an earlier round no longer count.
        rubric: What the sheets are marked on.
        reviewers: Ids of those who owe a sheet.
        code: What stands on the sheet in place of names.
    """

    stage: str
    round: int
    rubric: Rubric
    reviewers: frozenset[str]
    code: str


PAPER_STAGE = Term("paper", "论文评审", "論文評審", "Paper")
APPROVAL = Term("approval", "立项评审", "立項評審", "Approval")
CLOSING_STAGE = Term("closing", "结题评审", "結題評審", "Closing")
STAGES = (PAPER_STAGE, APPROVAL, CLOSING_STAGE)
"""What sheets of reviewers are about."""


@runtime_checkable
class Reviewed(Protocol):
    """A case that is reviewed on sheets."""

    def owners(self) -> frozenset[str]:
        """Ids of the people whose own case it is."""

    def review(self, reader: Reader) -> Review | None:
        """What is to be reviewed now; `None` while nothing is."""

    def rubric_of(self, stage: str, reader: Reader) -> Rubric:
        """What sheets of a stage are marked on, now or before."""

    def told(self, stage: str, reader: Reader) -> bool:
        """Whether the owners may read the sheets of a stage, without the reviewers' names."""


@attrs.frozen(kw_only=True)
class ReviewSheet(Record):
    """One reviewer's sheet about one case.

    Attributes:
        subject: Id of the case.
        code: What stands on the sheet in place of names.
        stage: What is judged: `paper`, or a stage of a project.
        round: Which time it is judged.
        reviewer: Id of the reviewer.
        marks: From criterion id to the mark exactly as written; what is not there is not marked.
        opinion: What the reviewer says in words.
        keyed_by: Who typed it in: the reviewer, or the research office from a paper sheet.
        signed_on: When it was signed.
    """

    kind: ClassVar[str] = "review_sheet"
    label: ClassVar[Text] = Text("评审表", "評審表", "Review sheet")
    indexed: ClassVar[tuple[str, ...]] = ("subject", "reviewer")
    listed: ClassVar[tuple[str, ...]] = (
        "subject",
        "code",
        "reviewer",
        "signed_on",
    )
    field_labels: ClassVar[Mapping[str, Text]] = {
        "subject": Text("评审对象", "評審對象", "Case"),
        "round": Text("评审轮次", "評審輪次", "Round of review"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"stage": STAGES}

    subject: str
    code: str
    stage: str
    round: int = attrs.field(default=1, validator=ge(1))
    reviewer: str
    marks: Mapping[str, str] = attrs.Factory(dict)
    opinion: str = ""
    keyed_by: str
    signed_on: date | None = None

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:
        """All of it from all but its reviewer and the research office.

        Once the result is known, those whose case it is read it without the reviewer's name; other
        reviewers of the same case never do.
        """
        if actor.id == self.reviewer:
            return frozenset()
        subject = _case(self.subject, reader)
        if subject is None:
            return EVERYTHING
        if actor.id in subject.owners():
            told = subject.told(self.stage, reader)
            return frozenset({"reviewer", "keyed_by"}) if told else EVERYTHING
        others = {sheet.reviewer for sheet in reader.find(ReviewSheet, subject=self.subject)}
        managing = any(map(actor.has, (RESEARCH_OFFICE, OFFICE, RESEARCH_GROUP, PRINCIPAL)))
        return frozenset() if managing and actor.id not in others else EVERYTHING


NOT_REVIEWED = Reason(
    "review_sheet.not_under_review",
    Text("{measured}不在评审中", "{measured}不在評審中", "{measured} is not under review"),
    Text(
        "请核对编号；评审开始后方可填表",
        "請核對編號；評審開始後方可填表",
        "check the id; sheets are written while it is under review",
    ),
)
OTHER_ROUND = Reason(
    "review_sheet.other_round",
    Text("该表属第{measured}轮", "該表屬第{measured}輪", "the sheet is one of round {measured}"),
    Text(
        "现在是第{required}轮，请另领新表",
        "目前是第{required}輪，請另領新表",
        "it is round {required} now: begin a new one",
    ),
)
NOT_THEIRS = Reason(
    "review_sheet.not_theirs",
    Text(
        "{measured}不评{subject}（未指派或已回避）",
        "{measured}不評{subject}（未指派或已迴避）",
        "{measured} does not review {subject} (not assigned, or in conflict)",
    ),
    Text("请由指派的评审人填写", "請由指派的評審人填寫", "those assigned to it write the sheets"),
)
TWO_SHEETS = Reason(
    "review_sheet.two_sheets",
    Text("已有评审表{measured}", "已有評審表{measured}", "there is a sheet already, {measured}"),
    Text("请在原表上填写", "請在原表上填寫", "write on that one"),
)

review_sheet = Lifecycle(
    ReviewSheet, states=(OPEN, SIGNED, VOID), initial=OPEN, final=(SIGNED, VOID)
)

reviewer = named("reviewer", Text("该评审人本人", "該評審人本人", "the reviewer"))
reviewed = Grant(
    Text("被评审者", "被評審者", "those whose case is reviewed"),
    lambda sheet, act: act.actor.id in _owners(sheet, act.reader),
)
fellow = Grant(
    Text("同件评审人", "同件評審人", "other reviewers of the case"),
    lambda sheet, act: act.actor.id in _reviewers(sheet, act.reader) - {sheet.reviewer},
)
writer = (reviewer | role(RESEARCH_OFFICE)).but_not(reviewed).but_not(fellow)
overseer = role(RESEARCH_OFFICE, RESEARCH_GROUP, PRINCIPAL).but_not(reviewed).but_not(reviewer)
overseer = overseer.but_not(fellow)


def is_under_review(sheet: ReviewSheet, act: Act) -> Iterable[Refusal]:
    """Sheets are written while the case is under review, and for the round that it is in."""
    review = _review(sheet, act.reader)
    if review is None or review.stage != sheet.stage:
        yield NOT_REVIEWED(measured=sheet.subject)
    elif review.round != sheet.round:
        yield OTHER_ROUND(measured=sheet.round, required=review.round)


def reviews_it(sheet: ReviewSheet, act: Act) -> Refusal | None:
    """The reviewer was assigned to the case, and has no conflict."""
    review = _review(sheet, act.reader)
    if review is None or sheet.reviewer in review.reviewers:
        return None  # without a review it has been said already
    return NOT_THEIRS(measured=sheet.reviewer, subject=sheet.code)


def only_sheet(sheet: ReviewSheet, act: Act) -> Refusal | None:
    """One sheet for each reviewer, stage and round."""
    place = (sheet.stage, sheet.round, sheet.reviewer)
    for other in act.reader.find(ReviewSheet, subject=sheet.subject, state=(OPEN, SIGNED)):
        if (other.stage, other.round, other.reviewer) == place:
            return TWO_SHEETS(measured=other.id)
    return None


def marks_fit(sheet: ReviewSheet, act: Act) -> Iterable[Refusal]:
    """What is written so far fits the rubric."""
    return _refuse_marks(sheet, act, sheet.marks, complete=False)


def marks_are_complete(sheet: ReviewSheet, act: Act) -> Iterable[Refusal]:
    """Every criterion that must be marked is."""
    return _refuse_marks(sheet, act, sheet.marks, complete=True)


@review_sheet.creation(
    by=writer,
    label=Text("领表", "領表", "Begin"),
    guards=(is_under_review, reviews_it, only_sheet, marks_fit),
)
def begin(
    act: Act,
    *,
    subject: str,
    reviewer: str,
    marks: Mapping[str, str] | None = None,
    opinion: str = "",
) -> ReviewSheet:
    """Begin a sheet, by the reviewer or by the research office from paper."""
    case = _case(subject, act.reader)
    review = case.review(act.reader) if case is not None else None
    return ReviewSheet(
        id=act.new_id,
        org=act.org,
        state=OPEN,
        subject=subject,
        code=review.code if review else "",
        stage=review.stage if review else "",
        round=review.round if review else 1,
        reviewer=reviewer,
        marks=_written(marks or {}),
        opinion=opinion,
        keyed_by=act.actor.id,
    )


@review_sheet.transition(
    source=OPEN,
    target=STAY,
    by=writer,
    label=Text("打分", "評分", "Mark"),
    guards=(is_under_review, reviews_it),
)
def mark(
    sheet: ReviewSheet, act: Act, *, marks: Mapping[str, str], opinion: str | None = None
) -> ReviewSheet:
    """Write some or all marks, and an opinion; an empty mark takes one away."""
    said = sheet.opinion if opinion is None else opinion
    written = _written({**sheet.marks, **marks})
    return change(sheet, marks=written, opinion=said, keyed_by=act.actor.id)


@mark.check
def new_marks_fit(
    sheet: ReviewSheet, act: Act, *, marks: Mapping[str, str], opinion: str | None = None
) -> Iterable[Refusal]:
    """What is written fits the rubric."""
    del opinion
    return _refuse_marks(sheet, act, _written(marks), complete=False)


@review_sheet.transition(
    source=OPEN,
    target=SIGNED,
    by=writer,
    label=Text("签名", "簽名", "Sign"),
    guards=(is_under_review, reviews_it, marks_are_complete),
)
def sign(sheet: ReviewSheet, act: Act) -> ReviewSheet:
    """Sign the sheet; from here on it is changed only by reopening it."""
    return change(sheet, signed_on=act.on)


@review_sheet.transition(
    source=SIGNED,
    target=OPEN,
    by=overseer,
    label=Text("重新开启", "重新開啟", "Reopen"),
    guards=(is_under_review,),
    reason_required=True,
)
def reopen(sheet: ReviewSheet, _act: Act) -> ReviewSheet:
    """Let a signed sheet be written again; what stood there stays in the journal."""
    return change(sheet, signed_on=None)


@review_sheet.transition(
    source=(OPEN, SIGNED),
    target=VOID,
    by=overseer,
    label=Text("作废", "作廢", "Declare void"),
    guards=(is_under_review,),
    reason_required=True,
)
def declare_void(sheet: ReviewSheet, _act: Act) -> ReviewSheet:
    """Take a sheet out, as when a conflict comes to light."""
    return sheet


@review_sheet.explained
def explain_sheet(sheet: ReviewSheet, asked: Question) -> Explanation | None:
    """What the sheet adds up to, mark by mark."""
    rubric = _rubric(sheet, asked.reader)
    if not sheet.marks or rubric is None or any(rubric.refuse_marks(sheet.marks, complete=True)):
        return None  # it does not add up to anything yet
    entrant, card = Entrant(id=sheet.code or "-"), card_of(sheet)
    card = attrs.evolve(card, entry=entrant.id)
    request = ScoringRequest(rubric=rubric, entrants=(entrant,), cards=(card,), rounding={})
    told = explained_step(request.card_step(entrant, card), rubric.by_id, lambda _judge: sheet.id)
    return Explanation(
        title=sheet.label,
        value=Text.same(show(told.number)) if told.number is not None else None,
        source=sheet.id,
        shows=("marks",),
        parts=(told,),
    )


review_sheet.seal()


def signed_sheets(subject: str, stage: str, round: int, reader: Reader) -> tuple[ReviewSheet, ...]:
    """The signed sheets about a case in one stage and round, in the order they were begun."""
    found = reader.find(ReviewSheet, subject=subject, state=SIGNED)
    return tuple(sheet for sheet in found if (sheet.stage, sheet.round) == (stage, round))


def card_of(sheet: ReviewSheet) -> Card:
    """A sheet as scoring methods take it."""
    return Card(entry=sheet.subject, judge=sheet.reviewer, marks=sheet.marks)


def total_of(sheet: ReviewSheet, rubric: Rubric) -> Fraction:
    """What the marks of a sheet add up to, exact."""
    return rubric.card_total(sheet.marks)


def _written(marks: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in marks.items() if value}


def _case(id: str, reader: Reader) -> Reviewed | None:
    """What is reviewed, if it is there and can be."""
    try:
        found: object = reader.any(id)
    except (RecordNotFoundError, ErasedError):
        return None
    return found if isinstance(found, Reviewed) else None


def _review(sheet: ReviewSheet, reader: Reader) -> Review | None:
    case = _case(sheet.subject, reader)
    return case.review(reader) if case is not None else None


def _rubric(sheet: ReviewSheet, reader: Reader) -> Rubric | None:
    case = _case(sheet.subject, reader)
    try:
        return case.rubric_of(sheet.stage, reader) if case is not None else None
    except HomeroomError:  # what it refers to is gone, or has no such stage
        return None


def _owners(sheet: ReviewSheet, reader: Reader) -> frozenset[str]:
    case = _case(sheet.subject, reader)
    return case.owners() if case is not None else frozenset()


def _reviewers(sheet: ReviewSheet, reader: Reader) -> frozenset[str]:
    review = _review(sheet, reader)
    return review.reviewers if review is not None else frozenset()


def _refuse_marks(
    sheet: ReviewSheet, act: Act, marks: Mapping[str, str], *, complete: bool
) -> Iterable[Refusal]:
    rubric = _rubric(sheet, act.reader)
    return () if rubric is None else rubric.refuse_marks(marks, complete=complete)
