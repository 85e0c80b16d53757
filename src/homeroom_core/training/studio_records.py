"""工作研究室: the record of a studio, its values, and the terms it is run under."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import ClassVar

import attrs
from attrs.validators import and_, ge, gt, le, min_len, optional

from homeroom_core.case import Case
from homeroom_core.dates import months_later
from homeroom_core.errors import Fault, InputError
from homeroom_core.lifecycle import State
from homeroom_core.people import AFFAIRS_MEETING, BUREAU, OFFICE, PRINCIPAL, Actor, Level
from homeroom_core.record import Reader
from homeroom_core.rubric import Rubric
from homeroom_core.text import Term, Text

APPLIED = State("applied", "已申报", "已申報", "Applied")
REJECTED = State("rejected", "未批准", "未核准", "Rejected")
NAMED = State("named", "已挂牌", "已掛牌", "Named")
ASSESSING = State("assessing", "考核中", "考核中", "Being assessed")
ASSESSED = State("assessed", "年度已考核", "年度已考核", "Assessed")
RECTIFY = State("rectify", "限期整改", "限期整改", "To rectify")
FINAL_ASSESSED = State("final_assessed", "期满已考核", "期滿已考核", "Finally assessed")
RENEWED = State("renewed", "进入下一周期", "進入下一週期", "Renewed")
CLOSED = State("closed", "已撤销", "已撤銷", "Closed")

OPEN_STATES = (APPLIED, NAMED, ASSESSING, ASSESSED, RECTIFY, FINAL_ASSESSED)
AT_WORK = (NAMED, ASSESSING, ASSESSED, RECTIFY)
SETTLED = (NAMED, ASSESSED, RECTIFY)

LEADER = Term("leader", "主持人", "主持人", "Leader")
MEMBER = Term("member", "成员", "成員", "Member")
LEARNER = Term("learner", "学员", "學員", "Learner")
MEMBER_PARTS = (LEADER, MEMBER, LEARNER)
JOINED_AS = (MEMBER, LEARNER)

EXCELLENT = Term("excellent", "优秀", "優秀", "Excellent")
PASS = Term("pass", "合格", "合格", "Pass")
FAIL = Term("fail", "不合格", "不合格", "Fail")
GRADES = (EXCELLENT, PASS, FAIL)

TOO_FEW_MEMBERS = Term("members", "成员不足", "成員不足", "too few members")
TOO_FEW_RURAL = Term("rural_share", "乡村成员比例不足", "鄉村成員比例不足", "too few rural members")
TOO_FEW_LEARNERS = Term("learners", "学员不足", "學員不足", "too few learners")
MISSED = Term("milestones", "有未完成的节点", "有未完成的節點", "milestones not reached")
SHORTFALLS = (TOO_FEW_MEMBERS, TOO_FEW_RURAL, TOO_FEW_LEARNERS, MISSED)

_SHARE = and_(gt(Fraction(0)), le(Fraction(1)))
_DAY = timedelta(days=1)


@attrs.frozen(kw_only=True)
class StudioPolicy:
    """The terms a scheme sets for studios.

    Attributes:
        cycle_years: How many years a cycle has; the plan is for all of them.
        least_members: The fewest members besides the leader, when it is applied for.
        most_members: The most members besides the leader, at any time.
        least_rural_share: The least share of members from rural schools, above 0; `None` where
            nothing is asked for. Some places ask for three tenths.
        least_learners: The fewest learners in a year; fewer are noted at its assessment.
        most_learners: The most learners at any time.
        learner_months: How long a learner stays.
        leader_honours: Levels of the title that a leader has to hold.
        least_assessors: The fewest people of an assessment team.
        excellent_from: Share of the sheet's points from which on the grade is excellent.
        pass_from: Share from which on it is a pass.
        most_repair_months: The longest time to rectify: a term.
        final_within_days: The final assessment may begin so many days before the cycle ends.
        rubric: The sheet of the assessment; `None` where it is named when one is opened.
    """

    cycle_years: int = attrs.field(default=3, validator=ge(1))
    least_members: int = attrs.field(default=5, validator=ge(0))
    most_members: int = attrs.field(default=10, validator=ge(1))
    least_rural_share: Fraction | None = attrs.field(default=None, validator=optional(_SHARE))
    least_learners: int = attrs.field(default=10, validator=ge(0))
    most_learners: int = attrs.field(default=15, validator=ge(0))
    learner_months: int = attrs.field(default=12, validator=ge(1))
    leader_honours: tuple[Level, ...] = attrs.field(
        default=(Level.CITY, Level.PROVINCE, Level.NATIONAL), validator=min_len(1)
    )
    least_assessors: int = attrs.field(default=3, validator=ge(1))
    excellent_from: Fraction = attrs.field(default=Fraction(9, 10), validator=_SHARE)
    pass_from: Fraction = attrs.field(default=Fraction(6, 10), validator=_SHARE)
    most_repair_months: int = attrs.field(default=6, validator=ge(1))
    final_within_days: int = attrs.field(default=90, validator=ge(0))
    rubric: Rubric | None = None

    def __attrs_post_init__(self) -> None:
        faults = [
            Fault(name, str(found), _FROM.format(least=least))
            for name, found, least in (
                ("most_members", self.most_members, self.least_members),
                ("most_learners", self.most_learners, self.least_learners),
                ("excellent_from", self.excellent_from, self.pass_from),
            )
            if found < least
        ]
        if faults:
            raise InputError("studio policy", tuple(faults))

    def grade(self, total: Fraction, points: Fraction) -> Term:
        """The grade of a total out of so many points; a boundary belongs to the better grade."""
        if total >= self.excellent_from * points:
            return EXCELLENT
        return PASS if total >= self.pass_from * points else FAIL


@attrs.frozen(kw_only=True)
class StudioMember:
    """Somebody's time in a studio, first and last day included; `until` is open while it lasts."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "part": Text("身份", "身分", "As"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"part": MEMBER_PARTS}

    person: str = attrs.field(validator=min_len(1))
    part: str
    since: date
    until: date | None = None
    rural: bool = False

    def there(self, on: date) -> bool:
        """Whether they are in it on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


@attrs.frozen(kw_only=True)
class Milestone:
    """What a studio means to reach in one of its years.

    Attributes:
        id: Unique within the plan.
        year: Which year of the cycle, from 1.
        title: What is to be reached.
        due: By when, within that year.
        reached_on: When it was noted as reached.
        evidence: Ids of records or numbers of documents that show it.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "year": Text("第几年", "第幾年", "Year of the cycle"),
        "title": Text("节点的内容", "節點的內容", "What is to be reached"),
    }

    id: str = attrs.field(validator=min_len(1))
    year: int = attrs.field(validator=ge(1))
    title: str
    due: date
    reached_on: date | None = None
    evidence: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class AssessorSheet:
    """What one assessor marked: from criterion id to the mark exactly as written."""

    assessor: str
    marks: Mapping[str, str]
    on: date


