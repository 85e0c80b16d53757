"""反思: a teacher's journal entry, and the self-study (自主研修) that is logged in it.

An entry is private until its author shares it: until then nobody else can read it or learn that it
exists, the office and the principal included. What has been shared stays shared. Reading and
courses are logged with their hours; the office verifies them, and only what was shared can credit.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.errors import Refusal
from homeroom_core.explanation import Explanation, Made, Question
from homeroom_core.grants import Grant, owner, role, staff
from homeroom_core.lifecycle import STAY, Lifecycle
from homeroom_core.people import OFFICE
from homeroom_core.provided import Provided
from homeroom_core.record import Reader
from homeroom_core.text import Text, coded, listing
from homeroom_core.training.activity import STUDIED, Credit, check_hours
from homeroom_core.training.deidentify import identifying
from homeroom_core.training.linked import LINKED_ALREADY, NO_SUCH_RECORD, seen_record
from homeroom_core.training.reflection_reasons import (
    CANNOT_UNSHARE,
    CREDITED_ALREADY,
    MORE_THAN_LOGGED,
    NO_COMMENT,
    NO_EVIDENCE,
    NO_HOURS,
    NO_READERS,
    NO_STUDY_TITLE,
    NO_SUCH_GOAL,
    NO_SUCH_STUDY,
    NO_TITLE,
    NOT_CREDITED,
    NOT_LINKED,
    NOT_VERIFIED,
    NOTHING_TO_SHARE,
    SHARED_ALREADY,
    STUDIED_LATER,
    STUDY_VERIFIED,
    UNKNOWN_FORM,
)
from homeroom_core.training.reflection_records import (
    COMMENTED,
    FILED,
    FORMS,
    OPEN_TO_READERS,
    PRIVATE,
    SHARED,
    GoalLink,
    ReaderComment,
    Reflection,
    ReflectionPolicy,
    Study,
)
from homeroom_core.training.under_scheme import (
    confirmation,
    keeps_to_scheme,
    opening,
    rests_on_scheme,
)

_PLAN = "growth_plan"

reflection = Lifecycle(
    Reflection, states=(PRIVATE, SHARED, COMMENTED, FILED), initial=PRIVATE, final=(FILED,)
)

reader = Grant(
    Text("获分享者", "獲分享者", "those it is shared with"),
    lambda record, act: record.open_to(act.actor),
)
_stranger = Grant(
    Text("未获分享者", "未獲分享者", "those it is not shared with"),
    lambda record, act: not record.open_to(act.actor),
)
verifier = role(OFFICE).but_not(owner).but_not(_stranger)


def has_title(entry: Reflection, _act: Act) -> Refusal | None:
    """A reflection has a title."""
    return None if entry.title.strip() else NO_TITLE()


def has_contents(entry: Reflection, _act: Act) -> Refusal | None:
    """What is shared has a text, or a study logged in it."""
    return None if entry.text.strip() or entry.studies else NOTHING_TO_SHARE()


def all_verified(entry: Reflection, _act: Act) -> Refusal | None:
    """The office has looked at every study."""
    waiting = [str(one.number) for one in entry.studies if one.verified is None]
    return NOT_VERIFIED(measured=listing(waiting)) if waiting else None


def has_hours(entry: Reflection, _act: Act) -> Refusal | None:
    """There are verified hours."""
    return None if entry.verified_hours else NO_HOURS()


def not_credited_yet(entry: Reflection, _act: Act) -> Refusal | None:
    """Hours are credited once."""
    hours = [credit.hours for credit in entry.credits]
    return CREDITED_ALREADY(measured=hours[0]) if hours else None


def hours_are_settled(entry: Reflection, _act: Act) -> Refusal | None:
    """Verified hours are credited before the entry is filed."""
    hours = entry.verified_hours
    return NOT_CREDITED(measured=hours) if hours and not entry.credits else None


@reflection.creation(
    by=staff, label=Text("起草", "起草", "Draft"), guards=(has_title, keeps_to_scheme)
)
def draft(
    act: Act, *, title: str, text: str = "", policy: ReflectionPolicy | None = None
) -> Reflection:
    """Begin an entry of one's own; nobody else can read it."""
    opened = opening(act, Reflection, ReflectionPolicy, policy)
    return Reflection(
        id=act.new_id,
        org=act.org,
        state=PRIVATE,
        basis=opened.basis,
        author=act.actor.id,
        title=title,
        text=text,
        written_on=act.on,
        policy=opened.terms,
    )


