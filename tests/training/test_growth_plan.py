"""Growth plans: written, reviewed, inspected, revised, suspended, completed."""

from datetime import date
from typing import Any

import pytest
from contests import CLERK, MEETING, PINNED, TEACHER, an_act, codes, refusals

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.decision import originate, perform
from homeroom_core.errors import UnknownError
from homeroom_core.people import AFFAIRS_MEETING, OFFICE, Actor
from homeroom_core.record import EVERYTHING, Shelf
from homeroom_core.testing.acts import MORNING
from homeroom_core.training import growth_plan as g
from homeroom_core.training import growth_plan_records as gr
from homeroom_core.training.growth_goal import Goal, difference

ADVISOR = Actor.of("advisor-1", "advisor")
DUE = date(2026, 6, 30)
TALK = Goal(id="talk", title="talk to parents", measure="12 talks", due=DUE, dimension="conduct")
READ = Goal(id="read", title="read", measure="6 books", due=DUE, dimension="competence")


def on(day: int, by: Actor = TEACHER, month: int = 9, **more: Any) -> Act:
    return an_act(by, at=MORNING.replace(day=day, month=month), **more)


def drafted(**more: Any) -> gr.GrowthPlan:
    given = {
        "teacher": TEACHER.id,
        "title": "2025-2028",
        "starts": date(2025, 9, 1),
        "ends": date(2028, 8, 31),
        "advisor": ADVISOR.id,
        **more,
    }
    return originate(g.draft, on(1, new_id="growth_plan-1"), **given)


def submitted(*goals: Goal) -> gr.GrowthPlan:
    plan = perform(drafted(), g.write, on(2), diagnosis="too loud", goals=goals or (TALK, READ))
    return perform(plan, g.submit, on(3))


def active() -> gr.GrowthPlan:
    return perform(submitted(), g.approve, on(10, CLERK))


def inspected(outcome: str = gr.PARTLY) -> gr.GrowthPlan:
    findings = tuple(
        gr.Finding(goal=goal, outcome=result)
        for goal, result in (("talk", outcome), ("read", gr.ON_TRACK))
    )
    return perform(active(), g.inspect, on(15, CLERK), findings=findings)


NEW_TALK = change(TALK, measure="8 talks")


def revised(plan: gr.GrowthPlan | None = None) -> gr.GrowthPlan:
    return perform(
        plan or inspected(),
        g.adjust,
        on(16),
        goals=(NEW_TALK, READ),
        reasons={"talk": "a new class"},
    )


def test_the_approved_plan_is_the_baseline() -> None:
    plan = active()
    assert (plan.state, plan.versions) == (
        gr.ACTIVE,
        (
            gr.PlanVersion(
                number=1,
                diagnosis="too loud",
                goals=(TALK, READ),
                reasons={},
                approved_by=CLERK.id,
                approved_on=date(2025, 9, 10),
            ),
        ),
    )


def test_a_plan_is_sent_back_with_a_comment_and_handed_in_again() -> None:
    back = perform(submitted(), g.send_back, on(4, ADVISOR), comment="which parents?")
    assert (back.state, [(c.by, c.text) for c in back.comments]) == (
        gr.RETURNED,
        [("advisor-1", "which parents?")],
    )
    again = perform(back, g.write, on(5), diagnosis="too loud", goals=(TALK,))
    assert perform(again, g.submit, on(5)).state == gr.SUBMITTED


def test_a_revision_is_approved_as_a_further_version_and_the_baseline_stays() -> None:
    plan = perform(revised(), g.approve, on(17, CLERK))
    assert [version.goals for version in plan.versions] == [(TALK, READ), (NEW_TALK, READ)]
    assert (plan.versions[1].reasons, plan.reasons) == ({"talk": "a new class"}, {})
    differ = g.compare_versions(plan, 1, 2)
    assert (differ.added, differ.dropped, differ.changed) == (
        (),
        (),
        {"talk": {"measure": ("12 talks", "8 talks")}},
    )
    with pytest.raises(UnknownError, match="3"):
        g.compare_versions(plan, 1, 3)


