"""课题: a project from the application to the closing, with one midterm and one extension.

Limits on leading and joining hold across all projects of the school; nobody reviews or closes their
own. What a change request changes is kept as it was before. A project that a higher level takes on
ends here, and counts no more; one that is withdrawn bars its leader.
"""

from datetime import date, timedelta

from homeroom_core.act import Act
from homeroom_core.calendar import add_working_days
from homeroom_core.change import change
from homeroom_core.dates import months_later
from homeroom_core.grants import Grant, named, owner, role
from homeroom_core.lifecycle import STAY, Lifecycle
from homeroom_core.people import OFFICE, PRINCIPAL, RESEARCH_GROUP, RESEARCH_OFFICE
from homeroom_core.text import Text
from homeroom_core.training.project_checks import (
    change_is_possible,
    closing_is_reported,
    extension_fits,
    midterm_is_reported,
    opening_is_complete,
    panel_fits,
    promotion_is_proved,
    repairs_are_named,
    reviewers_fit,
    revision_is_reported,
)
from homeroom_core.training.project_closing import closing_again, closing_of, explain_project
from homeroom_core.training.project_guards import (
    asked_in_time,
    call_has_no_result,
    call_is_decided,
    call_takes_reviews,
    can_be_closed,
    change_is_asked,
    enough_reviews,
    extended_seldom,
    extension_is_asked,
    is_called,
    is_complete,
    leader_is_not_barred,
    length_fits,
    new_team_fits,
    no_request_is_open,
    panel_is_complete,
    request_is_open,
    team_fits,
    within_limits,
)
from homeroom_core.training.project_records import (
    APPLIED,
    APPLYING,
    APPROVED,
    CLOSING,
    DRAFT,
    EXCELLENT,
    EXTENDED,
    FAILED,
    MIDTERM_PASSED,
    NOT_APPROVED,
    OPENED,
    PASS,
    PROJECT_CLOSED,
    PROJECT_STATES,
    PROMOTED,
    RECTIFYING,
    REVIEWED,
    REVISE,
    REVISING,
    RUNNING,
    UNDER_REVIEW,
    UNFINISHED,
    WITHDRAWN,
    Opening,
    Project,
    ProjectCall,
    ProjectPolicy,
    ProjectRequest,
    ProjectTerms,
    answers,
)
from homeroom_core.training.reviewing import (
    recusal,
    reviewing_it,
    sheets_are_signed,
)
from homeroom_core.training.under_scheme import (
    confirmation,
    keeps_to_scheme,
    opening,
    rests_on_scheme,
)

CHANGEABLE = (APPROVED, OPENED, RECTIFYING, MIDTERM_PASSED, EXTENDED)
"""States of a project in which it may be changed on request."""

project = Lifecycle(
    Project,
    states=PROJECT_STATES,
    initial=DRAFT,
    final=(NOT_APPROVED, PROJECT_CLOSED, FAILED, PROMOTED, WITHDRAWN),
)

leader = named("leader", Text("课题主持人", "課題主持人", "the leader of the project"))
competing = Grant(
    Text("同一征集的申报者", "同一徵集的申報者", "those who answer the same call"),
    lambda project, act: answers(project.call, act.actor.id, act.reader),
)
research = role(RESEARCH_OFFICE, OFFICE).but_not(owner)
approving = research.but_not(competing).but_not(reviewing_it)
group = role(RESEARCH_GROUP, PRINCIPAL).but_not(owner)


@project.creation(
    by=owner | role(RESEARCH_OFFICE, OFFICE),
    label=Text("起草", "起草", "Draft"),
    guards=(is_called, length_fits, team_fits, keeps_to_scheme),
)
def draft(
    act: Act,
    *,
    call: str,
    title: str,
    leader: str,
    members: tuple[str, ...] = (),
    method: str,
    starts: date,
    ends: date,
    major: bool = False,
    policy: ProjectPolicy | None = None,
) -> Project:
    """Begin an application, by somebody of the team or by the office for them."""
    opened = opening(act, Project, ProjectPolicy, policy)
    return Project(
        id=act.new_id,
        org=act.org,
        state=DRAFT,
        basis=opened.basis,
        call=call,
        title=title,
        applied_by=leader,
        leader=leader,
        members=members,
        method=method,
        major=major,
        starts=starts,
        ends=ends,
        policy=opened.terms,
    )


@project.transition(
    source=DRAFT,
    target=APPLIED,
    by=leader,
    label=Text("申报", "申報", "Apply"),
    guards=(is_called, is_complete, within_limits, leader_is_not_barred),
)
def apply(project: Project, _act: Act) -> Project:
    """Hand the application in."""
    return project


