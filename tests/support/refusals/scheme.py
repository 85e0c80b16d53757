"""Attempts at the steps of a scheme, made wrongly and made rightly."""

from datetime import date, timedelta
from typing import Any

from contests import CLERK, PRINCIPAL, TEACHER, an_act, creating, refusals

from homeroom_core import builtin
from homeroom_core.act import Act
from homeroom_core.case import Pinned, Provisional
from homeroom_core.change import change
from homeroom_core.errors import Refusal
from homeroom_core.families import LIFECYCLES
from homeroom_core.provided import Offer
from homeroom_core.testing.acts import MORNING, ORG, actor
from homeroom_core.testing.schemes import PRACTICE_CONTENTS, PRACTICE_VOTE
from homeroom_core.training import growth_plan as g
from homeroom_core.training import growth_plan_records as gr
from homeroom_core.training import scheme as s
from homeroom_core.training import scheme_records as sr
from homeroom_core.training.scheme_contents import Clause, SchemeContents, scheme_contents
from refusals import LATER, TODAY, case

CONGRESS = actor("staff_congress-1")
KNOWN = Offer({LIFECYCLES: {one.kind: one for one in builtin.homeroom_lifecycles()}})
COMMENT = sr.SchemeComment(number=1, by="teacher-1", on=TODAY, text="too strict")
ANSWERED = change(COMMENT, answer="so be it", answered_by=CLERK.id, answered_on=TODAY)


def a_scheme(state: str = sr.DRAFT, **more: Any) -> sr.Scheme:
    given = {"title": "Scheme", "contents": PRACTICE_CONTENTS, **more}
    if state not in (sr.DRAFT, sr.WITHDRAWN):
        given = {"opens": TODAY, "closes": TODAY + timedelta(6), **given}
    if state in (sr.ADOPTED, sr.IN_FORCE, sr.SUPERSEDED):
        given = {"vote": PRACTICE_VOTE, "voted_on": TODAY, **given}
    if state in (sr.IN_FORCE, sr.SUPERSEDED):
        given = {"document": "2025-1", "effective_on": TODAY, **given}
    return sr.Scheme(**{"id": "scheme-1", "org": ORG, "state": state, **given})


def acting(by: Any, *records: Any, **more: Any) -> Act:
    return change(an_act(by, *records, **more), provided=KNOWN)


def draft(**more: Any) -> tuple[Refusal, ...]:
    given = {"title": "Scheme", "contents": PRACTICE_CONTENTS, **more}
    return creating(s.draft, acting(CLERK, new_id="scheme-1"), **given)


def of(*numbers: str) -> SchemeContents:
    return SchemeContents(
        clauses=tuple(Clause(number=number, text="So be it.") for number in numbers)
    )


case("scheme.no_title", lambda title: draft(title=title), " ", "Scheme")
case("scheme.says_nothing", lambda contents: draft(contents=contents), SchemeContents(), of("1"))
case(
    "scheme.same_clause_number",
    lambda contents: refusals(a_scheme(), s.rewrite, acting(CLERK), contents=contents),
    of("1", "1"),
    of("1", "2"),
)
case(
    "scheme.unknown_kind",
    lambda kind: draft(contents=SchemeContents(terms={kind: {"working_days": 7}})),
    "notices",
    "notice",
)
case(
    "scheme.unknown_kind",
    lambda kind: draft(contents=SchemeContents(terms={kind: {"working_days": 7}})),
    "contest_entry",
    "notice",
)
case(
    "scheme.terms_unfit",
    lambda days: draft(contents=SchemeContents(terms={"notice": {"working_days": days}})),
    0,
    1,
)


def comment(at: Any = MORNING, text: str = "too strict") -> tuple[Refusal, ...]:
    return refusals(a_scheme(sr.CONSULTED), s.comment, acting(TEACHER, at=at), text=text)


case("scheme.no_comment", lambda text: comment(text=text), " ", "too strict")
case("scheme.consultation_over", comment, MORNING + timedelta(7), MORNING + timedelta(6))


def table(at: Any = LATER, comments: Any = ()) -> tuple[Refusal, ...]:
    consulted = a_scheme(sr.CONSULTED, comments=comments)
    return refusals(consulted, s.table, acting(PRINCIPAL, at=at))


