"""成长规划: a teacher's growth plan, reviewed, inspected and revised.

A teacher writes goals, the office approves them as a baseline that is never overwritten, inspects
what has come of them each term, and approves every revision as a further version. Progress is
judged against the teacher's own baseline; plans are never ranked.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import ClassVar

import attrs
from attrs.validators import ge

from homeroom_core.act import Act
from homeroom_core.calendar import add_working_days
from homeroom_core.case import Case
from homeroom_core.change import change
from homeroom_core.errors import Reason, Refusal, UnknownError
from homeroom_core.grants import named, owner, role
from homeroom_core.lifecycle import STAY, Lifecycle, State
from homeroom_core.people import AFFAIRS_MEETING, OFFICE, PRINCIPAL, Actor
from homeroom_core.record import EVERYTHING, Reader
from homeroom_core.text import Term, Text, coded, listing
from homeroom_core.training.growth_goal import Goal, GoalsDifference, check_goals, difference
from homeroom_core.training.under_scheme import (
    confirmation,
    keeps_to_scheme,
    opening,
    rests_on_scheme,
)

DRAFT = State("draft", "草稿", "草稿", "Draft")
SUBMITTED = State("submitted", "已提交", "已提交", "Submitted")
RETURNED = State("returned", "已退回", "已退回", "Returned")
ACTIVE = State("active", "实施中", "實施中", "Active")
INSPECTED = State("inspected", "已检查", "已檢查", "Inspected")
REVISED = State("revised", "已修订待批", "已修訂待批", "Revised")
SUSPENDED = State("suspended", "已暂停", "已暫停", "Suspended")
COMPLETED = State("completed", "已完成", "已完成", "Completed")
WITHDRAWN = State("withdrawn", "已撤回", "已撤回", "Withdrawn")

OPEN_STATES = (DRAFT, SUBMITTED, RETURNED, ACTIVE, INSPECTED, REVISED, SUSPENDED)

ON_TRACK = Term("on_track", "达成", "達成", "On track")
PARTLY = Term("partly", "基本达成", "基本達成", "Partly")
OFF_TRACK = Term("off_track", "未达成", "未達成", "Off track")
OUTCOMES = (ON_TRACK, PARTLY, OFF_TRACK)


@attrs.frozen(kw_only=True)
class GrowthPolicy:
    """The terms a scheme sets for growth plans.

    Attributes:
        least_goals: How many goals a plan needs.
        revise_within_working_days: Time to revise after an inspection that found goals off track.
        days_between_versions: Least time between two versions unless an inspection asks for one.
    """

    least_goals: int = attrs.field(default=1, validator=ge(1))
    revise_within_working_days: int = attrs.field(default=10, validator=ge(1))
    days_between_versions: int = attrs.field(default=30, validator=ge(0))


@attrs.frozen(kw_only=True)
class Comment:
    """What a reviewer wrote when a plan was sent back."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("评审人", "審查人", "By"),
    }

    by: str
    on: date
    text: str


@attrs.frozen(kw_only=True)
class Progress:
    """What has been done towards a goal.

    Attributes:
        goal: Id of the goal.
        on: When it was noted.
        note: What was done.
        evidence: Ids of records or numbers of documents that already exist; nothing is uploaded.
    """

    goal: str
    on: date
    note: str
    evidence: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Finding:
    """What an inspection found for one goal: one of `OUTCOMES`, and a remark."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "outcome": Text("达成情况", "達成情況", "Outcome"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"outcome": OUTCOMES}

    goal: str
    outcome: str
    remark: str = ""


@attrs.frozen(kw_only=True)
class Inspection:
    """One inspection; `revise_by` is set when goals were found off track."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("督查人", "督導人", "By"),
        "findings": Text("督查结果", "督導結果", "Findings"),
    }

    by: str
    on: date
    findings: tuple[Finding, ...]
    revise_by: date | None = None


