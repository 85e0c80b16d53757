"""What is looked at before a step of a hosted seminar, and when one is handed something."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from homeroom_core.act import Act
from homeroom_core.errors import Refusal
from homeroom_core.grants import owner, role
from homeroom_core.labels import field_label, left_blank
from homeroom_core.people import OFFICE
from homeroom_core.text import coded, listing
from homeroom_core.training.attendance import (
    amounts_are_fit,
    by_part,
    days_to_come,
    guests_are_counted,
    nominated,
    signing_in,
    striking,
    unknown_people,
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
    SEMINAR_LEVELS,
    Cost,
    Feedback,
    ProgrammeItem,
    Receipt,
    Seminar,
    Task,
    most_unexplained,
    total_of,
)

host = owner | role(OFFICE)
"""Who prepares a seminar: whoever leads it, and the office."""


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


def _is_open(seminar: Seminar, task: str) -> Iterable[Refusal]:
    left = [one.id for one in seminar.open_tasks]
    if task not in left:
        yield NO_SUCH_TASK(measured=task, required=listing(left))


def _due_in_time(seminar: Seminar, act: Act, tasks: Iterable[Task]) -> Iterable[Refusal]:
    first, last = act.on, seminar.starts
    late = [task.id for task in tasks if not first <= task.due <= last]
    if late:
        yield TASK_LATE(measured=listing(late), first=first, last=last)


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


def document_is_named(_seminar: Seminar, _act: Act, *, document: str) -> Refusal | None:
    """The approval has a number."""
    return None if document.strip() else NO_DOCUMENT()


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


def assignment_is_fit(
    seminar: Seminar, act: Act, *, task: str, assignee: str, due: date
) -> Iterable[Refusal]:
    """An open task, somebody in post, and a day in time."""
    yield from _is_open(seminar, task)
    given = Task(id=task, what=task, assignee=assignee, due=due)
    yield from _due_in_time(seminar, act, (given,))
    yield from nominated(act.reader, (assignee,))


def task_is_theirs(seminar: Seminar, act: Act, *, task: str, note: str = "") -> Iterable[Refusal]:
    """An open task, finished by who has it, who is in charge, or the office."""
    del note
    yield from _is_open(seminar, task)
    theirs = [one.assignee for one in seminar.tasks if one.id == task]
    if act.actor.id not in theirs and not host.holds(seminar, act):
        yield NOT_YOUR_TASK(measured=listing(theirs))


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


def unit_fits(seminar: Seminar, _act: Act, *, unit: str, seats: int) -> Iterable[Refusal]:
    """A body with a name and no numbers of people, and room for them."""
    if not unit.strip() or seats < 1:
        yield NOBODY_REGISTERS()
    if seats > seminar.seats_left:
        yield FULL(measured=seats, required=max(seminar.seats_left, 0))
    yield from identifying([(field_label(Receipt, "unit"), unit)], ())


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


def receipt_stands(seminar: Seminar, _act: Act, *, number: int) -> Refusal | None:
    """There is such a registration."""
    known = [one.number for one in seminar.standing]
    return None if number in known else NO_SUCH_RECEIPT(measured=number, required=listing(known))


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


def stands_on_the_sheet(seminar: Seminar, _act: Act, *, person: str, on: date) -> Refusal | None:
    """Only who stands on the sheet of that day is struck out."""
    return striking(seminar, person, on)


def guests_are_right(
    _seminar: Seminar, _act: Act, *, guests: int, materials: tuple[str, ...] = ()
) -> Refusal | None:
    """Guests are counted from 0 on."""
    del materials
    return guests_are_counted(guests)


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


def feedback_adds_up(seminar: Seminar, _act: Act, *, feedback: Feedback) -> Iterable[Refusal]:
    """The grades add up to the answers; of too few answers they are left out."""
    least, grades = seminar.policy.least_feedback, feedback.grades
    if 0 <= feedback.returned < least:
        if any(grades):
            yield FEEDBACK_TELLS(measured=feedback.returned, required=least)
    elif sum(grades) != feedback.returned or min(grades) < 0:
        yield BAD_FEEDBACK(measured=sum(grades), required=feedback.returned)


def summary_says_something(_seminar: Seminar, _act: Act, *, summary: str) -> Refusal | None:
    """There is a summary."""
    return None if summary.strip() else NO_SUMMARY()


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
