"""Attempts at the steps of a project and of its call, made wrongly and made rightly."""

from datetime import date, timedelta
from typing import Any

from contests import PEOPLE, a_person, an_act, creating, refusals
from papers import GROUP, RESEARCH, by
from projects import (
    BOTH,
    CALL,
    ENDS,
    LEADER,
    PANEL,
    PLAN,
    REVIEWERS,
    STARTS,
    a_call,
    a_notice,
    a_project,
    ranked,
    sheets,
)

from homeroom_core.change import change
from homeroom_core.errors import Refusal
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.testing.acts import MORNING
from homeroom_core.training import project as p
from homeroom_core.training import project_call as k
from homeroom_core.training import project_records as r
from homeroom_core.training import review_sheet as s
from homeroom_core.training.conflict import RELATED
from homeroom_core.training.notice import Objection
from homeroom_core.training.tally import Certificate
from refusals import LATER, TODAY, case

CLOSED = a_call(r.CLOSED)


def draft(**more: Any) -> tuple[Refusal, ...]:
    now = by(LEADER, a_call(), *PEOPLE, new_id="project-1")
    given = {"call": "project_call-1", "leader": "person-1", **PLAN, **more}
    return creating(p.draft, now, **given)


def apply(*there: Any, state: str = r.CALLED, **more: Any) -> tuple[Refusal, ...]:
    return refusals(a_project(1, r.DRAFT, **more), p.apply, by(LEADER, a_call(state), *there))


case("project.unknown_call", lambda call: draft(call=call), "project_call-9", "project_call-1")
case("project.call_closed", lambda state: apply(state=state), r.CLOSED, r.CALLED)
case("project.not_complete", lambda title: apply(title=title), " ", "Trust")
case("project.wrong_length", lambda ends: draft(ends=ends), STARTS, ENDS)
EVERYBODY = tuple(f"person-{at}" for at in range(2, 7))
case("project.too_many_people", lambda them: draft(members=them), EVERYBODY, ())
case(
    "project.person_twice",
    lambda them: draft(members=them),
    ("person-2", "person-2"),
    ("person-2", "person-3"),
)
case("project.not_in_post", lambda who: draft(members=(who,)), "person-9", "person-2")
OTHER = a_project(2, r.OPENED, leader="person-1")
case("project.leads_enough", apply, OTHER, change(OTHER, state=r.PROMOTED))
JOINED = tuple(a_project(at, r.OPENED, members=("person-2",)) for at in (2, 3))
case("project.takes_part_enough", lambda there: apply(*there), JOINED, JOINED[1:])
STRUCK = a_project(2, r.WITHDRAWN, leader="person-1", barred_until=TODAY)
case("project.leader_barred", apply, STRUCK, change(STRUCK, barred_until=TODAY - timedelta(1)))


def assign(
    reviewers: Any = REVIEWERS, *there: Any, state: str = r.CLOSED, **more: Any
) -> tuple[Refusal, ...]:
    project = a_project(**more)
    return refusals(project, p.assign, by(RESEARCH, a_call(state), *there), reviewers=reviewers)


case("project.call_not_reviewing", lambda state: assign(state=state), r.CALLED, r.CLOSED)
case("reviewing.own_case", assign, ("person-1", *REVIEWERS), REVIEWERS)
case(
    "project.reviewer_answers",
    lambda state: assign((*REVIEWERS, "person-3"), a_project(2, state)),
    r.APPLIED,
    r.WITHDRAWN,
)
ON_STAFF = tuple(change(a_person(at), id=f"expert-{at}") for at in (1, 2))
case(
    "project.too_few_outsiders",
    lambda major: assign(REVIEWERS, *ON_STAFF, major=major),
    True,
    False,
)


def close_review(reviewers: Any) -> tuple[Refusal, ...]:
    project = a_project(1, r.UNDER_REVIEW, reviewers=reviewers)
    return refusals(project, p.close_review, by(RESEARCH, CLOSED, *sheets()))


