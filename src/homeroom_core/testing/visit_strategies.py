"""Hypothesis strategies for visits, and what the steps of a visit are usually handed."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from homeroom_core.change import change
from homeroom_core.dates import school_date
from homeroom_core.people import OFFICE, PRINCIPAL, Level
from homeroom_core.testing.acts import ORG, ZONE, actor
from homeroom_core.testing.attendance_strategies import (
    EVERYBODY,
    ROSTER,
    deadlines,
    part_hours,
    roster,
    school,
    sign_ins,
)
from homeroom_core.testing.lifecycle_machine import Arguments, Scene
from homeroom_core.testing.strategies import codes, school_days, words
from homeroom_core.testing.walk import Walk
from homeroom_core.training import visit as v
from homeroom_core.training import visit_records as r
from homeroom_core.training.attendance import credits_of
from homeroom_core.training.deadline import REPORT, SHARING
from homeroom_core.training.person import Person, take_class

Drawn = st.SearchStrategy[Mapping[str, Any]]

CLASS = "2025-G7-01"
"""The class that the first of `ROSTER` leads in a `visiting_school`."""


def visiting_school(walk: Walk) -> None:
    """The `school`, where one of the roster leads a class: a world for a machine."""
    school(walk)
    with walk.office.desk(ORG, by=actor(f"{OFFICE}-1")) as desk:
        desk.apply(take_class, desk.get(Person, ROSTER[0]), class_code=CLASS)


def busy_school(walk: Walk) -> None:
    """The `visiting_school`, with a visit of two that is approved and begins in a week.

    A machine that begins with an application seldom comes to the journey: so its world begins here.
    """
    visiting_school(walk)
    leader, along, stays = (a for id in ROSTER for a in EVERYBODY if a.id == id)
    starts = school_date(walk.clock.moment, ZONE) + timedelta(days=7)
    visit = walk.create(
        leader,
        v.apply,
        leader=leader.id,
        companions=frozenset({along.id}),
        destination="school 2",
        purpose="class meetings",
        starts=starts,
        ends=starts + timedelta(days=1),
        budget=Decimal(1200),
        policy=r.VisitPolicy(approve_working_days_before=5),
    )
    visit = walk.apply(leader, v.name_cover, visit, class_code=CLASS, colleague=stays.id)
    visit = walk.apply(stays, v.agree, visit)
    walk.apply(actor(f"{PRINCIPAL}-1"), v.approve, visit, document="2025-9")


def amounts() -> st.SearchStrategy[Decimal]:
    """Amounts of money of up to a million, with two decimal places or none."""
    cents = st.integers(0, 10**8).map(lambda cents: Decimal(cents).scaleb(-2))
    return cents | st.integers(0, 10**6).map(Decimal)


def visit_policies() -> st.SearchStrategy[r.VisitPolicy]:
    """Policies with short spans."""
    return st.builds(
        r.VisitPolicy,
        approve_working_days_before=st.integers(1, 5),
        report_within_working_days=st.integers(1, 10),
        share_within_working_days=st.integers(1, 15),
        hours=part_hours(),
        overdue_bars=st.booleans(),
    )


def covers(class_code: str | None = None) -> st.SearchStrategy[r.Cover]:
    """Covers of this class or of any, agreed to or not."""
    return st.builds(
        r.Cover,
        class_code=codes() if class_code is None else st.just(class_code),
        colleague=st.sampled_from(ROSTER),
        agreed_on=st.none() | school_days(),
    )


def visit_reports(on: date | None = None) -> st.SearchStrategy[r.VisitReport]:
    """Reports of some day, or of this one."""
    return st.builds(
        r.VisitReport,
        by=st.sampled_from(ROSTER),
        on=school_days() if on is None else st.just(on),
        text=words(),
        materials=st.lists(codes(), max_size=2).map(tuple),
    )


def _sharings(on: date) -> st.SearchStrategy[r.Sharing]:
    made = {"by": st.sampled_from(ROSTER), "on": st.just(on)}
    return st.builds(r.Sharing, event=codes(), **made) | st.builds(
        r.Sharing, document=words(), **made
    )


@st.composite
def visits(draw: st.DrawFn, *, state: str | None = None) -> r.Visit:
    """Visits, in this state or in any."""
    at = draw(st.sampled_from(r.VISIT_STATES)) if state is None else state
    starts = draw(school_days())
    made = r.Visit(
        id=draw(codes()),
        org=ORG,
        state=at,
        version=draw(st.integers(1, 30)),
        leader=ROSTER[0],
        companions=draw(st.frozensets(st.sampled_from(ROSTER[1:]))),
        destination=draw(words()),
        purpose=draw(words()),
        level=draw(st.sampled_from(Level)),
        starts=starts,
        ends=starts + timedelta(days=draw(st.integers(0, 3))),
        budget=draw(amounts()),
        policy=draw(visit_policies()),
        covers=tuple(draw(st.lists(covers(CLASS), max_size=1))),
    )
    if at in (r.APPLIED, r.DECLINED, r.CANCELLED):
        return made
    made = change(made, document=draw(words()))
    return made if at == r.APPROVED else draw(_travelled(made))


@st.composite
def _travelled(draw: st.DrawFn, visit: r.Visit) -> r.Visit:
    days = (visit.ends - visit.starts).days + 1
    dates = [visit.starts + timedelta(days=day) for day in range(days)]
    there = tuple(
        one if one.person in visit.travellers else change(one, person=visit.leader)
        for one in draw(sign_ins(dates, evidence=True))
    )
    once = {(one.person, one.on): one for one in there}
    shared = visit.state in (r.SHARED, r.CREDITED)
    reported = shared or visit.state == r.REPORTED
    visit = change(
        visit,
        presences=tuple(once.values()),
        deadlines=(
            draw(deadlines(what=str(REPORT), start=visit.ends, done=reported)),
            draw(deadlines(what=str(SHARING), start=visit.ends, done=shared)),
        ),
    )
    if reported:
        visit = change(visit, report=draw(visit_reports(visit.ends)))
    if shared:
        visit = change(visit, sharing=draw(_sharings(visit.ends)))
    return change(visit, credits=credits_of(visit)) if visit.state == r.CREDITED else visit


@st.composite
def _apply(draw: st.DrawFn, scene: Scene) -> dict[str, Any]:
    starts = scene.act.on + timedelta(days=draw(st.integers(8, 16)))
    return {
        "leader": draw(st.sampled_from(ROSTER[:2])),
        "companions": draw(st.frozensets(st.sampled_from(ROSTER[:2]))),
        "destination": draw(words()),
        "purpose": draw(words()),
        "starts": starts,
        "ends": starts + timedelta(days=draw(st.integers(0, 2))),
        "budget": draw(amounts()),
        "policy": draw(visit_policies()),
    }


def _name_cover(scene: Scene) -> Drawn:
    left = r.classes_left(scene.record, scene.reader) or (CLASS,)
    stay = [one for one in roster(scene.reader) if one not in scene.record.travellers]
    return st.fixed_dictionaries(
        {"class_code": st.sampled_from(left), "colleague": st.sampled_from(stay or [ROSTER[2]])}
    )


@st.composite
def _sign_in(draw: st.DrawFn, scene: Scene) -> dict[str, Any]:
    visit: r.Visit = scene.record
    days = st.dates(visit.starts, max(visit.starts, min(visit.ends, scene.act.on)))
    going = st.lists(st.sampled_from(sorted(visit.travellers)), min_size=1, unique=True)
    evidence = st.lists(codes(), min_size=1, max_size=2)
    return {
        "on": draw(days),
        "attended": tuple(draw(going)),
        "evidence": tuple(draw(evidence)),
    }


def _strike(scene: Scene) -> Drawn:
    there = [{"person": one.person, "on": one.on} for one in scene.record.presences]
    return st.sampled_from(there or [{"person": ROSTER[0], "on": scene.act.on}])


VISIT: Arguments = {
    v.apply: _apply,
    v.name_cover: _name_cover,
    v.approve: lambda _scene: st.fixed_dictionaries({"document": words()}),
    v.sign_in: _sign_in,
    v.strike: _strike,
    v.report: lambda _scene: st.fixed_dictionaries({"text": words()}),
    v.share: lambda _scene: st.fixed_dictionaries({"document": words()}),
}
"""For `homeroom_core.training.visit`."""
