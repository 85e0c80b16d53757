"""实施方案: the scheme by which a school trains and appraises, adopted by its staff congress (教代会).

The office drafts it and puts the full text to all staff; the principal tables it once every comment
is answered; the congress votes, with a quorum, by a majority of *all* its representatives; the
principal puts it into force under a document number, from a date on. A later scheme supersedes it,
and cases that were opened under it keep it.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import ClassVar

import attrs
from attrs.validators import ge, instance_of, min_len

from homeroom_core.act import Act
from homeroom_core.calendar import window
from homeroom_core.change import change
from homeroom_core.codec import from_json
from homeroom_core.errors import InputError, Reason, Refusal
from homeroom_core.families import LIFECYCLES
from homeroom_core.grants import role, staff
from homeroom_core.lifecycle import STAY, Lifecycle, State
from homeroom_core.people import OFFICE, PRINCIPAL, STAFF_CONGRESS
from homeroom_core.provided import Provided
from homeroom_core.record import Reader, Record
from homeroom_core.text import Text, listing
from homeroom_core.training.scheme_contents import SchemeContents

DRAFT = State("draft", "草案", "草案", "Draft")
CONSULTED = State("consulted", "征求意见", "徵求意見", "Consulted on")
TABLED = State("tabled", "提请审议", "提請審議", "Tabled")
ADOPTED = State("adopted", "已通过", "已通過", "Adopted")
REJECTED = State("rejected", "未通过", "未通過", "Rejected")
IN_FORCE = State("in_force", "施行中", "施行中", "In force")
SUPERSEDED = State("superseded", "已被取代", "已被取代", "Superseded")
WITHDRAWN = State("withdrawn", "已撤回", "已撤回", "Withdrawn")


def _share(_policy: object, attribute: "attrs.Attribute[Fraction]", value: Fraction) -> None:
    if not 0 <= value < 1 and not (attribute.name == "quorum" and value == 1):
        msg = f"{attribute.name} is a share of all representatives, not {value}"
        raise ValueError(msg)


@attrs.frozen(kw_only=True)
class SchemePolicy:
    """How a scheme is adopted: what the congress's own charter says.

    Attributes:
        consult_working_days: How long the text is put to all staff; the first day counts.
        quorum: Least share of all representatives that is present; the share itself is enough.
        majority: Share of all representatives, present or not, that the votes in favour exceed.
        teachers: Least share of teachers among the representatives; the share itself is enough.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "teachers": Text("教师代表比例下限", "教師代表比例下限", "Least share of teachers"),
    }

    consult_working_days: int = attrs.field(default=5, validator=ge(1))
    quorum: Fraction = attrs.field(default=Fraction(2, 3), validator=_share)
    majority: Fraction = attrs.field(default=Fraction(1, 2), validator=_share)
    teachers: Fraction = attrs.field(default=Fraction(3, 5), validator=_share)

    def present_needed(self, representatives: int) -> int:
        """How many representatives have to be present.

        >>> SchemePolicy().present_needed(45)
        30
        """
        return ceil(self.quorum * representatives)

    def votes_needed(self, representatives: int) -> int:
        """How many votes in favour adopt a scheme.

        >>> SchemePolicy().votes_needed(45)
        23
        """
        return int(self.majority * representatives) + 1


@attrs.frozen(kw_only=True)
class SchemeComment:
    """What a member of staff said of the text, and the answer once there is one."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("提出人", "提出人", "By"),
    }

    number: int
    by: str
    on: date
    text: str
    answer: str = ""
    answered_by: str | None = None
    answered_on: date | None = None


@attrs.frozen(kw_only=True)
class Vote:
    """The record of a vote of the congress: heads and votes, 0 or more each.

    Attributes:
        representatives: All representatives of the congress.
        teachers: How many of them are teachers.
        present: How many were present.
        in_favour: Votes in favour.
        against: Votes against.
        abstained: Abstentions, and ballots that were void or not handed in.
        minutes: Number of the minutes.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "minutes": Text("会议记录编号", "會議記錄編號", "Minutes"),
    }

    representatives: int = attrs.field(validator=[instance_of(int), ge(1)])
    teachers: int = attrs.field(validator=[instance_of(int), ge(0)])
    present: int = attrs.field(validator=[instance_of(int), ge(0)])
    in_favour: int = attrs.field(validator=[instance_of(int), ge(0)])
    against: int = attrs.field(validator=[instance_of(int), ge(0)])
    abstained: int = attrs.field(validator=[instance_of(int), ge(0)])
    minutes: str = attrs.field(validator=min_len(1))


