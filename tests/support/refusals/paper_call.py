"""Attempts at the steps of a call for papers, made wrongly and made rightly."""

from datetime import timedelta
from typing import Any

from contests import PEOPLE, an_act, creating, refusals
from papers import (
    CALL,
    GROUP,
    POLICY,
    a_call,
    a_notice,
    a_paper,
    papers,
    ranked,
    research_act,
    reviews,
)

from homeroom_core.change import change
from homeroom_core.eligibility import RuleSet
from homeroom_core.errors import Refusal
from homeroom_core.fact import number
from homeroom_core.rule import Rule
from homeroom_core.scoring_policy import ScoringPolicy, TieBreak, by_criteria
from homeroom_core.testing.acts import MORNING
from homeroom_core.text import Text
from homeroom_core.training import notice as n
from homeroom_core.training import paper_call as k
from homeroom_core.training import paper_records as r
from homeroom_core.training.tally import Certificate
from refusals import LATER, TODAY, case


def call(**more: Any) -> tuple[Refusal, ...]:
    return creating(k.call, research_act(new_id="paper_call-1"), **{**CALL, **more})


def with_policy(**more: Any) -> tuple[Refusal, ...]:
    return call(policy=change(POLICY, **more))


def gate(*ids: str) -> RuleSet:
    rules = tuple(
        Rule(
            id=id,
            label=Text.same(id),
            fact="characters",
            comparator="<=",
            boundary=number(6000),
        )
        for id in ids
    )
    return RuleSet(id="gate", label=Text.same("gate"), rules=rules)


case("call.no_title", lambda title: call(title=title), " ", "Papers")
case("call.deadline_past", lambda day: call(deadline=day), TODAY - timedelta(1), TODAY)
case(
    "call.deadline_not_later",
    lambda day: refusals(a_call(), k.extend, research_act(reason="fog"), deadline=day),
    TODAY,
    TODAY + timedelta(1),
)
case(
    "call.still_open",
    lambda at: refusals(a_call(), k.close, research_act(at=at)),
    MORNING,
    LATER,
)
case("paper_call.negative_number", lambda number: call(first_prizes=number), -1, 0)
case("paper_call.no_staff", lambda size: call(staff=size), None, 60)
case(
    "ranked_call.policy_unfit",
    lambda method: with_policy(scoring=ScoringPolicy(method=method)),
    "gone",
    "mean",
)
case(
    "ranked_call.policy_unfit",
    lambda links: with_policy(scoring=ScoringPolicy(method="mean", tie_break=links)),
    (TieBreak("of_a_plugin"),),
    by_criteria("a"),
)
case("paper_call.gate_unfit", lambda ids: with_policy(gate=gate(*ids)), ("a", "a"), ("a", "b"))


def begin(*there: Any, seed: str = "sealed") -> tuple[Refusal, ...]:
    return refusals(a_call(r.CLOSED), k.begin_review, research_act(*there), seed=seed)


ACCEPTED = a_paper(1, r.ACCEPTED)
case(
    "paper_call.papers_undecided",
    lambda state: begin(ACCEPTED, a_paper(2, state)),
    r.SUBMITTED,
    r.REJECTED,
)
case("paper_call.none_accepted", lambda state: begin(a_paper(1, state)), r.REJECTED, r.ACCEPTED)
case("paper_call.no_seed", lambda seed: begin(ACCEPTED, seed=seed), " ", "sealed")


def rank(*there: Any, **more: Any) -> tuple[Refusal, ...]:
    return refusals(a_call(r.REVIEWING, **more), k.rank, research_act(*there))


case(
    "ranked_call.not_reviewed",
    lambda state: rank(*papers(), a_paper(4, state), *reviews()),
    r.UNDER_REVIEW,
    r.WITHDRAWN,
)
case("ranked_call.not_scorable", lambda sheets: rank(*papers(), *sheets), reviews()[1:], reviews())

TIED = {1: "8", 2: "8", 3: "7"}
SETTLED = {"paper-1": "first", "paper-2": "second"}


def put_up(call: r.PaperCall, **more: Any) -> tuple[Refusal, ...]:
    now = research_act(*papers(), *PEOPLE, a_notice(call, **more))
    return refusals(call, k.publicise, now, notice="notice-1")


def settled() -> r.PaperCall:
    made: r.PaperCall = k.settle_ties.body(ranked(marks=TIED), research_act(), choices=SETTLED)
    return made


def settle(call: r.PaperCall, **choices: str) -> tuple[Refusal, ...]:
    return refusals(call, k.settle_ties, an_act(GROUP), choices=choices or SETTLED)


case("ranked_call.open_decision", put_up, ranked(marks=TIED), settled())
case(
    "ranked_call.no_decision",
    lambda choices: settle(ranked(marks=TIED), **choices),
    {"paper-1": "first"},
    SETTLED,
)
case("ranked_call.no_decision", settle, ranked(), ranked(marks=TIED))
case(
    "publicity.other_notice",
    lambda days: put_up(ranked(), policy=n.NoticePolicy(working_days=days)),
    1,
    5,
)


def give(
    state: str = n.CLOSED, prefix: str = "A-", other: str = "B-001", **more: Any
) -> tuple[Refusal, ...]:
    call = ranked(r.PUBLICISED, notice="notice-1")
    numbered = Certificate(entry="paper-8", level="first", number=other)
    before = a_call(r.AWARDED, id="paper_call-0", certificates=(numbered,))
    there = (*papers(), *PEOPLE, a_notice(call, state, **more), before)
    return refusals(call, k.award, an_act(GROUP, *there), number_prefix=prefix)


case("publicity.not_closed", give, n.UNDER_REVIEW, n.CLOSED)
case(
    "publicity.list_differs",
    lambda more: give(**more),
    {"lines": (n.NoticeLine(name="Wang", unit="", award="first"),)},
    {},
)
case("ranked_call.no_prefix", lambda prefix: give(prefix=prefix), "", "2025-")
case("ranked_call.number_taken", lambda taken: give(other=taken), "A-002", "A-003")


def reopen(upheld: bool) -> tuple[Refusal, ...]:
    call = ranked(r.PUBLICISED, notice="notice-1")
    objection = n.Objection(
        number=1,
        by="teacher-1",
        on=TODAY,
        text="the sum",
        signed=True,
        round=1,
        answer_by=TODAY,
        upheld=upheld,
    )
    notice = a_notice(call, objections=(objection,))
    return refusals(call, k.reopen, an_act(GROUP, *papers(), notice, reason="a wrong sum"))


case("publicity.no_objection_upheld", reopen, False, True)


def archive(state: str = r.PAPER_AWARDED, documents: Any = ("2026-1",)) -> tuple[Refusal, ...]:
    now = research_act(a_paper(1, state))
    return refusals(ranked(r.AWARDED), k.archive, now, documents=documents)


case("paper_call.results_not_noted", archive, r.SCORED, r.PAPER_AWARDED)
case("paper_call.no_documents", lambda named: archive(documents=named), (), ("2026-1",))
case(
    "ranked_call.result_differs",
    lambda marks: refusals(
        ranked(r.PUBLICISED),
        k.paper_call.step("accept_tally"),
        an_act(GROUP, *papers(), *reviews(marks), reason="a fault was mended"),
    ),
    {1: "7", 2: "8", 3: "9"},
    {1: "9.5", 2: "8", 3: "7"},
)
