"""The machines of the built-in lifecycles, for the tests that walk in them."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from appraisal_machine import AppraisalMachine
from hypothesis import settings

from homeroom_core.change import change
from homeroom_core.people import Actor, Level
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.testing.activities import hold, practice_activity
from homeroom_core.testing.acts import ORG, SCHOOL_DAY, actor, practice_plugins
from homeroom_core.testing.arguments import GROWTH_PLAN, NOTICE, PERSON
from homeroom_core.testing.attendance_strategies import EVERYBODY, school
from homeroom_core.testing.demonstration_strategies import DEMONSTRATION, school_with_a_lesson
from homeroom_core.testing.expert_strategies import EXPERT
from homeroom_core.testing.forum_strategies import FORUM, forum_school
from homeroom_core.testing.hours_strategies import HOURS
from homeroom_core.testing.lifecycle_machine import lifecycle_machine
from homeroom_core.testing.mentorship_strategies import (
    MENTORSHIP,
    PAIR_CAST,
    school_with_a_pair,
)
from homeroom_core.testing.nomination_strategies import NOMINATION
from homeroom_core.testing.paper_strategies import PAPER, PRACTICE_FILE, PRACTICE_SHEET
from homeroom_core.testing.project_strategies import PROJECT
from homeroom_core.testing.reflection_strategies import REFLECTION
from homeroom_core.testing.scheme_strategies import SCHEME
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.testing.seminar_strategies import SEMINAR, hosting_school
from homeroom_core.testing.studio_strategies import STUDIO
from homeroom_core.testing.visit_strategies import VISIT, busy_school
from homeroom_core.testing.walk import Walk
from homeroom_core.training import demonstration as d
from homeroom_core.training import expert as e
from homeroom_core.training import expert_visit as v
from homeroom_core.training import forum as f
from homeroom_core.training import growth_plan as g
from homeroom_core.training import hours as h
from homeroom_core.training import mentorship as m
from homeroom_core.training import notice as n
from homeroom_core.training import paper, paper_call, project, project_call, review_sheet, seminar
from homeroom_core.training import paper_records as papers
from homeroom_core.training import person as p
from homeroom_core.training import project_records as projects
from homeroom_core.training import reflection as r
from homeroom_core.training import scheme as s
from homeroom_core.training import studio as st
from homeroom_core.training import visit as trip
from homeroom_core.training.activity import Credit
from homeroom_core.training.nomination import nomination
from homeroom_core.training.ranked_call import involved_in, proposed_lines


def school_with_activities(walk: Walk) -> None:
    """A school, and two activities that gave teachers hours, the later one of the district."""
    school(walk)
    both = tuple(Credit(person=id, hours=Decimal(4)) for id in ("person-1", "person-2"))
    with walk.office.desk(ORG, by=actor("moral_education_office-1")) as desk:
        desk.create(hold, credits=both, held_on=SCHOOL_DAY - timedelta(days=1))
        desk.create(hold, credits=both[:1], level=Level.DISTRICT)


def _roster(walk: Walk) -> None:
    """Three people, person-1 to person-3."""
    for number in ("1", "2", "3"):
        details = p.Details(name=f"Teacher {number}")
        walk.create(actor("principal-1"), p.register, staff_no=number, details=details)


def _appointed(walk: Walk) -> None:
    """Two people, person-1 and person-2, and an expert who is appointed and came twice."""
    principal = actor("principal-1")
    for number in ("1", "2"):
        details = p.Details(name=f"Teacher {number}")
        walk.create(principal, p.register, staff_no=number, details=details)
    words = dict.fromkeys(("name", "institution", "specialty", "purpose"), "any")
    made = walk.create(principal, e.propose, expert="expert-1", **words)
    made = walk.apply(principal, e.invite, made)
    until = SCHOOL_DAY.replace(year=SCHOOL_DAY.year + 2)
    made = walk.apply(principal, e.appoint, made, letter="1", since=SCHOOL_DAY, until=until)
    clerk = actor("moral_education_office-1")
    for form in ("diagnosis", "lecture"):
        walk.create(clerk, v.visit, appointment=made.id, form=form, subject="any", on=SCHOOL_DAY)


ExpertMachine = lifecycle_machine(
    e.expert,
    v.expert_visit,
    arguments=EXPERT,
    not_by_owner=(v.improve, v.recheck),
    world=_appointed,
    most_records=5,
)

GrowthPlanMachine = lifecycle_machine(
    g.growth_plan,
    arguments=GROWTH_PLAN,
    not_by_owner=(
        g.send_back,
        g.approve,
        g.inspect,
        g.carry_on,
        g.complete,
        g.suspend,
        g.resume,
        g.assign_advisor,
    ),
)
NoticeMachine = lifecycle_machine(n.notice, arguments=NOTICE)
PersonMachine = lifecycle_machine(p.person, arguments=PERSON)
ReflectionMachine = lifecycle_machine(
    r.reflection,
    arguments=REFLECTION,
    not_by_owner=(r.comment, r.verify_study, r.credit),
)
SchemeMachine = lifecycle_machine(s.scheme, arguments=SCHEME)
ForumMachine = lifecycle_machine(
    f.forum,
    arguments=FORUM,
    not_by_owner=(f.credit, f.confirm),
    world=forum_school,
    cast=EVERYBODY,
    days=(1, 3, 8),
)
DemonstrationMachine = lifecycle_machine(
    d.demonstration,
    arguments=DEMONSTRATION,
    not_by_owner=(d.credit, d.confirm),
    world=school_with_a_lesson,
    cast=EVERYBODY,
    days=(1, 3, 8),
)
SeminarMachine = lifecycle_machine(
    seminar.seminar,
    arguments=SEMINAR,
    not_by_owner=(
        seminar.approve, seminar.decline, seminar.declare_ready, seminar.summarise, seminar.confirm,
    ),
    world=hosting_school,
    cast=EVERYBODY,
    days=(1, 3, 8),
)  # fmt: skip
VisitMachine = lifecycle_machine(
    trip.visit,
    arguments=VISIT,
    not_by_owner=(trip.approve, trip.decline, trip.credit, trip.lapse, trip.confirm),
    world=busy_school,
    cast=EVERYBODY,
    days=(1, 3, 8),
)
HoursMachine = lifecycle_machine(
    h.hours,
    arguments=HOURS,
    not_by_owner=(h.verify, h.reject, h.credit, h.report),
    world=school_with_activities,
    most_records=6,
    plugins=practice_plugins(lifecycles=(practice_activity,)),
)
MentorshipMachine = lifecycle_machine(
    m.mentorship,
    arguments=MENTORSHIP,
    cast=PAIR_CAST,
    not_by_owner=(
        m.qualify,
        m.send_back,
        m.approve,
        m.review,
        m.carry_on,
        m.extend,
        m.graduate,
        m.re_pair,
        m.end,
    ),
    world=school_with_a_pair,
    days=(1, 31, 150),
)


def made(walk: Walk, by: Actor, step: Any, *record: Any, **arguments: Any) -> Any:
    """A step of the world before a walk begins: of a record, or the creation of one."""
    return (
        walk.apply(by, step, *record, **arguments) if record else walk.create(by, step, **arguments)
    )


def papers_are_called_for(walk: Walk) -> None:
    """Two teachers, a scheme in force, a call for papers, and a paper under review."""
    clerk = actor("moral_education_office-1")
    walk.clock.advance(days=-60)
    for number in ("1", "2"):
        details = p.Details(name=f"Teacher {number}")
        made(walk, clerk, p.register, staff_no=number, details=details)
    walk.clock.advance(days=60)
    adopt_scheme(walk.office, walk.clock)
    policy = papers.PaperPolicy(
        reviewers=2,
        gap_points=Decimal(4),
        scoring=ScoringPolicy(method="mean", minimum_panel=2),
    )
    call = made(
        walk,
        clerk,
        paper_call.call,
        title="Papers",
        deadline=SCHOOL_DAY,
        rubric=PRACTICE_SHEET,
        staff=60,
        policy=policy,
    )
    author = actor("person-1")
    mine = made(walk, author, paper.draft, call=call.id, title="Trust", authors=("person-1",))
    mine = made(walk, author, paper.submit, mine, manuscript=PRACTICE_FILE)
    mine = made(walk, clerk, paper.accept, mine)
    walk.clock.advance(days=1)
    call = made(walk, clerk, paper_call.close, call)
    made(walk, clerk, paper_call.begin_review, call, seed="sealed")
    made(walk, clerk, paper.assign, mine, reviewers=("expert-1", "judge-1"))


PaperMachine = lifecycle_machine(
    paper.paper,
    paper_call.paper_call,
    review_sheet.review_sheet,
    arguments=PAPER,
    not_by_owner=(
        paper.accept, paper.reject, paper.send_back, paper.assign, paper.ask_revision, paper.go_on,
        paper.close_review, paper.reopen_review, paper.conclude, paper.disqualify,
    ),
    world=papers_are_called_for,
    most_records=6,
    days=(0, 1, 4),
)  # fmt: skip

NominationMachine = lifecycle_machine(nomination, arguments=NOMINATION)


def projects_are_called_for(walk: Walk) -> None:
    """Two teachers, a scheme in force, and a project that was approved."""
    clerk = actor("moral_education_office-1")
    walk.clock.advance(days=-60)
    for number in ("1", "2"):
        details = p.Details(name=f"Teacher {number}")
        made(walk, clerk, p.register, staff_no=number, details=details)
    walk.clock.advance(days=60)
    adopt_scheme(walk.office, walk.clock)
    sheet, panel = PRACTICE_SHEET, ScoringPolicy(method="mean", minimum_panel=1)
    policy = change(projects.ProjectCallPolicy(), reviewers=1, scoring=panel)
    call = made(
        walk,
        clerk,
        project_call.call,
        title="Projects",
        deadline=SCHOOL_DAY,
        rubric=sheet,
        closing_rubric=sheet,
        policy=change(policy, awards=change(policy.awards, minimum_score=Decimal(6))),
    )
    leader, expert = actor("person-1"), actor("expert-1")
    group = actor("research_leading_group-1")
    mine = made(
        walk,
        leader,
        project.draft,
        call=call.id,
        title="Trust",
        leader="person-1",
        method="talks",
        starts=SCHOOL_DAY,
        ends=SCHOOL_DAY.replace(year=2026),
        policy=projects.ProjectPolicy(
            panel_sizes=(3,), excellent_at=Decimal(17), pass_at=Decimal(12), revise_at=Decimal(10)
        ),
    )
    mine = made(walk, leader, project.apply, mine)
    walk.clock.advance(days=1)
    call = made(walk, clerk, project_call.close, call)
    mine = made(walk, clerk, project.assign, mine, reviewers=("expert-1",))
    marks = {"a": "8", "b": "8"}
    written = made(
        walk, expert, review_sheet.begin, subject=mine.id, reviewer="expert-1", marks=marks
    )
    made(walk, expert, review_sheet.sign, written)
    mine = made(walk, clerk, project.close_review, mine)
    call = made(walk, clerk, project_call.rank, call)
    with walk.office.reading(ORG) as reader:
        lines, involved = proposed_lines(call, reader), involved_in(call, reader)
    notice = made(
        walk, clerk, n.publish, subject=call.id, title="P", lines=lines, involved=involved
    )
    call = made(walk, clerk, project_call.publicise, call, notice=notice.id)
    walk.clock.advance(days=10)
    made(walk, actor("school_affairs_meeting-1"), n.close, notice, document="2025-9")
    made(walk, group, project_call.decide, call, number_prefix="K-")
    made(walk, group, project.decide_approval, mine)


ProjectMachine = lifecycle_machine(
    project.project,
    project_call.project_call,
    review_sheet.review_sheet,
    arguments=PROJECT,
    not_by_owner=(
        project.assign, project.close_review, project.decide_approval, project.pass_midterm,
        project.ask_repairs, project.grant_change, project.grant_extension, project.turn_down,
        project.appoint_panel, project.close_project, project.promote, project.withdraw,
    ),
    world=projects_are_called_for,
    most_records=6,
    days=(0, 1, 30),
)  # fmt: skip


StudioMachine = lifecycle_machine(
    st.studio,
    arguments=STUDIO,
    not_by_owner=(
        st.name, st.open_assessment, st.score, st.conclude, st.keep_name, st.accept_repairs,
        st.renew, st.close,
    ),
    world=_roster,
)  # fmt: skip

MACHINES = (
    AppraisalMachine,
    DemonstrationMachine,
    NominationMachine,
    ExpertMachine,
    GrowthPlanMachine,
    HoursMachine,
    MentorshipMachine,
    NoticeMachine,
    PersonMachine,
    ReflectionMachine,
    SchemeMachine,
    ForumMachine,
    PaperMachine,
    SeminarMachine,
    VisitMachine,
    ProjectMachine,
    StudioMachine,
)


def walking() -> settings:
    """How long a machine walks: fewer, longer runs than the examples of other properties."""
    profile = settings.default
    assert profile is not None
    return settings(max_examples=profile.max_examples * 2 // 5, stateful_step_count=25)
