"""走出去: a visit, from the application over the approval and the journey to credited hours.

Somebody looks after each class that is left behind, and has agreed to it. Who was away reports,
and shares what they saw with colleagues; only then are the hours credited.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from homeroom_core.act import Act
from homeroom_core.calendar import add_working_days
from homeroom_core.change import change
from homeroom_core.errors import HomeroomError, Refusal
from homeroom_core.grants import Grant, owner, role
from homeroom_core.lifecycle import STAY, Lifecycle
from homeroom_core.people import OFFICE, PRINCIPAL, Level
from homeroom_core.text import Text, listing
from homeroom_core.training.activity import CONTRIBUTED, LED
from homeroom_core.training.attendance import (
    Attended,
    amounts_are_fit,
    by_part,
    crediting,
    credits_of,
    days_to_come,
    explain_attendance,
    is_in_post,
    is_over,
    nobody_came_yet,
    nominated,
    noted_own,
    signed_in,
    signing_in,
    somebody_came,
    striking,
    struck,
)
from homeroom_core.training.deadline import (
    REPORT,
    SHARING,
    met,
    named_deadline,
    overdue,
    reminding,
    something_is_overdue,
    within,
)
from homeroom_core.training.under_scheme import (
    confirmation,
    keeps_to_scheme,
    opening,
    rests_on_scheme,
)
from homeroom_core.training.visit_reasons import (
    AGREED_ALREADY,
    APPROVED_LATE,
    COVERS_ALREADY,
    GOES_ALONG,
    INCOMPLETE,
    NO_DOCUMENT,
    NO_EVIDENCE,
    NO_REPORT,
    NO_SUCH_CLASS,
    NOT_A_TRAVELLER,
    NOT_COVERED,
    NOT_SHARED_THERE,
    NOT_SHOWN,
    STILL_OWES,
)
from homeroom_core.training.visit_records import (
    APPLIED,
    APPROVED,
    CANCELLED,
    CREDITED,
    DECLINED,
    LAPSED,
    REPORTED,
    SHARED,
    TRAVELLED,
    VISIT_STATES,
    Cover,
    Sharing,
    Visit,
    VisitPolicy,
    VisitReport,
    classes_left,
)

visit = Lifecycle(
    Visit, states=VISIT_STATES, initial=APPLIED, final=(CREDITED, DECLINED, CANCELLED, LAPSED)
)

travelled = Grant(
    Text("外出的教师", "外出的教師", "somebody who was there"),
    lambda record, act: act.actor.id in record.present,
)
covering = Grant(
    Text("代管的同事", "代管的同事", "the colleague named as cover"),
    lambda record, act: any(cover.colleague == act.actor.id for cover in record.covers),
)
principal = role(PRINCIPAL).but_not(owner)
office = role(OFFICE).but_not(owner).but_not(noted_own)


def owes_nothing(visit: Visit, act: Act) -> Iterable[Refusal]:
    """Nobody goes again while a report or a sharing of theirs is overdue."""
    if not visit.policy.overdue_bars:
        return
    for other in act.reader.find(Visit, state=(TRAVELLED, REPORTED)):
        if visit.travellers.isdisjoint(other.present):
            continue
        for late in overdue(other, act.on):
            since = late.overdue_since(act.on)
            yield STILL_OWES(measured=other.id, what=named_deadline(late), since=since)


def classes_are_covered(visit: Visit, act: Act) -> Refusal | None:
    """For each class that is left behind, a colleague in post has agreed."""
    agreed = {
        cover.class_code
        for cover in visit.covers
        if cover.agreed_on is not None and is_in_post(act.reader, cover.colleague)
    }
    open_ones = [code for code in classes_left(visit, act.reader) if code not in agreed]
    return NOT_COVERED(measured=listing(open_ones)) if open_ones else None


def approved_in_time(visit: Visit, act: Act) -> Refusal | None:
    """A visit is approved so many working days before its first day."""
    days = visit.policy.approve_working_days_before
    earliest = add_working_days(act.working_days(), act.on, days)
    if visit.starts < earliest:
        return APPROVED_LATE(measured=visit.starts, required=earliest, days=days)
    return None


def not_agreed_yet(visit: Visit, act: Act) -> Refusal | None:
    """A colleague agrees once."""
    for cover in visit.covers:
        if cover.colleague == act.actor.id and cover.agreed_on is not None:
            return AGREED_ALREADY(measured=cover.agreed_on)
    return None


@visit.creation(
    by=owner | role(OFFICE),
    label=Text("申请", "申請", "Apply"),
    guards=(keeps_to_scheme, owes_nothing),
)
def apply(
    act: Act,
    *,
    leader: str,
    destination: str,
    purpose: str,
    starts: date,
    ends: date,
    budget: Decimal,
    companions: frozenset[str] = frozenset(),
    level: Level = Level.SCHOOL,
    policy: VisitPolicy | None = None,
) -> Visit:
    """Apply for a visit, of one or of a group."""
    opened = opening(act, Visit, VisitPolicy, policy)
    return Visit(
        id=act.new_id,
        org=act.org,
        state=APPLIED,
        basis=opened.basis,
        leader=leader,
        companions=companions,
        destination=destination,
        purpose=purpose,
        level=level,
        starts=starts,
        ends=ends,
        budget=budget,
        policy=opened.terms,
    )


@apply.check
def application_is_complete(
    visit: Visit,
    act: Act,
    *,
    destination: str,
    purpose: str,
    budget: Decimal,
    **_rest: object,
) -> Iterable[Refusal]:
    """It says where, what for and when, what it may cost, and who goes: people in post."""
    if not (destination.strip() and purpose.strip()):
        yield INCOMPLETE()
    yield from days_to_come(visit, act)
    unfit = amounts_are_fit((budget,))
    if unfit is not None:
        yield unfit
    yield from nominated(act.reader, visit.travellers)


@visit.transition(
    source=(APPLIED, APPROVED),
    target=STAY,
    by=owner | role(OFFICE),
    label=Text("指定代管", "指定代管", "Name cover"),
)
def name_cover(visit: Visit, _act: Act, *, class_code: str, colleague: str) -> Visit:
    """Name the colleague who is asked to look after a class, in place of anybody named before."""
    kept = tuple(cover for cover in visit.covers if cover.class_code != class_code)
    return change(visit, covers=(*kept, Cover(class_code=class_code, colleague=colleague)))


@name_cover.check
def cover_is_fit(visit: Visit, act: Act, *, class_code: str, colleague: str) -> Iterable[Refusal]:
    """A class that is left behind, and a colleague in post who stays and covers no other."""
    left = classes_left(visit, act.reader)
    if class_code not in left:
        yield NO_SUCH_CLASS(measured=class_code, required=listing(left))
    yield from nominated(act.reader, (colleague,))
    if colleague in visit.travellers or _is_away(visit, act, colleague):
        yield GOES_ALONG(measured=colleague)
    for cover in visit.covers:
        if cover.colleague == colleague and cover.class_code != class_code:
            yield COVERS_ALREADY(measured=colleague, other=cover.class_code)


@visit.transition(
    source=(APPLIED, APPROVED),
    target=STAY,
    by=covering,
    label=Text("同意代管", "同意代管", "Agree"),
    guards=(not_agreed_yet,),
)
def agree(visit: Visit, act: Act) -> Visit:
    """Agree to look after the class."""
    covers = tuple(
        change(cover, agreed_on=act.on) if cover.colleague == act.actor.id else cover
        for cover in visit.covers
    )
    return change(visit, covers=covers)


@visit.transition(
    source=(APPLIED, APPROVED),
    target=STAY,
    by=covering,
    label=Text("不能代管", "不能代管", "Step back"),
    reason_required=True,
)
def step_back(visit: Visit, act: Act) -> Visit:
    """Say that one cannot look after the class; somebody else has to be named."""
    kept = tuple(cover for cover in visit.covers if cover.colleague != act.actor.id)
    return change(visit, covers=kept)


@visit.transition(
    source=APPLIED,
    target=APPROVED,
    by=principal,
    label=Text("批准", "核准", "Approve"),
    guards=(classes_are_covered, approved_in_time),
)
def approve(visit: Visit, _act: Act, *, document: str) -> Visit:
    """Let them go."""
    return change(visit, document=document)


@approve.check
def document_is_named(_visit: Visit, _act: Act, *, document: str) -> Refusal | None:
    """The approval has a number."""
    return None if document.strip() else NO_DOCUMENT()


@visit.transition(
    source=APPLIED,
    target=DECLINED,
    by=principal,
    label=Text("不批准", "不核准", "Decline"),
    reason_required=True,
)
def decline(visit: Visit, _act: Act) -> Visit:
    """Do not let them go."""
    return visit


@visit.transition(
    source=(APPLIED, APPROVED),
    target=CANCELLED,
    by=owner | role(OFFICE),
    label=Text("取消", "取消", "Cancel"),
    guards=(nobody_came_yet,),
    reason_required=True,
)
def cancel(visit: Visit, _act: Act) -> Visit:
    """Give the visit up before anybody went."""
    return visit


@visit.transition(
    source=APPROVED, target=STAY, by=owner | role(OFFICE), label=Text("签到", "簽到", "Sign in")
)
def sign_in(
    visit: Visit,
    act: Act,
    *,
    on: date,
    evidence: tuple[str, ...],
    attended: tuple[str, ...] = (),
    contributed: tuple[str, ...] = (),
    led: tuple[str, ...] = (),
) -> Visit:
    """Note who was there on a day, and what shows it: a sign-in sheet, a ticket."""
    return signed_in(visit, act, on, by_part(attended, contributed, led), evidence)


@sign_in.check
def sign_in_is_right(
    visit: Visit,
    act: Act,
    *,
    on: date,
    evidence: tuple[str, ...],
    attended: tuple[str, ...] = (),
    contributed: tuple[str, ...] = (),
    led: tuple[str, ...] = (),
) -> Iterable[Refusal]:
    """A day of the visit that has come, people who were to go, each once, and evidence."""
    named = by_part(attended, contributed, led)
    yield from signing_in(visit, act, on, named)
    strange = sorted({*attended, *contributed, *led} - visit.travellers)
    if strange:
        going = listing(sorted(visit.travellers))
        yield NOT_A_TRAVELLER(measured=listing(strange), required=going)
    if not any(one.strip() for one in evidence):
        yield NO_EVIDENCE()


@visit.transition(
    source=(APPROVED, TRAVELLED, REPORTED, SHARED),
    target=STAY,
    by=owner | role(OFFICE),
    label=Text("划去签到", "劃去簽到", "Strike out"),
    reason_required=True,
)
def strike(visit: Visit, _act: Act, *, person: str, on: date) -> Visit:
    """Strike somebody out of the sign-in who was put there by mistake."""
    return struck(visit, person, on)


@strike.check
def stands_on_the_sheet(visit: Visit, _act: Act, *, person: str, on: date) -> Refusal | None:
    """Only who stands on the sheet of that day is struck out."""
    return striking(visit, person, on)


@visit.transition(
    source=APPROVED,
    target=TRAVELLED,
    by=owner | role(OFFICE),
    label=Text("返校", "返校", "Return"),
    guards=(is_over, somebody_came),
)
def travel(visit: Visit, act: Act) -> Visit:
    """Come back: from the last day on, a report is owed, and sharing it with colleagues."""
    policy = visit.policy
    return change(
        visit,
        deadlines=(
            within(act, REPORT, visit.ends, policy.report_within_working_days),
            within(act, SHARING, visit.ends, policy.share_within_working_days),
        ),
    )


@visit.transition(
    source=TRAVELLED, target=REPORTED, by=travelled, label=Text("报告", "報告", "Report")
)
def report(visit: Visit, act: Act, *, text: str, materials: tuple[str, ...] = ()) -> Visit:
    """Report, for all who were there."""
    made = VisitReport(by=act.actor.id, on=act.on, text=text, materials=materials)
    return change(visit, report=made, deadlines=met(visit.deadlines, REPORT, act.on))


@report.check
def report_says_something(
    _visit: Visit, _act: Act, *, text: str, **_rest: object
) -> Refusal | None:
    """There is a report."""
    return None if text.strip() else NO_REPORT()


@visit.transition(source=REPORTED, target=SHARED, by=travelled, label=Text("分享", "分享", "Share"))
def share(visit: Visit, act: Act, *, event: str = "", document: str = "") -> Visit:
    """Note where colleagues were told of it: a forum or seminar, or else a document."""
    made = Sharing(by=act.actor.id, on=act.on, event=event, document=document)
    return change(visit, sharing=made, deadlines=met(visit.deadlines, SHARING, act.on))


@share.check
def sharing_is_shown(
    visit: Visit, act: Act, *, event: str = "", document: str = ""
) -> Iterable[Refusal]:
    """An activity at which the one who shares spoke afterwards, or a document."""
    if not (event.strip() or document.strip()):
        yield NOT_SHOWN()
    if event.strip() and not _spoke_at(visit, act, event):
        yield NOT_SHARED_THERE(measured=event, required=visit.ends)


@visit.transition(
    source=SHARED,
    target=CREDITED,
    by=office,
    label=Text("认定学时", "認定學時", "Credit the hours"),
    guards=(somebody_came, rests_on_scheme),
)
def credit(visit: Visit, _act: Act) -> Visit:
    """Credit everybody the hours that follow from the sign-in, once it was shared."""
    return change(visit, credits=credits_of(visit))


@visit.transition(
    source=(TRAVELLED, REPORTED),
    target=LAPSED,
    by=office,
    label=Text("作失效处理", "作失效處理", "Let lapse"),
    guards=(something_is_overdue,),
    reason_required=True,
)
def lapse(visit: Visit, _act: Act) -> Visit:
    """Close a visit without credit, as what is owed will not be done."""
    return visit


remind = reminding(visit, source=(TRAVELLED, REPORTED), by=role(OFFICE))
confirm = confirmation(visit, source=(APPLIED, APPROVED, TRAVELLED, REPORTED, SHARED), by=office)
crediting(visit, source=CREDITED, by=office)
visit.explained(explain_attendance)

visit.seal()


def _is_away(visit: Visit, act: Act, person: str) -> bool:
    """Whether somebody is on another visit on one of the days."""
    return any(
        person in other.travellers and other.overlaps(visit.starts, visit.ends)
        for other in act.reader.find(Visit, state=(APPLIED, APPROVED))
        if other.id != visit.id
    )


def _spoke_at(visit: Visit, act: Act, event: str) -> bool:
    """Whether the one who acts spoke at that activity when the visit was over."""
    try:
        found = act.reader.any(event)
    except HomeroomError:  # there is none, or its contents were erased
        return False
    return (
        isinstance(found, Attended)
        and found.id != visit.id
        and any(
            one.person == act.actor.id and one.part in (CONTRIBUTED, LED) and one.on >= visit.ends
            for one in found.presences
        )
    )
