"""承办研讨活动: a seminar the school hosts, from the application to the summary and the hours.

A body of the city, the province or the nation gives it to the school, which prepares it task by
task, takes registrations up to its capacity, and accounts for it afterwards. Of those who come from
elsewhere only the body and their number are kept.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from homeroom_core.act import Act
from homeroom_core.calendar import working_days_before
from homeroom_core.change import change
from homeroom_core.explanation import Explanation, Made, Question
from homeroom_core.grants import Grant, owner, role
from homeroom_core.labels import field_label
from homeroom_core.lifecycle import STAY, Lifecycle
from homeroom_core.people import BUREAU, OFFICE, PRINCIPAL, Level
from homeroom_core.provided import Provided
from homeroom_core.record import Reader
from homeroom_core.text import Text
from homeroom_core.training.attendance import (
    by_part,
    crediting,
    credits_of,
    explain_attendance,
    is_over,
    nobody_came_yet,
    noted_own,
    signed_in,
    somebody_came,
    struck,
)
from homeroom_core.training.deadline import (
    GETTING_READY,
    SUMMARY,
    Deadline,
    met,
    reminding,
    within,
)
from homeroom_core.training.seminar_checks import (
    application_is_complete,
    assignment_is_fit,
    costs_are_shown,
    document_is_named,
    everybody_was_told,
    feedback_adds_up,
    guests_are_right,
    has_programme,
    has_receipts,
    host,
    is_accounted_for,
    programme_is_fit,
    receipt_stands,
    sign_in_is_right,
    staff_fits,
    stands_on_the_sheet,
    summary_says_something,
    task_is_theirs,
    tasks_are_done,
    tasks_are_fit,
    unit_fits,
)
from homeroom_core.training.seminar_records import (
    APPLIED,
    APPROVED,
    CANCELLED,
    DECLINED,
    HELD,
    PREPARING,
    READY,
    SEMINAR_STATES,
    SUMMARISED,
    Cost,
    Feedback,
    ProgrammeItem,
    Receipt,
    Seminar,
    SeminarPolicy,
    Task,
    total_of,
)
from homeroom_core.training.under_scheme import (
    confirmation,
    keeps_to_scheme,
    opening,
    rests_on_scheme,
)

seminar = Lifecycle(
    Seminar, states=SEMINAR_STATES, initial=APPLIED, final=(SUMMARISED, DECLINED, CANCELLED)
)

assignee = Grant(
    Text("任务负责人", "任務負責人", "who has a task"),
    lambda record, act: any(task.assignee == act.actor.id for task in record.tasks),
)
approver = role(BUREAU, PRINCIPAL).but_not(owner)
office = role(OFFICE).but_not(owner).but_not(noted_own)


@seminar.creation(by=host, label=Text("申请", "申請", "Apply"), guards=(keeps_to_scheme,))
def apply(
    act: Act,
    *,
    title: str,
    level: Level,
    organiser: str,
    lead: str,
    starts: date,
    ends: date,
    place: str,
    capacity: int,
    safety_plan: str,
    budget: Decimal,
    policy: SeminarPolicy | None = None,
) -> Seminar:
    """Apply to host a seminar."""
    opened = opening(act, Seminar, SeminarPolicy, policy)
    return Seminar(
        id=act.new_id,
        org=act.org,
        state=APPLIED,
        basis=opened.basis,
        title=title,
        level=level,
        organiser=organiser,
        lead=lead,
        starts=starts,
        ends=ends,
        place=place,
        capacity=capacity,
        safety_plan=safety_plan,
        budget=budget,
        policy=opened.terms,
    )


apply.check(application_is_complete)


@seminar.transition(
    source=APPLIED, target=APPROVED, by=approver, label=Text("批准", "核准", "Approve")
)
def approve(seminar: Seminar, _act: Act, *, document: str) -> Seminar:
    """Give it to the school: by the body above, or by the principal on its letter."""
    return change(seminar, document=document)


approve.check(document_is_named)


@seminar.transition(
    source=APPLIED,
    target=DECLINED,
    by=approver,
    label=Text("不批准", "不核准", "Decline"),
    reason_required=True,
)
def decline(seminar: Seminar, _act: Act) -> Seminar:
    """Do not give it to the school."""
    return seminar


@seminar.transition(
    source=APPROVED, target=PREPARING, by=host, label=Text("筹备", "籌備", "Prepare")
)
def prepare(seminar: Seminar, act: Act, *, tasks: tuple[Task, ...]) -> Seminar:
    """Begin to prepare: who does what until when."""
    days = seminar.policy.ready_working_days_before
    due = working_days_before(act.working_days(), seminar.starts, days)
    open_ones = tuple(change(task, done_on=None, note="") for task in tasks)
    ready = Deadline(what=GETTING_READY, due=due)
    return change(seminar, tasks=open_ones, deadlines=(ready,))


prepare.check(tasks_are_fit)


@seminar.transition(
    source=PREPARING, target=STAY, by=host, label=Text("改派任务", "改派任務", "Assign")
)
def assign(seminar: Seminar, _act: Act, *, task: str, assignee: str, due: date) -> Seminar:
    """Give an open task to somebody else, or more time: people leave, and things take longer."""
    return change(
        seminar,
        tasks=tuple(
            change(one, assignee=assignee, due=due) if one.id == task else one
            for one in seminar.tasks
        ),
    )


assign.check(assignment_is_fit)


@seminar.transition(
    source=PREPARING,
    target=STAY,
    by=assignee | host,
    label=Text("办结任务", "辦結任務", "Finish a task"),
)
def finish(seminar: Seminar, act: Act, *, task: str, note: str = "") -> Seminar:
    """Say that a task is done."""
    return change(
        seminar,
        tasks=tuple(
            change(one, done_on=act.on, note=note) if one.id == task else one
            for one in seminar.tasks
        ),
    )


finish.check(task_is_theirs)


@seminar.transition(
    source=(PREPARING, READY),
    target=STAY,
    by=host,
    label=Text("写议程", "寫議程", "Set the programme"),
)
def set_programme(seminar: Seminar, _act: Act, *, items: tuple[ProgrammeItem, ...]) -> Seminar:
    """Write the programme, in place of the one there was."""
    return change(seminar, programme=items)


set_programme.check(programme_is_fit)


@seminar.transition(
    source=(PREPARING, READY),
    target=STAY,
    by=host,
    label=Text("登记外单位回执", "登記外單位回執", "Register a body"),
)
def register_unit(seminar: Seminar, act: Act, *, unit: str, seats: int) -> Seminar:
    """Take the registration of another body: its name and how many come, and no more."""
    return _registered(seminar, act, unit=unit, seats=seats)


register_unit.check(unit_fits)


@seminar.transition(
    source=(PREPARING, READY),
    target=STAY,
    by=host,
    label=Text("登记本校人员", "登記本校人員", "Register own staff"),
)
def register_staff(seminar: Seminar, act: Act, *, people: tuple[str, ...]) -> Seminar:
    """Take the registration of the school's own people."""
    return _registered(seminar, act, seats=len(people), people=people)


