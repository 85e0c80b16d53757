"""工作研究室: a homeroom teachers' studio, named for a cycle and assessed every year.

A leader with a title applies with a partner body, members and a plan; the education bureau or the
school names it. A team without anybody of the studio looks at the files, visits the site, holds
talks and marks a sheet. A studio that is weak rectifies in time or loses its name; after the final
assessment one that passes may go on to the next cycle.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.dates import months_later
from homeroom_core.grants import Grant, owner, role
from homeroom_core.lifecycle import STAY, Lifecycle
from homeroom_core.people import BUREAU, OFFICE, PRINCIPAL, Level
from homeroom_core.text import Text
from homeroom_core.training.studio_assessing import (
    explain_studio,
    result_of,
    results_again,
    shortfalls,
)
from homeroom_core.training.studio_checks import (
    enough_are_left,
    is_in_and_does_not_lead,
    marks_fit,
    milestone_is_open,
    naming_has_a_document,
    new_plan_fits,
    record_is_of_its_work,
    repairs_are_listed,
    repairs_are_shown,
    sheet_of,
    something_is_noted,
    successor_may_lead,
    team_is_from_outside,
    there_is_room,
)
from homeroom_core.training.studio_guards import (
    all_have_scored,
    continues_a_renewed_one,
    everything_was_looked_at,
    has_passed,
    is_described,
    is_weak,
    leader_may_lead,
    people_are_in_post,
    plan_fits,
    size_fits,
    time_has_come,
    time_is_up,
)
from homeroom_core.training.studio_records import (
    APPLIED,
    ASSESSED,
    ASSESSING,
    AT_WORK,
    CLOSED,
    FINAL_ASSESSED,
    LEADER,
    LEARNER,
    MEMBER,
    NAMED,
    OPEN_STATES,
    RECTIFY,
    REJECTED,
    RENEWED,
    SETTLED,
    AssessorSheet,
    Milestone,
    Rectification,
    Studio,
    StudioAssessment,
    StudioMember,
    StudioPolicy,
)
from homeroom_core.training.under_scheme import (
    confirmation,
    keeps_to_scheme,
    opening,
    rests_on_scheme,
)

_DAY = timedelta(days=1)

studio = Lifecycle(
    Studio,
    states=(
        APPLIED, NAMED, ASSESSING, ASSESSED, RECTIFY, FINAL_ASSESSED, RENEWED, CLOSED, REJECTED,
    ),
    initial=APPLIED,
    final=(RENEWED, CLOSED, REJECTED),
)  # fmt: skip

insider = Grant(
    Text("研究室的人", "研究室的人", "the people of the studio"),
    lambda record, act: act.actor.id in record.people(),
)
assessor = Grant(
    Text("考核组成员", "考核組成員", "the assessors"),
    lambda record, act: bool(record.assessments) and act.actor.id in record.current.team,
).but_not(insider)
namer = role(BUREAU, PRINCIPAL).but_not(insider)
organiser = role(BUREAU, OFFICE).but_not(insider)


@studio.creation(
    by=owner | role(OFFICE),
    label=Text("申报", "申報", "Apply"),
    guards=(
        is_described, leader_may_lead, people_are_in_post, size_fits, plan_fits,
        continues_a_renewed_one, keeps_to_scheme,
    ),
)  # fmt: skip
def apply(
    act: Act,
    *,
    title: str,
    partner: str,
    leader: str,
    honour: str,
    honour_level: Level,
    starts: date,
    plan: tuple[Milestone, ...],
    members: frozenset[str],
    rural: frozenset[str] = frozenset(),
    continues: str | None = None,
    policy: StudioPolicy | None = None,
) -> Studio:
    """Apply for a studio; `rural` names those of the members who come from rural schools."""
    opened = opening(act, Studio, StudioPolicy, policy)
    joined = [StudioMember(person=leader, part=LEADER, since=starts)]
    joined += [
        StudioMember(person=one, part=MEMBER, since=starts, rural=one in rural)
        for one in sorted(members - {leader})
    ]
    return Studio(
        id=act.new_id,
        org=act.org,
        state=APPLIED,
        basis=opened.basis,
        title=title,
        partner=partner,
        leader=leader,
        honour=honour,
        honour_level=honour_level,
        starts=starts,
        policy=opened.terms,
        continues=continues,
        plan=plan,
        members=tuple(joined),
    )


@studio.transition(
    source=APPLIED, target=STAY, by=owner, label=Text("修改规划", "修改規劃", "Write plan")
)
def write_plan(applied: Studio, _act: Act, *, plan: tuple[Milestone, ...]) -> Studio:
    """Write the plan anew before the studio is named."""
    return change(applied, plan=plan)


write_plan.check(new_plan_fits)


@studio.transition(source=APPLIED, target=NAMED, by=namer, label=Text("挂牌", "掛牌", "Name"))
def name(applied: Studio, _act: Act, *, document: str) -> Studio:
    """Give the studio its name, by a numbered document."""
    return change(applied, document=document)


name.check(naming_has_a_document)


@studio.transition(
    source=APPLIED,
    target=REJECTED,
    by=namer,
    label=Text("不批准", "不核准", "Reject"),
    reason_required=True,
)
def reject(applied: Studio, _act: Act) -> Studio:
    """Do not name the studio."""
    return applied


@studio.transition(
    source=SETTLED, target=STAY, by=owner | organiser, label=Text("加入", "加入", "Join")
)
def join(
    named: Studio, act: Act, *, person: str, part: str = MEMBER, rural: bool = False
) -> Studio:
    """Take somebody in from today on; a learner for so many months."""
    months = named.policy.learner_months
    until = months_later(act.on, months) - _DAY if part == LEARNER else None
    one = StudioMember(person=person, part=part, since=act.on, until=until, rural=rural)
    return change(named, members=(*named.members, one))


join.check(there_is_room)


@studio.transition(
    source=AT_WORK,
    target=STAY,
    by=owner | organiser,
    label=Text("退出", "退出", "Leave"),
    reason_required=True,
)
def leave(named: Studio, act: Act, *, person: str) -> Studio:
    """Let somebody go; today is their last day, and what they did stays."""
    return change(named, members=_without(named, person, act.on))


leave.check(is_in_and_does_not_lead)


@studio.transition(
    source=SETTLED,
    target=STAY,
    by=namer,
    label=Text("更换主持人", "更換主持人", "Change leader"),
    reason_required=True,
)
def change_leader(
    named: Studio, act: Act, *, person: str, honour: str, honour_level: Level
) -> Studio:
    """Hand the studio over: today is the last day of the one, tomorrow the first of the other."""
    rest = _without(change(named, members=_without(named, person, act.on)), named.leader, act.on)
    one = StudioMember(person=person, part=LEADER, since=act.on + _DAY)
    return change(
        named, leader=person, honour=honour, honour_level=honour_level, members=(*rest, one)
    )


change_leader.check(successor_may_lead)


@studio.transition(
    source=AT_WORK,
    target=STAY,
    by=insider,
    label=Text("完成节点", "完成節點", "Reach milestone"),
)
def reach(named: Studio, act: Act, *, milestone: str, evidence: tuple[str, ...]) -> Studio:
    """Note that a milestone is reached, pointing to evidence that exists."""
    plan = (
        change(one, reached_on=act.on, evidence=evidence) if one.id == milestone else one
        for one in named.plan
    )
    return change(named, plan=tuple(plan))


reach.check(milestone_is_open)


@studio.transition(
    source=AT_WORK,
    target=STAY,
    by=insider | organiser,
    label=Text("关联活动", "關聯活動", "Link activity"),
)
def link(named: Studio, _act: Act, *, record: str) -> Studio:
    """Point to a forum, project, seminar or the like as work of the studio."""
    return change(named, linked=(*named.linked, record))


link.check(record_is_of_its_work)


@studio.transition(
    source=NAMED,
    target=ASSESSING,
    by=organiser,
    label=Text("开始考核", "開始考核", "Open assessment"),
    guards=(time_has_come,),
)
def open_assessment(named: Studio, act: Act, *, team: frozenset[str], sheet: str = "") -> Studio:
    """Send a team to assess the next year, or at the end of the cycle all of it.

    The sheet is the scheme's; where it sets none, `sheet` names a rubric that a plugin provides.
    """
    rubric = sheet_of(named, act, sheet)
    if rubric is None:  # the check has said so
        return named
    opened = StudioAssessment(
        year=named.next_assessment,
        opened_on=act.on,
        team=tuple(sorted(team)),
        rubric=rubric,
        shortfalls=shortfalls(named, act.on),
    )
    return change(named, assessments=(*named.assessments, opened))


open_assessment.check(team_is_from_outside)


@studio.transition(
    source=ASSESSING,
    target=STAY,
    by=assessor | organiser,
    label=Text("记录考核", "記錄考核", "Note"),
)
def note(
    assessed: Studio,
    _act: Act,
    *,
    files: str = "",
    site_visit: str = "",
    talks: str = "",
    report: str = "",
) -> Studio:
    """Note what the files, the site and talks showed, or the studio's own report."""
    given = {"files": files, "site_visit": site_visit, "talks": talks, "report": report}
    said = {field: words for field, words in given.items() if words.strip()}
    return _with_current(assessed, change(assessed.current, **said) if said else assessed.current)


