"""Attempts that a round of appraisals refuses."""

from datetime import timedelta
from typing import Any

import attrs
from appraisals import (
    CLERK,
    COMMITTEE,
    FIRST,
    LAST,
    PEOPLE,
    PRINCIPAL,
    a_case,
    a_notice,
    a_round,
    a_teacher,
    all_cases,
    an_act,
    graded,
)
from contests import creating, refusals

from homeroom_core.change import change
from homeroom_core.errors import Refusal
from homeroom_core.families import SHEETS
from homeroom_core.provided import Offer
from homeroom_core.testing.appraisals import (
    PRACTICE_LEDGER,
    PRACTICE_OFFER,
    PRACTICE_SHEET,
    practice_terms,
)
from homeroom_core.training import appraisal_records as r
from homeroom_core.training import appraisal_round as ar
from homeroom_core.training import notice as n
from homeroom_core.training import person as p
from homeroom_core.training.appraisal_grading import proposed_lines
from homeroom_core.training.notice import NoticePolicy
from refusals import case

TERMS = practice_terms()
CASES = all_cases()
TIED = all_cases(mark="32")
DEMERIT = p.Sanction(kind="demerit", since=FIRST, until=LAST, document="2025-3")


def open_round(offer: Any = PRACTICE_OFFER, policy: Any = TERMS, **more: Any) -> Any:
    act = change(an_act(CLERK, new_id="round-1"), provided=offer)
    given = {"title": "2024-2025", "first": FIRST, "last": LAST, "policy": policy, **more}
    return creating(ar.open_round, act, **given)


def provided(**sheet: Any) -> Offer:
    other = attrs.evolve(PRACTICE_SHEET, **sheet)
    return Offer({SHEETS: {other.id: other, PRACTICE_LEDGER.id: PRACTICE_LEDGER}})


SELF_COUNTS = tuple(
    attrs.evolve(one, weight=one.weight + 1) if one.id == "self" else one
    for one in PRACTICE_SHEET.sources
)
NO_COMMITTEE = practice_terms(committee_source="board")

case("appraisal_round.no_title", lambda title: open_round(title=title), " ", "2024-2025")
case("appraisal_round.ends_before_start", lambda last: open_round(last=last),
     FIRST - timedelta(1), FIRST)  # fmt: skip
case("appraisal_round.sheet_unfit", open_round, Offer({}), PRACTICE_OFFER)
case("appraisal_round.sheet_unfit", lambda sources: open_round(provided(sources=sources)),
     SELF_COUNTS, PRACTICE_SHEET.sources)  # fmt: skip
case("appraisal_round.sheet_unfit",
     lambda sheets: open_round(Offer({SHEETS: {one.id: one for one in sheets}})),
     (PRACTICE_SHEET,), (PRACTICE_SHEET, PRACTICE_LEDGER))  # fmt: skip
for wrong in (
    practice_terms(sheet_digest="0" * 64),
    practice_terms(switched_off=frozenset({"de"})),
    practice_terms(dimensions={"gongzuo": "conduct"}),
    NO_COMMITTEE,
):
    case("appraisal_round.sheet_unfit", lambda policy: open_round(policy=policy), wrong, TERMS)


def grade_all(cases: Any = CASES, people: Any = PEOPLE) -> tuple[Refusal, ...]:
    round = a_round()
    return refusals(round, ar.grade_all, an_act(COMMITTEE, round, *cases, *people))


case("appraisal_round.no_cases", grade_all, (), CASES)
case("appraisal_round.cases_not_ready", grade_all, (*CASES[:2], a_case(3, r.SCORED)), CASES)
case("appraisal_round.sanctions_changed", lambda person: grade_all(people=(person,)),
     a_teacher(1, sanctions=(DEMERIT,)), a_teacher(1))  # fmt: skip


