"""示范课、观摩课: a demonstration lesson, from the announcement over the seats to credited hours.

Somebody experienced gives it, colleagues watch. Young teachers come first for the seats, and each
of them writes a short note before the hours are credited. It may belong to a contest.
"""

from collections.abc import Iterable
from datetime import date

from homeroom_core.act import Act
from homeroom_core.calendar import add_working_days
from homeroom_core.change import change
from homeroom_core.dates import day_after
from homeroom_core.errors import Refusal
from homeroom_core.explanation import Explanation, Question
from homeroom_core.grants import Grant, named, owner, role, staff
from homeroom_core.lifecycle import STAY, Lifecycle
from homeroom_core.people import OFFICE
from homeroom_core.text import Text, listing
from homeroom_core.training.attendance import (
    NOBODY_NAMED,
    STARTS_PAST,
    by_part,
    crediting,
    credits_of,
    days_to_come,
    explain_attendance,
    is_over,
    nobody_came_yet,
    nominated,
    noted_own,
    person_of,
    signed_in,
    signing_in,
    somebody_came,
    striking,
    struck,
)
from homeroom_core.training.contest_records import Contest
from homeroom_core.training.deadline import CREDITING, NOTES, met, reminding, within
from homeroom_core.training.deidentify import identifying
from homeroom_core.training.demonstration_reasons import (
    EMPTY_NOTE,
    INCOMPLETE,
    NO_COLLECTION,
    NO_LEAD,
    NO_MINUTES,
    NO_ROOM,
    NO_SEAT,
    NO_YOUNG,
    NOT_A_CONTEST,
    NOT_PUT_OFF,
    NOT_YOURS,
    NOTED,
    NOTES_OWED,
    REGISTRATION_OVER,
    WAS_THERE,
    WRONG_LEAD,
    YOUNG_UNKNOWN,
)
from homeroom_core.training.demonstration_records import (
    ANNOUNCED,
    ARCHIVED,
    CANCELLED,
    CREDITED,
    DEMONSTRATION_STATES,
    HELD,
    Demonstration,
    DemonstrationPolicy,
    ObservationNote,
)
from homeroom_core.training.demonstration_rules import judge_host, young_without_seat
from homeroom_core.training.demonstration_seats import enrolled, listed, seated, seating
from homeroom_core.training.linked import seen_record
from homeroom_core.training.rule_origin import credit_rules
from homeroom_core.training.under_scheme import (
    confirmation,
    keeps_to_scheme,
    opening,
    rests_on_scheme,
)

demonstration = Lifecycle(
    Demonstration,
    states=DEMONSTRATION_STATES,
    initial=ANNOUNCED,
    final=(ARCHIVED, CANCELLED),
)

observer = Grant(
    Text("观摩教师", "觀摩教師", "somebody who watched it"),
    lambda record, act: act.actor.id in record.observers,
)
registered = named("registered", Text("已报名的教师", "已報名的教師", "somebody with a seat"))
organiser = owner | role(OFFICE)
office = role(OFFICE).but_not(owner).but_not(noted_own)


def host_is_experienced(lesson: Demonstration, act: Act) -> Iterable[Refusal]:
    """Whoever gives it is in post and experienced, by the rules of the policy."""
    yield from nominated(act.reader, (lesson.host,))
    person = person_of(act.reader, lesson.host)
    if person is not None:
        credit_rules(act, lesson.policy.host_rules)
        yield from judge_host(lesson, person, act.reader, act.on).refusals


def belongs_to_a_contest(lesson: Demonstration, act: Act) -> Refusal | None:
    """The contest that it names is there."""
    if not lesson.contest:
        return None
    known = isinstance(seen_record(act, lesson.contest), Contest)
    return None if known else NOT_A_CONTEST(measured=lesson.contest)


def still_open(lesson: Demonstration, act: Act) -> Refusal | None:
    """Seats are taken until the day of the lesson, that day included."""
    return REGISTRATION_OVER(measured=lesson.on) if act.on > lesson.on else None


def was_given(lesson: Demonstration, _act: Act) -> Refusal | None:
    """Whoever gives it has signed in."""
    return None if lesson.host in lesson.present else NO_LEAD(measured=lesson.host)


def not_noted_yet(lesson: Demonstration, act: Act) -> Refusal | None:
    """Each observer hands in one note."""
    for note in lesson.notes:
        if note.by == act.actor.id:
            return NOTED(measured=note.on)
    return None


