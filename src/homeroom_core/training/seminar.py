"""承办研讨活动: a seminar the school hosts, from the application to the summary and the hours.

A body of the city, the province or the nation gives it to the school, which prepares it task by
task, takes registrations up to its capacity, and accounts for it afterwards. Of those who come from
elsewhere only the body and their number are kept.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from homeroom_core.act import Act
from homeroom_core.calendar import working_days_before
from homeroom_core.change import change
from homeroom_core.errors import Refusal
from homeroom_core.explanation import Explanation, Made, Question
from homeroom_core.grants import Grant, owner, role
from homeroom_core.labels import field_label, left_blank
from homeroom_core.lifecycle import STAY, Lifecycle
from homeroom_core.people import BUREAU, OFFICE, PRINCIPAL, Level
from homeroom_core.provided import Provided
from homeroom_core.record import Reader
from homeroom_core.text import Text, coded, listing
from homeroom_core.training.attendance import (
    amounts_are_fit,
    by_part,
    crediting,
    credits_of,
    days_to_come,
    explain_attendance,
    guests_are_counted,
    is_over,
    nobody_came_yet,
    nominated,
    noted_own,
    signed_in,
    signing_in,
    somebody_came,
    striking,
    struck,
    unknown_people,
)
from homeroom_core.training.deadline import (
    GETTING_READY,
    SUMMARY,
    Deadline,
    met,
    reminding,
    within,
)
from homeroom_core.training.deidentify import identifying
from homeroom_core.training.seminar_reasons import (
    BAD_FEEDBACK,
    BAD_PROGRAMME,
    BAD_TASK,
    COST_UNCLEAR,
    FEEDBACK_TELLS,
    FULL,
    INCOMPLETE,
    LOW_LEVEL,
    NO_COSTS,
    NO_DOCUMENT,
    NO_FEEDBACK,
    NO_PROGRAMME,
    NO_RECEIPTS,
    NO_ROOM,
    NO_SUCH_RECEIPT,
    NO_SUCH_TASK,
    NO_SUMMARY,
    NO_TASKS,
    NOBODY_REGISTERS,
    NOT_NOTIFIED,
    NOT_YOUR_TASK,
    OVER_BUDGET,
    REGISTERED,
    TASK_LATE,
    TASKS_OPEN,
)
from homeroom_core.training.seminar_records import (
    APPLIED,
    APPROVED,
    CANCELLED,
    DECLINED,
    HELD,
    PREPARING,
    READY,
    SEMINAR_LEVELS,
    SEMINAR_STATES,
    SUMMARISED,
    Cost,
    Feedback,
    ProgrammeItem,
    Receipt,
    Seminar,
    SeminarPolicy,
    Task,
    most_unexplained,
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
host = owner | role(OFFICE)
approver = role(BUREAU, PRINCIPAL).but_not(owner)
office = role(OFFICE).but_not(owner).but_not(noted_own)


def tasks_are_done(seminar: Seminar, _act: Act) -> Refusal | None:
    """Everything on the task list is done."""
    left = [task.id for task in seminar.open_tasks]
    return TASKS_OPEN(measured=listing(left)) if left else None


def has_programme(seminar: Seminar, _act: Act) -> Refusal | None:
    """There is a programme."""
    return None if seminar.programme else NO_PROGRAMME()


def has_receipts(seminar: Seminar, _act: Act) -> Refusal | None:
    """Somebody has registered."""
    return None if seminar.standing else NO_RECEIPTS()


def is_accounted_for(seminar: Seminar, _act: Act) -> Iterable[Refusal]:
    """The costs are stated and the feedback is in."""
    if seminar.total is None:
        yield NO_COSTS()
    if seminar.feedback is None:
        yield NO_FEEDBACK()


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


@apply.check
def application_is_complete(seminar: Seminar, act: Act, **_given: object) -> Iterable[Refusal]:
    """It says what, for whom, where and when, for how many, how safe, and at what cost."""
    missing = left_blank(seminar, "title", "organiser", "place", "safety_plan")
    if missing:
        yield INCOMPLETE(measured=listing(missing))
    if seminar.level not in SEMINAR_LEVELS:
        yield LOW_LEVEL(
            measured=seminar.level.term, required=coded(one.term for one in SEMINAR_LEVELS)
        )
    yield from days_to_come(seminar, act)
    if seminar.capacity < 1:
        yield NO_ROOM(measured=seminar.capacity, required=1)
    unfit = amounts_are_fit((seminar.budget,))
    if unfit is not None:
        yield unfit
    yield from nominated(act.reader, (seminar.lead,))


@seminar.transition(
    source=APPLIED, target=APPROVED, by=approver, label=Text("批准", "核准", "Approve")
)
def approve(seminar: Seminar, _act: Act, *, document: str) -> Seminar:
    """Give it to the school: by the body above, or by the principal on its letter."""
    return change(seminar, document=document)


@approve.check
def document_is_named(_seminar: Seminar, _act: Act, *, document: str) -> Refusal | None:
    """The approval has a number."""
    return None if document.strip() else NO_DOCUMENT()


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


@prepare.check
def tasks_are_fit(seminar: Seminar, act: Act, *, tasks: tuple[Task, ...]) -> Iterable[Refusal]:
    """Each task says what, has an id of its own, somebody in post, and is due in time."""
    if not tasks:
        yield NO_TASKS()
    ids = [task.id for task in tasks]
    bad = [t.id for t in tasks if not (t.id.strip() and t.what.strip()) or ids.count(t.id) > 1]
    if bad:
        yield BAD_TASK(measured=listing(dict.fromkeys(bad)))
    yield from _due_in_time(seminar, act, tasks)
    yield from nominated(act.reader, {task.assignee for task in tasks})


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


@assign.check
def assignment_is_fit(
    seminar: Seminar, act: Act, *, task: str, assignee: str, due: date
) -> Iterable[Refusal]:
    """An open task, somebody in post, and a day in time."""
    yield from _is_open(seminar, task)
    given = Task(id=task, what=task, assignee=assignee, due=due)
    yield from _due_in_time(seminar, act, (given,))
    yield from nominated(act.reader, (assignee,))


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


@finish.check
def task_is_theirs(seminar: Seminar, act: Act, *, task: str, note: str = "") -> Iterable[Refusal]:
    """An open task, finished by who has it, who is in charge, or the office."""
    del note
    yield from _is_open(seminar, task)
    theirs = [one.assignee for one in seminar.tasks if one.id == task]
    if act.actor.id not in theirs and not host.holds(seminar, act):
        yield NOT_YOUR_TASK(measured=listing(theirs))


@seminar.transition(
    source=(PREPARING, READY),
    target=STAY,
    by=host,
    label=Text("写议程", "寫議程", "Set the programme"),
)
def set_programme(seminar: Seminar, _act: Act, *, items: tuple[ProgrammeItem, ...]) -> Seminar:
    """Write the programme, in place of the one there was."""
    return change(seminar, programme=items)


@set_programme.check
def programme_is_fit(
    seminar: Seminar, _act: Act, *, items: tuple[ProgrammeItem, ...]
) -> Iterable[Refusal]:
    """There are items, each with a title, on days of the seminar."""
    if not items:
        yield NO_PROGRAMME()
    first, last = seminar.starts, seminar.ends
    bad = [
        at
        for at, item in enumerate(items, 1)
        if not item.title.strip() or not first <= item.on <= last
    ]
    if bad:
        yield BAD_PROGRAMME(measured=listing(bad), first=first, last=last)


@seminar.transition(
    source=(PREPARING, READY),
    target=STAY,
    by=host,
    label=Text("登记外单位回执", "登記外單位回執", "Register a body"),
)
def register_unit(seminar: Seminar, act: Act, *, unit: str, seats: int) -> Seminar:
    """Take the registration of another body: its name and how many come, and no more."""
    return _registered(seminar, act, unit=unit, seats=seats)


@register_unit.check
def unit_fits(seminar: Seminar, _act: Act, *, unit: str, seats: int) -> Iterable[Refusal]:
    """A body with a name and no numbers of people, and room for them."""
    if not unit.strip() or seats < 1:
        yield NOBODY_REGISTERS()
    if seats > seminar.seats_left:
        yield FULL(measured=seats, required=max(seminar.seats_left, 0))
    yield from identifying([(field_label(Receipt, "unit"), unit)], ())


@seminar.transition(
    source=(PREPARING, READY),
    target=STAY,
    by=host,
    label=Text("登记本校人员", "登記本校人員", "Register own staff"),
)
def register_staff(seminar: Seminar, act: Act, *, people: tuple[str, ...]) -> Seminar:
    """Take the registration of the school's own people."""
    return _registered(seminar, act, seats=len(people), people=people)


