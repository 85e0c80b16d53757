"""Growth plans, walked at random and, so that every step is surely made, once by hand."""

from datetime import date, timedelta

import pytest
from lifecycle_machines import GrowthPlanMachine, walking

from homeroom_core.case import Pinned
from homeroom_core.errors import RefusedError
from homeroom_core.testing.acts import SCHOOL_DAY, actor
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.testing.walk import Walk
from homeroom_core.training import growth_plan as g
from homeroom_core.training import growth_plan_records as gr
from homeroom_core.training.growth_goal import Goal
from homeroom_core.training.scheme_contents import scheme_contents

TestGrowthPlanMachine = GrowthPlanMachine.TestCase
TestGrowthPlanMachine.settings = walking()

OWNER, OFFICE, MEETING = map(
    actor, ("person-1", "moral_education_office-1", "school_affairs_meeting-1")
)
POLICY = gr.GrowthPolicy(days_between_versions=60)
ENDS = SCHOOL_DAY + timedelta(days=300)


def goal(id: str, due: date) -> Goal:
    return Goal(id=id, title="read", measure="ten books", due=due, dimension="competence")


def submitted(walk: Walk) -> gr.GrowthPlan:
    plan = walk.create(OWNER, g.draft, teacher=OWNER.id, title="x", starts=SCHOOL_DAY, ends=ENDS)
    plan = walk.apply(OWNER, g.write, plan, diagnosis="d", goals=(goal("g1", ENDS),))
    return walk.apply(OWNER, g.submit, plan)


def test_every_step_of_a_growth_plan_is_made() -> None:
    walk = Walk(g.growth_plan)
    adopt_scheme(walk.office, walk.clock)
    withdrawn = walk.apply(OWNER, g.withdraw, submitted(walk), because="moved away")
    assert withdrawn.state == gr.WITHDRAWN
    plan = walk.apply(OFFICE, g.send_back, submitted(walk), comment="more detail")
    plan = walk.apply(OWNER, g.submit, plan)
    plan = walk.apply(OFFICE, g.approve, plan)
    plan = walk.apply(OWNER, g.note_progress, plan, goal="g1", note="begun")
    plan = walk.apply(OFFICE, g.assign_advisor, plan, advisor="advisor-1")
    plan = walk.apply(OFFICE, g.suspend, plan, because="long leave")
    walk.clock.advance(days=30)
    plan = walk.apply(OFFICE, g.resume, plan)
    found = gr.Finding(goal="g1", outcome="off_track")
    plan = walk.apply(OFFICE, g.inspect, plan, findings=(found,))
    fewer = goal("g1", ENDS - timedelta(days=9))
    plan = walk.apply(OWNER, g.adjust, plan, goals=(fewer,), reasons={"g1": "sooner"})
    plan = walk.apply(OFFICE, g.approve, plan)
    kept = gr.Finding(goal="g1", outcome="on_track")
    plan = walk.apply(OFFICE, g.inspect, plan, findings=(kept,))
    plan = walk.apply(OFFICE, g.carry_on, plan)
    walk.clock.advance(days=400)
    plan = walk.apply(MEETING, g.complete, plan, review="well done")
    walk.check_journal()
    assert (plan.state, walk.untaken()) == (gr.COMPLETED, ["growth_plan.confirm"])


def test_a_plan_begun_without_a_scheme_is_completed_only_once_it_is_confirmed_under_one() -> None:
    walk = Walk(g.growth_plan)
    plan = walk.apply(OFFICE, g.approve, submitted(walk))
    walk.clock.advance(days=400)
    with pytest.raises(RefusedError) as caught:
        walk.apply(MEETING, g.complete, plan, review="well done")
    assert [one.code for one in caught.value.refusals] == ["scheme.case_is_provisional"]
    made = adopt_scheme(walk.office, walk.clock, scheme_contents({"growth_plan": POLICY}))
    plan = walk.apply(OFFICE, g.confirm, plan, because="begun before the vote")
    assert (plan.basis, plan.policy) == (Pinned(scheme=made.id, digest=made.digest), POLICY)
    assert walk.apply(MEETING, g.complete, plan, review="well done").state == gr.COMPLETED
    walk.check_journal()


def test_nobody_approves_their_own_plan() -> None:
    walk = Walk(g.growth_plan, not_by_owner=(g.approve,))
    both = actor("person-2")
    plan = walk.create(both, g.draft, teacher=both.id, title="x", starts=SCHOOL_DAY, ends=ENDS)
    plan = walk.apply(both, g.write, plan, diagnosis="d", goals=(goal("g1", ENDS),))
    plan = walk.apply(both, g.submit, plan)
    with pytest.raises(RefusedError):
        walk.apply(both, g.approve, plan)
    assert walk.apply(OFFICE, g.approve, plan).state == gr.ACTIVE