def notes_are_in(lesson: Demonstration, act: Act) -> Refusal | None:
    """Hours are credited once every young observer's note is in, or the time for it is over."""
    last = _notes_due(lesson, act)
    if not lesson.owing or act.on > last:
        return None
    return NOTES_OWED(measured=listing(sorted(lesson.owing)), when=day_after(last))


@demonstration.creation(
    by=role(OFFICE),
    label=Text("发布", "公告", "Announce"),
    guards=(keeps_to_scheme, days_to_come, host_is_experienced, belongs_to_a_contest),
)
def announce(
    act: Act,
    *,
    title: str,
    host: str,
    on: date,
    place: str,
    seats: int,
    class_code: str = "",
    contest: str = "",
    policy: DemonstrationPolicy | None = None,
) -> Demonstration:
    """Announce a lesson: what, by whom, when, where, and for how many to watch."""
    opened = opening(act, Demonstration, DemonstrationPolicy, policy)
    return Demonstration(
        id=act.new_id,
        org=act.org,
        state=ANNOUNCED,
        basis=opened.basis,
        title=title,
        host=host,
        class_code=class_code,
        on=on,
        place=place,
        seats=seats,
        contest=contest,
        policy=opened.terms,
    )


@announce.precondition
def announcement_is_complete(
    _act: Act, *, title: str, place: str, seats: int, **_rest: object
) -> Iterable[Refusal]:
    """It has a topic, a place, and a seat at least."""
    if not (title.strip() and place.strip()):
        yield INCOMPLETE()
    if seats < 1:
        yield NO_ROOM(measured=seats, required=1)


@demonstration.transition(
    source=ANNOUNCED,
    target=STAY,
    by=organiser,
    label=Text("改期", "改期", "Postpone"),
    guards=(nobody_came_yet,),
    reason_required=True,
)
def postpone(lesson: Demonstration, _act: Act, *, on: date) -> Demonstration:
    """Give it on another day; whoever has a seat keeps it."""
    return change(lesson, on=on)


@postpone.check
def another_day(lesson: Demonstration, act: Act, *, on: date) -> Iterable[Refusal]:
    """The new day is a later one and not past."""
    if on <= lesson.on:
        yield NOT_PUT_OFF(measured=on, required=lesson.on)
    if on < act.on:
        yield STARTS_PAST(measured=on, required=act.on)


@demonstration.transition(
    source=ANNOUNCED, target=STAY, by=organiser, label=Text("换场地", "換場地", "Move")
)
def move(lesson: Demonstration, _act: Act, *, place: str, seats: int) -> Demonstration:
    """Give it at another place, with more seats or fewer."""
    return change(lesson, place=place, seats=seats)


@move.check
def place_is_large_enough(
    lesson: Demonstration, _act: Act, *, place: str, seats: int
) -> Iterable[Refusal]:
    """Everybody who has a seat keeps it."""
    least = max(len(lesson.registrations), 1)
    if not place.strip():
        yield INCOMPLETE()
    if seats < least:
        yield NO_ROOM(measured=seats, required=least)


@demonstration.transition(
    source=ANNOUNCED,
    target=STAY,
    by=staff,
    label=Text("报名", "報名", "Register"),
    guards=(still_open,),
)
def register(lesson: Demonstration, act: Act) -> Demonstration:
    """Take a seat for oneself."""
    return seated(lesson, act, (act.actor.id,))


@register.check
def seat_is_theirs(lesson: Demonstration, act: Act) -> Iterable[Refusal]:
    """There is a seat for somebody like them."""
    return seating(lesson, act, (act.actor.id,))


@demonstration.transition(
    source=ANNOUNCED,
    target=STAY,
    by=role(OFFICE),
    label=Text("集体报名", "集體報名", "Enrol"),
    guards=(still_open,),
)
def enrol(
    lesson: Demonstration, act: Act, *, people: tuple[str, ...] = (), grade: str = ""
) -> Demonstration:
    """Take seats for people by name, for all the young teachers of a grade, or for both."""
    return seated(lesson, act, enrolled(lesson, act, people, grade))


@enrol.check
def seats_are_theirs(
    lesson: Demonstration, act: Act, *, people: tuple[str, ...] = (), grade: str = ""
) -> Iterable[Refusal]:
    """Somebody is named, or the grade has young teachers; and there are seats for all."""
    if not people and not grade.strip():
        yield NOBODY_NAMED()
    if grade.strip():
        young = young_without_seat(lesson, act.reader, grade=grade)
        unknown = [one for one in young.unknown if one not in people]
        if unknown:
            yield YOUNG_UNKNOWN(measured=listing(unknown))
        elif not young.people:
            yield NO_YOUNG(measured=grade)
    yield from seating(lesson, act, enrolled(lesson, act, people, grade))


