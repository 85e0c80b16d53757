"""Attendance: sign-in to an activity, and the hours that follow from it.

Forums, seminars and visits share this: who was there on which day and what they did, struck out
only with a reason; the hours of every person, worked out from the sign-in and nothing else; and
what is owed until when.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, TypeVar

import attrs
from attrs.validators import and_, gt, le, min_len

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.errors import HomeroomError, Reason, Refusal
from homeroom_core.exact import is_amount
from homeroom_core.explanation import Explanation, Made, Question
from homeroom_core.grants import Grant
from homeroom_core.lifecycle import Lifecycle, State
from homeroom_core.provided import Provided
from homeroom_core.record import Reader
from homeroom_core.text import Text, listing
from homeroom_core.training.activity import (
    ATTENDED,
    CONTRIBUTED,
    LED,
    Activity,
    Credit,
)
from homeroom_core.training.deadline import Deadline, named_deadline
from homeroom_core.training.person import IN_POST, Person

PARTS_PRESENT = (ATTENDED, CONTRIBUTED, LED)
"""What somebody who is present may do, the least first."""

_A_DAY = and_(gt(Decimal(0)), le(Decimal(24)))


@attrs.frozen(kw_only=True)
class PartHours:
    """Hours that one day of an activity counts, by what somebody did there.

    Attributes:
        attended: For those who listened, above 0, at most 24.
        contributed: For those who spoke.
        led: For those who led it.
    """

    attended: Decimal = attrs.field(default=Decimal(2), validator=_A_DAY)
    contributed: Decimal = attrs.field(default=Decimal(3), validator=_A_DAY)
    led: Decimal = attrs.field(default=Decimal(4), validator=_A_DAY)

    def of(self, part: str) -> Decimal:
        """The hours of one part."""
        by_part: dict[str, Decimal] = {
            ATTENDED: self.attended,
            CONTRIBUTED: self.contributed,
            LED: self.led,
        }
        return by_part[part]


WHOLE_DAY = PartHours(attended=Decimal(6), contributed=Decimal(8), led=Decimal(8))
"""What a day elsewhere counts, unless a scheme says otherwise."""


@attrs.frozen(kw_only=True)
class Presence:
    """One person on one day.

    Attributes:
        person: Id of the person.
        on: The day.
        part: What they did: one of `PARTS_PRESENT`.
        noted_by: Who took the sign-in.
        evidence: Numbers of documents that show it, where the sheet itself does not do.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "part": Text("参与方式", "參與方式", "Took part as"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"part": PARTS_PRESENT}

    person: str = attrs.field(validator=min_len(1))
    on: date
    part: str = ATTENDED
    noted_by: str
    evidence: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Attended(Activity, ABC):
    """An activity with a sign-in.

    Subclasses say in `days` when it is, in `hours_a_day` what a day of it counts, and in `counted`
    which presences do.

    Attributes:
        presences: Who was there, in the order of the sign-in.
        deadlines: What is owed until when.
    """

    presences: tuple[Presence, ...] = ()
    deadlines: tuple[Deadline, ...] = ()

    @property
    def hours_a_day(self) -> PartHours:
        """What a day of it counts."""
        return PartHours()

    def earned_on(self) -> date | None:
        """The last day on which somebody signed in."""
        return max((one.on for one in self.presences), default=None)

    @property
    @abstractmethod
    def days(self) -> tuple[date, date]:
        """Its first and its last day."""

    @property
    def counted(self) -> tuple[Presence, ...]:
        """The presences that earn hours: all of them, unless a subclass says otherwise."""
        return self.presences

    @property
    def present(self) -> frozenset[str]:
        """Ids of all who signed in on any day."""
        return frozenset(one.person for one in self.presences)

    def part_of(self, person: str) -> str | None:
        """The most that somebody did there, if they were there at all."""
        done = [one.part for one in self.presences if one.person == person]
        return max(done, key=PARTS_PRESENT.index, default=None)


A = TypeVar("A", bound=Attended)