def test_a_revision_sent_back_is_dropped_when_the_office_carries_on() -> None:
    """Found on track, the teacher still asked for more than the office wanted."""
    back = perform(revised(inspected(gr.ON_TRACK)), g.send_back, on(17, CLERK), comment="why?")
    assert (back.state, back.goals) == (gr.INSPECTED, (NEW_TALK, READ))
    plan = perform(back, g.carry_on, on(18, CLERK))
    assert (plan.state, plan.goals, plan.reasons) == (gr.ACTIVE, (TALK, READ), {})


def test_an_inspection_that_a_version_has_answered_holds_nothing_up() -> None:
    plan = perform(revised(), g.approve, on(17, CLERK))
    later = perform(
        plan, g.adjust, on(20, month=10), goals=(NEW_TALK,), reasons={"read": "no time"}
    )
    back = perform(later, g.send_back, on(21, CLERK, month=10), comment="keep reading")
    assert codes(refusals(back, g.carry_on, on(22, CLERK, month=10))) == []
    assert codes(refusals(inspected(), g.carry_on, on(16, CLERK))) == [
        "growth_plan.goals_off_track"
    ]


def test_an_inspection_that_finds_goals_off_track_sets_a_day_to_revise_by() -> None:
    assert inspected().inspections[0].revise_by == date(2025, 9, 29)
    assert inspected(gr.ON_TRACK).inspections[0].revise_by is None


def test_a_goal_is_inspected_once_and_only_known_ones_are() -> None:
    twice = tuple(gr.Finding(goal=goal, outcome="fine") for goal in ("talk", "talk", "sing"))
    found = refusals(active(), g.inspect, on(15, CLERK), findings=twice)
    assert codes(found) == [
        "growth_plan.unknown_goal",
        "growth_plan.goal_not_inspected",
        *["growth_plan.unknown_outcome"] * 3,
    ]


def test_progress_points_to_evidence_that_exists() -> None:
    plan = perform(
        active(), g.note_progress, on(12), goal="talk", note="three talks", evidence=("visit-3",)
    )
    assert plan.progress == (
        gr.Progress(goal="talk", on=date(2025, 9, 12), note="three talks", evidence=("visit-3",)),
    )


def test_all_faults_of_the_goals_are_said_at_once() -> None:
    bad = Goal(id="talk", title=" ", measure="", due=date(2030, 1, 1), dimension="fame")
    found = refusals(drafted(), g.write, on(2), diagnosis="", goals=(TALK, bad))
    assert codes(found) == [
        "growth_plan.same_goal_id",
        "growth_plan.empty_goal",
        "growth_plan.empty_goal",
        "growth_plan.unknown_dimension",
        "growth_plan.due_outside_plan",
    ]


# ---- leave ----


def test_a_plan_that_rested_goes_on_with_later_dates_as_a_version() -> None:
    resting = perform(active(), g.suspend, on(20, CLERK, reason="maternity"))
    plan = perform(resting, g.resume, on(30, CLERK))
    shifted = tuple(change(goal, due=date(2026, 7, 10)) for goal in (TALK, READ))
    assert (plan.state, plan.goals, plan.ends, plan.suspended_on) == (
        gr.ACTIVE,
        shifted,
        date(2028, 9, 10),
        None,
    )
    assert [version.goals for version in plan.versions] == [(TALK, READ), shifted]
    assert set(plan.versions[1].reasons.values()) == {"2025-09-20 – 2025-09-30"}


def test_dates_shifted_by_a_leave_outlast_the_next_inspection() -> None:
    resting = perform(active(), g.suspend, on(20, CLERK, reason="maternity"))
    plan = perform(resting, g.resume, on(30, CLERK))
    findings = tuple(gr.Finding(goal=goal.id, outcome=gr.ON_TRACK) for goal in plan.goals)
    seen = perform(plan, g.inspect, on(1, CLERK, month=10), findings=findings)
    assert perform(seen, g.carry_on, on(2, CLERK, month=10)).goals == plan.goals


