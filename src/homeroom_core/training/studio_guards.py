"""工作研究室: the guards of a studio: who may lead it, what a plan needs, when it is assessed."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from homeroom_core.act import Act
from homeroom_core.errors import RecordNotFoundError, Refusal
from homeroom_core.labels import field_label, left_blank
from homeroom_core.people import Level
from homeroom_core.text import coded, listing
from homeroom_core.training.attendance import person_of, unknown_people
from homeroom_core.training.person import IN_POST
from homeroom_core.training.studio_assessing import rural_needed
from homeroom_core.training.studio_reasons import (
    FAILED,
    INCOMPLETE,
    LEADS_ALREADY,
    NO_HONOUR,
    NOT_IN_POST,
    NOT_LOOKED_AT,
    NOT_RENEWED,
    NOT_SCORED,
    NOTHING_TO_RECTIFY,
    OUTSIDE_YEAR,
    SAME_MILESTONE,
    SIZE,
    STILL_TIME,
    TOO_EARLY,
    TOO_RURAL_FEW,
    YEAR_WITHOUT,
)
from homeroom_core.training.studio_records import (
    EXCELLENT,
    FAIL,
    MEMBER,
    OPEN_STATES,
    RENEWED,
    Milestone,
    Studio,
)

_DAY = timedelta(days=1)


def is_described(applied: Studio, _act: Act) -> Refusal | None:
    """A studio has a name, a partner body, and a leader whose title is documented."""
    missing = left_blank(applied, "title", "partner", "honour")
    return INCOMPLETE(measured=listing(missing)) if missing else None


def leader_may_lead(applied: Studio, act: Act) -> Iterable[Refusal]:
    """The leader holds a title of the level asked for, and leads no other studio."""
    return refuse_leader(applied, act, applied.leader, applied.honour_level)


def people_are_in_post(applied: Studio, act: Act) -> Iterable[Refusal]:
    """Leader and members stand in the roster, and are in post when it is applied for."""
    return refuse_absent(act, applied.people())


def size_fits(applied: Studio, _act: Act) -> Iterable[Refusal]:
    """There are enough members and not too many, and enough of them from rural schools."""
    policy = applied.policy
    members = [one for one in applied.members if one.part == MEMBER]
    if not policy.least_members <= len(members) <= policy.most_members:
        required = f"{policy.least_members}–{policy.most_members}"
        yield SIZE(measured=len(members), required=required)
    rural, needed = sum(one.rural for one in members), rural_needed(applied, len(members))
    if rural < needed:
        yield TOO_RURAL_FEW(measured=rural, required=needed)


def plan_fits(applied: Studio, _act: Act) -> Iterable[Refusal]:
    """Every year of the cycle has its milestones, each due within it."""
    return refuse_plan(applied, applied.plan)


def continues_a_renewed_one(applied: Studio, act: Act) -> Refusal | None:
    """A further cycle follows upon a studio that was renewed."""
    if applied.continues is None:
        return None
    try:
        before = act.reader.get(Studio, applied.continues)
    except RecordNotFoundError:
        return NOT_RENEWED(measured=applied.continues)
    return None if before.state == RENEWED else NOT_RENEWED(measured=before.id)


def time_has_come(named: Studio, act: Act) -> Refusal | None:
    """A year is assessed once it has begun, and the cycle when it is about to end."""
    year = named.next_assessment
    first = (
        named.year_starts(year)
        if year
        else named.ends - timedelta(days=named.policy.final_within_days)
    )
    return TOO_EARLY(measured=act.on, when=first) if act.on < first else None


def all_have_scored(assessed: Studio, _act: Act) -> Refusal | None:
    """Every assessor has handed in a sheet."""
    scored = {sheet.assessor for sheet in assessed.sheets}
    waiting = [one for one in assessed.current.team if one not in scored]
    return NOT_SCORED(measured=listing(waiting)) if waiting else None


def everything_was_looked_at(assessed: Studio, _act: Act) -> Refusal | None:
    """The files were read, the site visited, talks held; and finally there is a report."""
    one = assessed.current
    owed = ("files", "site_visit", "talks", *(() if one.year else ("report",)))
    missing = left_blank(one, *owed)
    return NOT_LOOKED_AT(measured=listing(missing)) if missing else None


def has_passed(assessed: Studio, _act: Act) -> Refusal | None:
    """The last grade is a pass or better."""
    grade = assessed.results[-1].grade
    return FAILED(measured=FAIL.label) if grade == FAIL else None


def is_weak(assessed: Studio, _act: Act) -> Refusal | None:
    """What is excellent needs no rectifying."""
    grade = assessed.results[-1].grade
    return NOTHING_TO_RECTIFY(measured=EXCELLENT.label) if grade == EXCELLENT else None


def time_is_up(rectifying: Studio, act: Act) -> Refusal | None:
    """The time to rectify has passed."""
    by = rectifying.rectifications[-1].by
    return STILL_TIME(measured=by, when=by + _DAY) if act.on <= by else None


def refuse_leader(record: Studio, act: Act, leader: str, level: str) -> Iterator[Refusal]:
    """Why somebody may not lead a studio: their title, or another that they lead."""
    if level not in record.policy.leader_honours:
        required = coded(one.term for one in record.policy.leader_honours)
        yield NO_HONOUR(measured=Level(level).term, required=required)
    for other in act.reader.find(Studio, leader=leader, state=OPEN_STATES):
        if other.id != record.id:
            yield LEADS_ALREADY(measured=other.id)


def refuse_absent(act: Act, people: Iterable[str]) -> Iterator[Refusal]:
    """Why these people cannot join: not in the roster, or not in post."""
    named = sorted(people)
    yield from unknown_people(act.reader, named)
    known = (person_of(act.reader, id) for id in named)
    away = [one.id for one in known if one is not None and one.state != IN_POST]
    if away:
        yield NOT_IN_POST(measured=listing(away))


def refuse_plan(record: Studio, plan: tuple[Milestone, ...]) -> Iterator[Refusal]:
    """What keeps milestones from being the plan of a studio's cycle."""
    ids = [one.id for one in plan]
    twice = [id for id in dict.fromkeys(ids) if ids.count(id) > 1]
    years = range(1, record.policy.cycle_years + 1)
    without = [str(year) for year in years if all(one.year != year for one in plan)]
    if twice:
        yield SAME_MILESTONE(measured=listing(twice))
    if any(not one.title.strip() for one in plan):
        yield INCOMPLETE(measured=field_label(Milestone, "title"))
    if without:
        yield YEAR_WITHOUT(measured=listing(without))
    for one in plan:
        year = min(one.year, record.policy.cycle_years)
        first, last = record.year_starts(year), record.year_ends(year)
        if one.year != year or not first <= one.due <= last:
            span = f"{first} – {last}"
            yield OUTSIDE_YEAR(milestone=one.id, measured=one.due, required=span, when=first)
