"""What a mentoring pair is: its states, the terms a scheme sets, agreement, duties, reviews."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar, Literal

import attrs
from attrs.validators import ge, in_, matches_re

from homeroom_core.change import change
from homeroom_core.dates import months_later
from homeroom_core.lifecycle import State
from homeroom_core.people import (
    AFFAIRS_MEETING,
    ASSISTANT,
    CODE,
    GRADE_LEADER,
    HOMEROOM_TEACHER,
    OFFICE,
    PRINCIPAL,
    ROLES,
    Actor,
)
from homeroom_core.record import Reader
from homeroom_core.rule import Requirement
from homeroom_core.text import Term, Text
from homeroom_core.training.activity import Activity
from homeroom_core.training.mentorship_defaults import ADVISOR_RULES, NEEDS_ADVISOR, PAIR_RULES

NOMINATED = State("nominated", "已提名", "已提名", "Nominated")
ELIGIBLE = State("eligible", "资格已审", "資格已審", "Eligible")
AGREED = State("agreed", "已签协议", "已簽協議", "Agreed")
ACTIVE = State("active", "结对中", "結對中", "Active")
REVIEWED = State("reviewed", "学期已考核", "學期已考核", "Term reviewed")
RE_PAIRED = State("re_paired", "已改配待签", "已改配待簽", "Re-paired")
GRADUATED = State("graduated", "已出师", "已出師", "Graduated")
ENDED = State("ended", "已终止", "已終止", "Ended")

OPEN_STATES = (NOMINATED, ELIGIBLE, AGREED, ACTIVE, REVIEWED, RE_PAIRED)

OF_ADVISOR = Term("advisor", "班主任顾问", "班主任顧問", "Advisor")
OF_ASSISTANT = Term("assistant", "班主任助理", "班主任助理", "Assistant")
OF_OFFICE = Term("office", "德育处", "德育處", "Moral education office")
SIDES = (OF_ADVISOR, OF_ASSISTANT, OF_OFFICE)

ON_LEAVE = Term("leave", "请假", "請假", "On leave")
MOVED = Term("moved", "调离", "調離", "Moved away")
AT_ODDS = Term("conflict", "不宜继续结对", "不宜繼續結對", "Conflict")
CAUSES = (ON_LEAVE, MOVED, AT_ODDS)

Per = Literal["term", "month"]


@attrs.frozen(kw_only=True)
class Duty:
    """One of the duties of 六到位, or of those who check on it.

    Attributes:
        id: Its code, such as `class_observation`.
        label: What people call it.
        side: Whose it is: one of `SIDES`; what the office owes, the office records.
        least: How many times at least, in a term or in each month; 0: it is noted, not counted.
        per: `term`; or `month`: in each full month of the term.
    """

    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"side": SIDES}

    id: str = attrs.field(validator=matches_re(CODE))
    label: Text
    side: str = attrs.field(validator=in_(SIDES))
    least: int = attrs.field(default=0, validator=ge(0))
    per: Per = attrs.field(default="term", validator=in_(("term", "month")))


def _duty(id: str, side: str, least: int, *label: str, per: Per = "term") -> Duty:
    return Duty(id=id, label=Text(*label), side=side, least=least, per=per)


SIX_IN_PLACE: tuple[Duty, ...] = (
    _duty("values_guidance", OF_ADVISOR, 1, "思想引领到位", "思想引領到位", "Values guidance, talks"),
    _duty("pair_plan", OF_ADVISOR, 0, "计划制订到位", "計劃制訂到位", "Pair plan made"),
    _duty("class_meeting_coaching", OF_ADVISOR, 3, "班会指导到位", "班會指導到位", "Class-meeting coaching"),
    _duty("class_observation", OF_ADVISOR, 3, "跟班观察到位", "跟班觀察到位", "Class observation"),
    _duty("family_coaching", OF_ADVISOR, 1, "家校沟通指导到位", "家校溝通指導到位", "Family-school coaching"),
    _duty("feedback", OF_ADVISOR, 1, "总结反馈到位", "總結回饋到位", "Summary and feedback"),
    _duty("study", OF_ASSISTANT, 0, "学习到位", "學習到位", "Study"),
    _duty("presence", OF_ASSISTANT, 0, "跟班到位", "跟班到位", "Presence with the class"),
    _duty("notes", OF_ASSISTANT, 0, "记录到位", "記錄到位", "Records"),
    _duty("class_meeting", OF_ASSISTANT, 1, "班会到位", "班會到位", "Hosts class meetings"),
    _duty("family_contact", OF_ASSISTANT, 0, "家校联系到位", "家校聯繫到位", "Family contact"),
    _duty("reflection", OF_ASSISTANT, 1, "反思到位", "反思到位", "Reflection"),
    _duty("monthly_check", OF_OFFICE, 1, "每月检查", "每月檢查", "Monthly check", per="month"),
)  # fmt: skip
"""The shipped duties: six of the advisor, six of the assistant, and the office's monthly check."""


