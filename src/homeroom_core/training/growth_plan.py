"""成长规划: a teacher's growth plan, reviewed, inspected and revised.

A teacher writes goals, the office approves them as a baseline that is never overwritten, inspects
what has come of them each term, and approves every revision as a further version. Progress is
judged against the teacher's own baseline; plans are never ranked.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from homeroom_core.act import Act
from homeroom_core.calendar import add_working_days
from homeroom_core.change import change
from homeroom_core.errors import Refusal
from homeroom_core.grants import named, owner, role
from homeroom_core.lifecycle import STAY, Lifecycle
from homeroom_core.people import AFFAIRS_MEETING, OFFICE
from homeroom_core.text import Text, coded, listing
from homeroom_core.training.growth_goal import Goal, GoalsDifference, check_goals, difference
from homeroom_core.training.growth_plan_reasons import (
    ENDS_EARLY,
    NO_COMMENT,
    NO_DIAGNOSIS,
    NO_REASON_FOR_GOAL,
    NOT_ENDED,
    NOT_INSPECTED,
    NOTHING_CHANGED,
    OFF_THE_PLAN,
    OWN_ADVISOR,
    SAME_ADVISOR,
    TOO_SOON,
    TWO_PLANS,
    UNKNOWN_GOAL,
    UNKNOWN_OUTCOME,
)
from homeroom_core.training.growth_plan_records import (
    ACTIVE,
    COMPLETED,
    DRAFT,
    INSPECTED,
    ON_TRACK,
    OPEN_STATES,
    OUTCOMES,
    RETURNED,
    REVISED,
    SUBMITTED,
    SUSPENDED,
    WITHDRAWN,
    Comment,
    Finding,
    GrowthPlan,
    GrowthPolicy,
    Inspection,
    PlanVersion,
    Progress,
)
from homeroom_core.training.under_scheme import (
    confirmation,
    keeps_to_scheme,
    opening,
    rests_on_scheme,
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