def test_a_rest_within_one_day_shifts_nothing() -> None:
    resting = perform(active(), g.suspend, on(20, CLERK, reason="by mistake"))
    plan = perform(resting, g.resume, on(20, CLERK))
    assert (plan.goals, len(plan.versions), plan.ends) == ((TALK, READ), 1, date(2028, 8, 31))


def test_what_was_due_before_the_leave_is_not_shifted() -> None:
    early = change(TALK, due=date(2025, 9, 12))
    plan = perform(submitted(early, READ), g.approve, on(10, CLERK))
    resting = perform(plan, g.suspend, on(20, CLERK, reason="maternity"))
    due = [goal.due for goal in perform(resting, g.resume, on(30, CLERK)).goals]
    assert due == [date(2025, 9, 12), date(2026, 7, 10)]


# ---- who may, who sees ----

OWNER_IN_OFFICE = Actor.of(TEACHER.id, OFFICE, AFFAIRS_MEETING)


@pytest.mark.parametrize(
    "name", ["send_back", "approve", "inspect", "carry_on", "complete", "suspend", "resume"]
)
def test_nobody_reviews_their_own_plan_whatever_office_they_hold(name: str) -> None:
    grant = g.growth_plan.step(name).grant
    other = Actor.of("teacher-2", OFFICE, AFFAIRS_MEETING)
    held = [grant.holds(drafted(), an_act(by)) for by in (OWNER_IN_OFFICE, other)]
    assert held == [False, True]


def test_a_plan_is_completed_by_the_meeting_once_it_has_ended() -> None:
    plan = change(active(), ends=date(2025, 9, 30), basis=PINNED)
    early = refusals(plan, g.complete, on(29, MEETING), review="well done")
    assert (codes(early), early[0].when) == (["growth_plan.not_ended"], date(2025, 9, 30))
    done = perform(plan, g.complete, on(30, MEETING), review="well done")
    assert (done.state, done.review) == (gr.COMPLETED, "well done")


def test_a_plan_is_withdrawn_before_it_was_approved_only() -> None:
    by = on(4, reason="moving away")
    assert perform(submitted(), g.withdraw, by).state == gr.WITHDRAWN
    assert codes(refusals(active(), g.withdraw, by)) == ["lifecycle.wrong_state"]


@pytest.mark.parametrize(
    ("who", "hidden"),
    [
        (TEACHER, frozenset()),
        (ADVISOR, frozenset()),
        (CLERK, frozenset()),
        (MEETING, frozenset()),
        (Actor.of("teacher-2", "teacher", "advisor"), EVERYTHING),
    ],
    ids=lambda value: getattr(value, "id", ""),
)
def test_a_plan_is_seen_by_those_who_work_on_it(who: Actor, hidden: frozenset[str]) -> None:
    assert drafted().hidden_from(who, Shelf()) == hidden


def test_the_order_of_goals_makes_no_difference() -> None:
    assert difference((TALK, READ), (READ, TALK)).goals == ()
    assert difference((TALK,), (READ,)).goals == ("read", "talk")


def test_the_office_names_another_advisor_who_reviews_from_then_on() -> None:
    plan = perform(submitted(), g.assign_advisor, on(4, CLERK), advisor="advisor-2")
    assert codes(refusals(plan, g.send_back, on(5, ADVISOR), comment="why?")) == [
        "lifecycle.not_granted"
    ]
    back = perform(
        plan, g.send_back, on(5, Actor.of("advisor-2", "advisor")), comment="which talks?"
    )
    assert (back.advisor, back.state) == ("advisor-2", gr.RETURNED)
    assert perform(back, g.assign_advisor, on(6, CLERK), advisor=None).advisor is None