note.check(something_is_noted)


@studio.transition(source=ASSESSING, target=STAY, by=assessor, label=Text("评分", "評分", "Score"))
def score(assessed: Studio, act: Act, *, marks: Mapping[str, str]) -> Studio:
    """Hand in one's sheet; handed in again, it takes the place of the first."""
    mine = AssessorSheet(assessor=act.actor.id, marks=dict(marks), on=act.on)
    others = (sheet for sheet in assessed.sheets if sheet.assessor != act.actor.id)
    return change(assessed, sheets=(*others, mine))


score.check(marks_fit)


@studio.transition(
    source=ASSESSING,
    target=STAY,
    by=organiser,
    label=Text("免除", "免除", "Excuse"),
    reason_required=True,
)
def excuse(assessed: Studio, _act: Act, *, person: str) -> Studio:
    """Take an assessor off the team, with their sheet; enough have to be left."""
    one = assessed.current
    team = tuple(member for member in one.team if member != person)
    sheets = tuple(sheet for sheet in assessed.sheets if sheet.assessor != person)
    return change(_with_current(assessed, change(one, team=team)), sheets=sheets)


excuse.check(enough_are_left)


@studio.transition(
    source=ASSESSING,
    target=(ASSESSED, FINAL_ASSESSED),
    by=organiser,
    label=Text("评定等第", "評定等第", "Conclude"),
    guards=(all_have_scored, everything_was_looked_at),
)
def conclude(assessed: Studio, act: Act) -> Studio:
    """Work out the total and the grade, once everybody has scored."""
    done = change(assessed.current, concluded_on=act.on, sheets=assessed.sheets)
    results = (*assessed.results, result_of(assessed, done))
    after = change(_with_current(assessed, done), results=results, sheets=())
    return change(after, state=ASSESSED if done.year else FINAL_ASSESSED)