@reflection.transition(source=PRIVATE, target=STAY, by=owner, label=Text("填写", "填寫", "Write"))
def write(entry: Reflection, _act: Act, *, title: str, text: str) -> Reflection:
    """Write it anew, as often as needed before sharing."""
    return change(entry, title=title, text=text)


@write.check
def title_says_something(_entry: Reflection, _act: Act, *, title: str, text: str) -> Refusal | None:
    """A reflection keeps a title."""
    del text  # may be empty until it is shared
    return None if title.strip() else NO_TITLE()


@reflection.transition(
    source=PRIVATE, target=STAY, by=owner, label=Text("记研修", "記研修", "Log study")
)
def log_study(
    entry: Reflection, _act: Act, *, form: str, title: str, hours: Decimal, on: date
) -> Reflection:
    """Log reading or a course with its hours."""
    number = entry.last_study + 1
    done = Study(number=number, form=form, title=title, hours=hours, on=on)
    return change(entry, studies=(*entry.studies, done), last_study=number)


@log_study.check
def study_is_complete(
    _entry: Reflection, act: Act, *, form: str, title: str, hours: Decimal, on: date
) -> Iterable[Refusal]:
    """A study has a known form, a title and hours, and was done by today."""
    if form not in FORMS:
        yield UNKNOWN_FORM(measured=form, required=coded(FORMS))
    if not title.strip():
        yield NO_STUDY_TITLE()
    unfit = check_hours(hours)
    if unfit is not None:
        yield unfit
    if on > act.on:
        yield STUDIED_LATER(measured=on, required=act.on, when=on)


@reflection.transition(
    source=(PRIVATE, *OPEN_TO_READERS),
    target=STAY,
    by=owner,
    label=Text("撤去研修", "撤去研修", "Drop study"),
)
def drop_study(entry: Reflection, _act: Act, *, number: int) -> Reflection:
    """Take a study out that the office has not verified."""
    return change(entry, studies=tuple(one for one in entry.studies if one.number != number))


@drop_study.check
def study_can_be_dropped(entry: Reflection, _act: Act, *, number: int) -> Refusal | None:
    """What the office has verified stays."""
    return _not_open(entry, number)


@reflection.transition(
    source=(PRIVATE, *OPEN_TO_READERS),
    target=STAY,
    by=owner,
    label=Text("关联目标", "關聯目標", "Link goal"),
)
def link_goal(entry: Reflection, _act: Act, *, plan: str, goal: str) -> Reflection:
    """Say which goal of one's growth plan it is about."""
    return change(entry, goals=(*entry.goals, GoalLink(plan=plan, goal=goal)))


@link_goal.check
def goal_is_ones_own(entry: Reflection, act: Act, *, plan: str, goal: str) -> Refusal | None:
    """The goal stands in a growth plan of the author, and is linked once."""
    linked = GoalLink(plan=plan, goal=goal)
    if linked in entry.goals:
        return LINKED_ALREADY(measured=linked)
    found = seen_record(act, plan)
    if found is None:
        return NO_SUCH_RECORD(measured=plan)
    mine = found.kind == _PLAN and entry.author in found.owners()
    goals: Iterable[Any] = getattr(found, "goals", ()) if mine else ()
    known = [one.id for one in goals]
    if goal in known:
        return None
    return NO_SUCH_GOAL(measured=linked, required=listing(known) if known else "–")


@reflection.transition(
    source=(PRIVATE, *OPEN_TO_READERS),
    target=STAY,
    by=owner,
    label=Text("关联记录", "關聯記錄", "Link record"),
)
def link_record(entry: Reflection, _act: Act, *, record: str) -> Reflection:
    """Say which lesson or other record it is about."""
    return change(entry, records=(*entry.records, record))


@link_record.check
def record_is_seen(entry: Reflection, act: Act, *, record: str) -> Refusal | None:
    """The record is there, the author may see it, and it is linked once."""
    if record in entry.records:
        return LINKED_ALREADY(measured=record)
    return NO_SUCH_RECORD(measured=record) if seen_record(act, record) is None else None


