"""公示 and 异议: a public notice, objections to it, and its review.

A list is put up for some working days; while it is, anybody of the staff may object. An objection
that is upheld has to be followed by an amended list, and every amendment starts the time anew. The
notice shows name, class or unit, and award, and nothing else.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import ClassVar

import attrs
from attrs.validators import ge, min_len

from homeroom_core.act import Act
from homeroom_core.calendar import add_working_days, window
from homeroom_core.change import change
from homeroom_core.errors import Reason, Refusal
from homeroom_core.grants import named, role, staff
from homeroom_core.lifecycle import STAY, Lifecycle, State
from homeroom_core.people import AFFAIRS_MEETING, OFFICE, PRINCIPAL, SUPERVISOR, Actor
from homeroom_core.record import Record
from homeroom_core.text import Text, listing
from homeroom_core.training.under_scheme import terms_in_force

OPEN = State("open", "公示中", "公示中", "Open")
OBJECTED = State("objected", "有异议待答复", "有異議待答覆", "Objected to")
CLOSED = State("closed", "公示结束", "公示結束", "Closed")
UNDER_REVIEW = State("under_review", "复核中", "複核中", "Under review")
VOID = State("void", "已作废", "已作廢", "Void")


@attrs.frozen(kw_only=True)
class NoticePolicy:
    """The numbers a scheme sets for public notices.

    Attributes:
        working_days: How long a list is put up; the first day counts.
        answer_within_working_days: Time to answer an objection.
        review_within_working_days: Time after the close in which a review can be asked for.
        spoken_objections: Whether an objection may be made without a signed text.
    """

    working_days: int = attrs.field(default=5, validator=ge(1))
    answer_within_working_days: int = attrs.field(default=5, validator=ge(1))
    review_within_working_days: int = attrs.field(default=5, validator=ge(1))
    spoken_objections: bool = False


@attrs.frozen(kw_only=True)
class NoticeLine:
    """One line of the list: a name, the class or unit, the award. Nothing else is shown."""

    name: str = attrs.field(validator=min_len(1))
    unit: str
    award: str


@attrs.frozen(kw_only=True)
class Objection:
    """One objection and, once there is one, its answer.

    Attributes:
        number: 1 for the first to this notice.
        by: Id of the objector.
        on: When it was made.
        text: The facts it rests on.
        signed: Whether there is a signed text.
        round: Which putting-up of the list it is about.
        answer_by: Last day to answer.
        upheld: Whether it was found right; `None` while it is open.
        answer: What the objector was told.
        answered_by: Id of who answered.
        answered_on: When.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("异议人", "異議人", "By"),
        "signed": Text("已书面签字", "已書面簽名", "In writing and signed"),
    }

    number: int
    by: str
    on: date
    text: str
    signed: bool
    round: int
    answer_by: date
    upheld: bool | None = None
    answer: str = ""
    answered_by: str | None = None
    answered_on: date | None = None


@attrs.frozen(kw_only=True)
class Notice(Record):
    """A public notice of one list.

    Attributes:
        subject: Id of the record that the list is about.
        title: Its title.
        lines: The list.
        policy: The numbers it is put up under.
        involved: Ids of those who made the list, scored for it or stand to gain by it: they hear no
            objection to it.
        round: How many times a list has been put up: 1, and one more at each amendment.
        opens: First day of the present round.
        closes: Last day of the present round.
        objections: All objections, oldest first.
        closed_on: When it was closed.
        document: Number of the document with the decision.
        review: What a review came to.
    """

    kind: ClassVar[str] = "notice"
    label: ClassVar[Text] = Text("公示", "公示", "Public notice")
    indexed: ClassVar[tuple[str, ...]] = ("subject",)
    terms_class: ClassVar[type | None] = NoticePolicy
    listed: ClassVar[tuple[str, ...]] = (
        "title",
        "opens",
        "closes",
        "closed_on",
    )
    field_labels: ClassVar[Mapping[str, Text]] = {
        "subject": Text("公示对象", "公示對象", "What it is about"),
        "opens": Text("公示开始", "公示開始", "Put up on"),
        "closes": Text("公示截止", "公示截止", "Put up until"),
        "review": Text("复核结果", "複核結果", "Outcome of the review"),
    }

    subject: str
    title: str
    lines: tuple[NoticeLine, ...]
    policy: NoticePolicy
    involved: frozenset[str]
    round: int = 1
    opens: date
    closes: date
    objections: tuple[Objection, ...] = ()
    closed_on: date | None = None
    document: str = ""
    review: str = ""

    def hidden_from(self, actor: Actor, reader: object) -> frozenset[str]:  # noqa: ARG002  # needs no other record
        """The objections, from all but those who hear them: whoever is involved does not."""
        hearing = any(map(actor.has, (OFFICE, SUPERVISOR, AFFAIRS_MEETING, PRINCIPAL)))
        if hearing and actor.id not in self.involved:
            return frozenset()
        return frozenset({"objections", "involved"})

    @property
    def unanswered(self) -> tuple[Objection, ...]:
        """The objections that nobody has answered yet."""
        return tuple(o for o in self.objections if o.upheld is None)

    @property
    def upheld_now(self) -> tuple[Objection, ...]:
        """The objections to the present list that were found right."""
        return tuple(o for o in self.objections if o.upheld and o.round == self.round)