@attrs.frozen(kw_only=True)
class StudioAssessment:
    """One assessment, as a team held it.

    Attributes:
        year: Which year of the cycle; 0 for the final assessment.
        opened_on: When it was opened.
        team: Ids of the assessors.
        rubric: The sheet that is marked.
        shortfalls: Which of `SHORTFALLS` there were when it was opened.
        report: The studio's own report.
        files: What the team found in the files.
        site_visit: What it saw on site.
        talks: What it heard in talks.
        sheets: The marks, one sheet an assessor, once it is concluded.
        concluded_on: When it was concluded.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "year": Text("第几年", "第幾年", "Year of the cycle"),
        "report": Text("总结报告", "總結報告", "Studio's report"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"shortfalls": SHORTFALLS}

    year: int = attrs.field(validator=ge(0))
    opened_on: date
    team: tuple[str, ...]
    rubric: Rubric
    shortfalls: tuple[str, ...] = ()
    report: str = ""
    files: str = ""
    site_visit: str = ""
    talks: str = ""
    sheets: tuple[AssessorSheet, ...] = ()
    concluded_on: date | None = None


@attrs.frozen(kw_only=True)
class StudioResult:
    """What an assessment came to: the exact total, and its grade, one of `GRADES`."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "year": Text("第几年", "第幾年", "Year of the cycle"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"grade": GRADES}

    year: int
    total: Fraction
    grade: str


