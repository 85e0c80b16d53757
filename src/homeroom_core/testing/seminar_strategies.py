"""Hypothesis strategies for seminars, and what the steps of a seminar are usually handed."""

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
    ROSTER,
    deadlines,
    part_hours,
    roster,
    school,
    sign_ins,
)
from homeroom_core.testing.lifecycle_machine import Arguments, Scene
from homeroom_core.testing.strategies import codes, school_days, texts, words
from homeroom_core.testing.visit_strategies import amounts
from homeroom_core.testing.walk import Walk
from homeroom_core.training import seminar as s
from homeroom_core.training import seminar_records as r
from homeroom_core.training.attendance import credits_of
from homeroom_core.training.deadline import GETTING_READY, SUMMARY

Drawn = st.SearchStrategy[Mapping[str, Any]]

_LEVELS = st.sampled_from(r.SEMINAR_LEVELS)
_TASKS = ("hall", "food")


def hosting_school(walk: Walk) -> None:
    """The `school`, with a seminar for which everything but one task is prepared.

    A machine that begins with an application seldom comes to the day: so its world begins here.
    """
    school(walk)
    lead = actor(ROSTER[0])
    today = school_date(walk.clock.moment, ZONE)
    starts = today + timedelta(days=7)
    made = walk.create(
        lead,
        s.apply,
        title="Trust",
        level=Level.CITY,
        organiser="city",
        lead=lead.id,
        starts=starts,
        ends=starts,
        place="hall",
        capacity=20,
        safety_plan="1",
        budget=Decimal(1000),
        policy=r.SeminarPolicy(least_feedback=3),
    )
    made = walk.apply(actor(f"{PRINCIPAL}-1"), s.approve, made, document="2")
    tasks = tuple(r.Task(id=id, what=id, assignee=lead.id, due=starts) for id in _TASKS)
    made = walk.apply(lead, s.prepare, made, tasks=tasks)
    made = walk.apply(lead, s.finish, made, task=_TASKS[0])
    made = walk.apply(lead, s.set_programme, made, items=(r.ProgrammeItem(on=starts, title="t"),))
    walk.apply(actor(f"{OFFICE}-1"), s.register_unit, made, unit="school 2", seats=3)


def seminar_policies() -> st.SearchStrategy[r.SeminarPolicy]:
    """Policies with short spans, and hours for each level."""
    return st.builds(
        r.SeminarPolicy,
        ready_working_days_before=st.integers(1, 5),
        summary_within_working_days=st.integers(1, 10),
        city_hours=part_hours(),
        province_hours=part_hours(),
        national_hours=part_hours(),
        over_budget_share=st.fractions(0, 1, max_denominator=20),
        least_feedback=st.integers(1, 10),
    )


def tasks(*, due: date | None = None) -> st.SearchStrategy[r.Task]:
    """Open tasks of people of the roster, due on some day or on this one."""
    return st.builds(
        r.Task,
        id=st.sampled_from(_TASKS),
        what=words(),
        assignee=st.sampled_from(ROSTER),
        due=school_days() if due is None else st.just(due),
    )


def receipts(number: int = 1) -> st.SearchStrategy[r.Receipt]:
    """Registrations with this number, of another body or of the school's own people."""
    common = {"number": st.just(number), "on": school_days(), "withdrawn": st.booleans()}
    units = st.builds(r.Receipt, unit=words(), seats=st.integers(1, 9), **common)
    people = st.lists(st.sampled_from(ROSTER), min_size=1, unique=True).map(tuple)
    own = people.flatmap(
        lambda named: st.builds(
            r.Receipt, seats=st.just(len(named)), people=st.just(named), **common
        )
    )
    return units | own


def costs() -> st.SearchStrategy[r.Cost]:
    """Lines of a cost statement."""
    return st.builds(r.Cost, what=words(), amount=amounts(), voucher=words())


@st.composite
def feedbacks(draw: st.DrawFn, *, least: int = 10) -> r.Feedback:
    """Counts that add up; only their number where there are too few."""
    grades = draw(st.tuples(*[st.integers(0, 20)] * 4))
    if sum(grades) < least:
        return r.Feedback(returned=sum(grades))
    names = ("very_good", "good", "fair", "poor")
    return r.Feedback(returned=sum(grades), **dict(zip(names, grades, strict=True)))


@st.composite
def seminars(draw: st.DrawFn, *, state: str | None = None) -> r.Seminar:
    """Seminars, in this state or in any."""
    at = draw(st.sampled_from(r.SEMINAR_STATES)) if state is None else state
    starts = draw(school_days())
    made = r.Seminar(
        id=draw(codes()),
        org=ORG,
        state=at,
        version=draw(st.integers(1, 30)),
        title=draw(words()),
        level=draw(_LEVELS),
        organiser=draw(words()),
        lead=ROSTER[0],
        starts=starts,
        ends=starts + timedelta(days=draw(st.integers(0, 2))),
        place=draw(words()),
        capacity=draw(st.integers(20, 300)),
        safety_plan=draw(words()),
        budget=draw(amounts()),
        policy=draw(seminar_policies()),
    )
    if at in (r.APPLIED, r.DECLINED, r.CANCELLED):
        return made
    made = change(made, document=draw(words()))
    return made if at == r.APPROVED else draw(_prepared(made))


@st.composite
def _prepared(draw: st.DrawFn, seminar: r.Seminar) -> r.Seminar:
    ready = seminar.state != r.PREPARING
    given = [change(draw(tasks(due=seminar.starts)), id=id) for id in _TASKS]
    done = [change(one, done_on=one.due) if ready else one for one in given]
    came = [draw(receipts(number)) for number in (1, 2)]
    seminar = change(
        seminar,
        tasks=tuple(done),
        programme=(r.ProgrammeItem(on=seminar.starts, title=draw(words())),),
        receipts=tuple(came),
        deadlines=(draw(deadlines(what=str(GETTING_READY), start=seminar.starts, done=ready)),),
    )
    return draw(_held(seminar)) if seminar.state in (r.HELD, r.SUMMARISED) else seminar


