"""Attempts at the steps of a paper, made wrongly and made rightly."""

from datetime import timedelta
from typing import Any

from contests import PEOPLE, creating, refusals
from papers import (
    AUTHOR,
    EXPERTS,
    GROUP,
    RESEARCH,
    REVIEWERS,
    a_call,
    a_file,
    a_paper,
    a_review,
    by,
)

from homeroom_core.errors import Refusal
from homeroom_core.people import Actor
from homeroom_core.testing.acts import MORNING
from homeroom_core.training import paper as p
from homeroom_core.training import paper_records as r
from homeroom_core.training.conflict import OWN_CLASS, ReviewConflict
from refusals import TODAY, case

REVIEWING = a_call(r.REVIEWING)


def draft(
    *, title: str = "On trust", call: str = "paper_call-1", authors: Any = ("person-1",)
) -> Any:
    now = by(AUTHOR, a_call(), *PEOPLE, new_id="paper-1")
    return creating(p.draft, now, call=call, title=title, authors=authors)


case("paper.no_title", lambda title: draft(title=title), " ", "On trust")
case("paper.unknown_call", lambda call: draft(call=call), "paper_call-9", "paper_call-1")
case(
    "paper.too_many_authors",
    lambda authors: draft(authors=authors),
    ("person-1", "person-2", "person-3"),
    ("person-1", "person-2"),
)
case(
    "paper.author_twice",
    lambda authors: draft(authors=authors),
    ("person-1", "person-1"),
    ("person-1",),
)
case(
    "paper.unknown_author",
    lambda other: draft(authors=("person-1", other)),
    "person-9",
    "person-2",
)


def submit(*records: Any, manuscript: Any = None, **call: Any) -> tuple[Refusal, ...]:
    now = by(AUTHOR, a_call(**call), *records)
    return refusals(a_paper(1, r.DRAFT), p.submit, now, manuscript=manuscript or a_file())


case("paper.call_closed", lambda state: submit(state=state), r.CLOSED, r.CALLED)
OTHER = a_paper(2, authors=("person-1",))
case("paper.one_each", lambda there: submit(*there), (OTHER,), (a_paper(2),))
case(
    "paper.no_place_left",
    lambda size: submit(a_paper(2), staff=size),
    6,
    7,
)
BARRED = a_paper(3, r.REJECTED, authors=("person-1",), barred_until=TODAY)
case(
    "paper.author_barred",
    lambda there: submit(there),
    BARRED,
    a_paper(3, r.REJECTED, authors=("person-1",), barred_until=TODAY - timedelta(1)),
)
case(
    "paper.used_before",
    lambda number: submit(a_paper(2), manuscript=a_file(number)),
    2,
    1,
)
case(
    "paper.not_declared_original",
    lambda said: submit(manuscript=a_file(original=said)),
    False,
    True,
)


def accept(versions: Any) -> tuple[Refusal, ...]:
    return refusals(a_paper(versions=versions), p.accept, by(RESEARCH, a_call()))


case("paper.nothing_handed_in", accept, (), a_paper().versions)


def send_back(before: int = 0, faults: tuple[str, ...] = ("a name",)) -> tuple[Refusal, ...]:
    paper = a_paper(faults=(("another",),) * before)
    return refusals(paper, p.send_back, by(RESEARCH, a_call()), faults=faults)


case("paper.returned_already", send_back, 1, 0)
case("paper.no_faults_named", lambda faults: send_back(faults=faults), ("",), ("a name",))


def repair(last: Any = TODAY, file: int = 1) -> tuple[Refusal, ...]:
    paper = a_paper(1, r.RETURNED, repair_by=last)
    return refusals(paper, p.repair, by(AUTHOR, a_call(), a_paper(2)), manuscript=a_file(file))


case("paper.repair_late", repair, TODAY - timedelta(1), TODAY)
case("paper.used_before", lambda file: repair(file=file), 2, 1)


def assign(
    reviewers: Any = REVIEWERS, state: str = r.REVIEWING, paper: Any = None, records: Any = ()
) -> tuple[Refusal, ...]:
    now = by(RESEARCH, a_call(state), a_paper(2), *records)
    return refusals(paper or a_paper(1, r.ACCEPTED), p.assign, now, reviewers=reviewers)