def _duties_once(_policy: object, _attribute: object, value: tuple[Duty, ...]) -> None:
    ids = [duty.id for duty in value]
    if len(ids) != len(set(ids)):
        msg = f"each duty once, not {ids}"
        raise ValueError(msg)


@attrs.frozen(kw_only=True)
class MentorshipPolicy:
    """The terms a scheme sets for mentoring pairs.

    Source: usual practice of schools: less than three years of work; a senior title and recognition
    by peers; the same grade in principle; one to three school years; one talk and three
    observations a term, a monthly check, a plan and a summary of each term.

    Attributes:
        needs_advisor: What has to hold of somebody who must have an advisor.
        bound_roles: Whom that binds, by role; empty: everybody in post.
        advisor_rules: What an advisor has to be.
        pair_rules: What has to hold between the two; a soft rule warns on record.
        sign_within_working_days: Time to sign the agreement.
        least_school_years: School years, of two term reviews each, before one may graduate.
        most_school_years: The most school years that a pair may last.
        duties: The duties (六到位) with how often they are to be done.
        rating_maximum: The most points of a confidential rating.
        advisor_hours_per_term: Hours of training that the advisor earns by a term in which every
            duty was done; 0: none.
        assistant_hours_per_term: The same for the assistant.
    """

    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"bound_roles": ROLES}

    needs_advisor: tuple[Requirement, ...] = NEEDS_ADVISOR
    bound_roles: frozenset[str] = frozenset({str(HOMEROOM_TEACHER), str(ASSISTANT)})
    advisor_rules: tuple[Requirement, ...] = ADVISOR_RULES
    pair_rules: tuple[Requirement, ...] = PAIR_RULES
    sign_within_working_days: int = attrs.field(default=10, validator=ge(1))
    least_school_years: int = attrs.field(default=1, validator=ge(0))
    most_school_years: int = attrs.field(default=3, validator=ge(1))
    duties: tuple[Duty, ...] = attrs.field(default=SIX_IN_PLACE, validator=_duties_once)
    rating_maximum: Decimal = attrs.field(default=Decimal(10), validator=ge(Decimal(0)))
    advisor_hours_per_term: Decimal = attrs.field(default=Decimal(0), validator=ge(Decimal(0)))
    assistant_hours_per_term: Decimal = attrs.field(default=Decimal(0), validator=ge(Decimal(0)))

    def __attrs_post_init__(self) -> None:
        if self.least_school_years > self.most_school_years:
            msg = f"{self.least_school_years} school years at least, but {self.most_school_years} at most"
            raise ValueError(msg)

    @property
    def least_reviews(self) -> int:
        """Term reviews before one may graduate: two for each school year."""
        return 2 * self.least_school_years


@attrs.frozen(kw_only=True)
class Signature:
    """Who signed the agreement, and when."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("签字人", "簽名人", "Signed by"),
    }

    by: str
    on: date


@attrs.frozen(kw_only=True)
class DutyDone:
    """Something done, recorded once and counted for every duty that it answers, on both sides.

    Attributes:
        duties: Ids of the duties.
        on: The day it was done.
        evidence: Id of a record, or number of a document, that already exists.
        by: Who recorded it.
        advisor: Who was the advisor then.
        note: A remark.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("登记人", "登記人", "Recorded by"),
    }

    duties: tuple[str, ...]
    on: date
    evidence: str
    by: str
    advisor: str
    note: str = ""


