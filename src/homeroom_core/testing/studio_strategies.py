"""Hypothesis strategies for studios, and what the steps of one are usually handed."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from homeroom_core.change import change
from homeroom_core.criterion import Criterion
from homeroom_core.people import Level
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.testing.acts import ORG
from homeroom_core.testing.lifecycle_machine import Arguments, Scene
from homeroom_core.testing.strategies import codes, school_days, texts, words
from homeroom_core.text import Text
from homeroom_core.training import studio as s
from homeroom_core.training import studio_records as sr
from homeroom_core.training.studio_assessing import result_of

Drawn = st.SearchStrategy[Mapping[str, Any]]

ASSESSORS = ("judge-1", "scorer-1", "supervisor-1")
"""Three of the cast, none of whom is ever in a studio."""

_CRITERIA = ("building", "members")
_HONOURS = st.sampled_from([Level.CITY, Level.PROVINCE])

PRACTICE_SHEET = Rubric(
    id="practice_studio",
    version="1",
    title=Text("考核", "考核", "Assessment"),
    total=Decimal(20),
    criteria=tuple(
        Criterion(
            id=id,
            label=Text.same(id),
            maximum=Decimal(10),
            scale=FreeScale(maximum=Decimal(10), step=Decimal(1)),
        )
        for id in _CRITERIA
    ),
    source="practice",
)
"""Two criteria of ten points."""


def sheet_marks() -> st.SearchStrategy[dict[str, str]]:
    """Marks for all of `PRACTICE_SHEET`."""
    mark = st.integers(0, 10).map(str)
    return st.fixed_dictionaries(dict.fromkeys(_CRITERIA, mark))


def studio_policies() -> st.SearchStrategy[sr.StudioPolicy]:
    """Small studios of one or two years, assessed on `PRACTICE_SHEET` by one or two."""
    return st.builds(
        sr.StudioPolicy,
        cycle_years=st.integers(1, 2),
        least_members=st.integers(0, 1),
        most_members=st.integers(1, 3),
        least_rural_share=st.none() | st.just(Fraction(3, 10)),
        least_learners=st.integers(0, 1),
        most_learners=st.integers(1, 2),
        learner_months=st.integers(1, 12),
        least_assessors=st.integers(1, 2),
        pass_from=st.sampled_from([Fraction(1, 2), Fraction(3, 5)]),
        most_repair_months=st.integers(1, 6),
        final_within_days=st.integers(0, 400),
        rubric=st.just(PRACTICE_SHEET),
    )


@st.composite
def milestones(
    draw: st.DrawFn, *, year: int | None = None, starts: date | None = None
) -> sr.Milestone:
    """Milestones of a year, one a year by its id; due within it where a first day is given."""
    at = draw(st.integers(1, 3)) if year is None else year
    begin = draw(school_days()) if starts is None else starts
    due = begin + timedelta(days=365 * (at - 1) + draw(st.integers(1, 300)))
    return sr.Milestone(id=f"m{at}", year=at, title=draw(words()), due=due)


@st.composite
def plans(draw: st.DrawFn, *, years: int, starts: date) -> tuple[sr.Milestone, ...]:
    """A milestone for every year of a cycle."""
    return tuple(draw(milestones(year=year, starts=starts)) for year in range(1, years + 1))


@st.composite
def studio_members(draw: st.DrawFn, *, part: str = sr.MEMBER) -> sr.StudioMember:
    """Members who are in, or have left."""
    since = draw(school_days(last=date(2035, 12, 31)))
    until = draw(st.none() | st.integers(0, 300).map(lambda days: since + timedelta(days=days)))
    return sr.StudioMember(
        person=draw(codes()), part=str(part), since=since, until=until, rural=draw(st.booleans())
    )


@st.composite
def assessor_sheets(draw: st.DrawFn, *, assessor: str | None = None) -> sr.AssessorSheet:
    """Sheets that fit `PRACTICE_SHEET`."""
    who = draw(st.sampled_from(ASSESSORS)) if assessor is None else assessor
    return sr.AssessorSheet(assessor=who, marks=draw(sheet_marks()), on=draw(school_days()))


@st.composite
def studio_assessments(
    draw: st.DrawFn, *, year: int | None = None, concluded: bool = True
) -> sr.StudioAssessment:
    """Assessments on `PRACTICE_SHEET`, under way or concluded."""
    team = ASSESSORS[: draw(st.integers(1, 3))]
    on = draw(school_days())
    made = sr.StudioAssessment(
        year=draw(st.integers(0, 3)) if year is None else year,
        opened_on=on,
        team=team,
        rubric=PRACTICE_SHEET,
        shortfalls=tuple(map(str, draw(st.sets(st.sampled_from(sr.SHORTFALLS))))),
    )
    if not concluded:
        return change(made, files=draw(texts()))
    sheets = tuple(draw(assessor_sheets(assessor=one)) for one in team)
    said = {name: draw(words()) for name in ("files", "site_visit", "talks", "report")}
    return change(made, **said, sheets=sheets, concluded_on=on)


@st.composite
def rectifications(draw: st.DrawFn, *, accepted: bool | None = None) -> sr.Rectification:
    """Rectifications, accepted or not."""
    on = draw(school_days(last=date(2039, 12, 31)))
    made = sr.Rectification(
        year=1,
        repairs=tuple(draw(st.lists(words(), min_size=1, max_size=2))),
        by=on + timedelta(days=60),
        ordered_on=on,
    )
    if not (draw(st.booleans()) if accepted is None else accepted):
        return made
    return change(made, shown=draw(words()), accepted_by=ASSESSORS[0], accepted_on=on)


@st.composite
def studios(draw: st.DrawFn, *, state: str | None = None) -> sr.Studio:
    """Studios, in this state or in any."""
    at = draw(st.sampled_from(s.studio.states)) if state is None else state
    starts = draw(school_days(last=date(2030, 12, 31)))
    policy = draw(studio_policies())
    leader = draw(codes())
    first = sr.StudioMember(person=leader, part=str(sr.LEADER), since=starts)
    made = sr.Studio(
        id=draw(codes()),
        org=ORG,
        state=at,
        version=draw(st.integers(1, 30)),
        title=draw(words()),
        partner=draw(words()),
        leader=leader,
        honour=draw(words()),
        honour_level=draw(_HONOURS),
        starts=starts,
        policy=policy,
        continues=draw(st.none() | codes()),
        plan=draw(plans(years=policy.cycle_years, starts=starts)),
        members=(first, *draw(st.lists(studio_members(), max_size=2))),
    )
    if at in (sr.APPLIED, sr.REJECTED):
        return made
    going_on = at in (sr.NAMED, sr.ASSESSING)
    done = draw(st.integers(0, policy.cycle_years)) if going_on else policy.cycle_years
    years = list(range(1, done + 1))
    if at in (sr.FINAL_ASSESSED, sr.RENEWED):
        years.append(0)
    held = tuple(draw(studio_assessments(year=year)) for year in years)
    results = tuple(result_of(made, one) for one in held)
    made = change(made, document=draw(words()), assessments=held, results=results)
    if at == sr.ASSESSING:
        now = draw(studio_assessments(year=made.next_assessment, concluded=False))
        sheets = (draw(assessor_sheets(assessor=now.team[0])),) if draw(st.booleans()) else ()
        made = change(made, assessments=(*held, now), sheets=sheets)
    if at in (sr.RECTIFY, sr.CLOSED):
        made = change(made, rectifications=(draw(rectifications(accepted=False)),))
    return made


@st.composite
def _apply(draw: st.DrawFn, scene: Scene) -> dict[str, Any]:
    policy = draw(studio_policies())
    starts = scene.act.on
    return {
        "title": draw(words()),
        "partner": draw(words()),
        "leader": "person-1",
        "honour": draw(words()),
        "honour_level": draw(_HONOURS),
        "starts": starts,
        "plan": draw(plans(years=policy.cycle_years, starts=starts)),
        "members": frozenset({"person-2"}),
        "rural": frozenset({"person-2"}),
        "policy": policy,
    }


def _write_plan(scene: Scene) -> Drawn:
    record: sr.Studio = scene.record
    drawn = plans(years=record.policy.cycle_years, starts=record.starts)
    return st.fixed_dictionaries({"plan": drawn})


def _reach(scene: Scene) -> Drawn:
    waiting = [one.id for one in scene.record.plan if one.reached_on is None] or ["m9"]
    evidence = st.just(("forum-1",))
    return st.fixed_dictionaries({"milestone": st.sampled_from(waiting), "evidence": evidence})


def _conclude_words(_scene: Scene) -> Drawn:
    return st.fixed_dictionaries(dict.fromkeys(("files", "site_visit", "talks", "report"), words()))


def _repair(scene: Scene) -> Drawn:
    by = st.integers(1, 28).map(lambda days: scene.act.on + timedelta(days=days))
    repairs = st.lists(words(), min_size=1, max_size=2).map(tuple)
    return st.fixed_dictionaries({"repairs": repairs, "until": by})


_OTHERS = st.sampled_from(["person-2", "person-3"])

STUDIO: Arguments = {
    s.apply: _apply,
    s.write_plan: _write_plan,
    s.name: lambda _scene: st.fixed_dictionaries({"document": words()}),
    s.join: lambda _scene: st.fixed_dictionaries(
        {"person": _OTHERS}, optional={"part": st.sampled_from(sr.JOINED_AS).map(str)}
    ),
    s.leave: lambda _scene: st.fixed_dictionaries({"person": _OTHERS}),
    s.change_leader: lambda _scene: st.fixed_dictionaries(
        {"person": _OTHERS, "honour": words(), "honour_level": _HONOURS}
    ),
    s.reach: _reach,
    s.open_assessment: lambda _scene: st.fixed_dictionaries(
        {"team": st.frozensets(st.sampled_from(ASSESSORS), min_size=1)}
    ),
    s.note: _conclude_words,
    s.score: lambda _scene: st.fixed_dictionaries({"marks": sheet_marks()}),
    s.excuse: lambda _scene: st.fixed_dictionaries({"person": st.sampled_from(ASSESSORS)}),
    s.order_rectification: _repair,
    s.accept_repairs: lambda _scene: st.fixed_dictionaries({"shown": words()}),
}
"""For `homeroom_core.training.studio`."""