case("paper.call_not_reviewing", lambda state: assign(state=state), r.CLOSED, r.REVIEWING)
case("reviewing.too_few_reviewers", assign, ("expert-1",), REVIEWERS)
case("reviewing.reviewer_twice", assign, (*REVIEWERS, "expert-1"), REVIEWERS)
case("paper.reviewer_competes", assign, (*REVIEWERS, "person-2"), (*REVIEWERS, "person-3"))
UNDER_REVIEW = a_paper(1, r.UNDER_REVIEW)
case(
    "reviewing.has_signed",
    lambda others: assign(others, paper=UNDER_REVIEW, records=(a_review(1, 1),)),
    ("expert-2", "expert-3"),
    ("expert-1", "expert-3"),
)


def recuse(
    who: Actor = RESEARCH, reviewer: str = "expert-1", kind: str = OWN_CLASS, records: Any = ()
) -> tuple[Refusal, ...]:
    now = by(who, REVIEWING, *records)
    return refusals(UNDER_REVIEW, p.recuse, now, reviewer=reviewer, conflict=kind)


case("reviewing.conflict_of_another", lambda who: recuse(who), EXPERTS[1], EXPERTS[0])
case("reviewing.not_a_reviewer", lambda who: recuse(reviewer=who), "expert-9", "expert-2")
case("reviewing.unknown_conflict", lambda kind: recuse(kind=kind), "envy", OWN_CLASS)
case(
    "reviewing.has_signed",
    lambda number: recuse(records=(a_review(1, number),)),
    1,
    2,
)


def ask_revision(remarks: str = "the data", before: int = 0) -> tuple[Refusal, ...]:
    paper = a_paper(1, r.UNDER_REVIEW, remarks=("x",) * before)
    return refusals(paper, p.ask_revision, by(RESEARCH, REVIEWING), remarks=remarks)


case("paper.no_remarks", ask_revision, " ", "the data")
case("paper.revised_enough", lambda before: ask_revision(before=before), 1, 0)


def revise(last: Any = TODAY, file: int = 1) -> tuple[Refusal, ...]:
    paper = a_paper(1, r.REVISING, revise_by=last)
    now = by(AUTHOR, REVIEWING, a_paper(2))
    return refusals(paper, p.revise, now, manuscript=a_file(file))


case("paper.revision_late", revise, TODAY - timedelta(1), TODAY)
case("paper.used_before", lambda file: revise(file=file), 2, 1)
case(
    "paper.revision_open",
    lambda days: refusals(
        a_paper(1, r.REVISING, revise_by=TODAY),
        p.go_on,
        by(RESEARCH, REVIEWING, at=MORNING + timedelta(days)),
    ),
    0,
    1,
)


def close_review(*sheets: Any) -> tuple[Refusal, ...]:
    return refusals(UNDER_REVIEW, p.close_review, by(RESEARCH, REVIEWING, *sheets))


BOTH = (a_review(1, 1), a_review(1, 2))
case("reviewing.sheets_missing", lambda there: close_review(*there), BOTH[1:], BOTH)
case(
    "paper.reviews_short",
    lambda mark: close_review(a_review(1, 1, "8"), a_review(1, 2, mark)),
    "5",
    "6",
)


def withdraw(state: str) -> tuple[Refusal, ...]:
    now = by(AUTHOR, a_call(state), reason="ill")
    return refusals(a_paper(1, r.SCORED), p.withdraw, now)


def disqualify(state: str) -> tuple[Refusal, ...]:
    now = by(GROUP, a_call(state), reason="copied")
    return refusals(a_paper(1, r.SCORED), p.disqualify, now)


case("paper.call_has_result", withdraw, r.RANKED, r.REVIEWING)
case("paper.call_has_result", disqualify, r.PUBLICISED, r.AWARDED)
case(
    "paper.call_not_decided",
    lambda state: refusals(a_paper(1, r.SCORED), p.conclude, by(RESEARCH, a_call(state))),
    r.PUBLICISED,
    r.AWARDED,
)
case(
    "reviewing.has_signed",
    lambda who: recuse(reviewer=who, records=(a_review(1, 2),)),
    "expert-2",
    "expert-1",
)
WITH_CONFLICT = a_paper(
    1,
    r.UNDER_REVIEW,
    conflicts=(ReviewConflict(reviewer="expert-1", kind=OWN_CLASS, on=TODAY, by="expert-1"),),
)
case(
    "reviewing.not_a_reviewer",
    lambda who: refusals(
        WITH_CONFLICT, p.recuse, by(RESEARCH, REVIEWING), reviewer=who, conflict=OWN_CLASS
    ),
    "expert-1",
    "expert-2",
)
