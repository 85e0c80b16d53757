"""What is looked at when a step of a project is handed something: people, changes, reports."""

from collections.abc import Iterable
from datetime import date

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.dates import months_later
from homeroom_core.errors import Refusal
from homeroom_core.labels import field_label
from homeroom_core.people import Level
from homeroom_core.text import listing
from homeroom_core.training.project_guards import change_faults, panel_faults
from homeroom_core.training.project_reasons import (
    EXPERT_TAKES_PART,
    EXTENSION_TOO_LONG,
    NO_REPAIRS,
    NOT_COMPLETE,
    NOT_HIGHER,
    NOTHING_CHANGES,
    REVIEWER_ANSWERS,
    TOO_FEW_OUTSIDERS,
)
from homeroom_core.training.project_records import Opening, Project, answers, call_of, insiders
from homeroom_core.training.reviewing import reviewer_faults

_HIGHER = tuple(level for level in Level if level is not Level.SCHOOL)


def reviewers_fit(project: Project, act: Act, *, reviewers: tuple[str, ...]) -> Iterable[Refusal]:
    """Each once, enough of them, none who answers the call; outsiders for a major project."""
    call = call_of(project, act.reader)
    needed = max(call.policy.reviewers, call.scoring.minimum_panel) if call else 1
    yield from reviewer_faults(project, act, reviewers, needed=needed)
    for reviewer in sorted(set(reviewers) - project.owners()):
        if answers(project.call, reviewer, act.reader):
            yield REVIEWER_ANSWERS(measured=reviewer)
    outside = len(set(reviewers)) - len(insiders(set(reviewers), act.reader))
    wanted = call.policy.outsiders_for_major if call and project.major else 0
    if outside < wanted:
        yield TOO_FEW_OUTSIDERS(measured=outside, required=wanted)


def opening_is_complete(
    project: Project, _act: Act, *, report: str, expert: str, opinion: str
) -> Iterable[Refusal]:
    """There is a report, and an opinion of somebody who is not on the team."""
    written = {"report": report, "expert": expert, "opinion": opinion}
    missing = [field_label(Opening, name) for name, words in written.items() if not words.strip()]
    if missing:
        yield NOT_COMPLETE(measured=listing(missing))
    if expert in project.owners():
        yield EXPERT_TAKES_PART(measured=expert)


def midterm_is_reported(_project: Project, _act: Act, *, report: str) -> Refusal | None:
    """There is a midterm report."""
    return None if report.strip() else NOT_COMPLETE(measured=field_label(Project, "midterm"))


def repairs_are_named(_project: Project, _act: Act, *, repairs: tuple[str, ...]) -> Refusal | None:
    """It is said what has to be repaired."""
    named = bool(repairs) and all(repair.strip() for repair in repairs)
    return None if named else NO_REPAIRS()


def change_is_possible(
    project: Project,
    act: Act,
    *,
    title: str | None = None,
    leader: str | None = None,
    members: tuple[str, ...] | None = None,
    method: str | None = None,
) -> Iterable[Refusal]:
    """Something changes, and whoever joins or takes the lead may."""
    asked = {"title": title, "leader": leader, "members": members, "method": method}
    after = change(project.project_terms, **{k: v for k, v in asked.items() if v is not None})
    if after == project.project_terms:
        yield NOTHING_CHANGES()
    yield from change_faults(project, act, after)


def extension_fits(project: Project, _act: Act, *, ends: date) -> Refusal | None:
    """It ends later than before, and not by more than the longest extension."""
    last = months_later(project.ends, project.policy.extension_months)
    if project.ends < ends <= last:
        return None
    return EXTENSION_TOO_LONG(measured=ends, first=project.ends, required=last)


def closing_is_reported(
    _project: Project, _act: Act, *, report: str, results: tuple[str, ...] = ()
) -> Refusal | None:
    """There is a closing report."""
    del results
    return None if report.strip() else NOT_COMPLETE(measured=field_label(Project, "report"))


def panel_fits(project: Project, act: Act, *, panel: tuple[str, ...]) -> Iterable[Refusal]:
    """One of the right sizes, few insiders, none of the team, each once; who has signed stays."""
    yield from reviewer_faults(project, act, panel, needed=1)
    away = {conflict.reviewer for conflict in project.conflicts}
    yield from panel_faults(project, act, tuple(one for one in panel if one not in away))


def revision_is_reported(_project: Project, _act: Act, *, report: str) -> Refusal | None:
    """There is a revised report."""
    return None if report.strip() else NOT_COMPLETE(measured=field_label(Project, "report"))


def promotion_is_proved(
    _project: Project, _act: Act, *, level: str, document: str
) -> Iterable[Refusal]:
    """The level is a higher one, and there is its approval notice."""
    if level not in _HIGHER:
        yield NOT_HIGHER(measured=level, required=listing(str(one) for one in _HIGHER))
    if not document.strip():
        yield NOT_COMPLETE(measured=field_label(Project, "document"))