@register_staff.check
def staff_fits(seminar: Seminar, act: Act, *, people: tuple[str, ...]) -> Iterable[Refusal]:
    """People of the roster, each once, and room for them."""
    if not people:
        yield NOBODY_REGISTERS()
    there = {person for receipt in seminar.standing for person in receipt.people}
    twice = sorted({one for one in people if one in there or people.count(one) > 1})
    if twice:
        yield REGISTERED(measured=listing(twice))
    if len(people) > seminar.seats_left:
        yield FULL(measured=len(people), required=max(seminar.seats_left, 0))
    yield from unknown_people(act.reader, people)


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


@withdraw_receipt.check
def receipt_stands(seminar: Seminar, _act: Act, *, number: int) -> Refusal | None:
    """There is such a registration."""
    known = [one.number for one in seminar.standing]
    return None if number in known else NO_SUCH_RECEIPT(measured=number, required=listing(known))


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


@sign_in.check
def sign_in_is_right(
    seminar: Seminar,
    act: Act,
    *,
    on: date,
    attended: tuple[str, ...] = (),
    contributed: tuple[str, ...] = (),
    led: tuple[str, ...] = (),
) -> Iterable[Refusal]:
    """A day of the seminar that has come, and people of the roster, each once."""
    named = by_part(attended, contributed, led)
    return signing_in(seminar, act, on, named)


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