@demonstration.transition(
    source=ANNOUNCED,
    target=STAY,
    by=registered | role(OFFICE),
    label=Text("取消报名", "取消報名", "Give a seat back"),
)
def withdraw(lesson: Demonstration, _act: Act, *, person: str) -> Demonstration:
    """Give somebody's seat back, so that another may have it."""
    rest = tuple(one for one in lesson.registrations if one.person != person)
    return change(lesson, registrations=rest)


@withdraw.check
def seat_can_be_given_back(lesson: Demonstration, act: Act, *, person: str) -> Iterable[Refusal]:
    """A seat that is taken and not used yet, one's own unless the office gives it back."""
    if person not in lesson.registered:
        yield NO_SEAT(measured=person, required=listed(lesson.registered))
    elif person != act.actor.id and not act.actor.has(OFFICE):
        yield NOT_YOURS(measured=person)
    if person in lesson.present:
        yield WAS_THERE(measured=person)


@demonstration.transition(
    source=ANNOUNCED, target=STAY, by=organiser, label=Text("签到", "簽到", "Sign in")
)
def sign_in(
    lesson: Demonstration,
    act: Act,
    *,
    attended: tuple[str, ...] = (),
    contributed: tuple[str, ...] = (),
    led: tuple[str, ...] = (),
) -> Demonstration:
    """Take the sign-in: who watched, who spoke about it, who gave it; in one go or in several."""
    return signed_in(lesson, act, lesson.on, by_part(attended, contributed, led))


@sign_in.check
def sign_in_is_right(
    lesson: Demonstration,
    act: Act,
    *,
    attended: tuple[str, ...] = (),
    contributed: tuple[str, ...] = (),
    led: tuple[str, ...] = (),
) -> Iterable[Refusal]:
    """The day has come, who watched has a seat, and nobody else than the host gave the lesson."""
    parts = by_part(attended, contributed, led)
    yield from signing_in(lesson, act, lesson.on, parts)
    watched = {*attended, *contributed}
    wrong = sorted((watched & {lesson.host}) | (set(led) - {lesson.host}))
    if wrong:
        yield WRONG_LEAD(measured=listing(wrong), required=lesson.host)
    without = sorted(watched - lesson.registered - {lesson.host})
    if without:
        yield NO_SEAT(measured=listing(without), required=listed(lesson.registered))


@demonstration.transition(
    source=(ANNOUNCED, HELD),
    target=STAY,
    by=organiser,
    label=Text("划去签到", "劃去簽到", "Strike out"),
    reason_required=True,
)
def strike(lesson: Demonstration, act: Act, *, person: str) -> Demonstration:
    """Strike somebody out of the sign-in who was put there by mistake; their note falls with it."""
    notes = tuple(note for note in lesson.notes if note.by != person)
    return _settled(change(struck(lesson, person, lesson.on), notes=notes), act)


@strike.check
def stands_on_the_sheet(lesson: Demonstration, _act: Act, *, person: str) -> Refusal | None:
    """Only who stands on the sheet is struck out."""
    return striking(lesson, person, lesson.on)


@demonstration.transition(
    source=ANNOUNCED,
    target=HELD,
    by=organiser,
    label=Text("开课", "開課", "Hold"),
    guards=(is_over, was_given),
)
def hold(
    lesson: Demonstration,
    act: Act,
    *,
    minutes: str,
    materials: tuple[str, ...] = (),
    class_list: frozenset[str] = frozenset(),
) -> Demonstration:
    """Put down what was said about the lesson; from now on the young observers owe their notes."""
    del class_list  # the check has looked at it
    policy = lesson.policy
    credit_by = within(act, CREDITING, lesson.on, policy.credit_within_working_days)
    notes_by = within(act, NOTES, lesson.on, policy.note_within_working_days)
    owed = (notes_by, credit_by) if lesson.owing else (credit_by,)
    return change(lesson, minutes=minutes, materials=materials, deadlines=owed)


@hold.check
def minutes_are_fit(
    lesson: Demonstration,
    _act: Act,
    *,
    minutes: str,
    class_list: frozenset[str] = frozenset(),
    **_rest: object,
) -> Iterable[Refusal]:
    """There are minutes, from which nobody can tell who the pupils are."""
    if not minutes.strip():
        yield NO_MINUTES()
    written = [(_MINUTES, minutes)]
    yield from identifying(written, class_list, most_digits=lesson.policy.most_digits)


