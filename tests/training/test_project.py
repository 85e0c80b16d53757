"""A project: limits across projects, stages, requests, the panel, promotion, the bar."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from contests import CLERK, PEOPLE, a_person, codes, creating, refusals
from papers import EXPERTS, GROUP, RESEARCH, by
from projects import (
    ENDS,
    LEADER,
    PANEL,
    PLAN,
    POLICY,
    REVIEWERS,
    STARTS,
    ProjectStory,
    a_call,
    a_project,
)

from homeroom_core.change import change
from homeroom_core.errors import DefinitionError
from homeroom_core.people import RESEARCH_GROUP, Actor
from homeroom_core.testing.acts import MORNING, ORG, SCHOOL_DAY
from homeroom_core.training import person as staff
from homeroom_core.training import project as p
from homeroom_core.training import project_records as r


def apply(*others: r.Project, policy: r.ProjectPolicy = POLICY) -> list[str]:
    draft = a_project(1, r.DRAFT, policy=policy)
    return codes(refusals(draft, p.apply, by(LEADER, a_call(), *others, *PEOPLE)))


@pytest.mark.parametrize("state", r.UNFINISHED)
def test_whoever_leads_an_unfinished_project_starts_no_new_one(state: str) -> None:
    assert apply(a_project(2, state, leader="person-1")) == ["project.leads_enough"]


@pytest.mark.parametrize("state", [r.PROJECT_CLOSED, r.PROMOTED, r.NOT_APPROVED, r.FAILED])
def test_a_finished_or_promoted_project_no_longer_counts(state: str) -> None:
    assert apply(a_project(2, state, leader="person-1")) == []


def test_leading_and_joining_are_two_together_at_most() -> None:
    joined = [a_project(at, r.OPENED, members=("person-1",)) for at in (2, 3)]
    assert apply(joined[0]) == []
    assert apply(*joined) == ["project.takes_part_enough"]
    assert apply(*joined, policy=change(POLICY, takes_part_at_most=3)) == []


def draft(**more: Any) -> list[str]:
    people = [*PEOPLE, *(a_person(at) for at in (4, 5, 6))]
    now = by(LEADER, a_call(), *people, new_id="project-1")
    given = {"call": "project_call-1", "leader": "person-1", **PLAN, **more}
    return codes(creating(p.draft, now, **given))


@pytest.mark.parametrize(("people", "refused"), [(5, []), (6, ["project.too_many_people"])])
def test_a_project_has_five_people_at_most(people: int, refused: list[str]) -> None:
    assert draft(members=tuple(f"person-{at}" for at in range(2, people + 1))) == refused


@pytest.mark.parametrize(
    ("ends", "refused"),
    [
        (ENDS, []),
        (ENDS - timedelta(1), ["project.wrong_length"]),
        (date(2028, 9, 9), []),
        (date(2028, 9, 10), ["project.wrong_length"]),
    ],
)
def test_a_project_takes_one_to_three_years(ends: date, refused: list[str]) -> None:
    assert draft(ends=ends) == refused


def test_a_withdrawal_bars_the_leader_for_three_years() -> None:
    now = by(GROUP, reason="nothing was done")
    struck = change(
        p.withdraw.body(a_project(2, r.OPENED, leader="person-1"), now), state="withdrawn"
    )
    assert struck.barred_until == SCHOOL_DAY.replace(year=2028) - timedelta(1)
    for days, refused in ((1095, ["project.leader_barred"]), (1096, [])):
        later = MORNING + timedelta(days=days)
        call = a_call(deadline=SCHOOL_DAY + timedelta(days=days))
        found = refusals(a_project(1, r.DRAFT), p.apply, by(LEADER, call, struck, at=later))
        assert codes(found) == refused


def test_the_opening_is_due_within_thirty_working_days_and_late_stays_visible() -> None:
    story = ProjectStory()
    approved = story.approved()
    assert (approved.number, approved.open_by) == (
        "K-001",
        date(2025, 10, 31),
    )  # from a Sunday, six weeks
    story.walk.clock.advance(days=60)
    opened = story.do(
        story.leader, p.open_project, report="O-1", expert="expert-1", opinion="feasible"
    )
    assert opened.opening.on > opened.open_by


@pytest.mark.parametrize(("days", "refused"), [(14, []), (13, ["project.too_late_to_ask"])])
def test_an_extension_is_asked_for_two_weeks_ahead(days: int, refused: list[str]) -> None:
    at = MORNING + (ENDS - timedelta(days) - SCHOOL_DAY)
    now = by(LEADER, at=at, reason="the pupils moved")
    found = refusals(
        a_project(1, r.MIDTERM_PASSED), p.request_extension, now, ends=date(2027, 9, 9)
    )
    assert codes(found) == refused


@pytest.mark.parametrize(
    ("ends", "refused"),
    [(date(2027, 9, 9), []), (date(2027, 9, 10), ["project.extension_too_long"])],
)
def test_an_extension_is_one_year_at_most(ends: date, refused: list[str]) -> None:
    now = by(LEADER, reason="more time")
    found = refusals(a_project(1, r.MIDTERM_PASSED), p.request_extension, now, ends=ends)
    assert codes(found) == refused


def test_a_project_is_extended_once_at_most() -> None:
    story = ProjectStory()
    story.running()
    story.do(story.leader, p.request_extension, ends=date(2027, 3, 1), because="more time")
    extended = story.do(GROUP, p.grant_extension)
    assert (extended.state, extended.ends) == (r.EXTENDED, date(2027, 3, 1))
    again = story.refused(
        story.leader, p.request_extension, extended, ends=date(2027, 6, 1), because="more"
    )
    assert again == ["project.extended_enough"]


def test_somebody_who_leaves_is_replaced_and_the_old_team_is_kept() -> None:
    story = ProjectStory()
    story.running()
    gone = story.get(staff.Person, story.people[1])
    story.walk.apply(CLERK, staff.leave, gone, because="transfer")
    members = (story.people[3],)
    story.do(story.leader, p.request_change, members=members, because="a member has left")
    changed = story.do(GROUP, p.grant_change)
    assert changed.members == members
    assert changed.requests[0].before.members == (story.people[1],)
    assert {story.people[1], story.people[3]} <= changed.people()
    story.walk.check_journal()


def test_a_leader_who_left_is_replaced_through_the_research_office() -> None:
    story = ProjectStory()
    story.running()
    leader = story.get(staff.Person, story.people[0])
    story.walk.apply(CLERK, staff.leave, leader, because="transfer")
    new = story.people[1]
    story.do(RESEARCH, p.request_change, leader=new, members=(), because="the leader has left")
    story.do(GROUP, p.grant_change)
    handed_in = story.do(story.teacher(1), p.hand_in, report="C-1")
    assert (handed_in.state, handed_in.applied_by) == (r.CLOSING, story.people[0])


def panel(size: int, inside: int, policy: r.ProjectPolicy) -> list[str]:
    insiders = [a_person(at) for at in range(11, 11 + inside)]
    named = [person.id for person in insiders]
    named += [f"expert-{at}" for at in range(size - inside)]
    now = by(RESEARCH, *insiders)
    project = a_project(1, r.CLOSING, reviewers=(), policy=policy)
    return codes(refusals(project, p.appoint_panel, now, panel=tuple(named)))


@pytest.mark.parametrize(
    ("size", "inside", "refused"),
    [
        (5, 2, []),
        (7, 2, []),
        (6, 2, ["project.wrong_panel_size"]),
        (5, 3, ["project.too_many_insiders"]),
    ],
)
def test_a_closing_panel_has_five_or_seven_members_and_two_insiders_at_most(
    size: int, inside: int, refused: list[str]
) -> None:
    assert panel(size, inside, r.ProjectPolicy()) == refused


def test_nobody_on_the_team_reviews_closes_or_decides() -> None:
    member = Actor.of("person-2", RESEARCH_GROUP)
    for state, step in ((r.REVIEWED, p.decide_approval), (r.CLOSING, p.close_project)):
        tried = refusals(a_project(1, state), step, by(member, a_call(r.DECIDED)))
        assert "lifecycle.not_granted" in codes(tried)
    found = refusals(
        a_project(1, r.CLOSING), p.appoint_panel, by(RESEARCH), panel=("person-2", *PANEL[:2])
    )
    assert codes(found) == ["reviewing.own_case"]


def test_whoever_left_the_team_still_does_not_judge_it() -> None:
    before = a_project().project_terms
    request = r.ProjectRequest(
        number=1,
        on=SCHOOL_DAY,
        why="left",
        before=before,
        after=change(before, members=()),
        granted=True,
    )
    project = a_project(1, r.CLOSING, members=(), requests=(request,))
    assert "person-2" in project.owners()


@pytest.mark.parametrize(
    ("total", "revised", "grade"),
    [
        ("85", 0, r.EXCELLENT),
        ("84.99", 0, r.PASS),
        ("60", 0, r.PASS),
        ("59.99", 0, r.REVISE),
        ("59.99", 1, r.FAIL),
        ("49.99", 0, r.FAIL),
    ],
)
def test_a_total_comes_to_a_grade(total: str, revised: int, grade: str) -> None:
    assert r.ProjectPolicy().grade(Fraction(total), revised) == grade


def test_a_project_is_revised_once_and_judged_again() -> None:
    story = ProjectStory()
    story.closing()
    first = story.judged("5", "6", "5")
    assert first.closing is not None
    assert (first.state, first.closing.grade) == (r.REVISING, r.REVISE)
    story.do(story.leader, p.hand_in_revised, report="C-2")
    second = story.judged("9", "8", "9")
    assert second.closing is not None
    assert (second.state, second.closing.round) == (r.PROJECT_CLOSED, 2)
    assert second.closing.total == Fraction(52, 3)
    assert (str(second.closing.shown), second.closing.grade) == ("17.33", r.EXCELLENT)
    explained = story.walk.office.explain(ORG, second.id, to=RESEARCH)
    lines = "\n".join(explained.explanation.lines("en"))
    assert "17.33" in lines
    assert [result.verdict for result in explained.results] == ["same"]
    story.walk.check_journal()


@pytest.mark.parametrize(
    "wrong",
    [
        {"excellent_at": Decimal(59)},
        {"revise_at": Decimal(61)},
        {"least_months": 37},
        {"panel_sizes": ()},
    ],
)
def test_terms_that_cross_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(DefinitionError):
        r.ProjectPolicy(**wrong)


@pytest.mark.parametrize(
    ("state", "refused"), [(r.CANCELLED, []), (r.RANKED, ["project.call_has_result"])]
)
def test_an_application_is_taken_back_when_the_call_was_cancelled(
    state: str, refused: list[str]
) -> None:
    now = by(LEADER, a_call(state), reason="no call any more")
    assert codes(refusals(a_project(), p.take_back, now)) == refused


def test_an_application_below_the_places_is_not_approved() -> None:
    story = ProjectStory()
    story.approved()
    assert story.get(r.Project, story.ids[1]).state == r.NOT_APPROVED


def test_reviewers_are_hidden_from_the_team() -> None:
    story = ProjectStory()
    story.ranked()
    seen = story.walk.office.show(ORG, story.ids[0], to=story.leader)
    assert {"reviewers", "conflicts"} <= set(seen.hidden)
    told = str(story.walk.office.show_history(ORG, story.ids[0], to=story.leader))
    assert EXPERTS[0].id not in told


def test_a_major_project_needs_a_reviewer_from_outside() -> None:
    inside = [change(a_person(at), id=id) for at, id in ((8, "expert-1"), (9, "expert-2"))]
    major = a_project(major=True)
    for people, refused in ((inside, ["project.too_few_outsiders"]), (inside[:1], [])):
        now = by(RESEARCH, a_call(r.CLOSED), *people)
        assert codes(refusals(major, p.assign, now, reviewers=REVIEWERS)) == refused


def test_a_promoted_project_ends_here_with_its_document() -> None:
    story = ProjectStory()
    story.opened()
    promoted = story.do(RESEARCH, p.promote, level="district", document="D-7")
    assert (promoted.state, promoted.level, promoted.document) == (r.PROMOTED, "district", "D-7")
    assert promoted.starts == STARTS