@attrs.frozen(kw_only=True)
class Rectification:
    """What has to be put right, by when, and what showed that it was."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "year": Text("第几年", "第幾年", "Year of the cycle"),
        "by": Text("整改期限", "整改期限", "Due"),
        "shown": Text("整改佐证", "整改佐證", "What showed it"),
    }

    year: int
    repairs: tuple[str, ...]
    by: date
    ordered_on: date
    shown: str = ""
    accepted_by: str | None = None
    accepted_on: date | None = None


@attrs.frozen(kw_only=True)
class Studio(Case):
    """A homeroom teachers' studio, for one cycle.

    Attributes:
        title: Its name.
        partner: The body it is run with.
        leader: Id of whoever leads it now.
        honour: The title that the leader holds, and its document.
        honour_level: The level of that title.
        starts: First day of the cycle.
        policy: The terms it was applied for under.
        continues: Id of the studio whose next cycle this is, if any.
        plan: The milestones.
        members: Everybody who is or was in it, the leaders included, by the day they joined.
        document: Number of the document that named it.
        linked: Ids of forums, projects, seminars and other records of its work.
        assessments: The assessments, oldest first; the last may be under way.
        sheets: The sheets handed in for the assessment under way.
        results: What each concluded assessment came to.
        rectifications: What had to be put right, oldest first.
    """

    kind: ClassVar[str] = "studio"
    label: ClassVar[Text] = Text("工作研究室", "工作研究室", "Studio")
    indexed: ClassVar[tuple[str, ...]] = ("leader",)
    terms_class: ClassVar[type | None] = StudioPolicy
    listed: ClassVar[tuple[str, ...]] = (
        "title",
        "leader",
        "partner",
        "starts",
    )
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"part": JOINED_AS}
    field_labels: ClassVar[Mapping[str, Text]] = {
        "title": Text("名称", "名稱", "Name"),
        "leader": Text("主持人", "主持人", "Leader"),
        "results": Text("考核结果", "考核結果", "Results"),
        "sheets": Text("本次评分表", "本次評分表", "Sheets"),
    }

    title: str
    partner: str
    leader: str
    honour: str
    honour_level: Level
    starts: date
    policy: StudioPolicy = attrs.Factory(StudioPolicy)
    continues: str | None = None
    plan: tuple[Milestone, ...] = ()
    members: tuple[StudioMember, ...] = ()
    document: str = ""
    linked: tuple[str, ...] = ()
    assessments: tuple[StudioAssessment, ...] = ()
    sheets: tuple[AssessorSheet, ...] = ()
    results: tuple[StudioResult, ...] = ()
    rectifications: tuple[Rectification, ...] = ()

    def owners(self) -> frozenset[str]:
        """Whoever leads it."""
        return frozenset((self.leader,))

    def people(self) -> frozenset[str]:
        """Everybody who is or was in it."""
        return self.owners() | {member.person for member in self.members}

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:  # noqa: ARG002  # needs no other record
        """Assessments, from all but the deciders, the team and, once they are over, its people.

        The sheets of one under way are hidden from the team as well: each marks alone.
        """
        under_way = self.state == ASSESSING
        if actor.id in self.people():
            return _MARKS | _ASSESSMENTS if under_way else frozenset()
        if self.assessments and actor.id in self.current.team:
            return _MARKS
        decides = any(map(actor.has, (OFFICE, BUREAU, PRINCIPAL, AFFAIRS_MEETING)))
        return frozenset() if decides else _MARKS | _ASSESSMENTS

    @property
    def ends(self) -> date:
        """Last day of the cycle."""
        return self.year_ends(self.policy.cycle_years)

    def year_starts(self, year: int) -> date:
        """First day of a year of the cycle, from 1."""
        return months_later(self.starts, 12 * (year - 1))

    def year_ends(self, year: int) -> date:
        """Last day of a year of the cycle."""
        return months_later(self.starts, 12 * year) - _DAY

    @property
    def next_assessment(self) -> int:
        """The year that is to be assessed next; 0 for the final assessment."""
        done = {one.year for one in self.results}
        years = range(1, self.policy.cycle_years + 1)
        return next((year for year in years if year not in done), 0)

    def there(self, part: str, on: date) -> tuple[StudioMember, ...]:
        """Those who are in it on a day, in one part."""
        return tuple(one for one in self.members if one.part == part and one.there(on))

    @property
    def current(self) -> StudioAssessment:
        """The assessment under way, or the last one.

        Raises:
            IndexError: There was none yet.
        """
        return self.assessments[-1]


_ASSESSMENTS = frozenset({"assessments"})
_MARKS = frozenset({"sheets"})
_FROM = Text("{least} 或更多", "{least} 或更多", "{least} or more")
