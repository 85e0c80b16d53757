"""All systems of a school at once: random steps of every lifecycle mixed in one organization.

Each run begins somewhere in a training year: in a school where nothing has happened yet, or where a
contest, a call for papers, a project or a round of appraisals has come far. From there anybody
tries anything, as it should be done or not, and records of every kind are opened beside it.
Whatever happens, the laws hold at every moment.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import appraisals
import pytest
from contests import CALL, JUDGES, Story
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from laws import broken_at
from lifecycle_machines import MACHINES
from moments import moments
from papers import EXPERTS, GROUP, RESEARCH, PaperStory
from projects import ProjectStory

from homeroom_core.builtin import homeroom_lifecycles
from homeroom_core.people import ROLES, Actor
from homeroom_core.record import Record
from homeroom_core.testing.acts import practice_plugins
from homeroom_core.testing.appraisals import PracticeSheets
from homeroom_core.testing.lifecycle_machine import Arguments, Plan, Scene
from homeroom_core.testing.visit_strategies import visiting_school
from homeroom_core.testing.walk import Walk
from homeroom_core.training import contest as c
from homeroom_core.training import contest_entry as e
from homeroom_core.training import contest_records as co
from homeroom_core.training import hours as h
from homeroom_core.training import person as p
from homeroom_core.training import score_sheet as s
from homeroom_core.training.activity import Activity
from homeroom_core.training.contest_scoring import missing_sheets

LIFECYCLES = tuple(homeroom_lifecycles())
PLUGINS = practice_plugins(PracticeSheets())
MEDDLER = Actor.of("person-1", *ROLES)
"""Somebody who takes part in everything, and holds every office."""

Drawn = st.SearchStrategy[Mapping[str, Any]]


def a_school() -> Walk:
    """Three people, one of whom leads a class; a scheme is in force."""
    walk = Walk(*LIFECYCLES, plugins=PLUGINS)
    visiting_school(walk)
    return walk


def a_contest_to_publicise() -> Walk:
    story = Story()
    story.proposed()
    return story.walk


def a_contest_to_award() -> Walk:
    story = Story()
    story.proposed()
    story.publicised()
    story.walk.clock.advance(days=8)
    return story.walk


def papers_to_award() -> Walk:
    story = PaperStory()
    story.ranked()
    story.publicised()
    story.walk.clock.advance(days=8)
    return story.walk


def a_project_to_close() -> Walk:
    story = ProjectStory()
    story.closing()
    return story.walk


def appraisals_to_grade() -> Walk:
    story = appraisals.Story(teachers=2)
    for number, mark in ((1, "36"), (2, "32")):
        story.score(number, mark)
    return story.walk


BEGINNINGS: tuple[Callable[[], Walk], ...] = (
    a_school,
    a_contest_to_publicise,
    a_contest_to_award,
    papers_to_award,
    a_project_to_close,
    appraisals_to_grade,
)


def _of_any_activity(scene: Scene) -> Drawn | None:
    there = [
        {"activity": one.id, "person": credit.person}
        for lifecycle in LIFECYCLES
        if issubclass(lifecycle.record, Activity)
        for one in scene.reader.find(lifecycle.record)
        for credit in one.credits
    ]
    return st.sampled_from(there) if there else None


def _enter(scene: Scene) -> Drawn | None:
    contests = [contest.id for contest in scene.reader.find(co.Contest)]
    people = [person.id for person in scene.reader.find(p.Person)]
    if not (contests and people):
        return None
    return st.fixed_dictionaries(
        {
            "contest": st.sampled_from(contests),
            "contestant": st.sampled_from(people),
            "title": st.just("Ours"),
        }
    )


def _begin(scene: Scene) -> Drawn | None:
    due = [
        {"contest": contest.id, "entry": entry, "judge": judge, "marks": {"a": "8", "b": "7"}}
        for contest in scene.reader.find(co.Contest)
        for entry, judge in missing_sheets(contest, scene.reader)
    ]
    return st.sampled_from(due) if due else None


OF_CONTESTS: Arguments = {
    c.call: lambda scene: st.just({**CALL, "deadline": scene.act.on}),
    c.award: lambda _scene: st.just({"number_prefix": "A-"}),
    e.enter: _enter,
    s.begin: _begin,
}
ARGUMENTS: Arguments = {
    **{step: drawn for machine in MACHINES for step, drawn in machine.plan.arguments.items()},
    **OF_CONTESTS,
    h.log_activity: _of_any_activity,
}
EVERYBODY = tuple(
    {
        one.id: one
        for one in (
            *(one for machine in MACHINES for one in machine.plan.cast),
            *JUDGES, *EXPERTS, RESEARCH, GROUP, MEDDLER,
        )
    }.values()
)  # fmt: skip

PLAN = Plan(
    lifecycles=LIFECYCLES,
    arguments=ARGUMENTS,
    cast=EVERYBODY,
    not_by_owner=(),
    world=None,
    most_records=200,
    days=(1, 3, 8, 40),
    plugins=PLUGINS,
)


class TrainingYear(RuleBasedStateMachine):
    """See the module."""

    walk: Walk

    @initialize(begin=st.sampled_from(BEGINNINGS))
    def begin(self, begin: Callable[[], Walk]) -> None:
        """Somewhere in the year."""
        self.walk = begin()
        self.walk.lifecycles = LIFECYCLES

    @rule(data=st.data())
    def open_something(self, data: st.DataObject) -> None:
        """Somebody tries to open a record of some kind."""
        PLAN.create(data.draw, self.walk)

    @rule(data=st.data())
    def go_on(self, data: st.DataObject) -> None:
        """Somebody tries a step in some record; days may pass before."""
        PLAN.step(data.draw, self.walk)

    @rule(data=st.data())
    def decide(self, data: st.DataObject) -> None:
        """Somebody tries to decide something where nothing but the decision is asked for."""
        ready = [
            (record, step)
            for record in self.walk.records()
            for lifecycle in LIFECYCLES
            if lifecycle.kind == record.kind
            for step in lifecycle.leaving(record.state)
            if not step.parameters
        ]
        record, step = data.draw(st.sampled_from(ready))
        by = data.draw(st.sampled_from(EVERYBODY))
        self.walk.attempt(self.walk.apply, by, step, record, because="as agreed")

    def teardown(self) -> None:
        """The laws hold at every moment of the run; its journal verifies."""
        if hasattr(self, "walk"):
            assert broken(self.walk) == []
            self.walk.check_journal()


def broken(walk: Walk) -> list[str]:
    """Every law that is broken at some moment of a walk."""
    return [how for moment in moments(walk.office) for how in broken_at(moment)]


TestTrainingYear = TrainingYear.TestCase
TestTrainingYear.settings = settings(max_examples=12, stateful_step_count=20)


@pytest.mark.parametrize("begin", BEGINNINGS, ids=lambda begin: begin.__name__)
def test_a_year_begins_lawfully(begin: Callable[[], Walk]) -> None:
    assert broken(begin()) == []


def test_years_begin_where_something_is_about_to_be_decided() -> None:
    """Runs that only ever open cases would prove nothing."""
    there = {(one.kind, str(one.state)) for begin in BEGINNINGS for one in _all(begin())}
    assert there >= {
        ("contest", "proposed"),
        ("contest", "publicised"),
        ("paper_call", "publicised"),
        ("project", "closing"),
        ("appraisal", "veto_checked"),
        ("score_sheet", "checked"),
        ("review_sheet", "signed"),
        ("notice", "open"),
        ("scheme", "in_force"),
    }


def _all(walk: Walk) -> Iterator[Record]:
    walk.lifecycles = LIFECYCLES
    yield from walk.records()