case("project.reviews_short", close_review, REVIEWERS[:1], REVIEWERS)
case(
    "project.call_not_decided",
    lambda state: refusals(a_project(1, r.REVIEWED), p.decide_approval, by(GROUP, a_call(state))),
    r.PUBLICISED,
    r.DECIDED,
)
case(
    "project.call_has_result",
    lambda state: refusals(a_project(), p.take_back, by(LEADER, a_call(state), reason="ill")),
    r.RANKED,
    r.CLOSED,
)


def open_project(expert: str = "expert-1", report: str = "O-1") -> tuple[Refusal, ...]:
    given = {"report": report, "expert": expert, "opinion": "feasible"}
    return refusals(a_project(1, r.APPROVED), p.open_project, by(LEADER), **given)


case("project.expert_takes_part", open_project, "person-2", "expert-1")
case("project.not_complete", lambda report: open_project(report=report), "", "O-1")


def reported(step: Any, state: str, who: Any) -> Any:
    return lambda report: refusals(a_project(1, state), step, by(who), report=report)


case("project.not_complete", reported(p.pass_midterm, r.OPENED, RESEARCH), "", "M-1")
case("project.not_complete", reported(p.hand_in, r.MIDTERM_PASSED, LEADER), "", "C-1")
case("project.not_complete", reported(p.hand_in_revised, r.REVISING, LEADER), "", "C-2")
case(
    "project.no_repairs_named",
    lambda named: refusals(a_project(1, r.OPENED), p.ask_repairs, by(RESEARCH), repairs=named),
    (),
    ("the data",),
)


def a_request(**more: Any) -> r.ProjectRequest:
    before = a_project().project_terms
    return r.ProjectRequest(
        number=1, on=TODAY, why="so", before=before, after=change(before, **more)
    )


CHANGE, EXTENSION = a_request(title="Other"), a_request(ends=date(2027, 1, 1))


def running(*requests: Any, **more: Any) -> r.Project:
    return a_project(1, r.MIDTERM_PASSED, requests=requests, **more)


def ask(project: r.Project, days: int = 0, **asked: Any) -> tuple[Refusal, ...]:
    now = by(LEADER, *PEOPLE, at=MORNING + timedelta(days), reason="so")
    return refusals(project, p.request_change, now, **(asked or {"title": "Other"}))


case("project.request_open", ask, running(CHANGE), running(change(CHANGE, granted=False)))
case("project.too_late_to_ask", lambda days: ask(running(), days), 351, 350)
case(
    "project.nothing_changes",
    lambda title: ask(running(), title=title),
    "Talking with parents",
    "Other",
)
case("project.not_in_post", lambda who: ask(running(), members=(who,)), "person-9", "person-3")


def extend(project: r.Project, ends: date = date(2027, 1, 1)) -> tuple[Refusal, ...]:
    return refusals(project, p.request_extension, by(LEADER, reason="so"), ends=ends)


case("project.extended_enough", extend, running(change(EXTENSION, granted=True)), running())
case("project.extension_too_long", lambda ends: extend(running(), ends), ENDS, date(2027, 9, 9))


def decided(step: Any, *there: Any) -> Any:
    return lambda request: refusals(running(request), step, by(GROUP, *there, reason="so"))


case("project.no_request", decided(p.grant_change), EXTENSION, CHANGE)
case("project.no_request", decided(p.grant_extension), CHANGE, EXTENSION)
case("project.no_request", decided(p.turn_down), change(CHANGE, granted=True), CHANGE)
case(
    "project.leads_enough",
    lambda state: refusals(
        running(a_request(leader="person-2", members=("person-1",))),
        p.grant_change,
        by(GROUP, a_project(2, state, leader="person-2")),
    ),
    r.OPENED,
    r.PROJECT_CLOSED,
)