NO_TITLE = Reason(
    "notice.no_title",
    Text("公示没有标题", "公示沒有標題", "the notice has no title"),
    Text("请写明标题", "請寫明標題", "give it one"),
)
EMPTY_LIST = Reason(
    "notice.empty_list",
    Text("名单是空的", "名單是空的", "the list is empty"),
    Text("请写入至少一行", "請寫入至少一行", "put at least one line on it"),
)
TOO_LATE = Reason(
    "notice.too_late",
    Text("公示已于{measured}结束", "公示已於{measured}結束", "it was put up until {measured}"),
    Text(
        "公示结束后可申请复核",
        "公示結束後可申請複核",
        "after it is closed a review can be asked for",
    ),
)
NO_FACTS = Reason(
    "notice.no_facts",
    Text("没有写明事实", "沒有寫明事實", "no facts are given"),
    Text("请写明具体事实", "請寫明具體事實", "say which facts it rests on"),
)
NO_ANSWER = Reason(
    "notice.no_answer",
    Text("没有写明查核结果", "沒有寫明查核結果", "the answer does not say what was found"),
    Text("请写明查核结果", "請寫明查核結果", "say what was found"),
)
NO_DOCUMENT = Reason(
    "notice.no_document",
    Text("没有文件编号", "沒有文件編號", "no document number is given"),
    Text(
        "请写明决定的文件编号，如 校发〔2025〕12号",
        "請寫明決定的文件編號，如 校發〔2025〕12號",
        "give the number of the document with the decision",
    ),
)
NO_REVIEW = Reason(
    "notice.no_review",
    Text("没有写明复核理由", "沒有寫明複核理由", "the review gives no reasons"),
    Text("请写明维持的理由", "請寫明維持的理由", "say why the decision stands"),
)
NOT_SIGNED = Reason(
    "notice.not_signed",
    Text("异议没有署名", "異議沒有署名", "the objection is not signed"),
    Text("请提交署名的书面异议", "請提交署名的書面異議", "hand in a signed text"),
)
NO_SUCH_OBJECTION = Reason(
    "notice.no_such_objection",
    Text(
        "没有待答复的第{measured}号异议",
        "沒有待答覆的第{measured}號異議",
        "there is no open objection {measured}",
    ),
    Text("待答复：{required}", "待答覆：{required}", "open ones: {required}"),
)
OWN_OBJECTION = Reason(
    "notice.own_objection",
    Text("这是您本人的异议", "這是您本人的異議", "it is your own objection"),
    Text("请由他人答复", "請由他人答覆", "somebody else has to answer it"),
)
STILL_UP = Reason(
    "notice.still_up",
    Text("公示到{measured}才结束", "公示到{measured}才結束", "it is put up until {measured}"),
    Text("{when}起可结束", "{when}起可結束", "it can be closed from {when}"),
)
NOT_AMENDED = Reason(
    "notice.not_amended",
    Text(
        "第{measured}号异议成立，名单尚未更正",
        "第{measured}號異議成立，名單尚未更正",
        "objection {measured} was upheld and the list has not been amended",
    ),
    Text("请先更正名单", "請先更正名單", "amend the list first"),
)
SAME_LIST = Reason(
    "notice.same_list",
    Text("名单没有变化", "名單沒有變化", "the list is the same"),
    Text("名单不变则不必重新公示", "名單不變則不必重新公示", "an unchanged list stays up as it is"),
)
REVIEW_TOO_LATE = Reason(
    "notice.review_too_late",
    Text(
        "复核申请期到{measured}止",
        "複核申請期到{measured}止",
        "a review could be asked for until {measured}",
    ),
    Text("可向上级申诉", "可向上級申訴", "appeal to the next level"),
)