@attrs.frozen(kw_only=True)
class PlanVersion:
    """An approved version; the first is the baseline.

    Attributes:
        number: 1 for the baseline.
        diagnosis: The self diagnosis.
        goals: The goals.
        reasons: Why each goal was added, dropped or changed since the version before, by goal id.
        approved_by: Who approved it.
        approved_on: When.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "number": Text("版次", "版次", "Number"),
    }

    number: int
    diagnosis: str
    goals: tuple[Goal, ...]
    reasons: Mapping[str, str]
    approved_by: str
    approved_on: date


@attrs.frozen(kw_only=True)
class GrowthPlan(Case):
    """A growth plan of one teacher.

    Attributes:
        teacher: Id of the teacher.
        advisor: Id of the advisor, if there is one.
        title: Its title.
        starts: First day.
        ends: Last day.
        policy: The numbers it was begun under.
        diagnosis: Where the teacher stands today, in their own words.
        goals: The goals as they are proposed or in force.
        reasons: Why goals differ from the version in force, by goal id.
        comments: What reviewers wrote, oldest first.
        versions: The approved versions, oldest first.
        inspections: The inspections, oldest first.
        progress: What was done, oldest first.
        suspended_on: Since when it is suspended.
        review: The final review.
    """

    kind: ClassVar[str] = "growth_plan"
    label: ClassVar[Text] = Text("成长规划", "成長規劃", "Growth plan")
    indexed: ClassVar[tuple[str, ...]] = ("teacher", "advisor")
    terms_class: ClassVar[type | None] = GrowthPolicy
    listed: ClassVar[tuple[str, ...]] = (
        "title",
        "teacher",
        "advisor",
        "starts",
        "ends",
    )
    field_labels: ClassVar[Mapping[str, Text]] = {
        "review": Text("总评", "總評", "Final review"),
    }

    teacher: str
    advisor: str | None = None
    title: str
    starts: date
    ends: date
    policy: GrowthPolicy = attrs.Factory(GrowthPolicy)
    diagnosis: str = ""
    goals: tuple[Goal, ...] = ()
    reasons: Mapping[str, str] = attrs.Factory(dict)
    comments: tuple[Comment, ...] = ()
    versions: tuple[PlanVersion, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    progress: tuple[Progress, ...] = ()
    suspended_on: date | None = None
    review: str = ""

    def owners(self) -> frozenset[str]:
        """The teacher."""
        return frozenset((self.teacher,))

    def people(self) -> frozenset[str]:
        """The teacher, and the advisor if there is one."""
        return frozenset(filter(None, (self.teacher, self.advisor)))

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:  # noqa: ARG002  # needs no other record
        """Everything, from all but the teacher, the advisor and those who review."""
        reviewers = (OFFICE, PRINCIPAL, AFFAIRS_MEETING)
        if actor.id in (self.teacher, self.advisor) or any(map(actor.has, reviewers)):
            return frozenset()
        return EVERYTHING

    def version_number(self, number: int) -> PlanVersion:
        """The approved version with this number.

        Raises:
            UnknownError: There is none.
        """
        for version in self.versions:
            if version.number == number:
                return version
        known = tuple(str(version.number) for version in self.versions)
        raise UnknownError(Text("版本", "版本", "version"), str(number), known)


TWO_PLANS = Reason(
    "growth_plan.already_open",
    Text(
        "该教师已有进行中的规划{measured}",
        "該教師已有進行中的規劃{measured}",
        "the teacher already has an open plan, {measured}",
    ),
    Text("先完成或撤回它", "先完成或撤回它", "complete or withdraw it first"),
)
ENDS_EARLY = Reason(
    "growth_plan.ends_before_start",
    Text(
        "结束日期{measured}早于开始日期",
        "結束日期{measured}早於開始日期",
        "it ends on {measured}, before it starts",
    ),
    Text("应不早于{required}", "應不早於{required}", "choose {required} or later"),
)
NO_DIAGNOSIS = Reason(
    "growth_plan.no_diagnosis",
    Text("没有自我诊断", "沒有自我診斷", "there is no self diagnosis"),
    Text("请用 write 填写", "請用 write 填寫", "write one with `write`"),
)
NO_COMMENT = Reason(
    "growth_plan.no_comment",
    Text("没有写修改意见", "沒有寫修改意見", "no comment is given"),
    Text("请写明要修改什么", "請寫明要修改什麼", "say what has to be changed"),
)
UNKNOWN_GOAL = Reason(
    "growth_plan.unknown_goal",
    Text("规划中没有目标{measured}", "規劃中沒有目標{measured}", "the plan has no goal {measured}"),
    Text("现有目标：{required}", "現有目標：{required}", "its goals are {required}"),
)
NOT_INSPECTED = Reason(
    "growth_plan.goal_not_inspected",
    Text(
        "以下目标须恰好检查一次：{measured}",
        "以下目標須恰好檢查一次：{measured}",
        "these goals have to be looked at exactly once: {measured}",
    ),
    Text("每个目标写一条结论", "每個目標寫一條結論", "give one finding for every goal"),
)
UNKNOWN_OUTCOME = Reason(
    "growth_plan.unknown_outcome",
    Text("“{measured}”不是结论", "「{measured}」不是結論", "'{measured}' is no outcome"),
    Text("请从{required}中选", "請從{required}中選", "choose one of {required}"),
)
OFF_THE_PLAN = Reason(
    "growth_plan.goals_off_track",
    Text(
        "上次检查中未达成的目标：{measured}",
        "上次檢查中未達成的目標：{measured}",
        "the last inspection found goals not on track: {measured}",
    ),
    Text("请教师先调整目标", "請教師先調整目標", "the teacher has to adjust them first"),
)
NOTHING_CHANGED = Reason(
    "growth_plan.nothing_changed",
    Text("目标没有变化", "目標沒有變化", "no goal has changed"),
    Text(
        "至少调整一个目标，或由德育处续行",
        "至少調整一個目標，或由德育處續行",
        "change a goal, or let the office carry on",
    ),
)
NO_REASON_FOR_GOAL = Reason(
    "growth_plan.no_reason_for_goal",
    Text(
        "以下目标有变化而没有写理由：{measured}",
        "以下目標有變化而沒有寫理由：{measured}",
        "these goals changed without a reason: {measured}",
    ),
    Text("为每个变化的目标写明理由", "為每個變化的目標寫明理由", "give a reason for each of them"),
)
TOO_SOON = Reason(
    "growth_plan.too_soon",
    Text(
        "上一版批准后才{measured}天",
        "上一版核准後才{measured}天",
        "the last version was approved only {measured} days ago",
    ),
    Text(
        "至少间隔{required}天，{when}起可修订",
        "至少間隔{required}天，{when}起可修訂",
        "wait {required} days, until {when}, or for an inspection",
    ),
    waiver=OFFICE,
)
NOT_ENDED = Reason(
    "growth_plan.not_ended",
    Text("规划期到{measured}才结束", "規劃期到{measured}才結束", "the plan runs until {measured}"),
    Text("{when}起可完成", "{when}起可完成", "it can be completed from {when}"),
)
OWN_ADVISOR = Reason(
    "growth_plan.own_advisor",
    Text("教师不能是自己的顾问", "教師不能是自己的顧問", "nobody is the advisor of their own plan"),
    Text("请另选顾问", "請另選顧問", "choose somebody else"),
)
SAME_ADVISOR = Reason(
    "growth_plan.same_advisor",
    Text("顾问已是{measured}", "顧問已是{measured}", "the advisor is {measured} already"),
    Text("无需更换", "無需更換", "there is nothing to change"),
)

growth_plan = Lifecycle(
    GrowthPlan,
    states=(
        DRAFT, SUBMITTED, RETURNED, ACTIVE, INSPECTED, REVISED, SUSPENDED, COMPLETED, WITHDRAWN,
    ),
    initial=DRAFT,
    final=(COMPLETED, WITHDRAWN),
)  # fmt: skip

advisor = named("advisor", Text("该教师的顾问", "該教師的顧問", "the teacher's advisor"))
reviewer = (role(OFFICE) | advisor).but_not(owner)
office = role(OFFICE).but_not(owner)
affairs_meeting = role(AFFAIRS_MEETING).but_not(owner)


def no_other_plan(plan: GrowthPlan, act: Act) -> Refusal | None:
    """A teacher has one open plan at a time."""
    for other in act.reader.find(GrowthPlan, teacher=plan.teacher, state=OPEN_STATES):
        return TWO_PLANS(measured=other.id)
    return None


def ends_after_start(plan: GrowthPlan, _act: Act) -> Refusal | None:
    """A plan does not end before it starts."""
    if plan.ends < plan.starts:
        return ENDS_EARLY(measured=plan.ends, required=plan.starts)
    return None


def has_contents(plan: GrowthPlan, _act: Act) -> Iterable[Refusal]:
    """A plan that is handed in has a diagnosis and enough goals."""
    if not plan.diagnosis.strip():
        yield NO_DIAGNOSIS()
    yield from check_goals(
        plan.goals, first=plan.starts, last=plan.ends, at_least=plan.policy.least_goals
    )


def on_track(plan: GrowthPlan, _act: Act) -> Refusal | None:
    """The last inspection, unless a version was approved since, found nothing to revise."""
    since = plan.versions[-1].approved_on
    last = [inspection for inspection in plan.inspections[-1:] if inspection.on >= since]
    off = [f.goal for i in last for f in i.findings if f.outcome != ON_TRACK]
    return OFF_THE_PLAN(measured=listing(off)) if off else None


def has_ended(plan: GrowthPlan, act: Act) -> Refusal | None:
    """The last day of the plan has come."""
    return NOT_ENDED(measured=plan.ends, when=plan.ends) if act.on < plan.ends else None


@growth_plan.creation(
    by=owner | role(OFFICE),
    label=Text("起草", "起草", "Draft"),
    guards=(no_other_plan, ends_after_start, keeps_to_scheme),
)
def draft(
    act: Act,
    *,
    teacher: str,
    title: str,
    starts: date,
    ends: date,
    advisor: str | None = None,
    policy: GrowthPolicy | None = None,
) -> GrowthPlan:
    """Begin a plan, by the teacher or by the office for the teacher."""
    opened = opening(act, GrowthPlan, GrowthPolicy, policy)
    return GrowthPlan(
        id=act.new_id,
        org=act.org,
        state=DRAFT,
        basis=opened.basis,
        teacher=teacher,
        advisor=advisor,
        title=title,
        starts=starts,
        ends=ends,
        policy=opened.terms,
    )


@growth_plan.transition(
    source=(DRAFT, RETURNED), target=STAY, by=owner, label=Text("填写", "填寫", "Write")
)
def write(plan: GrowthPlan, _act: Act, *, diagnosis: str, goals: tuple[Goal, ...]) -> GrowthPlan:
    """Write the self diagnosis and the goals, as often as needed before handing in."""
    return change(plan, diagnosis=diagnosis, goals=goals)


@write.check
def goals_fit(
    plan: GrowthPlan, _act: Act, *, diagnosis: str, goals: tuple[Goal, ...]
) -> Iterable[Refusal]:
    """Each goal is complete and due within the plan; there may still be too few of them."""
    del diagnosis  # may be empty until the plan is handed in
    return check_goals(goals, first=plan.starts, last=plan.ends) if goals else ()


@growth_plan.transition(
    source=(DRAFT, RETURNED),
    target=SUBMITTED,
    by=owner,
    label=Text("提交", "提交", "Submit"),
    guards=(has_contents,),
)
def submit(plan: GrowthPlan, _act: Act) -> GrowthPlan:
    """Hand the plan in for review."""
    return plan


@growth_plan.transition(
    source=(SUBMITTED, REVISED),
    target=(RETURNED, INSPECTED),
    by=reviewer,
    label=Text("退回", "退回", "Send back"),
)
def send_back(plan: GrowthPlan, act: Act, *, comment: str) -> GrowthPlan:
    """Send a new plan back to its writer, or a revision back to where it was inspected."""
    said = Comment(by=act.actor.id, on=act.on, text=comment)
    back = RETURNED if plan.state == SUBMITTED else INSPECTED
    return change(plan, state=back, comments=(*plan.comments, said))


@send_back.check
def comment_says_something(_plan: GrowthPlan, _act: Act, *, comment: str) -> Refusal | None:
    """A plan is never sent back without a word."""
    return None if comment.strip() else NO_COMMENT()


@growth_plan.transition(
    source=(SUBMITTED, REVISED), target=ACTIVE, by=office, label=Text("批准", "核准", "Approve")
)
def approve(plan: GrowthPlan, act: Act) -> GrowthPlan:
    """Approve the goals as the next version; the first one is the baseline."""
    version = _version(plan, act, plan.reasons)
    return change(plan, versions=(*plan.versions, version), reasons={})


@growth_plan.transition(
    source=(ACTIVE, INSPECTED),
    target=STAY,
    by=owner,
    label=Text("记录进展", "記錄進展", "Note progress"),
)
def note_progress(
    plan: GrowthPlan, act: Act, *, goal: str, note: str, evidence: tuple[str, ...] = ()
) -> GrowthPlan:
    """Note what was done towards a goal, pointing to evidence that already exists."""
    done = Progress(goal=goal, on=act.on, note=note, evidence=evidence)
    return change(plan, progress=(*plan.progress, done))


@note_progress.check
def goal_is_known(
    plan: GrowthPlan, _act: Act, *, goal: str, note: str, evidence: tuple[str, ...] = ()
) -> Refusal | None:
    """Progress belongs to one of the goals."""
    del note, evidence
    return _unknown_goals(plan, (goal,))


@growth_plan.transition(
    source=ACTIVE, target=INSPECTED, by=office, label=Text("检查", "檢查", "Inspect")
)
def inspect(plan: GrowthPlan, act: Act, *, findings: tuple[Finding, ...]) -> GrowthPlan:
    """Look at every goal and say how it stands; goals off track are to be revised in time."""
    late = any(finding.outcome != ON_TRACK for finding in findings)
    days = plan.policy.revise_within_working_days
    by = add_working_days(act.working_days(), act.on, days) if late else None
    seen = Inspection(by=act.actor.id, on=act.on, findings=findings, revise_by=by)
    return change(plan, inspections=(*plan.inspections, seen))


@inspect.check
def every_goal_is_found(
    plan: GrowthPlan, _act: Act, *, findings: tuple[Finding, ...]
) -> Iterable[Refusal]:
    """One finding for each goal, each with a known outcome."""
    named_goals = [finding.goal for finding in findings]
    unknown = _unknown_goals(plan, named_goals)
    if unknown is not None:
        yield unknown
    missed = [goal.id for goal in plan.goals if named_goals.count(goal.id) != 1]
    if missed:
        yield NOT_INSPECTED(measured=listing(missed))
    for finding in findings:
        if finding.outcome not in OUTCOMES:
            yield UNKNOWN_OUTCOME(measured=finding.outcome, required=coded(OUTCOMES))


@growth_plan.transition(
    source=INSPECTED,
    target=ACTIVE,
    by=office,
    label=Text("续行", "續行", "Carry on"),
    guards=(on_track,),
)
def carry_on(plan: GrowthPlan, _act: Act) -> GrowthPlan:
    """Go on with the version in force; a revision that was sent back is dropped."""
    return change(plan, goals=plan.versions[-1].goals, reasons={})


@growth_plan.transition(
    source=(ACTIVE, INSPECTED), target=REVISED, by=owner, label=Text("调整", "調整", "Adjust")
)
def adjust(
    plan: GrowthPlan, _act: Act, *, goals: tuple[Goal, ...], reasons: Mapping[str, str]
) -> GrowthPlan:
    """Propose other goals, with a reason for each that is added, dropped or changed."""
    return change(plan, goals=goals, reasons=dict(reasons))


@adjust.check
def changes_are_reasoned(
    plan: GrowthPlan, act: Act, *, goals: tuple[Goal, ...], reasons: Mapping[str, str]
) -> Iterable[Refusal]:
    """Something changed, each change has its reason, and it does not come too soon."""
    yield from check_goals(
        goals, first=plan.starts, last=plan.ends, at_least=plan.policy.least_goals
    )
    changed = difference(plan.versions[-1].goals, goals).goals
    if not changed:
        yield NOTHING_CHANGED()
    unexplained = [goal for goal in changed if not reasons.get(goal, "").strip()]
    if unexplained:
        yield NO_REASON_FOR_GOAL(measured=listing(unexplained))
    passed = (act.on - plan.versions[-1].approved_on).days
    wait = plan.policy.days_between_versions
    if plan.state == ACTIVE and passed < wait:
        when = plan.versions[-1].approved_on + timedelta(days=wait)
        yield TOO_SOON(measured=passed, required=wait, when=when)


@growth_plan.transition(
    source=ACTIVE,
    target=COMPLETED,
    by=affairs_meeting,
    label=Text("结题评议", "結案評議", "Complete"),
    guards=(
        has_ended,
        rests_on_scheme,
    ),
)
def complete(plan: GrowthPlan, _act: Act, *, review: str) -> GrowthPlan:
    """Close the plan with a final review."""
    return change(plan, review=review)


@growth_plan.transition(
    source=ACTIVE,
    target=SUSPENDED,
    by=office,
    label=Text("暂停", "暫停", "Suspend"),
    reason_required=True,
)
def suspend(plan: GrowthPlan, act: Act) -> GrowthPlan:
    """Let the plan rest during a long leave or another post."""
    return change(plan, suspended_on=act.on)


@growth_plan.transition(
    source=SUSPENDED, target=ACTIVE, by=office, label=Text("恢复", "恢復", "Resume")
)
def resume(plan: GrowthPlan, act: Act) -> GrowthPlan:
    """Go on; what was due since the first day of rest is due so many days later.

    The goals with their new dates are a further version, so that what is in force is always the
    last version, and the baseline stays as it was.
    """
    since = plan.suspended_on or act.on
    rest = act.on - since
    goals = tuple(
        change(goal, due=goal.due + rest) if goal.due >= since else goal for goal in plan.goals
    )
    plan = change(plan, goals=goals, ends=plan.ends + rest, suspended_on=None)
    shifted = difference(plan.versions[-1].goals, goals).goals
    if not shifted:
        return plan
    reasons = dict.fromkeys(shifted, f"{since} – {act.on}")
    return change(plan, versions=(*plan.versions, _version(plan, act, reasons)))


@growth_plan.transition(
    source=OPEN_STATES,
    target=STAY,
    by=office,
    label=Text("指定顾问", "指定顧問", "Assign an advisor"),
)
def assign_advisor(plan: GrowthPlan, _act: Act, *, advisor: str | None) -> GrowthPlan:
    """Name the advisor from now on, as when the teacher's pair has changed; none to end it."""
    return change(plan, advisor=advisor)


