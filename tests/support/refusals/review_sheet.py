"""Attempts at the steps of a review sheet, made wrongly and made rightly."""

from typing import Any

from contests import creating, refusals
from papers import EXPERTS, RESEARCH, a_call, a_paper, a_review, by

from homeroom_core.errors import Refusal
from homeroom_core.people import Actor
from homeroom_core.training import paper_records as r
from homeroom_core.training import review_sheet as s
from refusals import case

PAPER = a_paper(1, r.UNDER_REVIEW)
REVIEWING = a_call(r.REVIEWING)


def begin(
    subject: str = "paper-1",
    reviewer: str = "expert-1",
    *records: Any,
    paper: r.Paper = PAPER,
    marks: Any = None,
) -> tuple[Refusal, ...]:
    now = by(Actor.of(reviewer), REVIEWING, paper, *records, new_id="sheet-9")
    return creating(s.begin, now, subject=subject, reviewer=reviewer, marks=marks)


case("review_sheet.not_under_review", begin, "paper-9", "paper-1")
case(
    "review_sheet.not_under_review",
    lambda state: begin(paper=a_paper(1, state, reviewers=("expert-1",))),
    r.ACCEPTED,
    r.UNDER_REVIEW,
)
case("review_sheet.not_theirs", lambda who: begin("paper-1", who), "expert-9", "expert-2")
case(
    "review_sheet.two_sheets",
    lambda state: begin("paper-1", "expert-1", a_review(1, 1, state=state)),
    s.OPEN,
    s.VOID,
)
case("mark.unknown_criterion", lambda leaf: begin(marks={leaf: "8"}), "z", "a")


def on_sheet(
    step: Any, state: str = s.OPEN, round: int = 1, written: Any = None, **more: Any
) -> tuple[Refusal, ...]:
    """A step on a sheet of the first reviewer, by whoever may."""
    marks = {"a": "8", "b": "8"} if written is None else written
    sheet = a_review(1, 1, state=state, round=round, marks=marks)
    who = EXPERTS[0] if state == s.OPEN else RESEARCH
    return refusals(sheet, step, by(who, REVIEWING, PAPER, reason="a wrong sum"), **more)


case("review_sheet.other_round", lambda at: on_sheet(s.sign, round=at), 2, 1)
case("mark.missing", lambda marks: on_sheet(s.sign, written=marks), {"a": "8"}, None)
case("mark.unknown_criterion", lambda leaf: on_sheet(s.mark, marks={leaf: "8"}), "z", "a")
