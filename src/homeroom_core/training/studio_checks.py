"""What is looked at when a step of a studio is handed something: people, plans, work, assessments."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from homeroom_core.act import Act
from homeroom_core.dates import months_later
from homeroom_core.errors import Refusal, UnknownError
from homeroom_core.families import RUBRICS
from homeroom_core.people import Level
from homeroom_core.rubric import Rubric
from homeroom_core.text import Text, listing
from homeroom_core.training.linked import LINKED_ALREADY, NO_SUCH_RECORD, seen_record
from homeroom_core.training.studio_guards import refuse_absent, refuse_leader, refuse_plan
from homeroom_core.training.studio_reasons import (
    IN_ALREADY,
    INCOMPLETE,
    INSIDER,
    LEADER_STAYS,
    LEADS_ALREADY,
    NO_MILESTONE,
    NO_SHEET,
    NOT_IN,
    NOT_ITS_WORK,
    NOT_ON_TEAM,
    REPAIR_DATE,
    SIZE,
    TEAM_TOO_SMALL,
    TOO_MANY_LEARNERS,
    UNKNOWN_PART,
)
from homeroom_core.training.studio_records import JOINED_AS, LEARNER, MEMBER, Milestone, Studio

_DAY = timedelta(days=1)

ITS_WORK = ("forum", "seminar", "project", "contest", "paper", "visit", "expert_visit")
"""Kinds of record that a studio can point to as its work."""


def new_plan_fits(applied: Studio, _act: Act, *, plan: tuple[Milestone, ...]) -> Iterable[Refusal]:
    """Every year of the cycle has its milestones, each due within it."""
    return refuse_plan(applied, plan)


def naming_has_a_document(_applied: Studio, _act: Act, *, document: str) -> Refusal | None:
    """A studio is named by a document."""
    return None if document.strip() else INCOMPLETE(measured=_DOCUMENT)


def there_is_room(
    named: Studio, act: Act, *, person: str, part: str = MEMBER, rural: bool = False
) -> Iterable[Refusal]:
    """Whoever joins is in post and not in yet, and there is room for them."""
    del rural  # more or fewer of them stop nobody from joining
    if part not in JOINED_AS:
        yield UNKNOWN_PART(measured=part, required=listing(JOINED_AS))
    yield from refuse_absent(act, (person,))
    if any(one.person == person and one.there(act.on) for one in named.members):
        yield IN_ALREADY(measured=person)
    members, learners = len(named.there(MEMBER, act.on)), len(named.there(LEARNER, act.on))
    policy = named.policy
    if part == MEMBER and members >= policy.most_members:
        required = f"{policy.least_members}–{policy.most_members}"
        yield SIZE(measured=members + 1, required=required)
    if part == LEARNER and learners >= policy.most_learners:
        yield TOO_MANY_LEARNERS(measured=learners, required=policy.most_learners)


def is_in_and_does_not_lead(named: Studio, act: Act, *, person: str) -> Refusal | None:
    """Whoever leaves is in the studio, and does not lead it."""
    if person == named.leader:
        return LEADER_STAYS(measured=person)
    there = [one.person for one in named.members if one.there(act.on)]
    return None if person in there else NOT_IN(measured=person, required=listing(there))


def successor_may_lead(
    named: Studio, act: Act, *, person: str, honour: str, honour_level: Level
) -> Iterable[Refusal]:
    """The new leader is in post, holds a title of the level asked for, and leads no studio."""
    if person == named.leader:
        yield LEADS_ALREADY(measured=named.id)
    if not honour.strip():
        yield INCOMPLETE(measured=_HONOUR)
    yield from refuse_absent(act, (person,))
    yield from refuse_leader(named, act, person, honour_level)


def milestone_is_open(
    named: Studio, _act: Act, *, milestone: str, evidence: tuple[str, ...]
) -> Iterable[Refusal]:
    """A milestone is reached once, and something shows it."""
    waiting = [one.id for one in named.plan if one.reached_on is None]
    if milestone not in waiting:
        required = listing(waiting) if waiting else "–"
        yield NO_MILESTONE(measured=milestone, required=required)
    if not any(one.strip() for one in evidence):
        yield INCOMPLETE(measured=_EVIDENCE)


def record_is_of_its_work(named: Studio, act: Act, *, record: str) -> Refusal | None:
    """The record is seen by whoever links it, is of a fitting kind, and is linked once."""
    if record in named.linked:
        return LINKED_ALREADY(measured=record)
    found = seen_record(act, record)
    if found is None:
        return NO_SUCH_RECORD(measured=record)
    return (
        None
        if found.kind in ITS_WORK
        else NOT_ITS_WORK(measured=record, required=listing(ITS_WORK))
    )


def team_is_from_outside(
    named: Studio, act: Act, *, team: frozenset[str], sheet: str = ""
) -> Iterable[Refusal]:
    """The team is large enough, without anybody who is or was in the studio, and has a sheet."""
    if len(team) < named.policy.least_assessors:
        yield TEAM_TOO_SMALL(measured=len(team), required=named.policy.least_assessors)
    inside = sorted(team & named.people())
    if inside:
        yield INSIDER(measured=listing(inside))
    if sheet_of(named, act, sheet) is None:
        yield NO_SHEET(measured=sheet)


def something_is_noted(
    _assessed: Studio,
    _act: Act,
    *,
    files: str = "",
    site_visit: str = "",
    talks: str = "",
    report: str = "",
) -> Refusal | None:
    """A note says something."""
    noted = any(words.strip() for words in (files, site_visit, talks, report))
    return None if noted else INCOMPLETE(measured=_NOTE)


def marks_fit(assessed: Studio, _act: Act, *, marks: Mapping[str, str]) -> Iterable[Refusal]:
    """Every criterion is marked as its scale allows."""
    return assessed.current.rubric.refuse_marks(marks, complete=True)


def enough_are_left(assessed: Studio, _act: Act, *, person: str) -> Iterable[Refusal]:
    """Whoever is excused is on the team, and the team stays large enough."""
    team, least = assessed.current.team, assessed.policy.least_assessors
    if person not in team:
        yield NOT_ON_TEAM(measured=person, required=listing(team))
    elif len(team) <= least:
        yield TEAM_TOO_SMALL(measured=len(team) - 1, required=least)


def repairs_are_listed(
    assessed: Studio, act: Act, *, repairs: tuple[str, ...], until: date
) -> Iterable[Refusal]:
    """There is a list of repairs, and a day for it within the time that the scheme allows."""
    if not repairs or not all(one.strip() for one in repairs):
        yield INCOMPLETE(measured=_REPAIRS)
    last = months_later(act.on, assessed.policy.most_repair_months)
    if not act.on < until <= last:
        yield REPAIR_DATE(measured=until, required=f"{act.on + _DAY} – {last}")


def repairs_are_shown(_rectifying: Studio, _act: Act, *, shown: str) -> Refusal | None:
    """Something shows that it is put right."""
    return None if shown.strip() else INCOMPLETE(measured=_EVIDENCE)


def sheet_of(record: Studio, act: Act, name: str) -> Rubric | None:
    """The sheet of an assessment: the one that the terms set, else that of this name, if there is one."""
    if record.policy.rubric is not None:
        return record.policy.rubric
    try:
        return act.provided(RUBRICS, name)
    except UnknownError:
        return None


_HONOUR = Text("主持人的荣誉称号", "主持人的榮譽稱號", "the leader's title")
_DOCUMENT = Text("文件编号", "文件編號", "number of the document")
_EVIDENCE = Text("佐证材料", "佐證材料", "evidence")
_NOTE = Text("考核记录", "考核記錄", "a note")
_REPAIRS = Text("整改事项", "整改事項", "what is to be put right")
