"""Attempts at the steps of a growth plan, made wrongly and made rightly."""

from datetime import date, timedelta
from typing import Any

from contests import (
    CLERK,
    MEETING,
    PINNED,
    TEACHER,
    an_act,
    creating,
    refusals,
)

from homeroom_core.errors import Refusal
from homeroom_core.testing.acts import MORNING, ORG
from homeroom_core.training import growth_plan as g
from homeroom_core.training import growth_plan_records as gr
from homeroom_core.training.growth_goal import Goal
from refusals import TODAY, case

STARTS, ENDS = date(2025, 9, 1), date(2028, 8, 31)


def goal(id: str = "g1", **more: Any) -> Goal:
    given = {"title": "listen", "measure": "talks", "due": ENDS, "dimension": "conduct", **more}
    return Goal(id=id, **given)


def a_plan(state: str = gr.DRAFT, **more: Any) -> gr.GrowthPlan:
    version = gr.PlanVersion(
        number=1,
        diagnosis="d",
        goals=(goal(),),
        reasons={},
        approved_by=CLERK.id,
        approved_on=date(2025, 7, 1),
    )
    given = {
        "teacher": TEACHER.id,
        "title": "three years",
        "starts": STARTS,
        "ends": ENDS,
        "diagnosis": "d",
        "goals": (goal(),),
        "versions": () if state in (gr.DRAFT, gr.SUBMITTED) else (version,),
        **more,
    }
    return gr.GrowthPlan(id="growth_plan-1", org=ORG, state=state, **given)


def draft(*others: Any, ends: date = ENDS) -> tuple[Refusal, ...]:
    by = an_act(TEACHER, *others, new_id="growth_plan-2")
    return creating(g.draft, by, teacher=TEACHER.id, title="t", starts=STARTS, ends=ends)


def submit(**more: Any) -> tuple[Refusal, ...]:
    return refusals(a_plan(**more), g.submit, an_act(TEACHER))


def found(goal: str = "g1", outcome: str = gr.PARTLY) -> gr.Finding:
    return gr.Finding(goal=goal, outcome=outcome)


def inspect(*findings: gr.Finding) -> tuple[Refusal, ...]:
    return refusals(a_plan(gr.ACTIVE), g.inspect, an_act(CLERK), findings=findings)


def adjust(
    changed: Goal, reasons: Any = None, /, at: Any = MORNING, policy: Any = None
) -> tuple[Refusal, ...]:
    plan = a_plan(gr.ACTIVE, policy=policy or gr.GrowthPolicy())
    why = {"g1": "new class"} if reasons is None else reasons
    return refusals(plan, g.adjust, an_act(TEACHER, at=at), goals=(changed,), reasons=why)


def inspected(outcome: str) -> gr.GrowthPlan:
    seen = gr.Inspection(by=CLERK.id, on=TODAY, findings=(found(outcome=outcome),))
    return a_plan(gr.INSPECTED, inspections=(seen,))


case(
    "growth_plan.already_open",
    lambda state: draft(a_plan(state)),
    gr.SUSPENDED,
    gr.COMPLETED,
)
case("growth_plan.ends_before_start", lambda ends: draft(ends=ends), date(2025, 8, 31), STARTS)
case("growth_plan.no_diagnosis", lambda said: submit(diagnosis=said), " ", "too loud")
case("growth_plan.too_few_goals", lambda goals: submit(goals=goals), (), (goal(),))
case(
    "growth_plan.same_goal_id",
    lambda other: submit(goals=(goal(), goal(other))),
    "g1",
    "g2",
)
case("growth_plan.empty_goal", lambda text: submit(goals=(goal(measure=text),)), "", "talks")
case(
    "growth_plan.unknown_dimension",
    lambda name: submit(goals=(goal(dimension=name),)),
    "wealth",
    "conduct",
)
case(
    "growth_plan.due_outside_plan",
    lambda due: submit(goals=(goal(due=due),)),
    ENDS + timedelta(1),
    ENDS,
)
case(
    "growth_plan.no_comment",
    lambda text: refusals(a_plan(gr.SUBMITTED), g.send_back, an_act(CLERK), comment=text),
    "",
    "which talks?",
)
case(
    "growth_plan.unknown_goal",
    lambda it: refusals(a_plan(gr.ACTIVE), g.note_progress, an_act(TEACHER), goal=it, note="n"),
    "g9",
    "g1",
)
case("growth_plan.goal_not_inspected", lambda seen: inspect(*seen), (), (found(),))
case("growth_plan.unknown_outcome", lambda word: inspect(found(outcome=word)), "fine", gr.PARTLY)
case(
    "growth_plan.goals_off_track",
    lambda outcome: refusals(inspected(outcome), g.carry_on, an_act(CLERK)),
    gr.OFF_TRACK,
    gr.ON_TRACK,
)
case("growth_plan.nothing_changed", adjust, goal(), goal(title="read"))
case(
    "growth_plan.no_reason_for_goal",
    lambda reasons: adjust(goal(title="read"), reasons),
    {"g1": " "},
    {"g1": "new class"},
)
case(
    "growth_plan.too_soon",
    lambda days: adjust(goal(title="r"), policy=gr.GrowthPolicy(days_between_versions=days)),
    72,
    71,
)
case(
    "growth_plan.not_ended",
    lambda ends: refusals(
        a_plan(gr.ACTIVE, ends=ends, basis=PINNED), g.complete, an_act(MEETING), review="well"
    ),
    TODAY + timedelta(1),
    TODAY,
)
case(
    "growth_plan.unknown_dimension",
    lambda of: refusals(
        a_plan(), g.write, an_act(TEACHER), diagnosis="d", goals=(goal(dimension=of),)
    ),
    "beauty",
    "conduct",
)


def assign(advisor: str | None) -> tuple[Refusal, ...]:
    plan = a_plan(gr.ACTIVE, advisor="advisor-1")
    return refusals(plan, g.assign_advisor, an_act(CLERK), advisor=advisor)


case("growth_plan.own_advisor", assign, TEACHER.id, "advisor-2")
case("growth_plan.same_advisor", assign, "advisor-1", None)