notice = Lifecycle(
    Notice,
    states=(OPEN, OBJECTED, CLOSED, UNDER_REVIEW, VOID),
    initial=OPEN,
    final=(CLOSED, VOID),
)

involved = named("involved", Text("参与评定者", "參與評定者", "those involved in the list"))
affairs_meeting = role(AFFAIRS_MEETING, PRINCIPAL).but_not(involved)
hearing = (role(OFFICE, SUPERVISOR) | role(AFFAIRS_MEETING)).but_not(involved)


def still_up(notice: Notice, act: Act) -> Refusal | None:
    """Objections are heard while the list is up."""
    return TOO_LATE(measured=notice.closes) if act.on > notice.closes else None


def was_up_long_enough(notice: Notice, act: Act) -> Refusal | None:
    """A list comes down the day after its last day at the earliest."""
    if act.on > notice.closes:
        return None
    return STILL_UP(measured=notice.closes, when=notice.closes + timedelta(days=1))


def was_amended(notice: Notice, _act: Act) -> Refusal | None:
    """An objection that was upheld has changed the list."""
    upheld = notice.upheld_now
    return NOT_AMENDED(measured=listing(o.number for o in upheld)) if upheld else None


def review_in_time(notice: Notice, act: Act) -> Refusal | None:
    """A review is asked for within some working days of the close."""
    closed = notice.closed_on or notice.closes
    last = add_working_days(act.working_days(), closed, notice.policy.review_within_working_days)
    return REVIEW_TOO_LATE(measured=last) if act.on > last else None


def has_title(notice: Notice, _act: Act) -> Refusal | None:
    """A notice has a title."""
    return None if notice.title.strip() else NO_TITLE()


def has_lines(notice: Notice, _act: Act) -> Refusal | None:
    """A notice shows something."""
    return None if notice.lines else EMPTY_LIST()


@notice.creation(
    by=role(OFFICE), label=Text("公示", "公示", "Publish"), guards=(has_title, has_lines)
)
def publish(
    act: Act,
    *,
    subject: str,
    title: str,
    lines: tuple[NoticeLine, ...],
    involved: frozenset[str] = frozenset(),
    policy: NoticePolicy | None = None,
) -> Notice:
    """Put a list up, from today; by the numbers of the scheme in force unless others are given."""
    policy = policy or terms_in_force(act, Notice, NoticePolicy)
    up = window(act.working_days(), act.on, policy.working_days)
    return Notice(
        id=act.new_id,
        org=act.org,
        state=OPEN,
        subject=subject,
        title=title,
        lines=lines,
        policy=policy,
        involved=involved,
        opens=up.opens,
        closes=up.closes,
    )


@notice.transition(
    source=(OPEN, OBJECTED),
    target=OBJECTED,
    by=staff,
    label=Text("提出异议", "提出異議", "Object"),
    guards=(still_up,),
)
def object_to(notice: Notice, act: Act, *, text: str, signed: bool = True) -> Notice:
    """Object to the list, with the facts."""
    days = notice.policy.answer_within_working_days
    objection = Objection(
        number=len(notice.objections) + 1,
        by=act.actor.id,
        on=act.on,
        text=text,
        signed=signed,
        round=notice.round,
        answer_by=add_working_days(act.working_days(), act.on, days),
    )
    return change(notice, objections=(*notice.objections, objection))


@object_to.check
def objection_is_founded(
    notice: Notice, _act: Act, *, text: str, signed: bool = True
) -> Iterable[Refusal]:
    """An objection gives facts, and is signed where the policy asks for it."""
    if not text.strip():
        yield NO_FACTS()
    if not signed and not notice.policy.spoken_objections:
        yield NOT_SIGNED()


