"""Hypothesis strategies for projects and their calls, and what their steps are usually handed."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from homeroom_core.award import allot
from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.calendar import add_working_days
from homeroom_core.change import change
from homeroom_core.dates import months_later
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.testing.acts import ORG, WEEKDAYS
from homeroom_core.testing.evaluation_strategies import standings
from homeroom_core.testing.lifecycle_machine import Arguments, Scene
from homeroom_core.testing.paper_strategies import (
    PRACTICE_SHEET,
    drawn_tally,
    full_marks,
    reviewable,
)
from homeroom_core.testing.scheme_strategies import bases
from homeroom_core.testing.strategies import FIRST_DAY, codes, school_days, words
from homeroom_core.testing.training_strategies import PEOPLE, notice_policies
from homeroom_core.text import Text
from homeroom_core.training import project as p
from homeroom_core.training import project_call as k
from homeroom_core.training import project_records as r
from homeroom_core.training import review_sheet as s
from homeroom_core.training.conflict import CONFLICTS
from homeroom_core.training.reviewing import due_of
from homeroom_core.training.tally import in_order, numbered

Drawn = st.SearchStrategy[Mapping[str, Any]]

PANELS = st.sampled_from([("expert-1", "judge-1", "advisor-1")])
REVIEWERS = st.sampled_from([("expert-1", "judge-1"), ("expert-1", "judge-1", "advisor-1")])


def project_call_policies() -> st.SearchStrategy[r.ProjectCallPolicy]:
    """Policies of one to three reviewers that approve a number of applications."""
    level = st.builds(
        AwardLevel,
        id=st.just("approved"),
        label=st.just(Text("立项", "立項", "Approved")),
        count=st.integers(0, 3),
    )
    return st.builds(
        r.ProjectCallPolicy,
        reviewers=st.integers(1, 3),
        outsiders_for_major=st.integers(0, 1),
        scoring=st.builds(ScoringPolicy, method=st.just("mean"), minimum_panel=st.integers(1, 3)),
        awards=st.builds(
            AwardPolicy,
            levels=st.tuples(level),
            minimum_score=st.none() | st.integers(0, 15).map(Decimal),
        ),
        notice=notice_policies(),
    )


def project_policies() -> st.SearchStrategy[r.ProjectPolicy]:
    """Policies with small limits and panels, whose bands do not cross."""
    few = st.integers(1, 3)
    return st.builds(
        r.ProjectPolicy,
        leads_at_most=few,
        takes_part_at_most=few,
        people_at_most=st.integers(1, 6),
        least_months=st.integers(1, 12),
        most_months=st.integers(24, 48),
        open_within_working_days=st.integers(1, 40),
        request_days_ahead=st.integers(0, 30),
        extensions=st.integers(0, 2),
        extension_months=st.integers(1, 12),
        panel_sizes=st.sampled_from([(3,), (3, 5), (5, 7)]),
        insiders_at_most=st.integers(0, 2),
        excellent_at=st.integers(16, 20).map(Decimal),
        pass_at=st.integers(11, 15).map(Decimal),
        revise_at=st.integers(0, 10).map(Decimal),
        closing_revisions=st.integers(0, 2),
        bar_years=st.integers(0, 5),
    )


@st.composite
def project_calls(draw: st.DrawFn, *, state: str | None = None) -> r.ProjectCall:
    """Calls for projects, in this state or in any."""
    at = draw(st.sampled_from(r.CALL_STATES)) if state is None else state
    made = r.ProjectCall(
        id=draw(codes()),
        org=ORG,
        state=at,
        version=draw(st.integers(1, 30)),
        basis=draw(bases()),
        title=draw(words()),
        deadline=draw(school_days()),
        rubric=PRACTICE_SHEET,
        closing_rubric=PRACTICE_SHEET,
        policy=draw(project_call_policies()),
    )
    if at in (r.CALLED, r.CLOSED, r.CANCELLED):
        return made
    placed = draw(standings(most_entries=4))
    tally = drawn_tally(placed, on=made.deadline + timedelta(days=20))
    made = change(made, tally=tally, allotment=allot(made.awards, tally.placings, len(placed)))
    if at == r.RANKED:
        return made
    made = change(made, notice=draw(codes()))
    if at == r.PUBLICISED:
        return made
    return change(made, certificates=numbered(in_order(made.awards, tally, made.allotment), "K-"))


@st.composite
def projects(draw: st.DrawFn, *, state: str | None = None) -> r.Project:
    """Projects, in this state or in any."""
    at = draw(st.sampled_from(r.PROJECT_STATES)) if state is None else state
    starts = draw(school_days(FIRST_DAY, date(2030, 12, 31)))
    leader, members = draw(st.sampled_from([("person-1", ()), ("person-1", ("person-2",))]))
    made = r.Project(
        id=draw(codes()),
        org=ORG,
        state=at,
        version=draw(st.integers(1, 30)),
        basis=draw(bases()),
        call=draw(codes()),
        title=draw(words()),
        applied_by=leader,
        leader=leader,
        members=members,
        method=draw(words()),
        major=draw(st.booleans()),
        starts=starts,
        ends=months_later(starts, draw(st.integers(12, 24))),
        policy=draw(project_policies()),
    )
    if at in (r.UNDER_REVIEW, r.REVIEWED):
        return change(made, reviewers=draw(REVIEWERS))
    struck = at == r.WITHDRAWN and draw(st.booleans())
    if at in (r.DRAFT, r.APPLIED, r.NOT_APPROVED) or (at == r.WITHDRAWN and not struck):
        return made
    return _approved(draw, made)


def _approved(draw: st.DrawFn, made: r.Project) -> r.Project:
    """The project with what its state asks for, once it was approved."""
    days = made.policy.open_within_working_days
    due = add_working_days(WEEKDAYS, made.starts, days)
    made = change(made, number="K-001", open_by=due)
    if made.state == r.PROMOTED:
        return change(made, level="district", document=draw(words()))
    if made.state == r.WITHDRAWN:
        return change(made, barred_until=draw(st.none() | st.just(made.ends)))
    if made.state == r.APPROVED:
        return made
    given = r.Opening(on=made.starts, report=draw(words()), expert="expert-1", opinion="feasible")
    made = change(made, opening=given)
    if made.state in (r.OPENED, r.RECTIFYING):
        repairs = (draw(words()),) if made.state == r.RECTIFYING else ()
        return change(made, repairs=repairs)
    made = change(made, midterm=draw(words()), requests=_requests(draw, made))
    if made.state in (r.MIDTERM_PASSED, r.EXTENDED):
        return made
    made = change(made, report=draw(words()), reviewers=draw(PANELS))
    totals: dict[str, str] = {r.PROJECT_CLOSED: "20", r.REVISING: "10", r.FAILED: "0"}
    if made.state not in totals:
        return made
    total = Fraction(totals[made.state])
    graded: dict[str, str] = {r.PROJECT_CLOSED: r.EXCELLENT, r.REVISING: r.REVISE, r.FAILED: r.FAIL}
    result = r.ClosingResult(
        total=total, shown=Decimal(totals[made.state]), grade=graded[made.state], round=1
    )
    return change(made, closing=result)


def _requests(draw: st.DrawFn, made: r.Project) -> tuple[r.ProjectRequest, ...]:
    """A request for another title, and one for another end where it was extended."""
    now = made.project_terms
    before = change(now, title=draw(words()))
    changed = r.ProjectRequest(
        number=1,
        on=made.starts,
        why=draw(words()),
        before=before,
        after=now,
        granted=True,
        decided_by="research_leading_group-1",
        decided_on=made.starts,
    )
    if made.state != r.EXTENDED:
        return draw(st.sampled_from([(), (changed,)]))
    earlier = change(now, ends=made.ends - timedelta(days=30))
    return (changed, change(changed, number=2, before=earlier))


def _call(scene: Scene) -> Drawn:
    days = st.integers(0, 2).map(lambda days: scene.act.on + timedelta(days=days))
    sheet = st.just(PRACTICE_SHEET)
    return st.fixed_dictionaries(
        {"title": words(), "deadline": days, "rubric": sheet, "closing_rubric": sheet}
    )


def _extend(scene: Scene) -> Drawn:
    later = st.integers(1, 3).map(lambda days: scene.record.deadline + timedelta(days=days))
    return st.fixed_dictionaries({"deadline": later})


def _draft(scene: Scene) -> Drawn | None:
    calls = [call.id for call in scene.reader.find(r.ProjectCall)]
    if not calls:
        return None
    ends = st.integers(12, 36).map(lambda months: months_later(scene.act.on, months))
    return st.fixed_dictionaries(
        {
            "call": st.sampled_from(calls),
            "title": words(),
            "leader": PEOPLE,
            "method": words(),
            "starts": st.just(scene.act.on),
            "ends": ends,
        }
    )


def _recuse(scene: Scene) -> Drawn:
    due = due_of(scene.record) or ("expert-1",)
    kinds = st.sampled_from(CONFLICTS).map(str)
    return st.fixed_dictionaries({"reviewer": st.sampled_from(due), "conflict": kinds})


def _later_end(scene: Scene) -> Drawn:
    later = st.integers(1, 300).map(lambda days: scene.record.ends + timedelta(days=days))
    return st.fixed_dictionaries({"ends": later})


def _reported(_scene: Scene) -> Drawn:
    return st.fixed_dictionaries({"report": words()})


PROJECT: Arguments = {
    k.call: _call,
    k.extend: _extend,
    k.decide: lambda _scene: st.just({"number_prefix": "K-"}),
    p.draft: _draft,
    p.assign: lambda _scene: st.fixed_dictionaries({"reviewers": REVIEWERS}),
    p.recuse: _recuse,
    p.open_project: lambda _scene: st.fixed_dictionaries(
        {"report": words(), "expert": st.just("expert-1"), "opinion": words()}
    ),
    p.pass_midterm: _reported,
    p.ask_repairs: lambda _scene: st.just({"repairs": ("more data",)}),
    p.request_change: lambda _scene: st.fixed_dictionaries(
        {}, optional={"title": words(), "leader": PEOPLE, "method": words()}
    ),
    p.request_extension: _later_end,
    p.hand_in: _reported,
    p.appoint_panel: lambda _scene: st.fixed_dictionaries({"panel": PANELS}),
    p.hand_in_revised: _reported,
    p.promote: lambda _scene: st.fixed_dictionaries(
        {"level": st.sampled_from(["district", "city"]), "document": words()}
    ),
    s.begin: lambda scene: reviewable(scene, r.Project),
    s.mark: lambda _scene: st.fixed_dictionaries({"marks": full_marks()}),
}
"""For `homeroom_core.training.project` and `project_call`."""