register_staff.check(staff_fits)


@seminar.transition(
    source=(PREPARING, READY),
    target=STAY,
    by=host,
    label=Text("撤回回执", "撤回回執", "Withdraw a registration"),
)
def withdraw_receipt(seminar: Seminar, _act: Act, *, number: int) -> Seminar:
    """Take a registration back; its seats are free again."""
    kept = tuple(
        change(one, withdrawn=True) if one.number == number else one for one in seminar.receipts
    )
    return change(seminar, receipts=kept)


withdraw_receipt.check(receipt_stands)


@seminar.transition(
    source=PREPARING,
    target=READY,
    by=office,
    label=Text("就绪", "就緒", "Declare ready"),
    guards=(tasks_are_done, has_programme, has_receipts),
)
def declare_ready(seminar: Seminar, act: Act) -> Seminar:
    """Say that everything is prepared."""
    return change(seminar, deadlines=met(seminar.deadlines, GETTING_READY, act.on))


@seminar.transition(source=READY, target=STAY, by=host, label=Text("签到", "簽到", "Sign in"))
def sign_in(
    seminar: Seminar,
    act: Act,
    *,
    on: date,
    attended: tuple[str, ...] = (),
    contributed: tuple[str, ...] = (),
    led: tuple[str, ...] = (),
) -> Seminar:
    """Note who of the school's own people was there on a day, registered or not."""
    return signed_in(seminar, act, on, by_part(attended, contributed, led))


sign_in.check(sign_in_is_right)


@seminar.transition(
    source=(READY, HELD),
    target=STAY,
    by=host,
    label=Text("划去签到", "劃去簽到", "Strike out"),
    reason_required=True,
)
def strike(seminar: Seminar, _act: Act, *, person: str, on: date) -> Seminar:
    """Strike somebody out of the sign-in who was put there by mistake."""
    return struck(seminar, person, on)


strike.check(stands_on_the_sheet)