NOBODY_NAMED = Reason(
    "attendance.nobody_named",
    Text("没有写明谁到场", "沒有寫明誰到場", "nobody is named"),
    Text("请至少写一人", "請至少寫一人", "name at least one person"),
)
OTHER_DAY = Reason(
    "attendance.other_day",
    Text("{measured}不在活动日期内", "{measured}不在活動日期內", "{measured} is no day of it"),
    Text("活动日期：{required}", "活動日期：{required}", "it is on {required}"),
)
DAY_TO_COME = Reason(
    "attendance.day_to_come",
    Text("今天是{measured}，还没到那一天", "今天是{measured}，還沒到那一天", "today is {measured}"),
    Text("{when}起可签到", "{when}起可簽到", "the sign-in can be taken from {when}"),
)
NAMED_TWICE = Reason(
    "attendance.signed_in_already",
    Text(
        "{measured}当天已签到，或写了两次",
        "{measured}當天已簽到，或寫了兩次",
        "{measured}: signed in on that day already, or named twice",
    ),
    Text(
        "每人每天只签到一次；写错的先用 strike 划去",
        "每人每天只簽到一次；寫錯的先用 strike 劃去",
        "each person once a day; `strike` what is wrong first",
    ),
)
UNKNOWN_PERSON = Reason(
    "attendance.unknown_person",
    Text("花名册中没有{measured}", "花名冊中沒有{measured}", "the roster has no {measured}"),
    Text(
        "请写教职工记录的编号；校外人员只记人数",
        "請寫教職員記錄的編號；校外人員只記人數",
        "give ids of person records; of others only the number is kept",
    ),
)
NOT_SIGNED_IN = Reason(
    "attendance.not_signed_in",
    Text("{measured}当天没有签到", "{measured}當天沒有簽到", "{measured} did not sign in that day"),
    Text("已签到：{required}", "已簽到：{required}", "signed in: {required}"),
)
NOBODY_CAME = Reason(
    "attendance.nobody_signed_in",
    Text("还没有人签到", "還沒有人簽到", "nobody has signed in"),
    Text("先用 sign_in 录入签到", "先用 sign_in 錄入簽到", "take the sign-in first: `sign_in`"),
)
NOT_IN_POST = Reason(
    "attendance.not_in_post",
    Text("{measured}现在不在岗", "{measured}目前不在職", "{measured}: not in post now"),
    Text("请另选在岗的人", "請另選在職的人", "choose somebody who is"),
)
UNDER_WAY = Reason(
    "attendance.under_way",
    Text("已有{measured}人签到", "已有{measured}人簽到", "{measured} have signed in already"),
    Text("签错的先用 strike 划去", "簽錯的先用 strike 劃去", "`strike` them out if that was wrong"),
)
NOT_OVER = Reason(
    "attendance.not_over",
    Text("今天是{measured}，活动尚未结束", "今天是{measured}，活動尚未結束", "today is {measured}"),
    Text("{when}起可办", "{when}起可辦", "it can be done from {when}"),
)
STARTS_PAST = Reason(
    "attendance.starts_in_the_past",
    Text("{measured}已经过去", "{measured}已經過去", "{measured} is past"),
    Text("请选{required}或以后", "請選{required}或以後", "choose {required} or later"),
)
ENDS_EARLY = Reason(
    "attendance.ends_before_start",
    Text(
        "结束日期{measured}早于开始日期",
        "結束日期{measured}早於開始日期",
        "it ends on {measured}, before it starts",
    ),
    Text("应不早于{required}", "應不早於{required}", "choose {required} or later"),
)
BAD_AMOUNT = Reason(
    "attendance.bad_amount",
    Text("不是金额：{measured}", "不是金額：{measured}", "no amount of money: {measured}"),
    Text(
        "请写不小于0的金额，至多两位小数，如 1200.50",
        "請寫不小於0的金額，至多兩位小數，如 1200.50",
        "give 0 or more with two decimal places at most, such as 1200.50",
    ),
)
BAD_GUESTS = Reason(
    "attendance.guests_below_zero",
    Text(
        "来宾人数不能是{measured}", "來賓人數不能是{measured}", "there cannot be {measured} guests"
    ),
    Text("请写{required}或更大的整数", "請寫{required}或更大的整數", "give {required} or more"),
)
NOTHING = Text("无", "無", "nobody")


noted_own = Grant(
    Text("自己给自己签到的人", "自己給自己簽到的人", "whoever took their own sign-in"),
    lambda record, act: any(one.person == one.noted_by == act.actor.id for one in record.presences),
)
"""Nobody both notes that they were there and credits it."""