@reflection.transition(
    source=PRIVATE, target=STAY, by=owner, label=Text("取消关联", "取消關聯", "Unlink")
)
def unlink(entry: Reflection, _act: Act, *, record: str) -> Reflection:
    """Take back every link to a record or plan, before sharing."""
    return change(
        entry,
        goals=tuple(one for one in entry.goals if one.plan != record),
        records=tuple(one for one in entry.records if one != record),
    )


@unlink.check
def record_is_linked(entry: Reflection, _act: Act, *, record: str) -> Refusal | None:
    """Only what is linked is taken back."""
    linked = [*(one.plan for one in entry.goals), *entry.records]
    if record in linked:
        return None
    return NOT_LINKED(measured=record, required=listing(linked) if linked else "–")


@reflection.transition(
    source=(PRIVATE, *OPEN_TO_READERS),
    target=OPEN_TO_READERS,
    by=owner,
    label=Text("分享", "分享", "Share"),
    guards=(has_contents,),
)
def share(
    entry: Reflection,
    act: Act,
    *,
    readers: frozenset[str] = frozenset(),
    all_staff: bool = False,
    class_list: frozenset[str] = frozenset(),
) -> Reflection:
    """Open it to named readers or to all staff; what is shared already can only be shared further.

    The class list is looked at and kept nowhere.
    """
    del class_list  # the check has looked at it
    return change(
        entry,
        state=SHARED if entry.state == PRIVATE else entry.state,
        readers=readers,
        all_staff=all_staff,
        shared_on=entry.shared_on or act.on,
    )


@share.check
def sharing_goes_on(
    entry: Reflection,
    _act: Act,
    *,
    readers: frozenset[str] = frozenset(),
    all_staff: bool = False,
    class_list: frozenset[str] = frozenset(),
) -> Iterable[Refusal]:
    """It reaches somebody, takes nothing back, and tells of no pupil who they are."""
    others = {one for one in readers if one.strip()} - {entry.author}
    lost = sorted(entry.readers - readers)
    if entry.all_staff and not all_staff:
        yield CANNOT_UNSHARE(measured=_ALL_STAFF)
    if lost:
        yield CANNOT_UNSHARE(measured=listing(lost))
    if not others and not all_staff:
        yield NO_READERS()
    if entry.state != PRIVATE and readers == entry.readers and all_staff == entry.all_staff:
        yield SHARED_ALREADY()
    written = [(_TITLE, entry.title), (_TEXT, entry.text)]
    written += [(_STUDY.format(number=one.number), one.title) for one in entry.studies]
    yield from identifying(written, class_list, most_digits=entry.policy.most_digits)


@reflection.transition(
    source=OPEN_TO_READERS,
    target=COMMENTED,
    by=reader.but_not(owner),
    label=Text("点评", "點評", "Comment"),
)
def comment(
    entry: Reflection, act: Act, *, text: str, class_list: frozenset[str] = frozenset()
) -> Reflection:
    """Say something to the author; all who can read the entry can read it."""
    del class_list  # the check has looked at it
    return _with_comment(entry, act, text)


@reflection.transition(source=COMMENTED, target=STAY, by=owner, label=Text("回应", "回應", "Reply"))
def reply(
    entry: Reflection, act: Act, *, text: str, class_list: frozenset[str] = frozenset()
) -> Reflection:
    """Answer the comments."""
    del class_list  # the check has looked at it
    return _with_comment(entry, act, text)


@comment.check
@reply.check
def comment_can_be_read(
    entry: Reflection, _act: Act, *, text: str, class_list: frozenset[str] = frozenset()
) -> Iterable[Refusal]:
    """A comment says something, and tells of no pupil who they are."""
    if not text.strip():
        yield NO_COMMENT()
    yield from identifying([(_COMMENT, text)], class_list, most_digits=entry.policy.most_digits)


@reflection.transition(
    source=OPEN_TO_READERS,
    target=STAY,
    by=verifier,
    label=Text("核实研修", "核實研修", "Verify study"),
)
def verify_study(
    entry: Reflection, act: Act, *, number: int, hours: Decimal, evidence: str
) -> Reflection:
    """Accept hours of a study, all of them, some or none; what they rest on is put down."""
    seen = {"verified": hours, "evidence": evidence, "verified_by": act.actor.id}
    studies = (change(s, **seen) if s.number == number else s for s in entry.studies)
    return change(entry, studies=tuple(studies))


