"""Which strategy draws which class; hypothesis calls `register` by its entry point when imported.

So `st.from_type(GrowthPlan)` works wherever homeroom is installed. The strategies themselves are
imported when the first of them is needed: this module is loaded while hypothesis is, and may itself
be what makes hypothesis load, so it does not import hypothesis before it is whole.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from homeroom_core.act import Act
from homeroom_core.award_policy import AwardPolicy
from homeroom_core.calendar import WeekdayCalendar
from homeroom_core.errors import Fault, Refusal
from homeroom_core.exact import Rounding
from homeroom_core.lifecycle import State
from homeroom_core.message import Message
from homeroom_core.people import Actor, Organization, Role
from homeroom_core.record import Ref
from homeroom_core.rubric import Rubric
from homeroom_core.rule import Rule
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.sheets.answer import Answer
from homeroom_core.sheets.composite import Composite
from homeroom_core.sheets.inputs import SheetInputs
from homeroom_core.sheets.known_fact import KnownFact
from homeroom_core.sheets.ledger import Ledger
from homeroom_core.sheets.merit import MeritSheet
from homeroom_core.sheets.parts import Source
from homeroom_core.sheets.tariff import Tariff
from homeroom_core.text import Term, Text
from homeroom_core.training.activity import Credit
from homeroom_core.training.appraisal_policy import AppraisalPolicy, CapRule, Grade
from homeroom_core.training.appraisal_records import (
    Appraisal,
    AppraisalRound,
    GroupQuota,
    Survey,
)
from homeroom_core.training.attendance import PartHours, Presence
from homeroom_core.training.deadline import Deadline
from homeroom_core.training.demonstration_records import (
    Demonstration,
    DemonstrationPolicy,
    ObservationNote,
    Registration,
)
from homeroom_core.training.expert_records import (
    AppointmentTerm,
    Expert,
    ExpertPolicy,
    ExpertVisit,
    ExpertVisitPolicy,
    VisitFinding,
)
from homeroom_core.training.forum_records import BallotCount, Contribution, Forum, ForumPolicy
from homeroom_core.training.growth_goal import Goal
from homeroom_core.training.growth_plan_records import (
    Finding,
    GrowthPlan,
    GrowthPolicy,
    Inspection,
    PlanVersion,
)
from homeroom_core.training.hours_records import CutOff, HoursCap, HoursPolicy, TrainingHours
from homeroom_core.training.mentorship_records import Duty, Mentorship, MentorshipPolicy
from homeroom_core.training.nomination import Nomination
from homeroom_core.training.notice import Notice, NoticeLine, NoticePolicy, Objection
from homeroom_core.training.paper_records import Manuscript, Paper, PaperCall, PaperPolicy
from homeroom_core.training.person import Details, Person, Post, Sanction, SanctionPolicy
from homeroom_core.training.project_records import (
    Project,
    ProjectCall,
    ProjectCallPolicy,
    ProjectPolicy,
)
from homeroom_core.training.reflection_records import Reflection, ReflectionPolicy, Study
from homeroom_core.training.review_sheet import ReviewSheet
from homeroom_core.training.scheme_contents import Clause, SchemeContents
from homeroom_core.training.scheme_records import Scheme, SchemePolicy, Vote
from homeroom_core.training.seminar_records import Receipt, Seminar, SeminarPolicy
from homeroom_core.training.studio_records import (
    AssessorSheet,
    Milestone,
    Rectification,
    Studio,
    StudioAssessment,
    StudioMember,
    StudioPolicy,
)
from homeroom_core.training.visit_records import Cover, Visit, VisitPolicy, VisitReport

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

T = TypeVar("T")

STRATEGIES: Mapping[type, tuple[str, str]] = {
    Act: ("strategies", "acts"),
    Actor: ("strategies", "actors"),
    Answer: ("sheet_strategies", "answers"),
    AppointmentTerm: ("expert_strategies", "appointment_terms"),
    AssessorSheet: ("studio_strategies", "assessor_sheets"),
    AwardPolicy: ("evaluation_strategies", "award_policies"),
    BallotCount: ("forum_strategies", "ballot_counts"),
    Appraisal: ("appraisal_strategies", "appraisals"),
    AppraisalPolicy: ("appraisal_strategies", "appraisal_policies"),
    AppraisalRound: ("appraisal_strategies", "appraisal_rounds"),
    CapRule: ("appraisal_strategies", "cap_rules"),
    Clause: ("scheme_strategies", "clauses"),
    Composite: ("sheet_strategies", "composites"),
    Contribution: ("forum_strategies", "contributions"),
    Cover: ("visit_strategies", "covers"),
    Deadline: ("attendance_strategies", "deadlines"),
    Demonstration: ("demonstration_strategies", "demonstrations"),
    DemonstrationPolicy: ("demonstration_strategies", "demonstration_policies"),
    Credit: ("hours_strategies", "credits"),
    CutOff: ("hours_strategies", "cuts"),
    Details: ("training_strategies", "details"),
    Expert: ("expert_strategies", "experts"),
    ExpertPolicy: ("expert_strategies", "expert_policies"),
    ExpertVisit: ("expert_strategies", "expert_visits"),
    ExpertVisitPolicy: ("expert_strategies", "expert_visit_policies"),
    Duty: ("mentorship_strategies", "duties"),
    Fault: ("strategies", "faults"),
    Finding: ("training_strategies", "findings"),
    Forum: ("forum_strategies", "forums"),
    ForumPolicy: ("forum_strategies", "forum_policies"),
    Goal: ("training_strategies", "goals"),
    Grade: ("appraisal_strategies", "grades"),
    GroupQuota: ("appraisal_strategies", "group_quotas"),
    GrowthPlan: ("training_strategies", "growth_plans"),
    GrowthPolicy: ("training_strategies", "growth_policies"),
    HoursCap: ("hours_strategies", "caps"),
    HoursPolicy: ("hours_strategies", "hours_policies"),
    Inspection: ("training_strategies", "inspections"),
    KnownFact: ("sheet_strategies", "all_facts"),
    Ledger: ("sheet_strategies", "ledgers"),
    Manuscript: ("paper_strategies", "manuscripts"),
    MeritSheet: ("sheet_strategies", "merit_sheets"),
    Message: ("nomination_strategies", "messages"),
    Nomination: ("nomination_strategies", "nominations"),
    Mentorship: ("mentorship_strategies", "mentorships"),
    MentorshipPolicy: ("mentorship_strategies", "mentorship_policies"),
    Milestone: ("studio_strategies", "milestones"),
    Notice: ("training_strategies", "notices"),
    NoticeLine: ("training_strategies", "notice_lines"),
    NoticePolicy: ("training_strategies", "notice_policies"),
    Objection: ("training_strategies", "objections"),
    ObservationNote: ("demonstration_strategies", "observation_notes"),
    Organization: ("strategies", "organizations"),
    PartHours: ("attendance_strategies", "part_hours"),
    Paper: ("paper_strategies", "papers"),
    PaperCall: ("paper_strategies", "paper_calls"),
    PaperPolicy: ("paper_strategies", "paper_policies"),
    Person: ("training_strategies", "persons"),
    PlanVersion: ("training_strategies", "plan_versions"),
    Project: ("project_strategies", "projects"),
    ProjectCall: ("project_strategies", "project_calls"),
    ProjectCallPolicy: ("project_strategies", "project_call_policies"),
    ProjectPolicy: ("project_strategies", "project_policies"),
    Post: ("training_strategies", "posts"),
    Presence: ("attendance_strategies", "presences"),
    Rectification: ("studio_strategies", "rectifications"),
    Ref: ("strategies", "refs"),
    Reflection: ("reflection_strategies", "reflections"),
    ReflectionPolicy: ("reflection_strategies", "reflection_policies"),
    Refusal: ("strategies", "refusals"),
    Registration: ("demonstration_strategies", "registrations"),
    ReviewSheet: ("paper_strategies", "review_sheets"),
    Role: ("strategies", "roles"),
    Rounding: ("evaluation_strategies", "roundings"),
    Rubric: ("evaluation_strategies", "rubrics"),
    Rule: ("evaluation_strategies", "rules"),
    Sanction: ("training_strategies", "sanctions"),
    SanctionPolicy: ("training_strategies", "sanction_policies"),
    Scheme: ("scheme_strategies", "schemes"),
    SchemeContents: ("scheme_strategies", "contents"),
    SchemePolicy: ("scheme_strategies", "scheme_policies"),
    ScoringPolicy: ("evaluation_strategies", "scoring_policies"),
    SheetInputs: ("sheet_strategies", "filled_sheets"),
    Source: ("sheet_strategies", "sources"),
    State: ("strategies", "states"),
    Studio: ("studio_strategies", "studios"),
    StudioAssessment: ("studio_strategies", "studio_assessments"),
    StudioMember: ("studio_strategies", "studio_members"),
    StudioPolicy: ("studio_strategies", "studio_policies"),
    Study: ("reflection_strategies", "studies"),
    Survey: ("appraisal_strategies", "surveys"),
    Tariff: ("sheet_strategies", "tariffs"),
    Term: ("strategies", "terms"),
    Text: ("strategies", "labels"),
    VisitFinding: ("expert_strategies", "visit_findings"),
    TrainingHours: ("hours_strategies", "training_hours"),
    Visit: ("visit_strategies", "visits"),
    VisitPolicy: ("visit_strategies", "visit_policies"),
    VisitReport: ("visit_strategies", "visit_reports"),
    Vote: ("scheme_strategies", "votes"),
    WeekdayCalendar: ("strategies", "calendars"),
    Seminar: ("seminar_strategies", "seminars"),
    SeminarPolicy: ("seminar_strategies", "seminar_policies"),
    Receipt: ("seminar_strategies", "receipts"),
}
"""For each class the module of `homeroom_core.testing` and the function that gives its strategy."""


def register() -> None:
    """Tell hypothesis of every strategy; harmless when done again."""
    hypothesis = import_module("hypothesis.strategies")
    for cls, (module, function) in STRATEGIES.items():
        hypothesis.register_type_strategy(cls, _opener(module, function))


def strategy_of(cls: type[T]) -> "SearchStrategy[T] | None":
    """The strategy of a class, or `None` where it has none of its own."""
    if cls not in STRATEGIES:
        return None
    return _opener(*STRATEGIES[cls])(cls)


def _opener(module: str, function: str) -> "Callable[[Any], SearchStrategy[Any]]":
    def strategy(_cls: object) -> "SearchStrategy[Any]":
        found: SearchStrategy[Any] = getattr(
            import_module(f"homeroom_core.testing.{module}"), function
        )()
        return found

    return strategy
