"""Hypothesis strategies for hours of training, and what their steps are usually handed."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from homeroom_core.change import change
from homeroom_core.people import Level
from homeroom_core.school_year import SchoolYear
from homeroom_core.testing.activities import PracticeActivity
from homeroom_core.testing.acts import ORG
from homeroom_core.testing.lifecycle_machine import Arguments, Scene
from homeroom_core.testing.scheme_strategies import bases
from homeroom_core.testing.strategies import codes, school_days, words
from homeroom_core.testing.training_strategies import PEOPLE
from homeroom_core.training import hours as h
from homeroom_core.training import hours_records as r
from homeroom_core.training.activity import PARTS, Credit
from homeroom_core.training.person import Person

AMOUNTS = st.integers(1, 200).map(lambda halves: Decimal(halves) / 2)
"""Half an hour to a hundred hours, in halves."""

_LEVELS = st.sampled_from(Level)


def caps(id: str | None = None) -> st.SearchStrategy[r.HoursCap]:
    """Caps of hours or of a share, for any source, with this id or any."""
    given: dict[str, Any] = {
        "id": codes() if id is None else st.just(id),
        "source": st.sampled_from(["", *map(str, r.SOURCES)]),
        "per": st.sampled_from(["year", "cycle"]),
    }
    shares = st.fractions(0, 1, max_denominator=6)
    return st.builds(r.HoursCap, **given, hours=AMOUNTS) | st.builds(
        r.HoursCap, **given, share=shares
    )


def hours_policies() -> st.SearchStrategy[r.HoursPolicy]:
    """Policies with none to three caps, and figures around those that are shipped."""
    listed = st.integers(0, 3).flatmap(
        lambda count: st.tuples(*(caps(f"cap-{number}") for number in range(count)))
    )
    rates = st.fixed_dictionaries({str(level): AMOUNTS for level in Level})
    return st.builds(
        r.HoursPolicy,
        yearly_hours=AMOUNTS,
        cycle_hours=AMOUNTS,
        cycle_years=st.integers(1, 6),
        cycle_from=st.integers(2015, 2030),
        block_hours=AMOUNTS,
        caps=listed,
        hours_per_credit=rates,
        pre_service_hours=AMOUNTS,
        pre_service_months=st.integers(0, 12),
        required_roles=st.just(frozenset()) | st.just(frozenset({"homeroom_teacher"})),
        year_starts_month=st.sampled_from([1, 9]),
    )


def credits() -> st.SearchStrategy[Credit]:
    """What people of the cast earn by an activity."""
    return st.builds(Credit, person=PEOPLE, hours=AMOUNTS, part=st.sampled_from(PARTS).map(str))


@st.composite
def cuts(draw: st.DrawFn) -> r.CutOff:
    """What a cap cut off: anything above nothing."""
    above = draw(st.fractions(0, 50, max_denominator=6))
    room = draw(st.fractions(0, 50, max_denominator=6))
    return r.CutOff(cap=draw(codes()), room=room, hours=above + Fraction(1, 6))


@st.composite
def training_hours(draw: st.DrawFn, *, state: str | None = None) -> r.TrainingHours:
    """Hours of training, in this state or in any; what is credited is the first of the person."""
    at = draw(st.sampled_from(h.hours.states)) if state is None else state
    level = draw(_LEVELS)
    of_activity = draw(st.booleans())
    part = str(draw(st.sampled_from(PARTS))) if of_activity else ""
    platform = not of_activity and draw(st.booleans())
    made = r.TrainingHours(
        id=draw(codes()),
        org=ORG,
        state=at,
        version=draw(st.integers(1, 10)),
        basis=draw(bases()),
        person=draw(PEOPLE),
        activity=draw(codes()) if of_activity else "",
        document="" if of_activity else draw(words()),
        title="" if of_activity else draw(words()),
        source=str(r.PLATFORM if platform else r.source_of(level, part)),
        level=level,
        part=part,
        hours=draw(AMOUNTS),
        earned_on=draw(school_days()),
        pre_service=draw(st.booleans()),
        policy=draw(hours_policies()),
    )
    if at not in (*r.COUNTED_STATES, r.REVOKED):
        return made
    receipt = draw(words()) if at == r.REPORTED else ""
    return change(made, number=1, counted=r.count(made, ()), receipt=receipt)


def _log_activity(scene: Scene) -> st.SearchStrategy[Mapping[str, Any]] | None:
    there = [
        {"activity": one.id, "person": credit.person}
        for one in scene.reader.find(PracticeActivity)
        for credit in one.credits
    ]
    return st.sampled_from(there) if there else None


def _log_document(scene: Scene) -> st.SearchStrategy[Mapping[str, Any]]:
    people = [person.id for person in scene.reader.find(Person)] or ["person-1"]
    year = SchoolYear.on(scene.act.on)
    days = st.sampled_from([scene.act.on, year.first, year.first - timedelta(days=1)])
    return st.fixed_dictionaries(
        {
            "person": st.sampled_from(people),
            "document": st.sampled_from(["2025-1", " 2025-1", "2025-2", "2025-3"]),
            "title": words(),
            "hours": AMOUNTS,
            "level": _LEVELS,
            "earned_on": days,
        },
        optional={"platform": st.booleans(), "pre_service": st.booleans()},
    )


HOURS: Arguments = {
    h.log_activity: _log_activity,
    h.log_document: _log_document,
    h.report: lambda _scene: st.fixed_dictionaries({"receipt": words()}),
}
"""For `homeroom_core.training.hours`; activities are those of `homeroom_core.testing.activities`."""