@strike.check
def stands_on_the_sheet(seminar: Seminar, _act: Act, *, person: str, on: date) -> Refusal | None:
    """Only who stands on the sheet of that day is struck out."""
    return striking(seminar, person, on)


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


@hold.check
def guests_are_right(
    _seminar: Seminar, _act: Act, *, guests: int, materials: tuple[str, ...] = ()
) -> Refusal | None:
    """Guests are counted from 0 on."""
    del materials
    return guests_are_counted(guests)


@seminar.transition(
    source=HELD, target=STAY, by=host, label=Text("经费决算", "經費決算", "State the costs")
)
def state_costs(seminar: Seminar, _act: Act, *, costs: tuple[Cost, ...]) -> Seminar:
    """State what was spent, in place of any earlier statement."""
    return change(seminar, costs=costs, total=total_of(costs))


@state_costs.check
def costs_are_shown(seminar: Seminar, act: Act, *, costs: tuple[Cost, ...]) -> Iterable[Refusal]:
    """Each cost says what for, how much and by which voucher; above the budget a reason is owed."""
    unclear = [
        at for at, cost in enumerate(costs, 1) if not (cost.what.strip() and cost.voucher.strip())
    ]
    if unclear:
        yield COST_UNCLEAR(measured=listing(unclear))
    unfit = amounts_are_fit(cost.amount for cost in costs)
    if unfit is not None:
        yield unfit
        return
    total, most = total_of(costs), most_unexplained(seminar)
    if Fraction(total) > most and not act.reason.strip():
        yield OVER_BUDGET(measured=total, required=seminar.budget)


@seminar.transition(
    source=HELD, target=STAY, by=host, label=Text("录入反馈", "錄入回饋", "Take the feedback")
)
def take_feedback(seminar: Seminar, _act: Act, *, feedback: Feedback) -> Seminar:
    """Put down what those who came thought of it, as counts."""
    return change(seminar, feedback=feedback)


@take_feedback.check
def feedback_adds_up(seminar: Seminar, _act: Act, *, feedback: Feedback) -> Iterable[Refusal]:
    """The grades add up to the answers; of too few answers they are left out."""
    least, grades = seminar.policy.least_feedback, feedback.grades
    if 0 <= feedback.returned < least:
        if any(grades):
            yield FEEDBACK_TELLS(measured=feedback.returned, required=least)
    elif sum(grades) != feedback.returned or min(grades) < 0:
        yield BAD_FEEDBACK(measured=sum(grades), required=feedback.returned)


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


@summarise.check
def summary_says_something(_seminar: Seminar, _act: Act, *, summary: str) -> Refusal | None:
    """There is a summary."""
    return None if summary.strip() else NO_SUMMARY()


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


@cancel.check
def everybody_was_told(
    seminar: Seminar, _act: Act, *, notice: str = "", notified: frozenset[int] = frozenset()
) -> Iterable[Refusal]:
    """Each registration was answered by a written notice that has a number."""
    if not seminar.standing:
        return
    if not notice.strip():
        yield NO_DOCUMENT()
    left = [one.number for one in seminar.standing if one.number not in notified]
    if left:
        yield NOT_NOTIFIED(measured=listing(left))


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


def _is_open(seminar: Seminar, task: str) -> Iterable[Refusal]:
    left = [one.id for one in seminar.open_tasks]
    if task not in left:
        yield NO_SUCH_TASK(measured=task, required=listing(left))


def _due_in_time(seminar: Seminar, act: Act, tasks: Iterable[Task]) -> Iterable[Refusal]:
    first, last = act.on, seminar.starts
    late = [task.id for task in tasks if not first <= task.due <= last]
    if late:
        yield TASK_LATE(measured=listing(late), first=first, last=last)


_BUDGET = Text("预算 {budget} 元", "預算 {budget} 元", "budget: {budget} yuan")