@attrs.frozen(kw_only=True)
class Scheme(Record):
    """One version of a school's scheme.

    Attributes:
        title: Its title.
        contents: Clauses and terms.
        policy: How it is adopted.
        opens: First day of the consultation.
        closes: Last day of the consultation.
        comments: What staff said, oldest first.
        vote: The vote on it.
        voted_on: When the congress voted.
        document: Number of the document that puts it into force.
        effective_on: First day on which cases are opened under it.
    """

    kind: ClassVar[str] = "scheme"
    label: ClassVar[Text] = Text("实施方案", "實施方案", "Scheme")
    terms_class: ClassVar[type | None] = SchemePolicy
    listed: ClassVar[tuple[str, ...]] = (
        "title",
        "effective_on",
    )
    field_labels: ClassVar[Mapping[str, Text]] = {
        "opens": Text("征求意见开始", "徵求意見開始", "Consultation opens"),
        "closes": Text("征求意见截止", "徵求意見截止", "Consultation closes"),
    }

    title: str
    contents: SchemeContents
    policy: SchemePolicy = attrs.Factory(SchemePolicy)
    opens: date | None = None
    closes: date | None = None
    comments: tuple[SchemeComment, ...] = ()
    vote: Vote | None = None
    voted_on: date | None = None
    document: str = ""
    effective_on: date | None = None

    @property
    def digest(self) -> str:
        """Digest of the contents; cases that rest on the scheme keep it."""
        return self.contents.digest

    @property
    def unanswered(self) -> tuple[SchemeComment, ...]:
        """The comments that nobody has answered yet."""
        return tuple(comment for comment in self.comments if comment.answered_on is None)


def scheme_in_force(reader: Reader, on: date) -> Scheme | None:
    """The scheme under which cases are opened on a school date, past ones included."""
    found: Scheme | None = None
    for one in reader.find(Scheme, state=(IN_FORCE, SUPERSEDED)):
        if one.effective_on is None or one.effective_on > on:
            continue
        if found is None or found.effective_on is None or one.effective_on > found.effective_on:
            found = one
    return found