@attrs.frozen(kw_only=True)
class DutyCount:
    """How often a duty was done in a term, against how often it should have been.

    For a duty of each month, both are numbers of months.
    """

    duty: str
    done: int
    required: int

    @property
    def met(self) -> bool:
        """Whether it was done often enough."""
        return self.done >= self.required


@attrs.frozen(kw_only=True)
class TermReview:
    """The review of a term.

    Attributes:
        first: First day that it looks at.
        last: Last day that it looks at.
        by: Who reviewed.
        advisor: Who was the advisor.
        summary: The assistant's summary of the term.
        counts: One a duty, in the order of the policy.
        recorded: How many entries of what was done this review and those before it have counted.
        remark: What the reviewer says.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("评议人", "評議人", "Reviewed by"),
    }

    first: date
    last: date
    by: str
    advisor: str
    summary: str
    counts: tuple[DutyCount, ...]
    recorded: int = attrs.field(default=0, validator=ge(0))
    remark: str = ""

    @property
    def met(self) -> bool:
        """Whether every duty was done often enough."""
        return all(count.met for count in self.counts)


@attrs.frozen(kw_only=True)
class Rating:
    """A confidential rating of the advisor.

    Attributes:
        by: Who rated.
        on: When.
        term: Which term of the pair it is about, from 1.
        advisor: Who was rated.
        points: 0 to the policy's maximum.
        remark: Why.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("评分人", "評分人", "Rated by"),
    }

    by: str
    on: date
    term: int = attrs.field(validator=ge(1))
    advisor: str
    points: Decimal
    remark: str = ""


