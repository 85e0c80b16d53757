"""工作研究室: a homeroom teachers' studio, named for a cycle and assessed every year.

A leader with a title applies with a partner body, members and a plan; the education bureau or the
school names it. A team without anybody of the studio looks at the files, visits the site, holds
talks and marks a sheet. A studio that is weak rectifies in time or loses its name; after the final
assessment one that passes may go on to the next cycle.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.dates import months_later
from homeroom_core.errors import Refusal, UnknownError
from homeroom_core.families import RUBRICS
from homeroom_core.grants import Grant, owner, role
from homeroom_core.lifecycle import STAY, Lifecycle
from homeroom_core.people import BUREAU, OFFICE, PRINCIPAL, Level
from homeroom_core.rubric import Rubric
from homeroom_core.text import Text, listing
from homeroom_core.training.linked import LINKED_ALREADY, NO_SUCH_RECORD, seen_record
from homeroom_core.training.studio_assessing import (
    explain_studio,
    result_of,
    results_again,
    shortfalls,
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
    refuse_absent,
    refuse_leader,
    refuse_plan,
    size_fits,
    time_has_come,
    time_is_up,
)
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
from homeroom_core.training.studio_records import (
    APPLIED,
    ASSESSED,
    ASSESSING,
    AT_WORK,
    CLOSED,
    FINAL_ASSESSED,
    JOINED_AS,
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

ITS_WORK = ("forum", "seminar", "project", "contest", "paper", "visit", "expert_visit")
"""Kinds of record that a studio can point to as its work."""

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


@write_plan.check
def new_plan_fits(applied: Studio, _act: Act, *, plan: tuple[Milestone, ...]) -> Iterable[Refusal]:
    """Every year of the cycle has its milestones, each due within it."""
    return refuse_plan(applied, plan)


@studio.transition(source=APPLIED, target=NAMED, by=namer, label=Text("挂牌", "掛牌", "Name"))
def name(applied: Studio, _act: Act, *, document: str) -> Studio:
    """Give the studio its name, by a numbered document."""
    return change(applied, document=document)


@name.check
def naming_has_a_document(_applied: Studio, _act: Act, *, document: str) -> Refusal | None:
    """A studio is named by a document."""
    return None if document.strip() else INCOMPLETE(measured=_DOCUMENT)


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


@join.check
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


@leave.check
def is_in_and_does_not_lead(named: Studio, act: Act, *, person: str) -> Refusal | None:
    """Whoever leaves is in the studio, and does not lead it."""
    if person == named.leader:
        return LEADER_STAYS(measured=person)
    there = [one.person for one in named.members if one.there(act.on)]
    return None if person in there else NOT_IN(measured=person, required=listing(there))


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


@change_leader.check
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


@reach.check
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


@studio.transition(
    source=AT_WORK,
    target=STAY,
    by=insider | organiser,
    label=Text("关联活动", "關聯活動", "Link activity"),
)
def link(named: Studio, _act: Act, *, record: str) -> Studio:
    """Point to a forum, project, seminar or the like as work of the studio."""
    return change(named, linked=(*named.linked, record))


@link.check
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
    rubric = _sheet(named, act, sheet)
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


@open_assessment.check
def team_is_from_outside(
    named: Studio, act: Act, *, team: frozenset[str], sheet: str = ""
) -> Iterable[Refusal]:
    """The team is large enough, without anybody who is or was in the studio, and has a sheet."""
    if len(team) < named.policy.least_assessors:
        yield TEAM_TOO_SMALL(measured=len(team), required=named.policy.least_assessors)
    inside = sorted(team & named.people())
    if inside:
        yield INSIDER(measured=listing(inside))
    if _sheet(named, act, sheet) is None:
        yield NO_SHEET(measured=sheet)


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


@note.check
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


@studio.transition(source=ASSESSING, target=STAY, by=assessor, label=Text("评分", "評分", "Score"))
def score(assessed: Studio, act: Act, *, marks: Mapping[str, str]) -> Studio:
    """Hand in one's sheet; handed in again, it takes the place of the first."""
    mine = AssessorSheet(assessor=act.actor.id, marks=dict(marks), on=act.on)
    others = (sheet for sheet in assessed.sheets if sheet.assessor != act.actor.id)
    return change(assessed, sheets=(*others, mine))


@score.check
def marks_fit(assessed: Studio, _act: Act, *, marks: Mapping[str, str]) -> Iterable[Refusal]:
    """Every criterion is marked as its scale allows."""
    return assessed.current.rubric.refuse_marks(marks, complete=True)


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


@excuse.check
def enough_are_left(assessed: Studio, _act: Act, *, person: str) -> Iterable[Refusal]:
    """Whoever is excused is on the team, and the team stays large enough."""
    team, least = assessed.current.team, assessed.policy.least_assessors
    if person not in team:
        yield NOT_ON_TEAM(measured=person, required=listing(team))
    elif len(team) <= least:
        yield TEAM_TOO_SMALL(measured=len(team) - 1, required=least)


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


@order_rectification.check
def repairs_are_listed(
    assessed: Studio, act: Act, *, repairs: tuple[str, ...], until: date
) -> Iterable[Refusal]:
    """There is a list of repairs, and a day for it within the time that the scheme allows."""
    if not repairs or not all(one.strip() for one in repairs):
        yield INCOMPLETE(measured=_REPAIRS)
    last = months_later(act.on, assessed.policy.most_repair_months)
    if not act.on < until <= last:
        yield REPAIR_DATE(measured=until, required=f"{act.on + _DAY} – {last}")


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


@accept_repairs.check
def repairs_are_shown(_rectifying: Studio, _act: Act, *, shown: str) -> Refusal | None:
    """Something shows that it is put right."""
    return None if shown.strip() else INCOMPLETE(measured=_EVIDENCE)


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


def _sheet(record: Studio, act: Act, name: str) -> Rubric | None:
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