@verify_study.check
def hours_were_logged(
    entry: Reflection, _act: Act, *, number: int, hours: Decimal, evidence: str
) -> Iterable[Refusal]:
    """Each study is verified once, for no more hours than were logged, on some evidence."""
    not_open = _not_open(entry, number)
    if not_open is not None:
        yield not_open
    unfit = check_hours(hours) if hours else None
    if unfit is not None:
        yield unfit
    logged = [one.hours for one in entry.studies if one.number == number]
    if logged and hours > logged[0]:
        yield MORE_THAN_LOGGED(measured=hours, required=logged[0])
    if not evidence.strip():
        yield NO_EVIDENCE()


@reflection.transition(
    source=OPEN_TO_READERS,
    target=STAY,
    by=verifier,
    label=Text("计入学时", "計入學時", "Credit hours"),
    guards=(all_verified, has_hours, not_credited_yet, rests_on_scheme),
)
def credit(entry: Reflection, _act: Act) -> Reflection:
    """Credit the verified hours to the author, up to the limit of a reflection."""
    return change(entry, credits=_credits(entry))


@reflection.transition(
    source=OPEN_TO_READERS,
    target=FILED,
    by=owner,
    label=Text("归档", "歸檔", "File"),
    guards=(all_verified, hours_are_settled, rests_on_scheme),
)
def file(entry: Reflection, _act: Act) -> Reflection:
    """Close the entry; it stays in the portfolio, open to those it was shared with."""
    return entry


@reflection.derived("credits", label=Text("学时", "學時", "hours"), by=verifier)
def credits_again(
    entry: Reflection, _reader: Reader, _provided: Provided
) -> tuple[Credit, ...] | None:
    """The credited hours, made again from what was verified."""
    return _credits(entry) if entry.credits else None


@reflection.explained
def explain_hours(entry: Reflection, _asked: Question) -> Explanation | None:
    """Which hours were verified, and what a reflection credits at most."""
    if not entry.verified_hours:
        return None
    studied = tuple(
        Explanation(
            title=_STUDY.format(number=one.number),
            number=Fraction(one.verified or 0),
            notes=(_LOGGED.format(hours=one.hours, evidence=one.evidence or "–"),),
            source=entry.id,
            shows=("studies",),
        )
        for one in entry.studies
    )
    limit = Fraction(entry.policy.most_hours)
    return Explanation(
        title=_HOURS if entry.credits else _WOULD_BE,
        number=min(Fraction(entry.verified_hours), limit),
        made=Made(operation="cap", limit=limit),
        source=entry.id,
        shows=("credits", "studies") if entry.credits else ("studies",),
        parts=studied,
    )


confirm = confirmation(reflection, source=OPEN_TO_READERS, by=owner | verifier)

reflection.seal()


def _credits(entry: Reflection) -> tuple[Credit, ...]:
    hours = min(entry.verified_hours, entry.policy.most_hours)
    return (Credit(person=entry.author, hours=hours, part=STUDIED),) if hours else ()


def _with_comment(entry: Reflection, act: Act, text: str) -> Reflection:
    said = ReaderComment(by=act.actor.id, on=act.on, text=text)
    return change(entry, comments=(*entry.comments, said))


def _not_open(entry: Reflection, number: int) -> Refusal | None:
    """Why a study cannot be dropped or verified: it is not there, or was verified."""
    for one in entry.studies:
        if one.number == number:
            return None if one.verified is None else STUDY_VERIFIED(measured=number)
    known = [str(one.number) for one in entry.studies]
    return NO_SUCH_STUDY(measured=number, required=listing(known) if known else "–")


_ALL_STAFF = Text("全体教职工", "全體教職員", "all staff")
_TITLE = Text("标题", "標題", "title")
_TEXT = Text("正文", "正文", "text")
_COMMENT = Text("点评", "點評", "comment")
_STUDY = Text("研修记录{number}", "研修記錄{number}", "study {number}")
_HOURS = Text("计入的研修学时", "計入的研修學時", "Hours of self-study credited")
_WOULD_BE = Text(
    "核实的研修学时（尚未计入）",
    "核實的研修學時（尚未計入）",
    "Hours of self-study verified, not credited yet",
)
_LOGGED = Text(
    "登记{hours}学时；依据：{evidence}",
    "登記{hours}學時；依據：{evidence}",
    "{hours} hours logged; evidence: {evidence}",
)