@attrs.frozen(kw_only=True)
class FormerAdvisor:
    """Somebody who was the advisor before, and what they left to the one who followed.

    Attributes:
        advisor: Id of the person.
        until: Their last day.
        cause: One of `CAUSES`.
        hand_over: The hand-over note.
        plan: The plan that was agreed with them.
        signed: The signatures under it.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "plan": Text("结对计划", "結對計畫", "Plan of the pair"),
        "signed": Text("协议签字", "協議簽名", "Agreement signed"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"cause": CAUSES}

    advisor: str
    until: date
    cause: str
    hand_over: str
    plan: str
    signed: tuple[Signature, ...]


@attrs.frozen(kw_only=True)
class Mentorship(Activity):
    """An assistant and an advisor.

    Attributes:
        assistant: Id of the assistant.
        advisor: Id of the advisor.
        starts: First day.
        ends: Last day that is planned.
        policy: The terms it was nominated under.
        warnings: Ids of the soft rules that the pair does not fulfil.
        sign_by: Last day to sign the agreement in time.
        plan: The plan of the pair.
        signed: Who signed it; the agreement stands once both have.
        active_since: Since when the pair is active, under this advisor or an earlier one.
        done: What was done, oldest first.
        summary: The assistant's summary of the term that runs.
        reviews: The term reviews, oldest first.
        ratings: Confidential ratings of the advisors, oldest first.
        former: Those who were the advisor before, oldest first.
        judgement: What the school affairs meeting found at the end.
        ended_on: When it graduated or ended.
    """

    kind: ClassVar[str] = "mentorship"
    label: ClassVar[Text] = Text("师徒结对", "師徒結對", "Mentorship")
    indexed: ClassVar[tuple[str, ...]] = ("assistant", "advisor")
    terms_class: ClassVar[type | None] = MentorshipPolicy
    listed: ClassVar[tuple[str, ...]] = (
        "assistant",
        "advisor",
        "starts",
        "ends",
    )
    field_labels: ClassVar[Mapping[str, Text]] = {
        "plan": Text("结对计划", "結對計畫", "Plan of the pair"),
        "summary": Text("本学期总结", "本學期總結", "Summary of the term"),
        "signed": Text("协议签字", "協議簽名", "Agreement signed"),
    }

    assistant: str
    advisor: str
    starts: date
    ends: date
    policy: MentorshipPolicy = attrs.Factory(MentorshipPolicy)
    warnings: tuple[str, ...] = ()
    sign_by: date | None = None
    plan: str = ""
    signed: tuple[Signature, ...] = ()
    active_since: date | None = None
    done: tuple[DutyDone, ...] = ()
    summary: str = ""
    reviews: tuple[TermReview, ...] = ()
    ratings: tuple[Rating, ...] = ()
    former: tuple[FormerAdvisor, ...] = ()
    judgement: str = ""
    ended_on: date | None = None

    def owners(self) -> frozenset[str]:
        """Both of the pair: neither approves, reviews or ends it."""
        return frozenset((self.assistant, self.advisor))

    def people(self) -> frozenset[str]:
        """Both of the pair, and those who were the advisor before."""
        return self.owners() | {one.advisor for one in self.former}

    def earned_on(self) -> date | None:
        """The day on which it graduated or ended."""
        return self.ended_on

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:  # noqa: ARG002  # needs no other record
        """Ratings, from all but those who decide; from others what the pair does as well.

        Nobody of the pair sees its ratings, whatever office they hold.
        """
        decides = any(map(actor.has, (OFFICE, PRINCIPAL, AFFAIRS_MEETING)))
        inside = actor.id in self.people()
        if decides and not inside:
            return frozenset()
        if inside or actor.has(GRADE_LEADER):
            return frozenset({"ratings"})
        return frozenset(
            {
                "credits",
                "warnings",
                "plan",
                "done",
                "summary",
                "reviews",
                "ratings",
                "former",
                "judgement",
            }
        )

    @property
    def term(self) -> int:
        """Which term runs, from 1; once it is reviewed, the one that was."""
        return len(self.reviews) + (self.state != REVIEWED)

    @property
    def recorded_from(self) -> date | None:
        """First day on which something done counts for the next review."""
        return self.reviews[-1].last if self.reviews else self.active_since

    def duty(self, id: str) -> Duty | None:
        """The duty with this id, if there is one."""
        return next((duty for duty in self.policy.duties if duty.id == id), None)


def counts_of(
    duties: Iterable[Duty], done: Iterable[DutyDone], first: date, last: date
) -> tuple[DutyCount, ...]:
    """How often each duty was done in a term, against how often it should be.

    Args:
        duties: The duties of the policy.
        done: What was recorded in the term.
        first: First day of the term.
        last: Its last day; full months are counted up to it.
    """
    listed = tuple(done)
    return tuple(
        _count(duty, [one for one in listed if duty.id in one.duties], first, last)
        for duty in duties
    )


def reviewed(pair: Mentorship, reviews: Iterable[TermReview]) -> tuple[TermReview, ...]:
    """Reviews with their counts made from what was recorded; each begins where the last ended."""
    made, begin = [], 0
    for one in reviews:
        done = pair.done[begin : one.recorded]
        counts = counts_of(pair.policy.duties, done, one.first, one.last)
        made.append(change(one, counts=counts))
        begin = one.recorded
    return tuple(made)


def _count(duty: Duty, done: list[DutyDone], first: date, last: date) -> DutyCount:
    if duty.per == "term":
        return DutyCount(duty=duty.id, done=len(done), required=duty.least)
    months = [(one.on.year, one.on.month) for one in done]
    enough = sum(months.count(month) >= max(duty.least, 1) for month in set(months))
    required = full_months(first, last) if duty.least else 0
    return DutyCount(duty=duty.id, done=enough, required=required)


def full_months(first: date, last: date) -> int:
    """How many full months lie from one day to another, both included; 0 or more.

    >>> full_months(date(2025, 9, 10), date(2026, 1, 16)), full_months(date(2025, 9, 1), date(2025, 9, 30))
    (4, 1)
    """
    months = 0
    while months_later(first, months + 1) - timedelta(days=1) <= last:
        months += 1
    return months
