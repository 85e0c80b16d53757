"""Hypothesis strategies for growth plans, public notices and persons, in every state.

A drawn record is one that its lifecycle could have led to: what is stored for a state is there,
numbers count up, dates follow each other, and what the state rules out is absent.
"""

from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from hypothesis import strategies as st

from homeroom_core.calendar import add_working_days, window
from homeroom_core.change import change
from homeroom_core.dimensions import DIMENSIONS
from homeroom_core.people import ROLES, TITLES
from homeroom_core.testing.acts import ORG, WEEKDAYS
from homeroom_core.testing.strategies import FIRST_DAY, LAST_DAY, codes, school_days, texts, words
from homeroom_core.training import growth_plan as g
from homeroom_core.training import growth_plan_records as gr
from homeroom_core.training import notice as n
from homeroom_core.training import person as p
from homeroom_core.training.growth_goal import Goal, difference

PEOPLE = st.sampled_from(["person-1", "person-2"])
"""Ids of the two teachers of `homeroom_core.testing.acts.CAST`."""

OFFICES = st.sampled_from(["moral_education_office-1", "person-2", "everyone-1"])

_YEAR = timedelta(days=365)


def goals(
    *, first: date = FIRST_DAY, last: date = LAST_DAY, id: str | None = None
) -> st.SearchStrategy[Goal]:
    """Goals that are complete and due from one day to another, with this id or any."""
    return _goals(first, last, id)


def goal_sets(
    *, first: date = FIRST_DAY, last: date = LAST_DAY, at_least: int = 0
) -> st.SearchStrategy[tuple[Goal, ...]]:
    """Sets of goals that a plan from one day to another can have."""
    drawn = st.lists(
        goals(first=first, last=last),
        min_size=at_least,
        max_size=max(3, at_least),
        unique_by=lambda goal: goal.id,
    )
    return drawn.map(tuple)


@lru_cache(256)  # building a strategy costs more than drawing from it
def _goals(first: date, last: date, id: str | None) -> st.SearchStrategy[Goal]:
    return st.builds(
        Goal,
        id=codes() if id is None else st.just(id),
        title=words(),
        measure=words(),
        due=school_days(first, last),
        dimension=st.sampled_from(DIMENSIONS).map(str),
    )


def growth_policies() -> st.SearchStrategy[gr.GrowthPolicy]:
    """Policies of one or two goals and short spans."""
    return st.builds(
        gr.GrowthPolicy,
        least_goals=st.integers(1, 2),
        revise_within_working_days=st.integers(1, 20),
        days_between_versions=st.integers(0, 60),
    )


def findings(goal: str | None = None) -> st.SearchStrategy[gr.Finding]:
    """Findings for a goal, or for any."""
    return st.builds(
        gr.Finding,
        goal=codes() if goal is None else st.just(goal),
        outcome=st.sampled_from(gr.OUTCOMES).map(str),
        remark=texts(),
    )


@st.composite
def inspections(
    draw: st.DrawFn, *, of: tuple[Goal, ...] | None = None, on: date | None = None
) -> gr.Inspection:
    """Inspections with one finding for each goal; a day to revise by when one is off track."""
    looked_at = draw(goal_sets(at_least=1)) if of is None else of
    found = tuple(draw(findings(goal.id)) for goal in looked_at)
    day = on or draw(school_days())
    late = any(finding.outcome != gr.ON_TRACK for finding in found)
    by = add_working_days(WEEKDAYS, day, draw(st.integers(1, 20))) if late else None
    return gr.Inspection(by=draw(OFFICES), on=day, findings=found, revise_by=by)


def plan_versions() -> st.SearchStrategy[gr.PlanVersion]:
    """Approved versions: baselines."""
    return st.builds(_version, goal_sets(at_least=1), words(), OFFICES, school_days())


@st.composite
def growth_plans(draw: st.DrawFn, *, state: str | None = None) -> gr.GrowthPlan:
    """Growth plans, in this state or in any."""
    at = draw(st.sampled_from(g.growth_plan.states)) if state is None else state
    starts = draw(school_days(FIRST_DAY, date(2030, 12, 31)))
    ends = starts + timedelta(days=draw(st.integers(60, 1100)))
    policy = draw(growth_policies())
    begun = at in (gr.DRAFT, gr.WITHDRAWN)
    least = 0 if begun else policy.least_goals
    proposed = draw(goal_sets(first=starts, last=ends, at_least=least))
    plan = gr.GrowthPlan(
        id=draw(codes()),
        org=ORG,
        state=at,
        version=draw(st.integers(1, 30)),
        teacher=draw(PEOPLE),
        advisor=draw(st.none() | st.just("advisor-1")),
        title=draw(words()),
        starts=starts,
        ends=ends,
        policy=policy,
        diagnosis=draw(texts() if begun else words()),
        goals=proposed,
        comments=draw(_comments(starts, 1 if at == gr.RETURNED else 0)),
    )
    if at in (gr.DRAFT, gr.SUBMITTED, gr.RETURNED, gr.WITHDRAWN):
        return plan
    return draw(_in_force(plan))