case("scheme.consultation_open", table, MORNING + timedelta(6), MORNING + timedelta(7))
case("scheme.comments_unanswered", lambda said: table(comments=said), (COMMENT,), (ANSWERED,))


def answer(number: int = 1, answer: str = "we shall see") -> tuple[Refusal, ...]:
    consulted = a_scheme(sr.CONSULTED, comments=(COMMENT,))
    return refusals(consulted, s.answer_comment, acting(CLERK), number=number, answer=answer)


case("scheme.no_such_comment", answer, 2, 1)
case("scheme.no_answer", lambda words: answer(answer=words), " ", "we shall see")


def vote(**more: Any) -> tuple[Refusal, ...]:
    given = change(PRACTICE_VOTE, **more)
    return refusals(a_scheme(sr.TABLED), s.vote, acting(CONGRESS), vote=given)


case(
    "scheme.no_quorum",
    lambda present: vote(present=present, in_favour=present, against=0, abstained=0),
    29,
    30,
)
case("scheme.too_few_teachers", lambda teachers: vote(teachers=teachers), 26, 27)
case("scheme.votes_do_not_add_up", lambda against: vote(against=against), 3, 2)


def put_in_force(
    on: date = TODAY, document: str = "2025-1", others: Any = ()
) -> tuple[Refusal, ...]:
    given = {"document": document, "effective_on": on}
    return refusals(a_scheme(sr.ADOPTED), s.put_in_force, acting(PRINCIPAL, *others), **given)


case("scheme.no_document", lambda words: put_in_force(document=words), " ", "2025-1")
case("scheme.effective_before_vote", put_in_force, TODAY - timedelta(1), TODAY)
case(
    "scheme.not_later_than_other",
    lambda on: put_in_force(on, others=(a_scheme(sr.IN_FORCE, id="scheme-0"),)),
    TODAY,
    TODAY + timedelta(1),
)


def supersede(later: date) -> tuple[Refusal, ...]:
    other = a_scheme(sr.IN_FORCE, id="scheme-2", effective_on=later)
    current = a_scheme(sr.IN_FORCE, effective_on=TODAY - timedelta(9))
    return refusals(current, s.supersede, acting(PRINCIPAL, current, other))


case("scheme.nothing_supersedes_it", supersede, TODAY + timedelta(1), TODAY)


# ---- what rests on a scheme ----

IN_FORCE = a_scheme(sr.IN_FORCE)
BASIS = Pinned(scheme=IN_FORCE.id, digest=IN_FORCE.digest)


def a_plan(state: str = gr.ACTIVE, **more: Any) -> gr.GrowthPlan:
    ends = TODAY - timedelta(1)
    given = {"teacher": "person-1", "title": "mine", "starts": ends, "ends": ends, **more}
    return gr.GrowthPlan(id="plan-1", org=ORG, state=state, **given)


case(
    "scheme.case_is_provisional",
    lambda basis: refusals(
        a_plan(basis=basis), g.complete, acting(actor("school_affairs_meeting-1")), review="well"
    ),
    Provisional(),
    BASIS,
)


def confirm(basis: Any = None, schemes: Any = (IN_FORCE,)) -> tuple[Refusal, ...]:
    plan = a_plan(basis=basis or Provisional())
    return refusals(plan, g.confirm, acting(CLERK, *schemes, reason="begun before the vote"))


case("scheme.none_in_force", lambda there: confirm(schemes=there), (), (IN_FORCE,))
case("scheme.case_rests_on_one", confirm, BASIS, None)


def begin(policy: gr.GrowthPolicy | None) -> tuple[Refusal, ...]:
    terms = scheme_contents({"growth_plan": gr.GrowthPolicy(least_goals=2)})
    act = acting("person-1", a_scheme(sr.IN_FORCE, contents=terms), new_id="plan-1")
    given: dict[str, Any] = {"teacher": "person-1", "title": "mine", "starts": TODAY, "ends": TODAY}
    return creating(g.draft, act, policy=policy, **given)


case("scheme.terms_differ", begin, gr.GrowthPolicy(), None)
