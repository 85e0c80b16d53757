"""What has to hold before a step of a project: of its call, team, limits, requests, reviews, panel."""

from collections.abc import Iterable
from datetime import timedelta

from homeroom_core.act import Act
from homeroom_core.dates import months_later
from homeroom_core.errors import ErasedError, HomeroomError, RecordNotFoundError, Refusal
from homeroom_core.labels import left_blank
from homeroom_core.text import Text, listing
from homeroom_core.training.person import IN_POST, Person
from homeroom_core.training.project_closing import closing_of
from homeroom_core.training.project_reasons import (
    BARRED,
    CALL_CLOSED,
    CALL_HAS_RESULT,
    CALL_NOT_DECIDED,
    CALL_NOT_REVIEWING,
    EXTENDED_ENOUGH,
    LEADS_ENOUGH,
    NO_REQUEST,
    NOT_COMPLETE,
    NOT_IN_POST,
    NOT_SCORABLE,
    PERSON_TWICE,
    REQUEST_OPEN,
    REVIEWS_SHORT,
    TAKES_PART_ENOUGH,
    TOO_LATE_TO_ASK,
    TOO_MANY_INSIDERS,
    TOO_MANY_PEOPLE,
    UNKNOWN_CALL,
    WRONG_LENGTH,
    WRONG_PANEL_SIZE,
)
from homeroom_core.training.project_records import (
    CALL_STATES,
    CALLED,
    CANCELLED,
    CLOSED,
    DECIDED,
    DRAFT,
    UNFINISHED,
    WITHDRAWN,
    Project,
    ProjectTerms,
    call_of,
    insiders,
)
from homeroom_core.training.reviewing import counted_sheets, due_of, sheets_are_signed

_STATES = {str(state): state for state in CALL_STATES}


def is_called(project: Project, act: Act) -> Refusal | None:
    """Applications are taken until the deadline."""
    call = call_of(project, act.reader)
    if call is None:
        return UNKNOWN_CALL(measured=project.call)
    if call.state == CALLED and act.on <= call.deadline:
        return None
    return CALL_CLOSED(measured=_STATES[call.state], deadline=call.deadline)


def is_complete(project: Project, _act: Act) -> Refusal | None:
    """An application has a title and says how it is to be done."""
    missing = left_blank(project, "title", "method")
    return NOT_COMPLETE(measured=listing(missing)) if missing else None


def length_fits(project: Project, _act: Act) -> Refusal | None:
    """A project is neither too short nor too long."""
    policy, after = project.policy, project.ends + timedelta(days=1)
    shortest = months_later(project.starts, policy.least_months)
    longest = months_later(project.starts, policy.most_months)
    if shortest <= after <= longest:
        return None
    return WRONG_LENGTH(
        measured=project.starts,
        ends=project.ends,
        least=policy.least_months,
        most=policy.most_months,
    )


def team_fits(project: Project, act: Act) -> Iterable[Refusal]:
    """Few enough people, each once, all in post when they join."""
    return _team_faults(project, act, project.team)


def within_limits(project: Project, act: Act) -> Iterable[Refusal]:
    """Nobody leads or joins more unfinished projects than they may."""
    return _limit_faults(project, act, project.leader, project.team)


def leader_is_not_barred(project: Project, act: Act) -> Iterable[Refusal]:
    """The leader is not barred since another project of theirs was withdrawn."""
    return _bar_faults(act, project.leader)


def call_takes_reviews(project: Project, act: Act) -> Refusal | None:
    """Applications are reviewed once the call is closed, and before there is a result."""
    call = call_of(project, act.reader)
    if call is None:
        return UNKNOWN_CALL(measured=project.call)
    if call.state == CLOSED:
        return None
    return CALL_NOT_REVIEWING(measured=_STATES[call.state], required=CLOSED)


def enough_reviews(project: Project, act: Act) -> Refusal | None:
    """There are as many reviews as the call asks for."""
    call = call_of(project, act.reader)
    needed = max(call.policy.reviewers, call.scoring.minimum_panel) if call else 0
    there = len(counted_sheets(project, act.reader))
    if there >= needed or sheets_are_signed(project, act) is not None:
        return None  # what is missing has been said already
    return REVIEWS_SHORT(measured=there, required=needed)


def call_is_decided(project: Project, act: Act) -> Refusal | None:
    """The call was decided, after its public notice."""
    call = call_of(project, act.reader)
    if call is None:
        return UNKNOWN_CALL(measured=project.call)
    return None if call.state == DECIDED else CALL_NOT_DECIDED(measured=_STATES[call.state])


def call_has_no_result(project: Project, act: Act) -> Refusal | None:
    """An application is taken back while there is no result."""
    call = call_of(project, act.reader)
    if call is None or call.state in (CALLED, CLOSED, CANCELLED):
        return None
    return CALL_HAS_RESULT(measured=_STATES[call.state])


def no_request_is_open(project: Project, _act: Act) -> Refusal | None:
    """One request at a time: the one before was decided."""
    request = project.open_request
    return REQUEST_OPEN(measured=request.number) if request else None