def settle_ties(chosen: tuple[str, ...]) -> tuple[Refusal, ...]:
    round = graded(cases=TIED)
    act = an_act(COMMITTEE, round, *TIED, reason="longest service")
    return refusals(round, ar.settle_ties, act, chosen=chosen)


for some in ((), ("case-9",), ("case-1", "case-2")):
    case("appraisal_round.no_such_decision", settle_ties, some, ("case-2",))


def publicise(round: Any = None, **more: Any) -> tuple[Refusal, ...]:
    round = round or graded()
    shelf = an_act(CLERK, round, *CASES, *PEOPLE)
    notice = a_notice(round, proposed_lines(round, shelf.reader), more.pop("state", n.OPEN))
    notice = change(notice, **more)
    act = an_act(CLERK, round, *CASES, *PEOPLE, notice)
    return refusals(round, ar.publicise, act, notice=notice.id)


def other_notice(wrong: bool) -> tuple[Refusal, ...]:
    round = graded()
    shelf = an_act(CLERK, round, *CASES, *PEOPLE)
    notice = a_notice(round, proposed_lines(round, shelf.reader))
    act = an_act(CLERK, round, *CASES, *PEOPLE, notice)
    return refusals(round, ar.publicise, act, notice="notice-9" if wrong else notice.id)


case("appraisal_round.open_decision", publicise, graded(cases=TIED), graded())
case("publicity.other_notice", other_notice, True, False)  # wrong, right
for name, differs, fits in (
    ("subject", "round-9", "round-1"),
    ("state", n.VOID, n.OPEN),
    ("policy", NoticePolicy(working_days=9), NoticePolicy()),
    ("lines", (n.NoticeLine(name="Teacher 9", unit="", award=""),), None),
    ("involved", frozenset({"person-1"}), None),
):
    case(
        "publicity.other_notice",
        lambda value, name=name: publicise(**({} if value is None else {name: value})),
        differs,
        fits,
    )


def decide(
    state: str = n.CLOSED, lines: Any = None, document: str = "2025-12", people: Any = PEOPLE
) -> tuple[Refusal, ...]:
    round = change(graded(r.ROUND_PUBLICISED), notice="notice-1")
    shelf = an_act(PRINCIPAL, round, *CASES, *PEOPLE)
    notice = a_notice(round, lines or proposed_lines(round, shelf.reader), state)
    act = an_act(PRINCIPAL, round, *CASES, *people, notice)
    return refusals(round, ar.decide, act, document=document)


OTHER = (n.NoticeLine(name="Teacher 9", unit="", award=""),)
case("publicity.not_closed", decide, n.OPEN, n.CLOSED)
case("publicity.list_differs", lambda lines: decide(lines=lines), OTHER, None)
case("appraisal_round.no_document", lambda words: decide(document=words), " ", "2025-12")


def reopen(state: str) -> tuple[Refusal, ...]:
    round = change(graded(r.ROUND_DECIDED), notice="notice-1")
    act = an_act(PRINCIPAL, round, *CASES, a_notice(round, OTHER, state), reason="a wrong sum")
    return refusals(round, ar.reopen, act)


def reopen_for_sanction(person: p.Person) -> tuple[Refusal, ...]:
    round = change(graded(r.ROUND_PUBLICISED), notice="notice-1")
    notice = a_notice(round, OTHER, n.OPEN)
    act = an_act(PRINCIPAL, round, *CASES, person, notice, reason="a sanction came")
    return refusals(round, ar.reopen, act)


case("publicity.no_objection_upheld", reopen, n.CLOSED, n.VOID)
case("publicity.no_objection_upheld", reopen_for_sanction,
     a_teacher(1), a_teacher(1, sanctions=(DEMERIT,)))  # fmt: skip


def cancel(cases: Any) -> tuple[Refusal, ...]:
    round = a_round()
    return refusals(round, ar.cancel, an_act(CLERK, round, *cases, reason="twice opened"))


case("appraisal_round.has_cases", cancel, CASES, (a_case(1, r.CANCELLED),))