@demonstration.transition(
    source=HELD,
    target=STAY,
    by=observer,
    label=Text("交笔记", "交筆記", "Hand in a note"),
    guards=(not_noted_yet,),
)
def note(
    lesson: Demonstration, act: Act, *, text: str, class_list: frozenset[str] = frozenset()
) -> Demonstration:
    """Hand in what one takes away. The class list is compared with it, and kept nowhere."""
    made = ObservationNote(by=act.actor.id, on=act.on, text=text, names_compared=len(class_list))
    return _settled(change(lesson, notes=(*lesson.notes, made)), act)


@note.check
def note_is_fit(
    lesson: Demonstration, _act: Act, *, text: str, class_list: frozenset[str] = frozenset()
) -> Iterable[Refusal]:
    """There is a note, from which nobody can tell who the pupils are."""
    if not text.strip():
        yield EMPTY_NOTE()
    yield from identifying([(_NOTE, text)], class_list, most_digits=lesson.policy.most_digits)


@demonstration.transition(
    source=HELD,
    target=CREDITED,
    by=office,
    label=Text("认定学时", "認定學時", "Credit the hours"),
    guards=(somebody_came, notes_are_in, rests_on_scheme),
)
def credit(lesson: Demonstration, act: Act) -> Demonstration:
    """Credit the hours that follow from the sign-in to everybody who owes no note."""
    done = met(lesson.deadlines, CREDITING, act.on)
    return change(lesson, credits=credits_of(lesson), deadlines=done)


@demonstration.transition(
    source=CREDITED, target=ARCHIVED, by=organiser, label=Text("归档", "歸檔", "Archive")
)
def archive(lesson: Demonstration, _act: Act, *, collection: str) -> Demonstration:
    """Put lesson plan, minutes and notes into a collection."""
    return change(lesson, collection=collection)


@archive.check
def collection_is_named(_lesson: Demonstration, _act: Act, *, collection: str) -> Refusal | None:
    """It can be found again."""
    return None if collection.strip() else NO_COLLECTION()


@demonstration.transition(
    source=ANNOUNCED,
    target=CANCELLED,
    by=organiser,
    label=Text("取消", "取消", "Cancel"),
    guards=(nobody_came_yet,),
    reason_required=True,
)
def cancel(lesson: Demonstration, _act: Act) -> Demonstration:
    """Call the lesson off."""
    return lesson


remind = reminding(demonstration, source=HELD, by=role(OFFICE))
confirm = confirmation(demonstration, source=(ANNOUNCED, HELD), by=office)
crediting(demonstration, source=(CREDITED, ARCHIVED), by=office)


@demonstration.explained
def why(lesson: Demonstration, asked: Question) -> Explanation | None:
    """The hours, what is owed and by whom, and how the seats are taken."""
    told = explain_attendance(lesson, asked)
    parts = told.parts if told is not None else ()
    owed = tuple(
        Explanation(
            title=_NOTE,
            value=_NOT_IN,
            who=person,
            source=lesson.id,
            shows=("presences", "registrations", "notes"),
        )
        for person in (sorted(lesson.owing) if lesson.state != ANNOUNCED else ())
    )
    seats = Explanation(
        title=_SEATS,
        value=_TAKEN.format(
            taken=len(lesson.registrations),
            seats=lesson.seats,
            young=sum(one.young for one in lesson.registrations),
        ),
        source=lesson.id,
        shows=("registrations", "seats"),
    )
    return Explanation(title=lesson.label, value=Text.same(lesson.id), parts=(*parts, *owed, seats))


demonstration.seal()


def _settled(lesson: Demonstration, act: Act) -> Demonstration:
    """The lesson with the deadline of the notes met, once nobody owes one."""
    if lesson.owing:
        return lesson
    return change(lesson, deadlines=met(lesson.deadlines, NOTES, act.on))


def _notes_due(lesson: Demonstration, act: Act) -> date:
    """The last day for the notes; a lesson confirmed after it was held counts it anew."""
    for one in lesson.deadlines:
        if one.what == NOTES:
            return one.due
    days = lesson.policy.note_within_working_days
    return add_working_days(act.working_days(), lesson.on, days)


_MINUTES = Text("评课记录", "評課記錄", "minutes")
_NOTE = Text("观摩笔记", "觀摩筆記", "Observation note")
_NOT_IN = Text("未交，不计学时", "未交，不計學時", "not in: no hours without it")
_SEATS = Text("席位", "席位", "Seats")
_TAKEN = Text(
    "{seats}席已报{taken}人，其中青年教师{young}人",
    "{seats}席已報{taken}人，其中青年教師{young}人",
    "{taken} of {seats} taken, {young} of them by young teachers",
)