@project.transition(
    source=(APPLIED, UNDER_REVIEW),
    target=UNDER_REVIEW,
    by=approving,
    label=Text("指派评审", "指派評審", "Assign reviewers"),
    guards=(call_takes_reviews,),
)
def assign(project: Project, _act: Act, *, reviewers: tuple[str, ...]) -> Project:
    """Name all its reviewers, of the leading group and from outside."""
    return change(project, reviewers=reviewers)


assign.check(reviewers_fit)


recuse = recusal(project, source=(UNDER_REVIEW, CLOSING), by=research)


@project.transition(
    source=UNDER_REVIEW,
    target=REVIEWED,
    by=approving,
    label=Text("结束评审", "結束評審", "Close review"),
    guards=(call_takes_reviews, sheets_are_signed, enough_reviews),
)
def close_review(project: Project, _act: Act) -> Project:
    """Take no more sheets."""
    return project


@project.transition(
    source=REVIEWED,
    target=UNDER_REVIEW,
    by=approving,
    label=Text("重新评审", "重新評審", "Reopen review"),
    guards=(call_takes_reviews,),
    reason_required=True,
)
def reopen_review(project: Project, _act: Act) -> Project:
    """Let its sheets be written again, as after an objection that was upheld."""
    return project


@project.transition(
    source=REVIEWED,
    target=(APPROVED, NOT_APPROVED),
    by=group,
    label=Text("决定立项", "決定立項", "Decide"),
    guards=(call_is_decided,),
)
def decide_approval(project: Project, act: Act) -> Project:
    """Note with the project what its call decided; the time to open it begins."""
    given = act.reader.get(ProjectCall, project.call).given(project.id)
    fresh = change(project, reviewers=(), conflicts=())
    if given is None:
        return change(fresh, state=NOT_APPROVED)
    days = project.policy.open_within_working_days
    last = add_working_days(act.working_days(), act.on, days)
    return change(fresh, number=given.number, open_by=last, state=APPROVED)


@project.transition(source=APPROVED, target=OPENED, by=leader, label=Text("开题", "開題", "Open"))
def open_project(project: Project, act: Act, *, report: str, expert: str, opinion: str) -> Project:
    """Give the opening report, with the opinion of an expert; late is late, and stays visible."""
    given = Opening(on=act.on, report=report, expert=expert, opinion=opinion)
    return change(project, opening=given)


open_project.check(opening_is_complete)


@project.transition(
    source=(OPENED, RECTIFYING),
    target=MIDTERM_PASSED,
    by=research,
    label=Text("通过中期检查", "通過中期檢查", "Pass midterm"),
)
def pass_midterm(project: Project, _act: Act, *, report: str) -> Project:
    """Find the midterm report, or what was repaired since, good enough."""
    return change(project, midterm=report)


pass_midterm.check(midterm_is_reported)


@project.transition(
    source=OPENED,
    target=RECTIFYING,
    by=research,
    label=Text("限期整改", "限期整改", "Ask for repairs"),
)
def ask_repairs(project: Project, _act: Act, *, repairs: tuple[str, ...]) -> Project:
    """Fail the midterm check, with a list of repairs; there is one chance."""
    return change(project, repairs=repairs)


ask_repairs.check(repairs_are_named)


@project.transition(
    source=CHANGEABLE,
    target=STAY,
    by=owner | research,
    label=Text("申请变更", "申請變更", "Ask for change"),
    guards=(no_request_is_open, asked_in_time),
    reason_required=True,
)
def request_change(
    project: Project,
    act: Act,
    *,
    title: str | None = None,
    leader: str | None = None,
    members: tuple[str, ...] | None = None,
    method: str | None = None,
) -> Project:
    """Ask for another title, leader, team or method; also for somebody who has left."""
    asked = {"title": title, "leader": leader, "members": members, "method": method}
    after = change(project.project_terms, **{k: v for k, v in asked.items() if v is not None})
    return _requested(project, act, after)


request_change.check(change_is_possible)


@project.transition(
    source=(MIDTERM_PASSED, EXTENDED),
    target=STAY,
    by=owner | research,
    label=Text("申请延期", "申請延期", "Ask for extension"),
    guards=(no_request_is_open, asked_in_time, extended_seldom),
    reason_required=True,
)
def request_extension(project: Project, act: Act, *, ends: date) -> Project:
    """Ask for a later end."""
    return _requested(project, act, change(project.project_terms, ends=ends))


request_extension.check(extension_fits)


@project.transition(
    source=CHANGEABLE,
    target=STAY,
    by=group,
    label=Text("同意变更", "同意變更", "Grant change"),
    guards=(change_is_asked, new_team_fits),
)
def grant_change(project: Project, act: Act) -> Project:
    """Let the change be made; what stood before stays in the request."""
    return _decided(project, act, granted=True)


@project.transition(
    source=(MIDTERM_PASSED, EXTENDED),
    target=EXTENDED,
    by=group,
    label=Text("同意延期", "同意延期", "Grant extension"),
    guards=(extension_is_asked,),
)
def grant_extension(project: Project, act: Act) -> Project:
    """Let it end later."""
    return _decided(project, act, granted=True)