@st.composite
def _held(draw: st.DrawFn, seminar: r.Seminar) -> r.Seminar:
    days = (seminar.ends - seminar.starts).days + 1
    dates = [seminar.starts + timedelta(days=day) for day in range(days)]
    over = seminar.state == r.SUMMARISED
    spent = tuple(draw(st.lists(costs(), max_size=3)))
    owed = draw(deadlines(what=str(SUMMARY), start=seminar.ends, done=over))
    stated = over or draw(st.booleans())
    seminar = change(
        seminar,
        presences=draw(sign_ins(dates)),
        guests=draw(st.integers(0, 300)),
        deadlines=(*seminar.deadlines, owed),
        costs=spent if stated else (),
        total=r.total_of(spent) if stated else None,
        feedback=draw(feedbacks(least=seminar.policy.least_feedback)) if stated else None,
    )
    if not over:
        return seminar
    return change(seminar, summary=draw(words()), credits=credits_of(seminar))


@st.composite
def _apply(draw: st.DrawFn, scene: Scene) -> dict[str, Any]:
    starts = scene.act.on + timedelta(days=draw(st.integers(6, 14)))
    return {
        "title": draw(words()),
        "level": draw(_LEVELS),
        "organiser": draw(words()),
        "lead": draw(st.sampled_from(ROSTER[:2])),
        "starts": starts,
        "ends": starts + timedelta(days=draw(st.integers(0, 1))),
        "place": draw(words()),
        "capacity": draw(st.integers(3, 30)),
        "safety_plan": draw(words()),
        "budget": draw(amounts()),
        "policy": draw(seminar_policies()),
    }


def _prepare(scene: Scene) -> Drawn:
    given = [tasks(due=scene.record.starts).map(_named(id)) for id in _TASKS]
    return st.fixed_dictionaries({"tasks": st.tuples(*given)})


def _named(id: str) -> Any:
    return lambda task: change(task, id=id)


def _task(scene: Scene) -> st.SearchStrategy[str]:
    return st.sampled_from([task.id for task in scene.record.open_tasks] or [_TASKS[0]])


def _assign(scene: Scene) -> Drawn:
    people = st.sampled_from(roster(scene.reader))
    due = st.dates(scene.act.on, max(scene.act.on, scene.record.starts))
    return st.fixed_dictionaries({"task": _task(scene), "assignee": people, "due": due})


def _programme(scene: Scene) -> Drawn:
    days = st.dates(scene.record.starts, max(scene.record.starts, scene.record.ends))
    item = st.builds(r.ProgrammeItem, on=days, title=words(), speaker=texts())
    return st.fixed_dictionaries({"items": st.lists(item, min_size=1, max_size=2).map(tuple)})


def _register_staff(scene: Scene) -> Drawn:
    there = {person for receipt in scene.record.standing for person in receipt.people}
    free = [one for one in roster(scene.reader) if one not in there] or [ROSTER[0]]
    named = st.lists(st.sampled_from(free), min_size=1, unique=True).map(tuple)
    return st.fixed_dictionaries({"people": named})


def _withdraw(scene: Scene) -> Drawn:
    numbers = [one.number for one in scene.record.standing] or [1]
    return st.fixed_dictionaries({"number": st.sampled_from(numbers)})


def _sign_in(scene: Scene) -> Drawn:
    seminar: r.Seminar = scene.record
    last = max(seminar.starts, min(seminar.ends, scene.act.on))
    people = st.lists(st.sampled_from(roster(scene.reader)), min_size=1, unique=True).map(tuple)
    return st.fixed_dictionaries(
        {
            "on": st.dates(seminar.starts, last),
            "attended": people,
        }
    )


def _strike(scene: Scene) -> Drawn:
    there = [{"person": one.person, "on": one.on} for one in scene.record.presences]
    return st.sampled_from(there or [{"person": ROSTER[0], "on": scene.act.on}])


def _feedback(scene: Scene) -> Drawn:
    least = scene.record.policy.least_feedback
    return st.fixed_dictionaries({"feedback": feedbacks(least=least)})


def _cancel(scene: Scene) -> Drawn:
    numbers = frozenset(one.number for one in scene.record.standing)
    return st.fixed_dictionaries({"notice": words(), "notified": st.just(numbers)})


SEMINAR: Arguments = {
    s.apply: _apply,
    s.approve: lambda _scene: st.fixed_dictionaries({"document": words()}),
    s.prepare: _prepare,
    s.assign: _assign,
    s.finish: lambda scene: st.fixed_dictionaries({"task": _task(scene)}),
    s.set_programme: _programme,
    s.register_unit: lambda _scene: st.fixed_dictionaries(
        {"unit": words(), "seats": st.integers(1, 9)}
    ),
    s.register_staff: _register_staff,
    s.withdraw_receipt: _withdraw,
    s.sign_in: _sign_in,
    s.strike: _strike,
    s.hold: lambda _scene: st.fixed_dictionaries({"guests": st.integers(0, 50)}),
    s.state_costs: lambda _scene: st.fixed_dictionaries(
        {"costs": st.lists(costs(), max_size=3).map(tuple)}
    ),
    s.take_feedback: _feedback,
    s.summarise: lambda _scene: st.fixed_dictionaries({"summary": words()}),
    s.cancel: _cancel,
}
"""For `homeroom_core.training.seminar`."""