@st.composite
def _in_force(draw: st.DrawFn, plan: gr.GrowthPlan) -> gr.GrowthPlan:
    """The plan with the versions, inspections and notes that its state asks for."""
    day = plan.starts
    versions: tuple[gr.PlanVersion, ...] = ()
    for goals_then in (plan.goals, *draw(_revisions(plan))):
        reasons = _reasons(versions[-1].goals, goals_then) if versions else {}
        baseline = _version(goals_then, plan.diagnosis, draw(OFFICES), day)
        number = len(versions) + 1
        versions += (change(baseline, number=number, reasons=reasons),)
        day += timedelta(days=draw(st.integers(0, 90)))
    current = versions[-1].goals
    proposed, reasons = current, {}
    if plan.state == gr.REVISED:
        proposed = (*current, draw(goals(first=plan.starts, last=plan.ends, id="added-goal")))
        reasons = _reasons(current, proposed)
    seen = draw(st.integers(1 if plan.state == gr.INSPECTED else 0, 2))
    return change(
        plan,
        versions=versions,
        goals=proposed,
        reasons=reasons,
        inspections=tuple(draw(inspections(of=current, on=day)) for _ in range(seen)),
        progress=draw(_progress(current, day)),
        suspended_on=day if plan.state == gr.SUSPENDED else None,
        review=draw(words()) if plan.state == gr.COMPLETED else "",
    )


def _revisions(plan: gr.GrowthPlan) -> st.SearchStrategy[list[tuple[Goal, ...]]]:
    """Later sets of goals; with a goal that the one before cannot have, so that each is another."""
    later = goal_sets(first=plan.starts, last=plan.ends)
    extra = goals(first=plan.starts, last=plan.ends)
    numbered = st.lists(st.tuples(later, extra), max_size=2)
    return numbered.map(
        lambda drawn: [
            (*(goal for goal in kept if not goal.id.startswith("new-")), _renamed(one, f"new-{at}"))
            + (() if plan.policy.least_goals == 1 else (_renamed(one, f"new-too-{at}"),))
            for at, (kept, one) in enumerate(drawn)
        ]
    )


def _renamed(goal: Goal, id: str) -> Goal:
    return change(goal, id=id)


def _version(goals: tuple[Goal, ...], diagnosis: str, by: str, on: date) -> gr.PlanVersion:
    return gr.PlanVersion(
        number=1, diagnosis=diagnosis, goals=goals, reasons={}, approved_by=by, approved_on=on
    )


def _reasons(before: tuple[Goal, ...], after: tuple[Goal, ...]) -> dict[str, str]:
    return dict.fromkeys(difference(before, after).goals, "as agreed")


def _comments(on: date, at_least: int) -> st.SearchStrategy[tuple[gr.Comment, ...]]:
    said = st.builds(gr.Comment, by=OFFICES, on=st.just(on), text=words())
    return st.lists(said, min_size=at_least, max_size=2).map(tuple)


def _progress(towards: tuple[Goal, ...], on: date) -> st.SearchStrategy[tuple[gr.Progress, ...]]:
    noted = st.builds(
        gr.Progress,
        goal=st.sampled_from([goal.id for goal in towards]),
        on=st.just(on),
        note=texts(),
        evidence=st.lists(codes(), max_size=2).map(tuple),
    )
    return st.lists(noted, max_size=2).map(tuple)


def notice_policies() -> st.SearchStrategy[n.NoticePolicy]:
    """Policies of one to ten working days."""
    days = st.integers(1, 10)
    return st.builds(
        n.NoticePolicy,
        working_days=days,
        answer_within_working_days=days,
        review_within_working_days=days,
        spoken_objections=st.booleans(),
    )


def notice_lines() -> st.SearchStrategy[n.NoticeLine]:
    """Lines of a list."""
    return st.builds(n.NoticeLine, name=words(), unit=texts(), award=texts())


