"""Attempts at the steps of a studio, made wrongly and made rightly."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from contests import PINNED, a_contest, a_person, an_act, creating, refusals

from homeroom_core.errors import Refusal
from homeroom_core.people import Level
from homeroom_core.testing.acts import MORNING, ORG, actor
from homeroom_core.testing.studio_strategies import PRACTICE_SHEET
from homeroom_core.training import person as p
from homeroom_core.training import studio as s
from homeroom_core.training import studio_records as sr
from refusals import TODAY, case

BUREAU, OFFICE, ASSESSOR = map(actor, ("education_bureau-1", "moral_education_office-1", "judge-1"))
LEADER = actor("person-1")
TEAM = ("judge-1", "scorer-1", "supervisor-1")
PEOPLE = tuple(a_person(number) for number in range(1, 9))
MEMBERS = tuple(one.id for one in PEOPLE[1:6])
POLICY = sr.StudioPolicy(rubric=PRACTICE_SHEET)


def a_plan(**more: Any) -> tuple[sr.Milestone, ...]:
    """A milestone at the end of each of three years that begin today."""
    first = sr.Milestone(
        **{"id": "m1", "year": 1, "title": "a forum", "due": date(2026, 9, 9), **more}
    )
    rest = (
        sr.Milestone(id=f"m{year}", year=year, title="a book", due=date(2025 + year, 9, 9))
        for year in (2, 3)
    )
    return (first, *rest)


def a_member(person: str, part: str = sr.MEMBER, **more: Any) -> sr.StudioMember:
    return sr.StudioMember(**{"person": person, "part": part, "since": TODAY, **more})


def marks(building: int = 9, members: int = 9) -> dict[str, str]:
    return {"building": str(building), "members": str(members)}


def sheets(*points: int) -> tuple[sr.AssessorSheet, ...]:
    return tuple(
        sr.AssessorSheet(assessor=who, marks=marks(mark, mark), on=TODAY)
        for who, mark in zip(TEAM, points, strict=False)
    )


def an_assessment(year: int = 1, **more: Any) -> sr.StudioAssessment:
    said = dict.fromkeys(("files", "site_visit", "talks"), "seen")
    given = {"year": year, "opened_on": TODAY, "team": TEAM, "rubric": PRACTICE_SHEET, **said}
    return sr.StudioAssessment(**{**given, **more})


def a_studio(state: str = sr.NAMED, *, grade: str = sr.PASS, **more: Any) -> sr.Studio:
    given: dict[str, Any] = {
        "title": "Spring",
        "partner": "Normal University",
        "leader": LEADER.id,
        "honour": "city title, 2024-7",
        "honour_level": Level.CITY,
        "starts": TODAY,
        "policy": POLICY,
        "plan": a_plan(),
        "members": (a_member(LEADER.id, sr.LEADER), *map(a_member, MEMBERS)),
        "basis": PINNED,
    }
    if state in (sr.ASSESSED, sr.RECTIFY):
        given["results"] = (sr.StudioResult(year=1, total=Fraction(12), grade=grade),)
    if state == sr.FINAL_ASSESSED:
        given["results"] = (sr.StudioResult(year=0, total=Fraction(12), grade=grade),)
    if state in (sr.ASSESSING, sr.ASSESSED, sr.RECTIFY, sr.FINAL_ASSESSED):
        given["assessments"] = (an_assessment(),)
    return sr.Studio(**{"id": "studio-1", "org": ORG, "state": state, **given, **more})


def applied(*others: Any, people: Any = PEOPLE, **more: Any) -> tuple[Refusal, ...]:
    given = {
        "title": "Spring",
        "partner": "Normal University",
        "leader": LEADER.id,
        "honour": "city title, 2024-7",
        "honour_level": Level.CITY,
        "starts": TODAY,
        "plan": a_plan(),
        "members": frozenset(MEMBERS),
        **more,
    }
    act = an_act(LEADER, *people, *others, new_id="studio-2")
    return creating(s.apply, act, **given)


case("studio.incomplete", lambda partner: applied(partner=partner), " ", "Bureau")
case("studio.no_honour", lambda at: applied(honour_level=at), Level.DISTRICT, Level.CITY)
case("studio.leads_already", lambda at: applied(a_studio(at)), sr.RECTIFY, sr.CLOSED)
case(
    "studio.not_in_post",
    lambda at: applied(people=(a_person(1, at), *PEOPLE[1:])),
    p.ON_LEAVE,
    p.IN_POST,
)
case("attendance.unknown_person", lambda n: applied(people=PEOPLE[:n]), 5, 6)
case("studio.size", lambda n: applied(members=frozenset(MEMBERS[:n])), 4, 5)
case(
    "studio.rural_share",
    lambda n: applied(
        rural=frozenset(MEMBERS[:n]), policy=sr.StudioPolicy(least_rural_share=Fraction(3, 10))
    ),
    1,
    2,
)
case("studio.same_milestone", lambda id_: applied(plan=a_plan(id=id_)), "m2", "m1")
case("studio.incomplete", lambda title: applied(plan=a_plan(title=title)), " ", "a talk")
case("studio.year_without_milestone", lambda n: applied(plan=a_plan()[:n]), 2, 3)
case(
    "studio.outside_year",
    lambda due: applied(plan=a_plan(due=due)),
    date(2026, 9, 10),
    date(2026, 9, 9),
)
case(
    "studio.not_renewed",
    lambda at: applied(a_studio(at), continues="studio-1"),
    sr.CLOSED,
    sr.RENEWED,
)
case("studio.not_renewed", lambda of: applied(continues=of), "studio-9", None)
case(
    "studio.year_without_milestone",
    lambda n: refusals(a_studio(sr.APPLIED), s.write_plan, an_act(LEADER), plan=a_plan()[:n]),
    0,
    3,
)
case(
    "studio.incomplete",
    lambda said: refusals(a_studio(sr.APPLIED), s.name, an_act(BUREAU), document=said),
    "",
    "2025-1",
)


def joined(person: str = "person-7", at: str = p.IN_POST, **more: Any) -> Any:
    record = a_studio(**more.pop("studio", {}))
    act = an_act(OFFICE, *PEOPLE[:6], a_person(7, at))
    return refusals(record, s.join, act, person=person, **more)


LEARNERS = tuple(a_member(f"learner-{n}", sr.LEARNER) for n in range(15))
FULL = tuple(a_member(f"member-{n}") for n in range(10))
case("studio.unknown_part", lambda part: joined(part=part), sr.LEADER, sr.LEARNER)
case("studio.not_in_post", lambda at: joined(at=at), p.LEFT, p.IN_POST)
case("studio.in_already", joined, "person-2", "person-7")
case("studio.size", lambda n: joined(studio={"members": FULL[:n]}), 10, 9)
case(
    "studio.too_many_learners",
    lambda n: joined(part=sr.LEARNER, studio={"members": LEARNERS[:n]}),
    15,
    14,
)


def left(person: str) -> tuple[Refusal, ...]:
    return refusals(a_studio(), s.leave, an_act(LEADER, reason="moved"), person=person)


case("studio.not_in", left, "person-7", "person-2")
case("studio.leader_stays", left, LEADER.id, "person-2")


def handed_over(
    person: str = "person-2", honour: str = "city title", level: Level = Level.CITY
) -> tuple[Refusal, ...]:
    other = a_studio(id="studio-9", leader="person-3")
    act = an_act(BUREAU, *PEOPLE, other, reason="moved")
    given = {"person": person, "honour": honour, "honour_level": level}
    return refusals(a_studio(), s.change_leader, act, **given)


case("studio.leads_already", handed_over, LEADER.id, "person-2")
case("studio.leads_already", handed_over, "person-3", "person-2")
case("studio.incomplete", lambda said: handed_over(honour=said), " ", "city title")
case("studio.no_honour", lambda at: handed_over(level=at), Level.SCHOOL, Level.PROVINCE)


def reached(milestone: str = "m1", evidence: tuple[str, ...] = ("forum-1",)) -> Any:
    given = {"milestone": milestone, "evidence": evidence}
    return refusals(a_studio(), s.reach, an_act(LEADER), **given)


case("studio.no_such_milestone", reached, "m9", "m1")
case("studio.incomplete", lambda shown: reached(evidence=shown), (" ",), ("forum-1",))


def linked(record: str, **more: Any) -> tuple[Refusal, ...]:
    act = an_act(OFFICE, a_contest(), PEOPLE[0])
    return refusals(a_studio(**more), s.link, act, record=record)


case("studio.not_its_work", linked, "person-1", "contest-1")
case("linked.no_such_record", linked, "contest-9", "contest-1")
case("linked.already", lambda done: linked("contest-1", linked=done), ("contest-1",), ())


def opened(
    team: tuple[str, ...] = TEAM, at: Any = MORNING, sheet: str = "", **more: Any
) -> tuple[Refusal, ...]:
    act = an_act(OFFICE, at=at)
    given = {"team": frozenset(team), "sheet": sheet}
    return refusals(a_studio(**more), s.open_assessment, act, **given)


case(
    "studio.too_early",
    lambda days: opened(starts=TODAY + timedelta(days=days)),
    1,
    0,
)
case("studio.team_too_small", lambda n: opened(TEAM[:n]), 2, 3)
case("studio.insider", lambda who: opened((*TEAM, who)), "person-2", "person-8")
case(
    "studio.no_sheet",
    lambda rubric: opened(policy=sr.StudioPolicy(rubric=rubric), sheet="none"),
    None,
    PRACTICE_SHEET,
)


def noted(words: str) -> tuple[Refusal, ...]:
    return refusals(a_studio(sr.ASSESSING), s.note, an_act(ASSESSOR), files=words)


case("studio.incomplete", noted, " ", "in order")


def scored(given: dict[str, str]) -> tuple[Refusal, ...]:
    return refusals(a_studio(sr.ASSESSING), s.score, an_act(ASSESSOR), marks=given)


case("mark.missing", scored, {"building": "9"}, marks())


def excused(person: str, team: tuple[str, ...] = (*TEAM, "head_judge-1")) -> Any:
    record = a_studio(sr.ASSESSING, assessments=(an_assessment(team=team),))
    return refusals(record, s.excuse, an_act(OFFICE, reason="ill"), person=person)


case("studio.not_on_team", excused, "person-8", "judge-1")
case("studio.team_too_small", lambda n: excused("judge-1", (*TEAM, "x-1")[:n]), 3, 4)


def concluded(given: Any = (), **more: Any) -> tuple[Refusal, ...]:
    record = a_studio(
        sr.ASSESSING,
        assessments=(an_assessment(**more),),
        sheets=given or sheets(9, 9, 9),
    )
    return refusals(record, s.conclude, an_act(OFFICE))


case("studio.not_scored", concluded, sheets(9, 9), sheets(9, 9, 9))
case("studio.not_looked_at", lambda said: concluded(talks=said), " ", "frank")
case("studio.not_looked_at", lambda said: concluded(year=0, report=said), "", "three years")

case(
    "studio.failed",
    lambda grade: refusals(a_studio(sr.ASSESSED, grade=grade), s.keep_name, an_act(BUREAU)),
    sr.FAIL,
    sr.PASS,
)
case(
    "studio.failed",
    lambda grade: refusals(a_studio(sr.FINAL_ASSESSED, grade=grade), s.renew, an_act(BUREAU)),
    sr.FAIL,
    sr.PASS,
)


def ordered(
    grade: str = sr.PASS, repairs: Any = ("plan",), by: date = TODAY + timedelta(30)
) -> Any:
    record = a_studio(sr.ASSESSED, grade=grade)
    return refusals(record, s.order_rectification, an_act(BUREAU), repairs=repairs, until=by)


case("studio.nothing_to_rectify", ordered, sr.EXCELLENT, sr.PASS)
case("studio.incomplete", lambda what: ordered(repairs=what), ("plan", " "), ("plan",))
case("studio.incomplete", lambda what: ordered(repairs=what), (), ("plan",))
case("studio.repair_date", lambda by: ordered(by=by), date(2026, 3, 11), date(2026, 3, 10))
case("studio.repair_date", lambda by: ordered(by=by), TODAY, TODAY + timedelta(1))


def rectifying(by: date = TODAY) -> sr.Studio:
    order = sr.Rectification(year=1, repairs=("plan",), by=by, ordered_on=TODAY)
    return a_studio(sr.RECTIFY, grade=sr.FAIL, rectifications=(order,))


case(
    "studio.incomplete",
    lambda shown: refusals(rectifying(), s.accept_repairs, an_act(ASSESSOR), shown=shown),
    " ",
    "a new plan",
)
case(
    "studio.still_time",
    lambda by: refusals(rectifying(by), s.withdraw_name, an_act(BUREAU, reason="nothing done")),
    TODAY,
    TODAY - timedelta(1),
)
