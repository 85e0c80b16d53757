"""Studios: who is in them and when, assessments, grades, and who sees what."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from contests import an_act, codes, refusals
from refusals.studio import (
    ASSESSOR,
    BUREAU,
    LEADER,
    MEMBERS,
    OFFICE,
    PEOPLE,
    POLICY,
    TEAM,
    a_member,
    a_plan,
    a_studio,
    an_assessment,
    marks,
    opened,
    sheets,
)

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.decision import originate, perform
from homeroom_core.errors import InputError
from homeroom_core.explanation import Question, recomputed
from homeroom_core.people import BUREAU as BUREAU_ROLE
from homeroom_core.people import OFFICE as OFFICE_ROLE
from homeroom_core.people import Actor, Level
from homeroom_core.record import Shelf
from homeroom_core.testing.acts import MORNING, SCHOOL_DAY, actor
from homeroom_core.training import studio as s
from homeroom_core.training import studio_records as sr
from homeroom_core.training.studio_assessing import explain_studio, shortfalls

TEACHER = actor("teacher-1")
MEMBER = Actor.of(MEMBERS[0], "teacher")


def on(days: int, by: Actor, **more: Any) -> Act:
    return an_act(by, *PEOPLE, at=MORNING + timedelta(days=days), **more)


def test_a_studio_begins_with_its_leader_and_members() -> None:
    made = originate(
        s.apply,
        an_act(LEADER, *PEOPLE, new_id="studio-1"),
        title="Spring",
        partner="Normal University",
        leader=LEADER.id,
        honour="city title",
        honour_level=Level.CITY,
        starts=SCHOOL_DAY,
        plan=a_plan(),
        members=frozenset((*MEMBERS, LEADER.id)),
        rural=frozenset(MEMBERS[:2]),
    )
    assert [(one.person, one.part, one.rural) for one in made.members] == [
        (LEADER.id, "leader", False),
        *((who, "member", who in MEMBERS[:2]) for who in MEMBERS),
    ]
    assert (made.ends, made.year_starts(2)) == (date(2028, 9, 9), date(2026, 9, 10))


def test_everything_wrong_with_an_application_is_said_at_once() -> None:
    found = refusals(
        a_studio(sr.APPLIED), s.write_plan, an_act(LEADER), plan=a_plan(id="m2", title="")[:2]
    )
    assert codes(found) == [
        "studio.same_milestone",
        "studio.incomplete",
        "studio.year_without_milestone",
    ]


def test_a_policy_that_contradicts_itself_is_refused_whole() -> None:
    with pytest.raises(InputError) as raised:
        sr.StudioPolicy(least_members=11, pass_from=Fraction(19, 20))
    assert [fault.where for fault in raised.value.faults] == ["most_members", "excellent_from"]


# ---- people come and go ----


def test_a_learner_stays_for_a_year() -> None:
    made = perform(a_studio(), s.join, on(0, OFFICE), person="person-7", part="learner")
    assert made.members[-1] == a_member("person-7", "learner", until=date(2026, 9, 9))
    assert made.there(sr.LEARNER, date(2026, 9, 9)) == (made.members[-1],)
    assert made.there(sr.LEARNER, date(2026, 9, 10)) == ()


def test_whoever_leaves_stays_on_record_and_may_come_back() -> None:
    gone = perform(
        a_studio(),
        s.leave,
        on(9, LEADER, reason="on leave"),
        person=MEMBERS[0],
    )
    ended = next(one for one in gone.members if one.person == MEMBERS[0])
    assert ended.until == date(2025, 9, 19)
    back = perform(gone, s.join, on(30, LEADER), person=MEMBERS[0])
    assert [one.since for one in back.members if one.person == MEMBERS[0]] == [
        SCHOOL_DAY,
        date(2025, 10, 10),
    ]


def handed_over(studio: sr.Studio, person: str) -> sr.Studio:
    act = on(9, BUREAU, reason="retired")
    return perform(studio, s.change_leader, act, person=person, honour="h", honour_level=Level.CITY)


def test_a_studio_is_handed_over_from_one_day_to_the_next() -> None:
    made = handed_over(a_studio(), MEMBERS[0])
    spans = [
        (one.part, one.since, one.until)
        for one in made.members
        if one.person in (LEADER.id, MEMBERS[0])
    ]
    assert made.leader == MEMBERS[0]
    assert spans == [
        ("leader", SCHOOL_DAY, date(2025, 9, 19)),
        ("member", SCHOOL_DAY, date(2025, 9, 19)),
        ("leader", date(2025, 9, 20), None),
    ]


def test_a_successor_who_never_began_leaves_no_trace_in_the_intervals() -> None:
    made = handed_over(handed_over(a_studio(), "person-7"), "person-8")
    leaders = [(one.person, one.since) for one in made.members if one.part == sr.LEADER]
    assert leaders == [(LEADER.id, SCHOOL_DAY), ("person-8", date(2025, 9, 20))]


# ---- assessments ----


def test_years_are_assessed_one_after_the_other_and_then_the_cycle() -> None:
    studio = a_studio()
    asked = [studio.next_assessment]
    for year in (1, 2, 3):
        result = sr.StudioResult(year=year, total=Fraction(12), grade="pass")
        studio = change(studio, results=(*studio.results, result))
        asked.append(studio.next_assessment)
    assert asked == [1, 2, 3, 0]
    first = date(2028, 9, 9) - timedelta(days=90)
    days = (first - SCHOOL_DAY).days
    results: dict[str, Any] = {"results": studio.results}
    assert codes(opened(at=MORNING + timedelta(days=days - 1), **results)) == ["studio.too_early"]
    assert opened(at=MORNING + timedelta(days=days), **results) == ()


@pytest.mark.parametrize(
    ("points", "total", "grade"),
    [
        ((9, 9, 9), Fraction(18), "excellent"),
        ((9, 9, 8), Fraction(52, 3), "pass"),
        ((6, 6, 6), Fraction(12), "pass"),
        ((6, 6, 5), Fraction(34, 3), "fail"),
    ],
)
def test_a_grade_follows_from_the_mean_of_the_sheets(
    points: tuple[int, ...], total: Fraction, grade: str
) -> None:
    """Twenty points: excellent from 18 on, a pass from 12 on, both included."""
    made = perform(a_studio(sr.ASSESSING, sheets=sheets(*points)), s.conclude, an_act(OFFICE))
    assert made.results == (sr.StudioResult(year=1, total=total, grade=grade),)
    assert (made.state, made.sheets, made.current.sheets) == (sr.ASSESSED, (), sheets(*points))
    derivation = s.studio.derivations["results"]
    assert derivation.again(made, Shelf(), an_act(OFFICE).provided) == made.results


def test_a_grade_is_explained_down_to_the_marks_for_those_who_may_see_them() -> None:
    made = perform(a_studio(sr.ASSESSING, sheets=sheets(9, 9, 8)), s.conclude, an_act(OFFICE))
    told = explain_studio(made, Question(actor=LEADER))
    assert told is not None
    (year,) = told.parts
    assert str(year.heading()) == ("Assessment of year 1: Pass, 52/3 of 20 points [studio-1]")
    assert str(year.clause) == "excellent from 18 points on, a pass from 12 on"
    assert [recomputed(part) for part in year.parts] == [Fraction(52, 3)]
    assert {node.who for node in told.walk()} == {None, *TEAM}
    outside = explain_studio(made, Question(actor=TEACHER))
    assert outside is not None
    assert [part.parts for part in outside.parts] == [()]


def test_a_sheet_handed_in_again_takes_the_place_of_the_first() -> None:
    made = perform(a_studio(sr.ASSESSING), s.score, an_act(ASSESSOR), marks=marks(1, 1))
    made = perform(made, s.score, an_act(ASSESSOR), marks=marks(9, 9))
    assert [(one.assessor, one.marks) for one in made.sheets] == [(ASSESSOR.id, marks(9, 9))]


def test_the_scheme_s_sheet_is_the_one_that_is_marked() -> None:
    made = perform(a_studio(), s.open_assessment, an_act(OFFICE), team=frozenset(TEAM), sheet="x")
    assert (made.current.rubric, made.current.year) == (POLICY.rubric, 1)


def test_what_a_studio_is_short_of_is_noted_and_stops_nobody() -> None:
    policy = change(POLICY, least_rural_share=Fraction(3, 10), least_members=6)
    studio = a_studio(policy=policy)
    assert shortfalls(studio, SCHOOL_DAY) == ("members", "rural_share", "learners")
    later = date(2026, 9, 9)
    learners = tuple(a_member(f"l-{n}", sr.LEARNER, until=SCHOOL_DAY) for n in range(10))
    rural = tuple(change(one, rural=True) for one in studio.members)
    studio = change(studio, members=(*rural, *learners))
    assert shortfalls(studio, later) == ("members", "milestones")
    assert opened(policy=policy) == ()


# ---- who may, who sees ----


@pytest.mark.parametrize(
    "step",
    ["name", "reject", "open_assessment", "conclude", "keep_name", "order_rectification",
     "accept_repairs", "withdraw_name", "renew", "close", "score"],
)  # fmt: skip
def test_nobody_decides_on_their_own_studio_whatever_office_they_hold(step: str) -> None:
    team = (*TEAM, MEMBER.id, BUREAU.id)
    studio = a_studio(sr.ASSESSING, assessments=(an_assessment(team=team),))
    grant = s.studio.transitions[step].grant
    inside = Actor.of(MEMBER.id, BUREAU_ROLE, OFFICE_ROLE)
    held = [grant.holds(studio, an_act(who)) for who in (inside, BUREAU)]
    assert held == [False, True]


def hidden(studio: sr.Studio) -> list[set[str]]:
    everybody = (OFFICE, ASSESSOR, LEADER, MEMBER, TEACHER)
    return [set(studio.hidden_from(who, Shelf())) for who in everybody]


def test_while_an_assessment_is_under_way_each_assessor_marks_alone() -> None:
    both = {"assessments", "sheets"}
    assert hidden(a_studio(sr.ASSESSING)) == [set(), {"sheets"}, both, both, both]


def test_when_it_is_over_the_studio_s_own_people_see_the_sheets() -> None:
    both = {"assessments", "sheets"}
    assert hidden(a_studio(sr.ASSESSED)) == [set(), {"sheets"}, set(), set(), both]