def asked_in_time(project: Project, act: Act) -> Refusal | None:
    """Requests are made some time before the end."""
    days = project.policy.request_days_ahead
    last = project.ends - timedelta(days=days)
    if act.on <= last:
        return None
    return TOO_LATE_TO_ASK(measured=project.ends, required=days, last=last)


def extended_seldom(project: Project, _act: Act) -> Refusal | None:
    """A project is extended only so many times."""
    done = sum(1 for one in project.requests if one.granted and one.extends)
    most = project.policy.extensions
    return EXTENDED_ENOUGH(measured=done, required=most) if done >= most else None


def change_is_asked(project: Project, _act: Act) -> Refusal | None:
    """A change was asked for and is not decided."""
    request = project.open_request
    found = request is not None and not request.extends
    return None if found else NO_REQUEST(measured=_CHANGE)


def extension_is_asked(project: Project, _act: Act) -> Refusal | None:
    """An extension was asked for and is not decided."""
    request = project.open_request
    return None if request is not None and request.extends else NO_REQUEST(measured=_EXTENSION)


def request_is_open(project: Project, _act: Act) -> Refusal | None:
    """Something was asked for and is not decided."""
    return NO_REQUEST(measured=_REQUEST) if project.open_request is None else None


def new_team_fits(project: Project, act: Act) -> Iterable[Refusal]:
    """Whoever joins or takes the lead by the change may."""
    request = project.open_request
    return change_faults(project, act, request.after) if request else ()


def panel_is_complete(project: Project, act: Act) -> Iterable[Refusal]:
    """After recusals the closing panel still has one of the right sizes."""
    return panel_faults(project, act, due_of(project))


def can_be_closed(project: Project, act: Act) -> Refusal | None:
    """The sheets of the panel come to a total."""
    if any(panel_is_complete(project, act)) or sheets_are_signed(project, act) is not None:
        return None  # said already
    try:
        closing_of(project, act.reader, act.provided)
    except HomeroomError as error:
        return NOT_SCORABLE(measured=error.text)
    return None


def change_faults(project: Project, act: Act, after: ProjectTerms) -> Iterable[Refusal]:
    """Why a change cannot be: only those who join or take the lead are asked about."""
    team = (after.leader, *after.members)
    yield from _team_faults(project, act, team)
    joining = tuple(person for person in team if person not in project.team)
    lead = after.leader if after.leader != project.leader else None
    yield from _limit_faults(project, act, lead, joining)
    if lead is not None:
        yield from _bar_faults(act, lead)
    missing = left_blank(after, "title", "method")
    if missing:
        yield NOT_COMPLETE(measured=listing(missing))


def _team_faults(project: Project, act: Act, team: tuple[str, ...]) -> Iterable[Refusal]:
    if len(team) > project.policy.people_at_most:
        yield TOO_MANY_PEOPLE(measured=len(team), required=project.policy.people_at_most)
    there = () if project.state == DRAFT else project.team
    for person in sorted(set(team)):
        if team.count(person) > 1:
            yield PERSON_TWICE(measured=person)
        if person not in there and not _in_post(person, act):
            yield NOT_IN_POST(measured=person)


def _limit_faults(
    project: Project, act: Act, lead: str | None, joining: tuple[str, ...]
) -> Iterable[Refusal]:
    others = [one for one in act.reader.find(Project, state=UNFINISHED) if one.id != project.id]
    led = [one.id for one in others if one.leader == lead]
    if len(led) >= project.policy.leads_at_most:
        yield LEADS_ENOUGH(measured=lead, other=listing(led), required=project.policy.leads_at_most)
    most = project.policy.takes_part_at_most
    for person in sorted(set(joining)):
        there = [one.id for one in others if person in one.team]
        if len(there) >= most:
            yield TAKES_PART_ENOUGH(measured=person, other=listing(there), required=most)


def _bar_faults(act: Act, person: str) -> Iterable[Refusal]:
    for other in act.reader.find(Project, state=WITHDRAWN):
        until = other.barred_until
        if other.leader == person and until is not None and until >= act.on:
            when = until + timedelta(days=1)
            yield BARRED(measured=person, other=other.id, required=until, when=when)


def panel_faults(project: Project, act: Act, panel: tuple[str, ...]) -> Iterable[Refusal]:
    """Why a panel cannot close the project: its size, and how many of it are of the school."""
    sizes = project.policy.panel_sizes
    if len(panel) not in sizes:
        yield WRONG_PANEL_SIZE(measured=len(panel), required=listing(map(str, sizes)))
    inside = len(insiders(panel, act.reader))
    if inside > project.policy.insiders_at_most:
        yield TOO_MANY_INSIDERS(measured=inside, required=project.policy.insiders_at_most)


def _in_post(person: str, act: Act) -> bool:
    try:
        return act.reader.get(Person, person).state == IN_POST
    except (RecordNotFoundError, ErasedError):
        return False


_CHANGE = Text("变更申请", "變更申請", "request to change it")
_EXTENSION = Text("延期申请", "延期申請", "request to extend it")
_REQUEST = Text("申请", "申請", "request")
