"""学时/学分: hours of training, one record for each activity and person, credited once.

Hours come from an activity of the school, which says who earned how many, or from a certificate or
platform record of a training elsewhere. The office verifies them, and credits what the caps of the
scheme leave of them; what a cap cut off is kept. Credits that should not have been are revoked, and
count no more. `homeroom_core.training.hours_account` says what somebody has and still needs.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.errors import ErasedError, RecordNotFoundError, Refusal
from homeroom_core.explanation import Explanation, Made, Question
from homeroom_core.grants import owner, role
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.people import OFFICE, PRINCIPAL, Level
from homeroom_core.provided import Provided
from homeroom_core.record import Reader
from homeroom_core.text import Text
from homeroom_core.trace import show
from homeroom_core.training.activity import Activity, Credit
from homeroom_core.training.hours_reasons import (
    DIFFERS,
    DOCUMENT_IS_ACTIVITY,
    IN_THE_FUTURE,
    LOGGED_TWICE,
    NO_ACTIVITY,
    NO_DOCUMENT,
    NO_HOURS,
    NO_RECEIPT,
    NO_TITLE,
    NOT_EARNED,
    UNKNOWN_PERSON,
)
from homeroom_core.training.hours_records import (
    COUNTED_STATES,
    CREDITED,
    CYCLE,
    LOGGED,
    PLATFORM,
    REJECTED,
    REPORTED,
    REVOKED,
    SOURCES,
    VERIFIED,
    VOID_STATES,
    YEAR,
    Counted,
    CutOff,
    HoursCap,
    HoursPolicy,
    TrainingHours,
    count,
    source_of,
)
from homeroom_core.training.person import Person
from homeroom_core.training.under_scheme import (
    confirmation,
    keeps_to_scheme,
    opening,
    rests_on_scheme,
)

hours = Lifecycle(
    TrainingHours,
    states=(LOGGED, VERIFIED, CREDITED, REPORTED, REJECTED, REVOKED),
    initial=LOGGED,
    final=(CREDITED, REPORTED, REJECTED, REVOKED),
)

office = role(OFFICE, PRINCIPAL).but_not(owner)


def person_is_known(hours: TrainingHours, act: Act) -> Refusal | None:
    """Hours are logged for somebody of the roster, whether in post now or not."""
    try:
        act.reader.get(Person, hours.person)
    except RecordNotFoundError:
        return UNKNOWN_PERSON(measured=hours.person)
    return None


def logged_once(hours: TrainingHours, act: Act) -> Refusal | None:
    """An activity or a certificate gives hours to a person once; what was undone is none."""
    if not (hours.activity or hours.document):
        return None
    same = act.reader.find(
        TrainingHours, person=hours.person, activity=hours.activity, document=hours.document
    )
    for other in same:
        if other.id != hours.id and other.state not in VOID_STATES:
            return LOGGED_TWICE(measured=other.id)
    return None


def agrees_with_activity(hours: TrainingHours, act: Act) -> Refusal | None:
    """Hours of an activity are as many as the activity gives now."""
    if not hours.activity:
        return None
    credit = _credit(act.reader, hours.activity, hours.person)
    given = credit.hours if credit is not None else Decimal(0)
    return None if given == hours.hours else DIFFERS(measured=hours.hours, required=given)


@hours.creation(
    by=owner | role(OFFICE, PRINCIPAL),
    label=Text("登记活动学时", "登記活動學時", "Log an activity"),
    guards=(person_is_known, logged_once, keeps_to_scheme),
)
def log_activity(
    act: Act,
    *,
    activity: str,
    person: str,
    pre_service: bool = False,
    policy: HoursPolicy | None = None,
) -> TrainingHours:
    """Log what somebody earned by an activity; the hours are those that the activity gives."""
    opened = opening(act, TrainingHours, HoursPolicy, policy)
    found, credit = _activity(act.reader, activity), _credit(act.reader, activity, person)
    level = Level(found.credit_level()) if found is not None else Level.SCHOOL
    part = credit.part if credit is not None else ""
    return TrainingHours(
        id=act.new_id,
        org=act.org,
        state=LOGGED,
        basis=opened.basis,
        policy=opened.terms,
        person=person,
        activity=activity,
        source=source_of(level, part),
        level=level,
        part=part,
        hours=credit.hours if credit is not None else Decimal(0),
        earned_on=(found.earned_on() if found is not None else None) or act.on,
        pre_service=pre_service,
    )


@log_activity.check
def activity_gives_hours(
    _hours: TrainingHours,
    act: Act,
    *,
    activity: str,
    person: str,
    pre_service: bool = False,
    policy: HoursPolicy | None = None,
) -> Refusal | None:
    """It is an activity of this school, and it gives hours to this person."""
    del pre_service, policy
    if _activity(act.reader, activity) is None:
        return NO_ACTIVITY(measured=activity)
    if _credit(act.reader, activity, person) is None:
        return NOT_EARNED(measured=activity, person=person)
    return None


@hours.creation(
    by=owner | role(OFFICE, PRINCIPAL),
    label=Text("登记证书学时", "登記證書學時", "Log a document"),
    guards=(person_is_known, logged_once, keeps_to_scheme),
)
def log_document(
    act: Act,
    *,
    person: str,
    document: str,
    title: str,
    hours: Decimal,
    level: Level,
    earned_on: date,
    platform: bool = False,
    pre_service: bool = False,
    policy: HoursPolicy | None = None,
) -> TrainingHours:
    """Log a training elsewhere by its certificate, or by the record of an online platform."""
    opened = opening(act, TrainingHours, HoursPolicy, policy)
    return TrainingHours(
        id=act.new_id,
        org=act.org,
        state=LOGGED,
        basis=opened.basis,
        policy=opened.terms,
        person=person,
        document=document.strip(),
        title=title,
        source=PLATFORM if platform else source_of(level, ""),
        level=level,
        hours=hours,
        earned_on=earned_on,
        pre_service=pre_service,
    )


@log_document.check
def document_is_complete(
    _hours: TrainingHours,
    act: Act,
    *,
    person: str,
    document: str,
    title: str,
    hours: Decimal,
    level: Level,
    earned_on: date,
    platform: bool = False,
    pre_service: bool = False,
    policy: HoursPolicy | None = None,
) -> Iterable[Refusal]:
    """A training elsewhere has a document, a name, hours, and is over; no activity is typed in."""
    del person, level, platform, pre_service, policy
    if not document.strip():
        yield NO_DOCUMENT()
    elif _activity(act.reader, document.strip()) is not None:
        yield DOCUMENT_IS_ACTIVITY(measured=document.strip())
    if not title.strip():
        yield NO_TITLE()
    if not hours.is_finite() or hours <= 0:
        yield NO_HOURS(measured=hours)
    if earned_on > act.on:
        yield IN_THE_FUTURE(measured=earned_on, when=earned_on)


@hours.transition(
    source=LOGGED,
    target=VERIFIED,
    by=office,
    label=Text("核实", "核實", "Verify"),
    guards=(agrees_with_activity,),
)
def verify(hours: TrainingHours, _act: Act) -> TrainingHours:
    """Find the sign-in, certificate or platform record in order."""
    return hours


@hours.transition(
    source=(LOGGED, VERIFIED),
    target=REJECTED,
    by=office,
    label=Text("不予认定", "不予認定", "Reject"),
    reason_required=True,
)
def reject(hours: TrainingHours, _act: Act) -> TrainingHours:
    """Refuse what cannot be shown or was logged wrongly; it may be logged again."""
    return hours


@hours.transition(
    source=VERIFIED,
    target=CREDITED,
    by=office,
    label=Text("认定", "認定", "Credit"),
    guards=(logged_once, agrees_with_activity, rests_on_scheme),
)
def credit(hours: TrainingHours, act: Act) -> TrainingHours:
    """Credit what the caps leave of the hours; what they cut off is kept beside it."""
    ever = (*COUNTED_STATES, REVOKED)
    before = tuple(act.reader.find(TrainingHours, person=hours.person, state=ever))
    number = max((one.number for one in before), default=0) + 1
    counted = count(hours, (one for one in before if one.state != REVOKED))
    return change(hours, number=number, counted=counted)


@hours.transition(source=CREDITED, target=REPORTED, by=office, label=Text("上报", "上報", "Report"))
def report(hours: TrainingHours, _act: Act, *, receipt: str) -> TrainingHours:
    """Note that the platform has them, with what it gave as a receipt."""
    return change(hours, receipt=receipt)


@report.check
def receipt_is_named(_hours: TrainingHours, _act: Act, *, receipt: str) -> Refusal | None:
    """What was reported has a receipt."""
    return None if receipt.strip() else NO_RECEIPT()


@hours.transition(
    source=(CREDITED, REPORTED),
    target=REVOKED,
    by=office,
    label=Text("撤销认定", "撤銷認定", "Revoke"),
    reason_required=True,
)
def revoke(hours: TrainingHours, _act: Act) -> TrainingHours:
    """Take back credits given by mistake or on false evidence; they stay on record, uncounted.

    What a cap cut off from hours credited later is then computed anew with `accept_counted`.
    """
    return hours


confirm = confirmation(hours, source=(LOGGED, VERIFIED), by=office)


@hours.derived("hours", label=Text("登记学时", "登記學時", "the hours logged"), by=office)
def hours_again(hours: TrainingHours, reader: Reader, _provided: Provided) -> Decimal | None:
    """The hours of an activity, read from it again; none for a document, or once it is gone."""
    if hours.state == REVOKED:
        return hours.hours
    credit = _credit(reader, hours.activity, hours.person) if hours.activity else None
    return None if credit is None else credit.hours


@hours.derived("counted", label=Text("认定学时", "認定學時", "what was credited"), by=office)
def counted_again(hours: TrainingHours, reader: Reader, _provided: Provided) -> Counted | None:
    """What was credited, made again from the hours of the person credited before."""
    if hours.counted is None or hours.state == REVOKED:
        return hours.counted
    others = reader.find(TrainingHours, person=hours.person, state=tuple(COUNTED_STATES))
    return count(hours, (one for one in others if one.number < hours.number))


@hours.explained
def why(hours: TrainingHours, _asked: Question) -> Explanation | None:
    """The credits, from the hours earned through every cap that cut something off."""
    counted = hours.counted
    if counted is None:
        return None
    left = Explanation(
        title=_EARNED.format(source=_named(hours.source), on=hours.earned_on),
        number=Fraction(hours.hours),
        source=hours.id,
        shows=("hours", "source", "earned_on"),
    )
    for cut in counted.cut_off:
        left = _capped(hours, cut, left)
    rate = Fraction(hours.policy.hours_per_credit[hours.level])
    return Explanation(
        title=_CREDITS.format(rate=show(rate)),
        number=counted.credits,
        made=Made(operation="times", factor=1 / rate),
        source=hours.id,
        shows=("counted",),
        parts=(left,),
    )


hours.seal()


def unlogged(activity: Activity, reader: Reader) -> tuple[str, ...]:
    """Ids of the people whom an activity gives hours that are not logged yet, in its order."""
    logged = {
        one.person
        for one in reader.find(TrainingHours, activity=activity.id)
        if one.state not in VOID_STATES
    }
    people = dict.fromkeys(credit.person for credit in activity.credits)
    return tuple(person for person in people if person not in logged)


def _activity(reader: Reader, id: str) -> Activity | None:
    try:
        found = reader.any(id)
    except (RecordNotFoundError, ErasedError):
        return None
    return found if isinstance(found, Activity) else None


def _credit(reader: Reader, activity: str, person: str) -> Credit | None:
    found = _activity(reader, activity)
    return found.credit_of(person) if found is not None else None


def _named(source: str) -> Text:
    return next(term.label for term in SOURCES if term == source)


def _capped(hours: TrainingHours, cut: CutOff, before: Explanation) -> Explanation:
    cap = next((cap for cap in hours.policy.caps if cap.id == cut.cap), None)
    return Explanation(
        title=_AFTER_CAP.format(cap=cut.cap),
        number=min(cut.room, before.number or Fraction(0)),
        made=Made(operation="cap", limit=cut.room),
        clause=None if cap is None else _clause(hours.policy, cap),
        source=hours.id,
        shows=("counted",),
        parts=(before,),
    )


def _clause(policy: HoursPolicy, cap: HoursCap) -> Text:
    return _CAP.format(
        source=_named(cap.source) if cap.source else _ALL,
        per=YEAR.label if cap.per == "year" else CYCLE.label,
        limit=show(cap.limit(policy)),
    )


_EARNED = Text(
    "{source}，{on}取得的学时", "{source}，{on}取得的學時", "Hours earned on {on}, {source}"
)
_CREDITS = Text(
    "学分（{rate} 学时为 1 学分）",
    "學分（{rate} 學時為 1 學分）",
    "Credits, {rate} hours to the credit",
)
_AFTER_CAP = Text("按上限 {cap} 计", "按上限 {cap} 計", "After the cap {cap}")
_CAP = Text(
    "{source}{per}最多计 {limit} 学时，此前已计的除外",
    "{source}{per}最多計 {limit} 學時，此前已計的除外",
    "{source}: at most {limit} hours {per}, less what counted before",
)
_ALL = Text("全部来源", "全部來源", "All sources")
