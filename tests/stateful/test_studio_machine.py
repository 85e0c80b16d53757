"""Studios, walked at random and, so that every step is surely made, once by hand."""

from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction
from typing import Any

from hypothesis.stateful import invariant
from lifecycle_machines import StudioMachine, walking

from homeroom_core.people import Level
from homeroom_core.testing.acts import ORG, SCHOOL_DAY, actor
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.testing.studio_strategies import PRACTICE_SHEET
from homeroom_core.testing.walk import Walk
from homeroom_core.training import expert as e
from homeroom_core.training import expert_visit as v
from homeroom_core.training import person as p
from homeroom_core.training import studio as s
from homeroom_core.training import studio_records as sr

CLERK, BUREAU = map(actor, ("moral_education_office-1", "education_bureau-1"))
PRINCIPAL, VISITOR = map(actor, ("principal-1", "expert-1"))
TEAM = tuple(map(actor, ("judge-1", "scorer-1")))
POLICY = sr.StudioPolicy(
    cycle_years=1, least_members=0, most_members=2, least_assessors=1, rubric=PRACTICE_SHEET
)


class AssessedMachine(StudioMachine):  # type: ignore[misc,valid-type]  # a class made at run time
    """Studios that nobody of theirs assesses, and whose grade is that of their sheets."""

    @invariant()
    def nobody_assesses_their_own_and_grades_are_of_the_sheets(self) -> None:
        for studio in self.walk.records():
            assert isinstance(studio, sr.Studio)
            for assessment, result in zip(studio.assessments, studio.results, strict=False):
                marks = [Fraction(m) for one in assessment.sheets for m in one.marks.values()]
                total = sum(marks, Fraction(0)) / len(assessment.sheets)
                grade = studio.policy.grade(total, Fraction(20))
                assert (result.year, result.total, result.grade) == (assessment.year, total, grade)
                assert len(assessment.team) >= studio.policy.least_assessors
                assert {one.assessor for one in assessment.sheets} == set(assessment.team)
            if studio.state == sr.ASSESSING:
                assert studio.people().isdisjoint(one.assessor for one in studio.sheets)
            if studio.state == sr.RENEWED:
                assert studio.results[-1].grade != sr.FAIL

    @invariant()
    def one_leads_one_studio_at_a_time_and_nobody_is_in_it_twice(self) -> None:
        found = [one for one in self.walk.records() if isinstance(one, sr.Studio)]
        leaders = [one.leader for one in found if one.state in sr.OPEN_STATES]
        assert len(leaders) == len(set(leaders))
        today = self.walk.clock.moment.date()
        for studio in found:
            there = [one.person for one in studio.members if one.there(today)]
            assert len(there) == len(set(there))


TestStudioMachine = AssessedMachine.TestCase
TestStudioMachine.settings = walking()


def apply(walk: Walk, leader: str, members: Iterable[str] = ()) -> sr.Studio:
    starts = SCHOOL_DAY + timedelta(days=40)
    first = sr.Milestone(id="m1", year=1, title="a forum", due=starts + timedelta(days=300))
    return walk.create(
        actor("moral_education_office-1"),
        s.apply,
        title="Spring",
        partner="Normal University",
        leader=leader,
        honour="city title",
        honour_level=Level.CITY,
        starts=starts,
        plan=(first,),
        members=frozenset(members),
        policy=POLICY,
    )


def assess(walk: Walk, studio: sr.Studio, mark: str) -> sr.Studio:
    """An assessment by two, one of whom is excused in the end."""
    team = frozenset(one.id for one in TEAM)
    studio = walk.apply(CLERK, s.open_assessment, studio, team=team)
    said = dict.fromkeys(("files", "site_visit", "talks", "report"), "seen")
    studio = walk.apply(TEAM[0], s.note, studio, **said)
    for one in TEAM:
        studio = walk.apply(one, s.score, studio, marks={"building": mark, "members": mark})
    studio = walk.apply(CLERK, s.excuse, studio, person=TEAM[1].id, because="a relative")
    return walk.apply(CLERK, s.conclude, studio)


def rectify(walk: Walk, studio: sr.Studio) -> sr.Studio:
    by = walk.clock.moment.date() + timedelta(days=60)
    return walk.apply(BUREAU, s.order_rectification, studio, repairs=("the plan",), until=by)


def a_visit(walk: Walk) -> str:
    words: dict[str, Any] = dict.fromkeys(("name", "institution", "specialty", "purpose"), "any")
    made = walk.create(PRINCIPAL, e.propose, expert=VISITOR.id, **words)
    made = walk.apply(PRINCIPAL, e.invite, made)
    today = walk.clock.moment.date()
    until = today + timedelta(days=400)
    made = walk.apply(PRINCIPAL, e.appoint, made, letter="1", since=today, until=until)
    return walk.create(CLERK, v.visit, appointment=made.id, form="salon", subject="s", on=today).id


def test_every_step_of_a_studio_is_made() -> None:
    walk = Walk(s.studio, p.person, e.expert, v.expert_visit)
    one, two, three, four, five = (
        walk.create(CLERK, p.register, staff_no=n, details=p.Details(name="Teacher")).id
        for n in "12345"
    )
    leader = actor(one)
    first = apply(walk, one, [two])
    walk.clock.advance(days=40)
    adopt_scheme(walk.office, walk.clock)
    first = walk.apply(CLERK, s.confirm, first, because="applied before the vote")
    first = walk.apply(leader, s.write_plan, first, plan=first.plan)
    first = walk.apply(BUREAU, s.name, first, document="2025-7")
    first = walk.apply(leader, s.join, first, person=three, part="learner")
    first = walk.apply(leader, s.reach, first, milestone="m1", evidence=("forum-1",))
    first = walk.apply(leader, s.link, first, record=a_visit(walk))
    first = walk.apply(leader, s.leave, first, person=three, because="moved away")
    first = walk.apply(
        BUREAU,
        s.change_leader,
        first,
        person=two,
        honour="city title",
        honour_level=Level.CITY,
        because="retired",
    )
    walk.clock.advance(days=200)
    first = rectify(walk, assess(walk, first, "3"))
    first = walk.apply(TEAM[0], s.accept_repairs, first, shown="a new plan")
    walk.clock.advance(days=100)
    first = walk.apply(BUREAU, s.renew, assess(walk, first, "9"))
    grades = [(result.year, result.grade) for result in first.results]
    rejected = walk.apply(BUREAU, s.reject, apply(walk, one), because="no title")
    weak = walk.apply(BUREAU, s.name, apply(walk, four), document="2025-8")
    weak = rectify(walk, assess(walk, weak, "3"))
    walk.clock.advance(days=61)
    weak = walk.apply(BUREAU, s.withdraw_name, weak, because="nothing done")
    last = walk.apply(BUREAU, s.name, apply(walk, five), document="2025-9")
    last = walk.apply(BUREAU, s.keep_name, assess(walk, last, "7"))
    last = walk.apply(BUREAU, s.close, assess(walk, last, "7"), because="its work is done")
    walk.check_journal()
    assert grades == [(1, "fail"), (0, "excellent")]
    assert [studio.state for studio in (first, rejected, weak, last)] == [
        sr.RENEWED, sr.REJECTED, sr.CLOSED, sr.CLOSED,
    ]  # fmt: skip
    assert [step for step in walk.untaken() if step.startswith("studio.")] == []
    assert list(walk.office.verify(ORG)) == []


def test_machine_came_to_named_studios() -> None:
    if not AssessedMachine.reached:
        AssessedMachine.TestCase().runTest()
    assert {"studio.apply", "studio.name"} <= AssessedMachine.reached
