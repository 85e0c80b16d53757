"""Hypothesis strategies for mentoring pairs, and what their steps are usually handed."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from homeroom_core.change import change
from homeroom_core.people import OFFICE, Actor
from homeroom_core.school_year import SchoolYear
from homeroom_core.testing.acts import CAST, ORG, SCHOOL_DAY, actor
from homeroom_core.testing.lifecycle_machine import Arguments, Scene
from homeroom_core.testing.scheme_strategies import bases
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.testing.strategies import codes, labels, school_days, words
from homeroom_core.testing.walk import Walk
from homeroom_core.training import mentorship as m
from homeroom_core.training import mentorship_records as r
from homeroom_core.training.mentorship_terms import credits_of
from homeroom_core.training.person import Details, Person, appoint, register

PAIR_CAST = (*CAST, Actor.of("person-3", "teacher"))
"""Everybody of `CAST`, and one more who may be an advisor."""

_ADVISORS = st.sampled_from(["person-2", "person-3"])
_CLERKS = st.just("moral_education_office-1")
_HOURS = st.integers(0, 8).map(lambda halves: Decimal(halves) / 2)


def mentoring_school(walk: Walk) -> None:
    """One beginner, `person-1`, two who may be advisors, one who may not; a scheme in force."""
    now = walk.clock.moment
    walk.clock.moment = now - timedelta(days=40)
    staff: list[Person] = []
    began = {1: date(2024, 8, 1), 2: date(2005, 8, 1), 3: date(2008, 8, 1), 4: date(2015, 8, 1)}
    with walk.office.desk(ORG, by=actor(f"{OFFICE}-1")) as desk:
        for number, since in began.items():
            senior = number in (2, 3)
            details = Details(
                name=f"person-{number}",
                title="senior" if senior else "second",
                grade="G7" if number < 3 else "G8",  # noqa: PLR2004,RUF100  # the last two
                work_since=since,
            )
            staff.append(desk.create(register, staff_no=str(number), details=details))
        for made in staff[1:3]:
            desk.apply(appoint, made, roles=frozenset({"advisor"}), recognised_by_peers=True)
    walk.clock.moment = now
    adopt_scheme(walk.office, walk.clock)


def school_with_a_pair(walk: Walk) -> None:
    """The same, and `person-1` is paired with `person-2`."""
    mentoring_school(walk)
    clerk, assistant, advisor = actor(f"{OFFICE}-1"), actor("person-1"), actor("person-2")
    pair = walk.create(
        clerk, m.nominate, assistant="person-1", advisor="person-2", starts=SCHOOL_DAY
    )
    pair = walk.apply(clerk, m.qualify, pair)
    pair = walk.apply(advisor, m.write_plan, pair, plan="observe each other weekly")
    pair = walk.apply(advisor, m.sign, walk.apply(assistant, m.sign, pair))
    walk.apply(clerk, m.approve, pair)


def duties(id: str | None = None) -> st.SearchStrategy[r.Duty]:
    """Duties, with this id or any."""
    return st.builds(
        r.Duty,
        id=codes() if id is None else st.just(id),
        label=labels(),
        side=st.sampled_from(r.SIDES).map(str),
        least=st.integers(0, 3),
        per=st.sampled_from(["term", "month"]),
    )


def mentorship_policies() -> st.SearchStrategy[r.MentorshipPolicy]:
    """Policies with the shipped rules, and one to three duties or the shipped ones."""
    few = st.integers(1, 3).flatmap(
        lambda count: st.tuples(*(duties(f"duty-{number}") for number in range(count)))
    )
    return st.builds(
        r.MentorshipPolicy,
        sign_within_working_days=st.integers(1, 20),
        least_school_years=st.integers(0, 1),
        most_school_years=st.integers(1, 3),
        duties=few | st.just(r.SIX_IN_PLACE),
        rating_maximum=st.integers(1, 20).map(Decimal),
        advisor_hours_per_term=_HOURS,
        assistant_hours_per_term=_HOURS,
    )


@st.composite
def mentorships(draw: st.DrawFn, *, state: str | None = None) -> r.Mentorship:
    """Mentoring pairs, in this state or in any."""
    at = draw(st.sampled_from(m.mentorship.states)) if state is None else state
    starts = draw(school_days(date(2020, 1, 1), date(2030, 12, 31)))
    policy = draw(mentorship_policies())
    years = draw(st.integers(1, policy.most_school_years))
    made = r.Mentorship(
        id=draw(codes()),
        org=ORG,
        state=at,
        version=draw(st.integers(1, 30)),
        basis=draw(bases()),
        assistant="person-1",
        advisor=draw(_ADVISORS),
        starts=starts,
        ends=SchoolYear.on(starts).shifted(years - 1).last,
        policy=policy,
    )
    if at == r.NOMINATED:
        return made
    if at == r.ENDED:
        return change(made, ended_on=starts)
    fields: dict[str, Any] = {
        "sign_by": starts + timedelta(days=14),
        "warnings": draw(st.sampled_from([(), ("pair.same_grade",)])),
    }
    if at != r.ELIGIBLE:
        fields |= {"plan": draw(words()), "signed": _both(made, starts)}
    if at == r.RE_PAIRED:
        fields |= {"former": (_former(draw, made),), "signed": ()}
    if at in (r.ACTIVE, r.REVIEWED, r.GRADUATED):
        fields["active_since"] = starts
        fields["done"] = tuple(
            _done(draw, made, number) for number in range(draw(st.integers(0, 3)))
        )
    if at in (r.REVIEWED, r.GRADUATED):
        count = max(1, policy.least_reviews if at == r.GRADUATED else 1)
        fields["reviews"] = tuple(
            _review(draw, change(made, **fields), number) for number in range(count)
        )
    made = change(made, **fields)
    if at == r.GRADUATED:
        over = made.reviews[-1].last
        made = change(made, ended_on=over, judgement=draw(words()))
        return change(made, credits=credits_of(made))
    return made


def _both(pair: r.Mentorship, on: date) -> tuple[r.Signature, ...]:
    return tuple(r.Signature(by=id, on=on) for id in (pair.assistant, pair.advisor))


def _former(draw: st.DrawFn, pair: r.Mentorship) -> r.FormerAdvisor:
    return r.FormerAdvisor(
        advisor="advisor-1",
        until=pair.starts,
        cause=str(draw(st.sampled_from(r.CAUSES))),
        hand_over=draw(words()),
        plan=draw(words()),
        signed=(),
    )


def _done(draw: st.DrawFn, pair: r.Mentorship, number: int) -> r.DutyDone:
    return r.DutyDone(
        duties=(draw(st.sampled_from(pair.policy.duties)).id,),
        on=pair.starts + timedelta(days=draw(st.integers(0, 100))),
        evidence=f"visit-{number}",
        by=draw(_CLERKS),
        advisor=pair.advisor,
    )


def _review(draw: st.DrawFn, pair: r.Mentorship, number: int) -> r.TermReview:
    first = pair.starts + timedelta(days=121 * number)
    last = first + timedelta(days=120)
    return r.TermReview(
        first=first,
        last=last,
        by=draw(_CLERKS),
        advisor=pair.advisor,
        summary=draw(words()),
        counts=r.counts_of(pair.policy.duties, () if number else pair.done, first, last),
        recorded=len(pair.done),
    )


def _people(scene: Scene) -> list[str]:
    return [person.id for person in scene.reader.find(Person)] or ["person-1", "person-2"]


def _nominate(scene: Scene) -> st.SearchStrategy[Mapping[str, Any]]:
    named = {
        "assistant": st.sampled_from(["person-1", "person-4"]),
        "advisor": st.sampled_from(_people(scene)),
        "starts": st.just(scene.act.on),
    }
    return st.fixed_dictionaries(named, optional={"school_years": st.integers(1, 3)})


@st.composite
def _record_duty(draw: st.DrawFn, scene: Scene) -> dict[str, Any]:
    pair: r.Mentorship = scene.record
    known = [duty.id for duty in pair.policy.duties] or ["none"]
    return {
        "duties": tuple(draw(st.lists(st.sampled_from(known), min_size=1, max_size=4))),
        "evidence": f"visit-{draw(st.integers(1, 40))}",
    }


def _re_pair(scene: Scene) -> st.SearchStrategy[Mapping[str, Any]]:
    return st.fixed_dictionaries(
        {
            "advisor": st.sampled_from(_people(scene)),
            "cause": st.sampled_from(r.CAUSES).map(str),
            "hand_over": words(),
        }
    )


def _rate(scene: Scene) -> st.SearchStrategy[Mapping[str, Any]]:
    points = st.integers(0, int(scene.record.policy.rating_maximum)).map(Decimal)
    return st.fixed_dictionaries({"points": points}, optional={"remark": words()})


MENTORSHIP: Arguments = {
    m.nominate: _nominate,
    m.write_plan: lambda _scene: st.fixed_dictionaries({"plan": words()}),
    m.record_duty: _record_duty,
    m.summarise: lambda _scene: st.fixed_dictionaries({"summary": words()}),
    m.rate: _rate,
    m.extend: lambda _scene: st.fixed_dictionaries({"school_years": st.integers(1, 2)}),
    m.graduate: lambda _scene: st.fixed_dictionaries({"judgement": words()}),
    m.re_pair: _re_pair,
}
"""For `homeroom_core.training.mentorship`."""
