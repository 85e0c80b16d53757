"""实施方案: the scheme by which a school trains and appraises, adopted by its staff congress (教代会).

The office drafts it and puts the full text to all staff; the principal tables it once every comment
is answered; the congress votes, with a quorum, by a majority of *all* its representatives; the
principal puts it into force under a document number, from a date on. A later scheme supersedes it,
and cases that were opened under it keep it.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from math import ceil

from homeroom_core.act import Act
from homeroom_core.calendar import window
from homeroom_core.change import change
from homeroom_core.codec import from_json
from homeroom_core.errors import InputError, Refusal
from homeroom_core.families import LIFECYCLES
from homeroom_core.grants import role, staff
from homeroom_core.lifecycle import STAY, Lifecycle
from homeroom_core.people import OFFICE, PRINCIPAL, STAFF_CONGRESS
from homeroom_core.provided import Provided
from homeroom_core.text import Text, listing
from homeroom_core.training.scheme_contents import SchemeContents
from homeroom_core.training.scheme_reasons import (
    BEFORE_VOTE,
    CONSULTATION_OPEN,
    CONSULTATION_OVER,
    NO_ANSWER,
    NO_COMMENT,
    NO_DOCUMENT,
    NO_QUORUM,
    NO_SUCH_COMMENT,
    NO_TITLE,
    NOT_ANSWERED,
    NOT_LATER,
    NOTHING_LATER,
    SAME_NUMBER,
    SAYS_NOTHING,
    TERMS_UNFIT,
    TOO_FEW_TEACHERS,
    UNKNOWN_KIND,
    VOTES_UNFIT,
)
from homeroom_core.training.scheme_records import (
    ADOPTED,
    CONSULTED,
    DRAFT,
    IN_FORCE,
    REJECTED,
    SUPERSEDED,
    TABLED,
    WITHDRAWN,
    Scheme,
    SchemeComment,
    SchemePolicy,
    Vote,
    scheme_in_force,
)

scheme = Lifecycle(
    Scheme,
    states=(DRAFT, CONSULTED, TABLED, ADOPTED, REJECTED, IN_FORCE, SUPERSEDED, WITHDRAWN),
    initial=DRAFT,
    final=(SUPERSEDED, WITHDRAWN),
)

office = role(OFFICE)
principal = role(PRINCIPAL)
congress = role(STAFF_CONGRESS)


def has_title(scheme: Scheme, _act: Act) -> Refusal | None:
    """A scheme has a title."""
    return None if scheme.title.strip() else NO_TITLE()


def says_something(scheme: Scheme, _act: Act) -> Iterable[Refusal]:
    """A scheme has clauses or terms, and each clause its own number."""
    if not scheme.contents.clauses and not scheme.contents.terms:
        yield SAYS_NOTHING()
    yield from _same_numbers(scheme.contents)


def terms_fit(scheme: Scheme, act: Act) -> Iterable[Refusal]:
    """Terms are set for kinds that have some, and are what those kinds take."""
    return _unfit(scheme.contents, act)


def consultation_is_open(scheme: Scheme, act: Act) -> Refusal | None:
    """Comments are taken until the last day of the consultation."""
    closes = scheme.closes or act.on
    return CONSULTATION_OVER(measured=closes) if act.on > closes else None


def consultation_is_over(scheme: Scheme, act: Act) -> Refusal | None:
    """Staff have the whole time that they were promised."""
    closes = scheme.closes or act.on
    if act.on > closes:
        return None
    return CONSULTATION_OPEN(measured=closes, when=closes + timedelta(days=1))


def comments_are_answered(scheme: Scheme, _act: Act) -> Refusal | None:
    """No comment is passed over."""
    left = scheme.unanswered
    if not left:
        return None
    return NOT_ANSWERED(measured=len(left), which=listing(comment.number for comment in left))


def is_superseded(scheme: Scheme, act: Act) -> Refusal | None:
    """A later scheme has taken effect."""
    current = scheme_in_force(act.reader, act.on)
    return NOTHING_LATER() if current is None or current.id == scheme.id else None


@scheme.creation(
    by=office,
    label=Text("起草", "起草", "Draft"),
    guards=(has_title, says_something, terms_fit),
)
def draft(
    act: Act, *, title: str, contents: SchemeContents, policy: SchemePolicy | None = None
) -> Scheme:
    """Begin a scheme."""
    return Scheme(
        id=act.new_id,
        org=act.org,
        state=DRAFT,
        title=title,
        contents=contents,
        policy=policy or SchemePolicy(),
    )


@scheme.transition(
    source=DRAFT,
    target=STAY,
    by=office,
    label=Text("修改", "修改", "Rewrite"),
)
def rewrite(scheme: Scheme, _act: Act, *, contents: SchemeContents) -> Scheme:
    """Write the contents anew."""
    return change(scheme, contents=contents)


@rewrite.check
def new_contents_fit(_scheme: Scheme, act: Act, *, contents: SchemeContents) -> Iterable[Refusal]:
    """What is written can be adopted as it stands."""
    if not contents.clauses and not contents.terms:
        yield SAYS_NOTHING()
    yield from _same_numbers(contents)
    yield from _unfit(contents, act)


@scheme.transition(
    source=DRAFT,
    target=CONSULTED,
    by=office,
    label=Text("征求意见", "徵求意見", "Consult"),
    guards=(terms_fit,),
)
def consult(scheme: Scheme, act: Act) -> Scheme:
    """Put the full text to all staff, from today."""
    up = window(act.working_days(), act.on, scheme.policy.consult_working_days)
    return change(scheme, opens=up.opens, closes=up.closes, comments=())


@scheme.transition(
    source=CONSULTED,
    target=STAY,
    by=staff,
    label=Text("提意见", "提意見", "Comment"),
    guards=(consultation_is_open,),
)
def comment(scheme: Scheme, act: Act, *, text: str) -> Scheme:
    """Say what should be changed."""
    said = SchemeComment(number=len(scheme.comments) + 1, by=act.actor.id, on=act.on, text=text)
    return change(scheme, comments=(*scheme.comments, said))


@comment.check
def comment_says_something(_scheme: Scheme, _act: Act, *, text: str) -> Refusal | None:
    """A comment has words."""
    return None if text.strip() else NO_COMMENT()


@scheme.transition(
    source=CONSULTED,
    target=STAY,
    by=office,
    label=Text("答复意见", "答覆意見", "Answer comment"),
)
def answer_comment(scheme: Scheme, act: Act, *, number: int, answer: str) -> Scheme:
    """Tell whoever commented what becomes of it, and why."""
    comments = tuple(
        change(one, answer=answer, answered_by=act.actor.id, answered_on=act.on)
        if one.number == number
        else one
        for one in scheme.comments
    )
    return change(scheme, comments=comments)


@answer_comment.check
def comment_can_be_answered(
    scheme: Scheme, _act: Act, *, number: int, answer: str
) -> Iterable[Refusal]:
    """The comment is open, and the answer has words."""
    left = [one.number for one in scheme.unanswered]
    if number not in left:
        yield NO_SUCH_COMMENT(measured=number, required=listing(left) if left else "–")
    if not answer.strip():
        yield NO_ANSWER()


@scheme.transition(
    source=(CONSULTED, TABLED, REJECTED),
    target=DRAFT,
    by=office,
    label=Text("重新起草", "重新起草", "Rework"),
    reason_required=True,
)
def rework(scheme: Scheme, _act: Act) -> Scheme:
    """Take the text back to change it; it is then put to all staff again."""
    return change(scheme, opens=None, closes=None, vote=None, voted_on=None)


@scheme.transition(
    source=CONSULTED,
    target=TABLED,
    by=principal,
    label=Text("提请审议", "提請審議", "Table"),
    guards=(consultation_is_over, comments_are_answered),
)
def table(scheme: Scheme, _act: Act) -> Scheme:
    """Lay the text before the congress."""
    return scheme


@scheme.transition(
    source=TABLED,
    target=(ADOPTED, REJECTED),
    by=congress,
    label=Text("表决", "表決", "Vote"),
)
def vote(scheme: Scheme, act: Act, *, vote: Vote) -> Scheme:
    """Record the vote; a majority of all representatives adopts."""
    needed = scheme.policy.votes_needed(vote.representatives)
    state = ADOPTED if vote.in_favour >= needed else REJECTED
    return change(scheme, state=state, vote=vote, voted_on=act.on)


@vote.check
def vote_is_valid(scheme: Scheme, _act: Act, *, vote: Vote) -> Iterable[Refusal]:
    """The figures add up, enough representatives were there, and enough of them are teachers."""
    policy, everybody = scheme.policy, vote.representatives
    cast = vote.in_favour + vote.against + vote.abstained
    for what, found, most in (
        (_PRESENT, vote.present, everybody),
        (_TEACHERS, vote.teachers, everybody),
    ):
        if found > most:
            yield VOTES_UNFIT(what=what, measured=found, required=f"≤ {most}")
    if cast != vote.present:
        yield VOTES_UNFIT(what=_CAST, measured=cast, required=vote.present)
    if vote.present < policy.present_needed(everybody):
        yield NO_QUORUM(measured=vote.present, required=policy.present_needed(everybody))
    teachers = ceil(policy.teachers * everybody)
    if vote.teachers < teachers:
        yield TOO_FEW_TEACHERS(measured=vote.teachers, required=teachers)


@scheme.transition(
    source=ADOPTED,
    target=IN_FORCE,
    by=principal,
    label=Text("施行", "施行", "Put in force"),
)
def put_in_force(scheme: Scheme, _act: Act, *, document: str, effective_on: date) -> Scheme:
    """Say from which day on it holds, today or later, for cases that are opened then."""
    return change(scheme, document=document, effective_on=effective_on)


@put_in_force.check
def takes_effect_in_order(
    scheme: Scheme, act: Act, *, document: str, effective_on: date
) -> Iterable[Refusal]:
    """There is a document; nothing takes effect backwards, nor before the scheme it follows."""
    if not document.strip():
        yield NO_DOCUMENT()
    earliest = scheme.voted_on or act.on
    if effective_on < earliest:
        yield BEFORE_VOTE(measured=effective_on, required=earliest, when=earliest)
    for other in act.reader.find(Scheme, state=IN_FORCE):
        if other.effective_on is not None and other.effective_on >= effective_on:
            yield NOT_LATER(measured=effective_on, other=other.id, required=other.effective_on)


@scheme.transition(
    source=IN_FORCE,
    target=SUPERSEDED,
    by=principal | congress,
    label=Text("取代", "取代", "Supersede"),
    guards=(is_superseded,),
)
def supersede(scheme: Scheme, _act: Act) -> Scheme:
    """Record that a later scheme has taken its place; running cases keep it."""
    return scheme


@scheme.transition(
    source=(DRAFT, CONSULTED, TABLED, REJECTED),
    target=WITHDRAWN,
    by=principal,
    label=Text("撤回", "撤回", "Withdraw"),
    reason_required=True,
)
def withdraw(scheme: Scheme, _act: Act) -> Scheme:
    """Give a scheme up."""
    return scheme


scheme.seal()


def _same_numbers(contents: SchemeContents) -> Iterable[Refusal]:
    numbers = [clause.number for clause in contents.clauses]
    for number in sorted({one for one in numbers if numbers.count(one) > 1}):
        yield SAME_NUMBER(measured=number)


def _unfit(contents: SchemeContents, act: Act) -> Iterable[Refusal]:
    kinds = _kinds_with_terms(act.provided) if contents.terms else {}
    for name, given in contents.terms.items():
        kind = name.partition("/")[0]
        if kind not in kinds:
            yield UNKNOWN_KIND(measured=name, required=listing(kinds))
            continue
        try:
            from_json(kinds[kind], given, source=name)
        except InputError as error:
            for fault in error.faults:
                where = f"{name}.{fault.where.removeprefix('$')}".rstrip(".")
                yield TERMS_UNFIT(where=where, measured=fault.found, required=fault.accepted)


def _kinds_with_terms(provided: Provided) -> Mapping[str, type]:
    """The class of the terms of each kind that a scheme may set some for."""
    found = {kind: provided(LIFECYCLES, kind) for kind in provided.names(LIFECYCLES)}
    return {
        kind: lifecycle.record.terms_class
        for kind, lifecycle in found.items()
        if lifecycle.record.terms_class is not None
    }


_PRESENT = Text("到会代表", "出席代表", "representatives present")
_TEACHERS = Text("教师代表", "教師代表", "teachers among the representatives")
_CAST = Text("赞成、反对、弃权合计", "贊成、反對、棄權合計", "votes and abstentions together")