@assign_advisor.check
def advisor_is_another(plan: GrowthPlan, _act: Act, *, advisor: str | None) -> Iterable[Refusal]:
    """It is somebody else than now, and never the teacher."""
    if advisor == plan.teacher:
        yield OWN_ADVISOR()
    if advisor == plan.advisor:
        yield SAME_ADVISOR(measured=advisor or "–")


@growth_plan.transition(
    source=(DRAFT, SUBMITTED, RETURNED),
    target=WITHDRAWN,
    by=owner | role(OFFICE),
    label=Text("撤回", "撤回", "Withdraw"),
    reason_required=True,
)
def withdraw(plan: GrowthPlan, _act: Act) -> GrowthPlan:
    """Give the plan up before it was approved."""
    return plan


confirm = confirmation(growth_plan, source=OPEN_STATES, by=office)

growth_plan.seal()


def compare_versions(plan: GrowthPlan, earlier: int, later: int) -> GoalsDifference:
    """How the goals of two approved versions differ.

    Raises:
        UnknownError: The plan has no version with such a number.
    """
    return difference(plan.version_number(earlier).goals, plan.version_number(later).goals)


def _version(plan: GrowthPlan, act: Act, reasons: Mapping[str, str]) -> PlanVersion:
    """The goals of a plan as its next version."""
    return PlanVersion(
        number=len(plan.versions) + 1,
        diagnosis=plan.diagnosis,
        goals=plan.goals,
        reasons=reasons,
        approved_by=act.actor.id,
        approved_on=act.on,
    )


def _unknown_goals(plan: GrowthPlan, goals: Iterable[str]) -> Refusal | None:
    known = [goal.id for goal in plan.goals]
    unknown = [goal for goal in goals if goal not in known]
    if not unknown:
        return None
    return UNKNOWN_GOAL(measured=listing(unknown), required=listing(known))
