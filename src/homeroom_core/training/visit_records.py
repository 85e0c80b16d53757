"""走出去: the record of a visit to a school or a lecture elsewhere, and what it is made of.

Its lifecycle is in `visit`, the reasons for its refusals in `visit_reasons`.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar

import attrs
from attrs.validators import ge, min_len

from homeroom_core.lifecycle import State
from homeroom_core.people import HOMEROOM_TEACHER, Level
from homeroom_core.record import Reader
from homeroom_core.text import Text
from homeroom_core.training.attendance import WHOLE_DAY, Attended, PartHours, person_of

APPLIED = State("applied", "已申请", "已申請", "Applied")
APPROVED = State("approved", "已批准", "已核准", "Approved")
TRAVELLED = State("travelled", "已外出", "已外出", "Travelled")
REPORTED = State("reported", "已报告", "已報告", "Reported")
SHARED = State("shared", "已分享", "已分享", "Shared")
CREDITED = State("credited", "已认定学时", "已認定學時", "Credited")
DECLINED = State("declined", "未批准", "未核准", "Declined")
CANCELLED = State("cancelled", "已取消", "已取消", "Cancelled")
LAPSED = State("lapsed", "逾期失效", "逾期失效", "Lapsed")

VISIT_STATES = (
    APPLIED, APPROVED, TRAVELLED, REPORTED, SHARED, CREDITED, DECLINED, CANCELLED, LAPSED,
)  # fmt: skip


@attrs.frozen(kw_only=True)
class VisitPolicy:
    """The terms a scheme sets for visits.

    Attributes:
        approve_working_days_before: How long before the first day a visit has to be approved.
        report_within_working_days: Time to report after the last day.
        share_within_working_days: Time to share it with colleagues after the last day.
        hours: What a day counts, by what somebody did there.
        overdue_bars: Whether nobody goes again while a report or a sharing of theirs is overdue.

    Source: our own defaults; schools ask for a report and for sharing, each within its time.
    """

    approve_working_days_before: int = attrs.field(default=10, validator=ge(1))
    report_within_working_days: int = attrs.field(default=10, validator=ge(1))
    share_within_working_days: int = attrs.field(default=15, validator=ge(1))
    hours: PartHours = WHOLE_DAY
    overdue_bars: bool = True


@attrs.frozen(kw_only=True)
class Cover:
    """Who looks after a class while its homeroom teacher is away.

    Attributes:
        class_code: The class.
        colleague: Id of the colleague.
        agreed_on: When the colleague agreed; `None` until then.
    """

    class_code: str = attrs.field(validator=min_len(1))
    colleague: str = attrs.field(validator=min_len(1))
    agreed_on: date | None = None


@attrs.frozen(kw_only=True)
class VisitReport:
    """What came of a visit.

    Attributes:
        by: Who reported, for all who went.
        on: When.
        text: The report.
        materials: Numbers of documents that go with it.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("报告人", "報告人", "Reported by"),
    }

    by: str
    on: date
    text: str = attrs.field(validator=min_len(1))
    materials: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Sharing:
    """How colleagues were told of it.

    Attributes:
        by: Who told them, for all who went.
        on: When it was noted.
        event: Id of the forum or seminar at which they spoke; empty where it was elsewhere.
        document: Number of the document that shows it, where there is no such record.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("分享人", "分享人", "Shared by"),
    }

    by: str
    on: date
    event: str = ""
    document: str = ""


@attrs.frozen(kw_only=True)
class Visit(Attended):
    """A visit of one teacher or of a group.

    Attributes:
        leader: Id of who leads it; of a visit alone, of who goes.
        companions: Ids of those who go along.
        destination: Where to.
        purpose: What for.
        level: The level its hours count for; `school` unless a body above invites.
        starts: First day.
        ends: Last day.
        budget: What it may cost, in yuan, two decimal places at most.
        policy: The numbers it was applied for under.
        covers: Who looks after the classes of those who go.
        document: Number of the approval.
        report: What came of it.
        sharing: How colleagues were told.
    """

    kind: ClassVar[str] = "visit"
    label: ClassVar[Text] = Text("外出考察学习", "外出考察學習", "Visit")
    indexed: ClassVar[tuple[str, ...]] = ("leader",)
    terms_class: ClassVar[type | None] = VisitPolicy
    known_by: ClassVar[str] = "destination"
    listed: ClassVar[tuple[str, ...]] = (
        "destination",
        "leader",
        "starts",
        "ends",
    )
    field_labels: ClassVar[Mapping[str, Text]] = {
        "leader": Text("领队", "領隊", "Leader"),
    }

    leader: str
    companions: frozenset[str] = frozenset()
    destination: str
    purpose: str
    level: Level = Level.SCHOOL
    starts: date
    ends: date
    budget: Decimal
    policy: VisitPolicy = attrs.Factory(VisitPolicy)
    covers: tuple[Cover, ...] = ()
    document: str = ""
    report: VisitReport | None = None
    sharing: Sharing | None = None

    @property
    def travellers(self) -> frozenset[str]:
        """Ids of all who are to go."""
        return self.companions | {self.leader}

    def owners(self) -> frozenset[str]:
        """All who are to go."""
        return self.travellers

    def people(self) -> frozenset[str]:
        """All who are to go, and those who look after their classes."""
        return self.travellers | {cover.colleague for cover in self.covers}

    def credit_level(self) -> str:
        """The level that the hours count for."""
        return self.level

    @property
    def days(self) -> tuple[date, date]:
        """Its first and its last day."""
        return self.starts, self.ends

    @property
    def hours_a_day(self) -> PartHours:
        """What a day of it counts."""
        return self.policy.hours

    def overlaps(self, first: date, last: date) -> bool:
        """Whether a day of it lies in a span."""
        return self.starts <= last and first <= self.ends


def classes_left(visit: Visit, reader: Reader) -> tuple[str, ...]:
    """Codes of the classes whose homeroom teachers are away on a day of the visit, sorted."""
    return tuple(sorted(set(_classes_left(visit, reader))))


def _classes_left(visit: Visit, reader: Reader) -> Iterable[str]:
    for traveller in visit.travellers:
        person = person_of(reader, traveller)
        for post in person.posts if person is not None else ():
            over = post.until is not None and post.until < visit.starts
            if post.role == HOMEROOM_TEACHER and post.since <= visit.ends and not over:
                yield post.class_code