@notice.transition(
    source=OBJECTED,
    target=(OPEN, OBJECTED),
    by=hearing,
    label=Text("答复异议", "答覆異議", "Answer objection"),
)
def answer(notice: Notice, act: Act, *, number: int, upheld: bool, note: str) -> Notice:
    """Answer an objection, with what was found."""
    objections = tuple(
        change(o, upheld=upheld, answer=note, answered_by=act.actor.id, answered_on=act.on)
        if o.number == number
        else o
        for o in notice.objections
    )
    left = any(o.upheld is None for o in objections)
    return change(notice, objections=objections, state=OBJECTED if left else OPEN)


@answer.check
def can_be_answered(
    notice: Notice, act: Act, *, number: int, upheld: bool, note: str
) -> Iterable[Refusal]:
    """It is open, it is not one's own, and the answer says what was found."""
    del upheld
    asked = [o for o in notice.unanswered if o.number == number]
    if not asked:
        known = listing(o.number for o in notice.unanswered)
        yield NO_SUCH_OBJECTION(measured=number, required=known)
    if any(o.by == act.actor.id for o in asked):
        yield OWN_OBJECTION()
    if not note.strip():
        yield NO_ANSWER()


@notice.transition(
    source=OPEN,
    target=STAY,
    by=role(OFFICE),
    label=Text("更正名单", "更正名單", "Amend"),
    reason_required=True,
)
def amend(notice: Notice, act: Act, *, lines: tuple[NoticeLine, ...]) -> Notice:
    """Put an amended list up; the time starts anew today."""
    up = window(act.working_days(), act.on, notice.policy.working_days)
    return change(notice, lines=lines, round=notice.round + 1, opens=up.opens, closes=up.closes)


@amend.check
def list_is_another(
    notice: Notice, _act: Act, *, lines: tuple[NoticeLine, ...]
) -> Iterable[Refusal]:
    """It leaves something on the list, and changes it unless an objection to it was upheld."""
    if not lines:
        yield EMPTY_LIST()
    if lines == notice.lines and not notice.upheld_now:
        yield SAME_LIST()


@notice.transition(
    source=OPEN,
    target=CLOSED,
    by=affairs_meeting,
    label=Text("结束公示", "結束公示", "Close"),
    guards=(was_up_long_enough, was_amended),
)
def close(notice: Notice, act: Act, *, document: str) -> Notice:
    """Decide that the list stands, under a document number."""
    return change(notice, closed_on=act.on, document=document)


@close.check
def document_is_named(_notice: Notice, _act: Act, *, document: str) -> Refusal | None:
    """A decision has a document."""
    return None if document.strip() else NO_DOCUMENT()


@notice.transition(
    source=CLOSED,
    target=UNDER_REVIEW,
    by=staff,
    label=Text("申请复核", "申請複核", "Ask for review"),
    guards=(review_in_time,),
    reason_required=True,
)
def ask_for_review(notice: Notice, _act: Act) -> Notice:
    """Ask for a review of the decision, with the reason."""
    return notice


@notice.transition(
    source=UNDER_REVIEW,
    target=CLOSED,
    by=affairs_meeting,
    label=Text("维持原决定", "維持原決定", "Uphold"),
)
def uphold(notice: Notice, _act: Act, *, review: str) -> Notice:
    """Leave the decision as it is, with reasons."""
    return change(notice, review=review)


@uphold.check
def review_has_reasons(_notice: Notice, _act: Act, *, review: str) -> Refusal | None:
    """A review says why."""
    return None if review.strip() else NO_REVIEW()


@notice.transition(
    source=(CLOSED, UNDER_REVIEW),
    target=OPEN,
    by=affairs_meeting,
    label=Text("重新公示", "重新公示", "Reopen"),
    reason_required=True,
)
def reopen(notice: Notice, act: Act) -> Notice:
    """Put the list up again; the time starts anew today."""
    up = window(act.working_days(), act.on, notice.policy.working_days)
    return change(
        notice,
        round=notice.round + 1,
        opens=up.opens,
        closes=up.closes,
        closed_on=None,
        document="",
    )


@notice.transition(
    source=(OPEN, OBJECTED, CLOSED, UNDER_REVIEW),
    target=VOID,
    by=affairs_meeting,
    label=Text("作废", "作廢", "Declare void"),
    reason_required=True,
)
def declare_void(notice: Notice, _act: Act) -> Notice:
    """Take the list down for good."""
    return notice


notice.seal()