@st.composite
def objections(
    draw: st.DrawFn, *, number: int = 1, on: date | None = None, answered: bool | None = None
) -> n.Objection:
    """Objections to the first list; answered ones and open ones, unless it is said which."""
    day = draw(school_days()) if on is None else on
    made = n.Objection(
        number=number,
        by=draw(st.sampled_from(["teacher-1", "person-1"])),
        on=day,
        text=draw(words()),
        signed=draw(st.booleans()),
        round=1,
        answer_by=add_working_days(WEEKDAYS, day, draw(st.integers(1, 10))),
    )
    if not (draw(st.booleans()) if answered is None else answered):
        return made
    return change(
        made,
        upheld=draw(st.booleans()),
        answer=draw(words()),
        answered_by="supervisor-1",
        answered_on=day,
    )


@st.composite
def notices(draw: st.DrawFn, *, state: str | None = None) -> n.Notice:
    """Public notices, in this state or in any."""
    at = draw(st.sampled_from(n.notice.states)) if state is None else state
    policy = draw(notice_policies())
    opens = draw(school_days())
    closes = window(WEEKDAYS, opens, policy.working_days).closes
    answered = draw(st.integers(0, 2))
    made = [draw(objections(number=i + 1, on=opens, answered=True)) for i in range(answered)]
    if at == n.OBJECTED:
        made.append(draw(objections(number=answered + 1, on=opens, answered=False)))
    amended = any(objection.upheld for objection in made)
    decided = at in (n.CLOSED, n.UNDER_REVIEW)
    return n.Notice(
        id=draw(codes()),
        org=ORG,
        state=at,
        version=draw(st.integers(1, 30)),
        subject=draw(codes()),
        title=draw(words()),
        lines=tuple(draw(st.lists(notice_lines(), min_size=1, max_size=3))),
        policy=policy,
        involved=draw(st.frozensets(OFFICES, max_size=2)),
        round=2 if amended and at != n.OBJECTED else 1,
        opens=opens,
        closes=closes,
        objections=tuple(made),
        closed_on=closes + timedelta(days=draw(st.integers(1, 9))) if decided else None,
        document=draw(words()) if decided else "",
    )


def posts(*, until: date | None = None) -> st.SearchStrategy[p.Post]:
    """Posts that began before a day and, with `until`, ended on it."""
    return st.builds(
        p.Post,
        class_code=codes(),
        role=st.sampled_from(p.CLASS_ROLES).map(str),
        since=school_days(FIRST_DAY, until or LAST_DAY),
        until=st.just(until),
    )


def details() -> st.SearchStrategy[p.Details]:
    """What a roster may say of somebody, complete or not."""
    day = st.none() | school_days(date(1990, 1, 1), FIRST_DAY)
    return st.builds(
        p.Details,
        name=words(),
        title=st.sampled_from(["", *TITLES]),
        subject=texts(),
        grade=texts(),
        work_since=day,
        joined_on=day,
        homeroom_since=day,
        homeroom_years=st.none() | st.integers(0, 80).map(lambda halves: Decimal(halves) / 2),
        counted_on=day,
    )


@st.composite
def persons(draw: st.DrawFn, *, state: str | None = None) -> p.Person:
    """Members of staff, in this state or in any; only those in post lead a class."""
    at = draw(st.sampled_from(p.person.states)) if state is None else state
    ended = draw(school_days(FIRST_DAY + _YEAR, LAST_DAY))
    held = draw(st.lists(posts(until=ended), max_size=2))
    if at == p.IN_POST and draw(st.booleans()):
        held.append(draw(posts()))
    current = {post.role for post in held if post.until is None}
    others = [role for role in ROLES if role not in p.CLASS_ROLES]
    free = draw(st.frozensets(st.sampled_from(others).map(str), max_size=2))
    return p.Person(
        id=draw(codes()),
        org=ORG,
        state=at,
        version=draw(st.integers(1, 30)),
        staff_no=draw(words()),
        details=draw(details()),
        roles=frozenset() if at == p.LEFT else free | current,
        posts=tuple(held),
        recognised_by_peers=draw(st.booleans()),
        sanctions=tuple(draw(st.lists(sanctions(), max_size=2))),
    )


def sanction_policies() -> st.SearchStrategy[p.SanctionPolicy]:
    """Policies of one to thirty-six months."""
    months = st.integers(1, 36)
    return st.builds(
        p.SanctionPolicy, warning_months=months, demerit_months=months, demotion_months=months
    )


@st.composite
def sanctions(draw: st.DrawFn) -> p.Sanction:
    """Sanctions of up to three years, some of them lifted before their time."""
    since = draw(school_days())
    until = since + timedelta(days=draw(st.integers(0, 1100)))
    lifted = draw(st.none() | school_days(since, until))
    return p.Sanction(
        kind=str(draw(st.sampled_from(p.SANCTIONS))),
        since=since,
        until=until,
        document=draw(words()),
        lifted_on=lifted,
    )