def by_part(
    attended: Iterable[str], contributed: Iterable[str], led: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Who did what, as a sign-in is handed in: from part to ids."""
    return {LED: tuple(led), CONTRIBUTED: tuple(contributed), ATTENDED: tuple(attended)}


def signing_in(
    activity: Attended, act: Act, on: date, named: Mapping[str, Iterable[str]]
) -> Iterable[Refusal]:
    """A sign-in is of a day of the activity that has come, of people of the roster, each once.

    Args:
        activity: What was attended.
        act: When it is taken.
        on: The day.
        named: From part to ids of people; see `by_part`.
    """
    first, last = activity.days
    people = [person for some in named.values() for person in some]
    if not people:
        yield NOBODY_NAMED()
    if not first <= on <= last:
        yield OTHER_DAY(measured=on, required=_span(first, last))
    elif act.on < on:
        yield DAY_TO_COME(measured=act.on, when=on)
    there = {one.person for one in activity.presences if one.on == on}
    twice = sorted({one for one in people if one in there or people.count(one) > 1})
    if twice:
        yield NAMED_TWICE(measured=listing(twice))
    yield from unknown_people(act.reader, people)


def unknown_people(reader: Reader, people: Iterable[str]) -> Iterable[Refusal]:
    """Whoever is named stands in the roster, whether or not they have left since."""
    unknown = sorted({person for person in people if person_of(reader, person) is None})
    if unknown:
        yield UNKNOWN_PERSON(measured=listing(unknown))


def person_of(reader: Reader, id: str) -> Person | None:
    """Somebody of the roster, or `None` if there is no such record or it was erased."""
    try:
        return reader.get(Person, id)
    except HomeroomError:
        return None


def is_in_post(reader: Reader, id: str) -> bool:
    """Whether somebody stands in the roster and is in post now."""
    person = person_of(reader, id)
    return person is not None and person.state == IN_POST


def nominated(reader: Reader, people: Iterable[str]) -> Iterable[Refusal]:
    """Whoever is newly named for something stands in the roster and is in post."""
    named = sorted(set(people))
    yield from unknown_people(reader, named)
    known = [id for id in named if person_of(reader, id) is not None]
    away = [id for id in known if not is_in_post(reader, id)]
    if away:
        yield NOT_IN_POST(measured=listing(away))


def signed_in(
    activity: A,
    act: Act,
    on: date,
    named: Mapping[str, Iterable[str]],
    evidence: tuple[str, ...] = (),
) -> A:
    """The activity with these people on its sign-in sheet."""
    more = tuple(
        Presence(person=person, on=on, part=part, noted_by=act.actor.id, evidence=evidence)
        for part, people in named.items()
        for person in people
    )
    return change(activity, presences=(*activity.presences, *more))


def striking(activity: Attended, person: str, on: date) -> Refusal | None:
    """Only who stands on the sign-in sheet of a day can be struck out of it."""
    there = [one.person for one in activity.presences if one.on == on]
    if person in there:
        return None
    return NOT_SIGNED_IN(measured=person, required=listing(there) if there else NOTHING)


def struck(activity: A, person: str, on: date) -> A:
    """The activity without somebody on the sheet of a day; the journal keeps that they stood there."""
    rest = tuple(one for one in activity.presences if (one.person, one.on) != (person, on))
    return change(activity, presences=rest)


def somebody_came(activity: Attended, _act: Act) -> Refusal | None:
    """There is a sign-in."""
    return None if activity.presences else NOBODY_CAME()


def nobody_came_yet(activity: Attended, _act: Act) -> Refusal | None:
    """What people came to is neither put off nor called off."""
    return UNDER_WAY(measured=len(activity.present)) if activity.presences else None


def is_over(activity: Attended, act: Act) -> Refusal | None:
    """The last day has come."""
    _, last = activity.days
    return NOT_OVER(measured=act.on, when=last) if act.on < last else None


def days_to_come(activity: Attended, act: Act) -> Iterable[Refusal]:
    """What is applied for begins today or later, and does not end before it begins."""
    first, last = activity.days
    if first < act.on:
        yield STARTS_PAST(measured=first, required=act.on)
    if last < first:
        yield ENDS_EARLY(measured=last, required=first)


def amounts_are_fit(amounts: Iterable[Decimal]) -> Refusal | None:
    """Each is an amount of money."""
    bad = [str(amount) for amount in amounts if not is_amount(amount)]
    return BAD_AMOUNT(measured=listing(bad)) if bad else None


def guests_are_counted(guests: int) -> Refusal | None:
    """Guests are counted from 0 on."""
    return BAD_GUESTS(measured=guests, required=0) if guests < 0 else None


def credits_of(activity: Attended) -> tuple[Credit, ...]:
    """The hours of everybody whose presence counts, each person once, by id.

    For each day the hours of what they did that day; the credit names the most they did.
    """
    earned: dict[str, Decimal] = {}
    for one in activity.counted:
        hours = activity.hours_a_day.of(one.part)
        earned[one.person] = earned.get(one.person, Decimal(0)) + hours
    return tuple(
        Credit(person=person, hours=earned[person], part=activity.part_of(person) or ATTENDED)
        for person in sorted(earned)
    )


def crediting(lifecycle: Lifecycle[A], *, source: State | tuple[State, ...], by: Grant) -> None:
    """Declare that the credits of an activity are derived from its sign-in.

    Args:
        lifecycle: Whose credits.
        source: The states in which it is credited.
        by: Who may accept credits as they are computed now.
    """

    def credits_again(
        activity: A,
        reader: Reader,  # noqa: ARG001  # the sign-in is all it takes
        provided: Provided,  # noqa: ARG001  # as above
    ) -> tuple[Credit, ...] | None:
        """The credits made again from the sign-in, once there are any."""
        return credits_of(activity) if activity.credits else None

    label = Text("学时", "學時", "hours")
    lifecycle.derived("credits", label=label, by=by, source=source)(credits_again)


def explain_attendance(activity: Attended, asked: Question) -> Explanation | None:
    """The hours of everybody, day by day, and what is owed and since when it is overdue."""
    parts = (*_hours(activity), *_deadlines(activity, asked.on))
    if not parts:
        return None
    return Explanation(title=activity.label, value=Text.same(activity.id), parts=parts)


def _hours(activity: Attended) -> Iterable[Explanation]:
    for credit in activity.credits:
        days = tuple(
            Explanation(
                title=_DAY.format(on=one.on, part=_part(one.part)),
                number=Fraction(activity.hours_a_day.of(one.part)),
                source=activity.id,
                shows=("presences",),
            )
            for one in activity.presences
            if one.person == credit.person
        )
        yield Explanation(
            title=_HOURS,
            who=credit.person,
            number=Fraction(credit.hours),
            made=Made(operation="sum"),
            source=activity.id,
            shows=("credits", "presences"),
            parts=days,
        )


def _deadlines(activity: Attended, on: date | None) -> Iterable[Explanation]:
    for one in activity.deadlines:
        since = None if on is None else one.overdue_since(on)
        if one.met_on is not None:
            text = _LATE if one.late else _IN_TIME
        else:
            text = _OWED if since is None else _OVERDUE
        yield Explanation(
            title=named_deadline(one),
            value=text.format(due=one.due, met=one.met_on, since=since),
            notes=tuple(_REMINDED.format(on=day) for day in one.reminded_on),
            source=activity.id,
            shows=("deadlines",),
        )


def _part(part: str) -> Text:
    return {str(term): term.label for term in PARTS_PRESENT}[part]


def _span(first: date, last: date) -> Text:
    return Text.same(str(first) if first == last else f"{first} – {last}")


_HOURS = Text("学时", "學時", "Hours")
_DAY = Text("{on} {part}", "{on} {part}", "{on}, {part}")
_IN_TIME = Text(
    "{met} 完成（期限 {due}）", "{met} 完成（期限 {due}）", "done on {met}, due on {due}"
)
_LATE = Text(
    "{met} 完成，逾期（期限 {due}）",
    "{met} 完成，逾期（期限 {due}）",
    "done on {met}, late: it was due on {due}",
)
_OWED = Text("期限 {due}", "期限 {due}", "due on {due}")
_OVERDUE = Text(
    "自 {since} 起逾期（期限 {due}）",
    "自 {since} 起逾期（期限 {due}）",
    "overdue since {since}: it was due on {due}",
)
_REMINDED = Text("{on} 已催办", "{on} 已催辦", "reminded on {on}")