@project.transition(
    source=CHANGEABLE,
    target=STAY,
    by=group,
    label=Text("不同意申请", "不同意申請", "Turn request down"),
    guards=(request_is_open,),
    reason_required=True,
)
def turn_down(project: Project, act: Act) -> Project:
    """Leave everything as it is; the request stays on record."""
    return _decided(project, act, granted=False)


@project.transition(
    source=(MIDTERM_PASSED, EXTENDED),
    target=CLOSING,
    by=leader,
    label=Text("申请结题", "申請結題", "Hand in"),
    guards=(no_request_is_open,),
)
def hand_in(project: Project, _act: Act, *, report: str, results: tuple[str, ...] = ()) -> Project:
    """Hand in the closing report and the results, by their numbers."""
    return change(project, report=report, results=results)


hand_in.check(closing_is_reported)


@project.transition(
    source=CLOSING,
    target=STAY,
    by=research,
    label=Text("组成评审组", "組成評審組", "Appoint panel"),
)
def appoint_panel(project: Project, _act: Act, *, panel: tuple[str, ...]) -> Project:
    """Name the closing panel; later on, somebody in place of another."""
    return change(project, reviewers=panel)


appoint_panel.check(panel_fits)


@project.transition(
    source=CLOSING,
    target=(PROJECT_CLOSED, REVISING, FAILED),
    by=group.but_not(reviewing_it),
    label=Text("结题", "結題", "Close"),
    guards=(panel_is_complete, sheets_are_signed, can_be_closed, rests_on_scheme),
)
def close_project(project: Project, act: Act) -> Project:
    """Close the project with what the sheets of the panel come to."""
    result = closing_of(project, act.reader, act.provided)
    passed = result.grade in (EXCELLENT, PASS)
    not_passed = REVISING if result.grade == REVISE else FAILED
    return change(project, closing=result, state=PROJECT_CLOSED if passed else not_passed)


@project.transition(
    source=REVISING,
    target=CLOSING,
    by=leader,
    label=Text("提交修改稿", "提交修改稿", "Hand in revised"),
)
def hand_in_revised(project: Project, _act: Act, *, report: str) -> Project:
    """Hand in the revised report; the panel judges it in a new round."""
    return change(project, report=report, round=project.round + 1, closing=None)


hand_in_revised.check(revision_is_reported)


@project.transition(
    source=(APPROVED, OPENED, MIDTERM_PASSED, EXTENDED),
    target=PROMOTED,
    by=research,
    label=Text("升级立项", "升級立項", "Promote"),
    guards=(rests_on_scheme,),
)
def promote(project: Project, _act: Act, *, level: str, document: str) -> Project:
    """Take it off the school's list: a higher level has approved it, and it counts there."""
    return change(project, level=level, document=document)


promote.check(promotion_is_proved)


@project.transition(
    source=RUNNING,
    target=WITHDRAWN,
    by=group,
    label=Text("撤项", "撤項", "Withdraw"),
    reason_required=True,
)
def withdraw(project: Project, act: Act, *, barred: bool = True) -> Project:
    """Strike it off, when repairs were not shown or nothing is done; its leader is barred."""
    years = project.policy.bar_years if barred else 0
    until = months_later(act.on, 12 * years) - timedelta(days=1) if years else None
    return change(project, barred_until=until)


@project.transition(
    source=(DRAFT, *APPLYING),
    target=WITHDRAWN,
    by=leader | research,
    label=Text("撤回申报", "撤回申報", "Take back"),
    guards=(call_has_no_result,),
    reason_required=True,
)
def take_back(project: Project, _act: Act) -> Project:
    """Take the application back while there is no result; nobody is barred."""
    return project


project.derived("closing", label=Text("结题结果", "結題結果", "closing result"), by=group)(
    closing_again
)
project.explained(explain_project)
confirm = confirmation(project, source=(DRAFT, *UNFINISHED), by=research)

project.seal()


def _requested(project: Project, act: Act, after: ProjectTerms) -> Project:
    request = ProjectRequest(
        number=len(project.requests) + 1,
        on=act.on,
        why=act.reason,
        before=project.project_terms,
        after=after,
    )
    return change(project, requests=(*project.requests, request))


def _decided(project: Project, act: Act, *, granted: bool) -> Project:
    """The project with its open request decided, and as it was asked for where granted."""
    *earlier, request = project.requests
    decided = change(request, granted=granted, decided_by=act.actor.id, decided_on=act.on)
    made = change(project, requests=(*earlier, decided))
    if not granted:
        return made
    after = request.after
    return change(
        made,
        title=after.title,
        leader=after.leader,
        members=after.members,
        method=after.method,
        ends=after.ends,
    )