def appoint(panel: Any, *there: Any) -> tuple[Refusal, ...]:
    project = a_project(1, r.CLOSING, reviewers=())
    return refusals(project, p.appoint_panel, by(RESEARCH, *there), panel=panel)


case("project.wrong_panel_size", appoint, PANEL[:2], PANEL)
INSIDE = tuple(change(a_person(at), id=f"expert-{at}") for at in (1, 2, 3))
case("project.too_many_insiders", lambda there: appoint(PANEL, *there), INSIDE, INSIDE[:2])


def close(signed: Any, method: str = "mean", panel: Any = PANEL) -> tuple[Refusal, ...]:
    policy = change(a_project().policy, closing_scoring=ScoringPolicy(method=method))
    project = a_project(1, r.CLOSING, policy=policy, reviewers=panel)
    return refusals(project, p.close_project, an_act(GROUP, a_call(r.DECIDED), *signed))


SIGNED = sheets(stage=s.CLOSING_STAGE)
case("reviewing.sheets_missing", close, SIGNED[1:], SIGNED)
case("project.not_scorable", lambda method: close(SIGNED, method), "gone", "mean")
case("project.wrong_panel_size", lambda panel: close(SIGNED, panel=panel), PANEL[:2], PANEL)


def promote(level: str = "city", document: str = "D-7") -> tuple[Refusal, ...]:
    given = {"level": level, "document": document}
    return refusals(a_project(1, r.OPENED), p.promote, by(RESEARCH), **given)


case("project.not_higher", promote, "school", "district")
case("project.not_complete", lambda document: promote(document=document), " ", "D-7")


def call(**more: Any) -> tuple[Refusal, ...]:
    return creating(k.call, an_act(RESEARCH, new_id="project_call-1"), **{**CALL, **more})


case("call.no_title", lambda title: call(title=title), "", "Projects")
case("call.deadline_past", lambda day: call(deadline=day), TODAY - timedelta(1), TODAY)
case(
    "call.deadline_not_later",
    lambda day: refusals(a_call(), k.extend, an_act(RESEARCH, reason="fog"), deadline=day),
    TODAY,
    TODAY + timedelta(1),
)
case(
    "call.still_open",
    lambda at: refusals(a_call(), k.close, an_act(RESEARCH, at=at)),
    MORNING,
    LATER,
)
case(
    "ranked_call.nothing_to_rank",
    lambda there: refusals(
        CLOSED, k.rank, an_act(RESEARCH, *there, *sheets("9"), *sheets("7", of=2))
    ),
    (),
    BOTH,
)


def decide(other: str) -> tuple[Refusal, ...]:
    ready = ranked(r.PUBLICISED, notice="notice-1")
    given = Certificate(entry="project-8", level="approved", number=other)
    before = a_call(r.DECIDED, id="project_call-0", certificates=(given,))
    there = (*BOTH, *PEOPLE, a_notice(ready, "closed"), before)
    return refusals(ready, k.decide, an_act(GROUP, *there), number_prefix="K-")


case("ranked_call.number_taken", decide, "K-001", "K-002")


def reopen(upheld: bool) -> tuple[Refusal, ...]:
    call = ranked(r.PUBLICISED, notice="notice-1")
    objection = Objection(
        number=1, by="teacher-1", on=TODAY, text="the sum", signed=True, round=1,
        answer_by=TODAY, upheld=upheld,
    )  # fmt: skip
    notice = a_notice(call, objections=(objection,))
    return refusals(call, k.reopen, an_act(GROUP, *BOTH, notice, reason="a wrong sum"))


def recuse(reviewer: str) -> tuple[Refusal, ...]:
    now = by(RESEARCH, CLOSED)
    project = a_project(1, r.UNDER_REVIEW)
    return refusals(project, p.recuse, now, reviewer=reviewer, conflict=str(RELATED))


case("publicity.no_objection_upheld", reopen, False, True)
case("reviewing.not_a_reviewer", recuse, "expert-9", REVIEWERS[0])