NO_TITLE = Reason(
    "scheme.no_title",
    Text("方案没有标题", "方案沒有標題", "the scheme has no title"),
    Text("请写明标题", "請寫明標題", "give it one"),
)
SAYS_NOTHING = Reason(
    "scheme.says_nothing",
    Text(
        "方案没有条文，也没有设定任何内容",
        "方案沒有條文，也沒有設定任何內容",
        "it has no clause and no terms",
    ),
    Text("请写入条文", "請寫入條文", "write at least one clause"),
)
SAME_NUMBER = Reason(
    "scheme.same_clause_number",
    Text("条文编号{measured}重复", "條文編號{measured}重複", "clause {measured} stands twice"),
    Text("每条用不同的编号", "每條用不同的編號", "give every clause a number of its own"),
)
UNKNOWN_KIND = Reason(
    "scheme.unknown_kind",
    Text(
        "方案不能为“{measured}”设定内容",
        "方案不能為「{measured}」設定內容",
        "a scheme sets nothing for '{measured}'",
    ),
    Text("可设定：{required}", "可設定：{required}", "it may set terms for {required}"),
)
TERMS_UNFIT = Reason(
    "scheme.terms_unfit",
    Text("{where}：“{measured}”不可用", "{where}：「{measured}」不可用", "{where}: '{measured}'"),
    Text("应为：{required}", "應為：{required}", "accepted: {required}"),
)
NO_COMMENT = Reason(
    "scheme.no_comment",
    Text("没有写意见", "沒有寫意見", "the comment says nothing"),
    Text("请写明意见", "請寫明意見", "say what should be changed, and why"),
)
CONSULTATION_OVER = Reason(
    "scheme.consultation_over",
    Text(
        "征求意见已于{measured}结束",
        "徵求意見已於{measured}結束",
        "comments were taken until {measured}",
    ),
    Text(
        "可请教代会代表转达",
        "可請教代會代表轉達",
        "tell a representative of the congress instead",
    ),
)
CONSULTATION_OPEN = Reason(
    "scheme.consultation_open",
    Text(
        "征求意见到{measured}才结束",
        "徵求意見到{measured}才結束",
        "comments are taken until {measured}",
    ),
    Text("{when}起可提请审议", "{when}起可提請審議", "it can be tabled from {when}"),
)
NOT_ANSWERED = Reason(
    "scheme.comments_unanswered",
    Text(
        "还有{measured}条意见未答复：{which}",
        "還有{measured}條意見未答覆：{which}",
        "{measured} comments are not answered: {which}",
    ),
    Text("请先逐条答复", "請先逐條答覆", "answer each of them first"),
)
NO_SUCH_COMMENT = Reason(
    "scheme.no_such_comment",
    Text(
        "没有待答复的第{measured}条意见",
        "沒有待答覆的第{measured}條意見",
        "there is no open comment {measured}",
    ),
    Text("待答复：{required}", "待答覆：{required}", "open ones: {required}"),
)
NO_ANSWER = Reason(
    "scheme.no_answer",
    Text("没有写答复", "沒有寫答覆", "the answer says nothing"),
    Text("请写明采纳与否及理由", "請寫明採納與否及理由", "say whether it is taken up, and why"),
)
NO_QUORUM = Reason(
    "scheme.no_quorum",
    Text(
        "到会代表只有{measured}人",
        "出席代表只有{measured}人",
        "only {measured} representatives were present",
    ),
    Text(
        "至少{required}人到会方可表决，请另行开会",
        "至少{required}人出席方可表決，請另行開會",
        "{required} have to be; call another session",
    ),
)
TOO_FEW_TEACHERS = Reason(
    "scheme.too_few_teachers",
    Text(
        "代表中教师只有{measured}人",
        "代表中教師只有{measured}人",
        "only {measured} of the representatives are teachers",
    ),
    Text("至少应有{required}人", "至少應有{required}人", "at least {required} have to be"),
)
VOTES_UNFIT = Reason(
    "scheme.votes_do_not_add_up",
    Text(
        "{what}为{measured}",
        "{what}為{measured}",
        "{what}: {measured}",
    ),
    Text("应为{required}", "應為{required}", "it has to be {required}"),
)
NO_DOCUMENT = Reason(
    "scheme.no_document",
    Text("没有文件编号", "沒有文件編號", "no document number is given"),
    Text(
        "请写明文件编号，如 校发〔2025〕12号",
        "請寫明文件編號，如 校發〔2025〕12號",
        "give the number of the document that puts it into force",
    ),
)
BEFORE_VOTE = Reason(
    "scheme.effective_before_vote",
    Text(
        "施行日期{measured}早于表决日期",
        "施行日期{measured}早於表決日期",
        "it would take effect on {measured}, before the vote",
    ),
    Text("应不早于{required}", "應不早於{required}", "choose {required} or later"),
)
NOT_LATER = Reason(
    "scheme.not_later_than_other",
    Text(
        "施行日期{measured}不晚于已施行的{other}",
        "施行日期{measured}不晚於已施行的{other}",
        "it would take effect on {measured}, not later than {other}",
    ),
    Text("应晚于{required}", "應晚於{required}", "choose a day after {required}"),
)
NOTHING_LATER = Reason(
    "scheme.nothing_supersedes_it",
    Text(
        "没有更新的方案在施行",
        "沒有更新的方案在施行",
        "no later scheme has taken effect",
    ),
    Text(
        "须由教代会通过新方案并施行",
        "須由教代會通過新方案並施行",
        "the congress has to adopt a new one, and it has to take effect",
    ),
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
