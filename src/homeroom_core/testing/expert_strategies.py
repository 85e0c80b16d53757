"""Hypothesis strategies for experts' appointments and visits, and what their steps are handed."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from homeroom_core.calendar import add_working_days
from homeroom_core.change import change
from homeroom_core.dates import months_later
from homeroom_core.testing.acts import ORG, WEEKDAYS
from homeroom_core.testing.lifecycle_machine import Arguments, Scene
from homeroom_core.testing.strategies import codes, school_days, texts, words
from homeroom_core.testing.training_strategies import PEOPLE
from homeroom_core.training import expert as e
from homeroom_core.training import expert_records as er
from homeroom_core.training import expert_visit as v
from homeroom_core.training.activity import Credit
from homeroom_core.training.person import Person

Drawn = st.SearchStrategy[Mapping[str, Any]]

_EXPERTS = st.sampled_from(["expert-1", "expert-9"])
_PRINCIPALS = st.just("principal-1")
_DAY = timedelta(days=1)


def expert_policies() -> st.SearchStrategy[er.ExpertPolicy]:
    """Terms of a month to three years."""
    spans = st.tuples(st.integers(1, 12), st.integers(0, 24))
    return spans.map(lambda s: er.ExpertPolicy(least_months=s[0], most_months=sum(s)))


def expert_visit_policies() -> st.SearchStrategy[er.ExpertVisitPolicy]:
    """Short deadlines, and one to eight hours."""
    return st.builds(
        er.ExpertVisitPolicy,
        report_working_days=st.integers(1, 20),
        improve_working_days=st.integers(1, 20),
        least_findings=st.integers(0, 2),
        credited_forms=st.frozensets(st.sampled_from(er.FORMS).map(str)),
        most_hours=_hours("1", "8"),
    )


@st.composite
def appointment_terms(draw: st.DrawFn, *, since: date | None = None) -> er.AppointmentTerm:
    """Terms of one to three years, from this day or any."""
    first = draw(school_days(last=date(2030, 12, 31))) if since is None else since
    until = months_later(first, draw(st.integers(12, 36))) - _DAY
    return er.AppointmentTerm(letter=draw(words()), since=first, until=until, by=draw(_PRINCIPALS))


@st.composite
def experts(draw: st.DrawFn, *, state: str | None = None) -> er.Expert:
    """Appointments, in this state or in any."""
    at = draw(st.sampled_from(e.expert.states)) if state is None else state
    terms: tuple[er.AppointmentTerm, ...] = ()
    for _ in range(draw(st.integers(1, 2)) if at in (er.APPOINTED, er.EXPIRED, er.ENDED) else 0):
        since = terms[-1].until + _DAY if terms else None
        terms += (draw(appointment_terms(since=since)),)
    return er.Expert(
        id=draw(codes()),
        org=ORG,
        state=at,
        version=draw(st.integers(1, 30)),
        expert=draw(_EXPERTS),
        name=draw(words()),
        institution=draw(words()),
        specialty=draw(words()),
        purpose=draw(words()),
        fee_rule=draw(texts()),
        policy=draw(expert_policies()),
        appointments=terms,
    )


def visit_findings() -> st.SearchStrategy[er.VisitFinding]:
    """Findings with any number."""
    return st.builds(er.VisitFinding, number=st.integers(1, 9), text=words())


@st.composite
def expert_visits(draw: st.DrawFn, *, state: str | None = None) -> er.ExpertVisit:
    """Visits, in this state or in any."""
    at = draw(st.sampled_from(v.expert_visit.states)) if state is None else state
    on = draw(school_days(last=date(2039, 12, 31)))
    followed = at in (er.IMPROVING, er.RECHECKED)
    form = er.LECTURE if at == er.CLOSED else draw(st.sampled_from(er.FORMS))
    attended = draw(st.frozensets(PEOPLE))
    made = er.ExpertVisit(
        id=draw(codes()),
        org=ORG,
        state=at,
        version=draw(st.integers(1, 30)),
        appointment=draw(codes()),
        expert=draw(_EXPERTS),
        form=str(form),
        subject=draw(words()),
        visited_on=on,
        report_by=add_working_days(WEEKDAYS, on, 10),
        about=tuple(draw(st.lists(codes(), max_size=1))),
        attended=attended,
        hours=draw(_hours("1", "4")) if attended else None,
    )
    if made.hours is not None and form in (er.LECTURE, er.SALON) and at != er.VISITED:
        earned = (Credit(person=one, hours=made.hours) for one in sorted(attended))
        made = change(made, credits=tuple(earned))
    if at == er.VISITED:
        return made
    count = 0 if at == er.CLOSED else draw(st.integers(1, 2))
    told = tuple(er.VisitFinding(number=n, text=draw(words())) for n in range(1, count + 1))
    made = change(made, summary=draw(words()), reported_on=on, findings=told)
    if told:
        made = change(made, improve_by=add_working_days(WEEKDAYS, on, 10))
    if not followed:
        return made
    measures = tuple(
        er.Measure(finding=one.number, owner=draw(PEOPLE), what=draw(words()), due=on)
        for one in told
    )
    made = change(made, measures=measures, planned_on=on)
    if at == er.IMPROVING:
        return made
    results = tuple(
        er.Checked(finding=one.number, resolved=True, evidence=draw(words())) for one in told
    )
    return change(made, rechecks=(er.Recheck(by=draw(_EXPERTS), on=on, results=results),))


def _hours(least: str, most: str) -> st.SearchStrategy[Decimal]:
    return st.decimals(least, most, places=2)


def _propose(_scene: Scene) -> Drawn:
    said = dict.fromkeys(("name", "institution", "specialty", "purpose"), words())
    return st.fixed_dictionaries(
        {"expert": _EXPERTS, **said},
        optional={"fee_rule": texts(), "policy": expert_policies()},
    )


def _appoint(scene: Scene) -> Drawn:
    since = scene.act.on
    months = st.integers(scene.record.policy.least_months, scene.record.policy.most_months)
    until = months.map(lambda months: months_later(since, months) - _DAY)
    return st.fixed_dictionaries({"letter": words(), "since": st.just(since), "until": until})


def _renew(scene: Scene) -> Drawn | None:
    if not scene.record.appointments:
        return None
    since = scene.record.appointments[-1].until + _DAY
    until = months_later(since, scene.record.policy.least_months) - _DAY
    return st.fixed_dictionaries({"letter": words(), "until": st.just(until)})


def _visit(scene: Scene) -> Drawn:
    known = [one.id for one in scene.reader.find(er.Expert)] or ["expert-99"]
    return st.fixed_dictionaries(
        {
            "appointment": st.sampled_from(known),
            "form": st.sampled_from(er.FORMS).map(str),
            "subject": words(),
            "on": st.just(scene.act.on),
        },
        optional={"policy": expert_visit_policies()},
    )


def _sign_in(scene: Scene) -> Drawn:
    known = st.sampled_from([one.id for one in scene.reader.find(Person)] or ["person-9"])
    hours = st.none() | _hours("0.5", "1")
    return st.fixed_dictionaries({"attended": st.frozensets(known), "hours": hours})


def _report(scene: Scene) -> Drawn:
    least = scene.record.policy.least_findings
    findings = st.lists(words(), min_size=least, max_size=max(2, least)).map(tuple)
    return st.fixed_dictionaries({"summary": words(), "findings": findings})


def _improve(scene: Scene) -> Drawn:
    known = st.sampled_from([one.id for one in scene.reader.find(Person)] or ["person-9"])
    due = scene.act.on + timedelta(days=30)
    measures = [
        st.builds(
            er.Measure,
            finding=st.just(one.number),
            owner=known,
            what=words(),
            due=st.just(due),
        )
        for one in scene.record.findings
    ]
    return st.fixed_dictionaries({"measures": st.tuples(*measures)})


def _recheck(scene: Scene) -> Drawn:
    later = scene.act.on + timedelta(days=30)
    results = [
        st.builds(
            er.Checked,
            finding=st.just(number),
            resolved=st.booleans(),
            evidence=words(),
            again_by=st.just(later),
        )
        for number in scene.record.open_findings
    ]
    return st.fixed_dictionaries({"results": st.tuples(*results)})


EXPERT: Arguments = {
    e.propose: _propose,
    e.appoint: _appoint,
    e.renew: _renew,
    v.visit: _visit,
    v.sign_in: _sign_in,
    v.link: lambda scene: st.fixed_dictionaries({"about": st.just((scene.record.id,))}),
    v.report: _report,
    v.improve: _improve,
    v.recheck: _recheck,
}
"""For `homeroom_core.training.expert` and `expert_visit`."""