@seminar.transition(
    source=READY,
    target=HELD,
    by=host,
    label=Text("举办", "舉辦", "Hold"),
    guards=(is_over, somebody_came),
)
def hold(seminar: Seminar, act: Act, *, guests: int, materials: tuple[str, ...] = ()) -> Seminar:
    """Put down how many came from elsewhere, and what there is of hand-outs and photographs."""
    days = seminar.policy.summary_within_working_days
    owed = within(act, SUMMARY, seminar.ends, days)
    kept = (*seminar.deadlines, owed)
    return change(seminar, guests=guests, materials=materials, deadlines=kept)


hold.check(guests_are_right)


@seminar.transition(
    source=HELD, target=STAY, by=host, label=Text("经费决算", "經費決算", "State the costs")
)
def state_costs(seminar: Seminar, _act: Act, *, costs: tuple[Cost, ...]) -> Seminar:
    """State what was spent, in place of any earlier statement."""
    return change(seminar, costs=costs, total=total_of(costs))


state_costs.check(costs_are_shown)


@seminar.transition(
    source=HELD, target=STAY, by=host, label=Text("录入反馈", "錄入回饋", "Take the feedback")
)
def take_feedback(seminar: Seminar, _act: Act, *, feedback: Feedback) -> Seminar:
    """Put down what those who came thought of it, as counts."""
    return change(seminar, feedback=feedback)


take_feedback.check(feedback_adds_up)


@seminar.transition(
    source=HELD,
    target=SUMMARISED,
    by=office,
    label=Text("总结", "總結", "Summarise"),
    guards=(is_accounted_for, somebody_came, rests_on_scheme),
)
def summarise(seminar: Seminar, act: Act, *, summary: str) -> Seminar:
    """Sum it up, and credit the school's own people the hours that follow from the sign-in."""
    return change(
        seminar,
        summary=summary,
        credits=credits_of(seminar),
        deadlines=met(seminar.deadlines, SUMMARY, act.on),
    )


summarise.check(summary_says_something)


@seminar.transition(
    source=(APPLIED, APPROVED, PREPARING, READY),
    target=CANCELLED,
    by=host | approver,
    label=Text("取消", "取消", "Cancel"),
    guards=(nobody_came_yet,),
    reason_required=True,
)
def cancel(
    seminar: Seminar, _act: Act, *, notice: str = "", notified: frozenset[int] = frozenset()
) -> Seminar:
    """Call it off, once everybody who registered was told in writing."""
    del notified
    return change(seminar, notice=notice)


cancel.check(everybody_was_told)


remind = reminding(seminar, source=(PREPARING, HELD), by=role(OFFICE))
confirm = confirmation(seminar, source=(APPLIED, APPROVED, PREPARING, READY, HELD), by=office)
crediting(seminar, source=SUMMARISED, by=office)


@seminar.derived("total", label=Text("支出合计", "支出合計", "sum of the costs"), by=office)
def total_again(
    seminar: Seminar,
    reader: Reader,  # noqa: ARG001  # the statement is all it takes
    provided: Provided,  # noqa: ARG001  # as above
) -> Decimal | None:
    """The sum made again from the statement, once there is one."""
    return total_of(seminar.costs) if seminar.total is not None else None


@seminar.explained
def why(seminar: Seminar, asked: Question) -> Explanation | None:
    """The hours day by day, what is owed, and what it cost."""
    told = explain_attendance(seminar, asked)
    if seminar.total is None:
        return told
    costs = tuple(
        Explanation(title=Text.same(cost.what), number=Fraction(cost.amount))
        for cost in seminar.costs
    )
    spent = Explanation(
        title=field_label(Seminar, "total"),
        number=Fraction(seminar.total),
        made=Made(operation="sum") if costs else None,
        source=seminar.id,
        shows=("total", "costs"),
        parts=costs,
        notes=(_BUDGET.format(budget=seminar.budget),),
    )
    parts = told.parts if told is not None else ()
    return Explanation(title=seminar.label, value=Text.same(seminar.id), parts=(*parts, spent))


seminar.seal()


def _registered(
    seminar: Seminar, act: Act, *, seats: int, unit: str = "", people: tuple[str, ...] = ()
) -> Seminar:
    number = len(seminar.receipts) + 1
    made = Receipt(number=number, on=act.on, unit=unit, seats=seats, people=people)
    return change(seminar, receipts=(*seminar.receipts, made))


_BUDGET = Text("预算 {budget} 元", "預算 {budget} 元", "budget: {budget} yuan")
