"""The machines of the built-in lifecycles, for the tests that walk in them."""

from datetime import timedelta
from decimal import Decimal

from appraisal_machine import AppraisalMachine
from hypothesis import settings

from homeroom_core.people import Level
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.testing.activities import hold, practice_activity
from homeroom_core.testing.acts import ORG, SCHOOL_DAY, actor, practice_plugins
from homeroom_core.testing.arguments import GROWTH_PLAN, NOTICE, PERSON
from homeroom_core.testing.attendance_strategies import EVERYBODY, school
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
from homeroom_core.testing.reflection_strategies import REFLECTION
from homeroom_core.testing.scheme_strategies import SCHEME
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.testing.seminar_strategies import SEMINAR, hosting_school
from homeroom_core.testing.visit_strategies import VISIT, busy_school
from homeroom_core.testing.walk import Walk
from homeroom_core.training import expert as e
from homeroom_core.training import expert_visit as v
from homeroom_core.training import forum as f
from homeroom_core.training import growth_plan as g
from homeroom_core.training import hours as h
from homeroom_core.training import mentorship as m
from homeroom_core.training import notice as n
from homeroom_core.training import paper, paper_call, review_sheet, seminar
from homeroom_core.training import paper_records as papers
from homeroom_core.training import person as p
from homeroom_core.training import reflection as r
from homeroom_core.training import scheme as s
from homeroom_core.training import visit as trip
from homeroom_core.training.activity import Credit
from homeroom_core.training.nomination import nomination


def school_with_activities(walk: Walk) -> None:
    """A school, and two activities that gave teachers hours, the later one of the district."""
    school(walk)
    both = tuple(Credit(person=id, hours=Decimal(4)) for id in ("person-1", "person-2"))
    with walk.office.desk(ORG, by=actor("moral_education_office-1")) as desk:
        desk.create(hold, credits=both, held_on=SCHOOL_DAY - timedelta(days=1))
        desk.create(hold, credits=both[:1], level=Level.DISTRICT)


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


def papers_are_called_for(walk: Walk) -> None:
    """Two teachers, a scheme in force, a call for papers, and a paper that was handed in."""
    clerk = actor("moral_education_office-1")
    walk.clock.advance(days=-60)
    for number in ("1", "2"):
        details = p.Details(name=f"Teacher {number}")
        walk.create(clerk, p.register, staff_no=number, details=details)
    walk.clock.advance(days=60)
    adopt_scheme(walk.office, walk.clock)
    policy = papers.PaperPolicy(
        reviewers=2,
        gap_points=Decimal(4),
        scoring=ScoringPolicy(method="mean", minimum_panel=2),
    )
    call = walk.create(
        clerk,
        paper_call.call,
        title="Papers",
        deadline=SCHOOL_DAY + timedelta(days=3),
        rubric=PRACTICE_SHEET,
        staff=60,
        policy=policy,
    )
    author = actor("person-1")
    mine = walk.create(author, paper.draft, call=call.id, title="Trust", authors=("person-1",))
    walk.apply(author, paper.submit, mine, manuscript=PRACTICE_FILE)


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

MACHINES = (
    AppraisalMachine,
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
)


def walking() -> settings:
    """How long a machine walks: fewer, longer runs than the examples of other properties."""
    profile = settings.default
    assert profile is not None
    return settings(max_examples=profile.max_examples * 2 // 5, stateful_step_count=30)