@studio.transition(
    source=ASSESSED,
    target=NAMED,
    by=namer,
    label=Text("保留名称", "保留名稱", "Keep name"),
    guards=(has_passed,),
)
def keep_name(assessed: Studio, _act: Act) -> Studio:
    """Let a studio that passed go on."""
    return assessed


@studio.transition(
    source=ASSESSED,
    target=RECTIFY,
    by=namer,
    label=Text("限期整改", "限期整改", "Order rectification"),
    guards=(is_weak,),
)
def order_rectification(
    assessed: Studio, act: Act, *, repairs: tuple[str, ...], until: date
) -> Studio:
    """Say what has to be put right, and by when."""
    year = assessed.results[-1].year
    ordered = Rectification(year=year, repairs=repairs, by=until, ordered_on=act.on)
    return change(assessed, rectifications=(*assessed.rectifications, ordered))


order_rectification.check(repairs_are_listed)


@studio.transition(
    source=RECTIFY,
    target=NAMED,
    by=assessor,
    label=Text("整改通过", "整改通過", "Accept repairs"),
)
def accept_repairs(rectifying: Studio, act: Act, *, shown: str) -> Studio:
    """See that everything is put right, and what shows it; late is better than never."""
    *before, last = rectifying.rectifications
    done = change(last, shown=shown, accepted_by=act.actor.id, accepted_on=act.on)
    return change(rectifying, rectifications=(*before, done))


accept_repairs.check(repairs_are_shown)


@studio.transition(
    source=RECTIFY,
    target=CLOSED,
    by=namer,
    label=Text("取消名称", "取消名稱", "Withdraw name"),
    guards=(time_is_up,),
    reason_required=True,
)
def withdraw_name(rectifying: Studio, _act: Act) -> Studio:
    """Take the name away from a studio that did not put things right in time."""
    return rectifying


@studio.transition(
    source=FINAL_ASSESSED,
    target=RENEWED,
    by=namer,
    label=Text("进入下一周期", "進入下一週期", "Renew"),
    guards=(has_passed, rests_on_scheme),
)
def renew(assessed: Studio, _act: Act) -> Studio:
    """Let the studio apply for the next cycle, as one that continues this."""
    return assessed


@studio.transition(
    source=FINAL_ASSESSED,
    target=CLOSED,
    by=namer,
    label=Text("撤销", "撤銷", "Close"),
    guards=(rests_on_scheme,),
    reason_required=True,
)
def close(assessed: Studio, _act: Act) -> Studio:
    """Close a studio at the end of its cycle: it failed, or its work is done."""
    return assessed


studio.derived("results", label=Text("考核结果", "考核結果", "results"), by=organiser)(
    results_again
)
studio.explained(explain_studio)

confirm = confirmation(studio, source=OPEN_STATES, by=organiser)

studio.seal()


def _without(record: Studio, person: str, on: date) -> tuple[StudioMember, ...]:
    """The members with somebody's time ended on a day; one that was still to begin is gone."""
    kept = (one for one in record.members if one.person != person or one.since <= on)
    return tuple(
        change(one, until=on) if one.person == person and one.there(on) else one for one in kept
    )


def _with_current(record: Studio, current: StudioAssessment) -> Studio:
    return change(record, assessments=(*record.assessments[:-1], current))
