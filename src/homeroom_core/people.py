"""Who acts, in which organization, and in which roles."""

from collections.abc import Iterable
from enum import StrEnum
from zoneinfo import ZoneInfo

import attrs
from attrs.validators import matches_re

from homeroom_core.glossary.codes import CODES
from homeroom_core.text import Term, Text

CODE = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
"""What an id may look like: no personal data fits in by accident, and it is safe in a URL."""


class Level(StrEnum):
    """The level of an organization or an event, from the school up."""

    SCHOOL = "school"
    DISTRICT = "district"
    CITY = "city"
    PROVINCE = "province"
    NATIONAL = "national"

    @property
    def term(self) -> Term:
        """The code with its label.

        >>> Level.CITY.term.label.zh_hans
        '市级'
        """
        return Term.of(self.value, CODES[self.value])


class Role(Term):
    """A role that a person holds in an organization; it is its code, and knows its label."""

    __slots__ = ()


TEACHER = Role("teacher", "教师", "教師", "Teacher")
HOMEROOM_TEACHER = Role("homeroom_teacher", "班主任", "班主任", "Homeroom teacher")
ADVISOR = Role("advisor", "班主任顾问", "班主任顧問", "Advisor")
ASSISTANT = Role("assistant", "班主任助理", "班主任助理", "Assistant")
GRADE_LEADER = Role("grade_leader", "年级组长", "年級組長", "Grade leader")
OFFICE = Role("moral_education_office", "德育处", "德育處", "Moral education office")
RESEARCH_OFFICE = Role("research_office", "教科室", "教科室", "Research office")
PRINCIPAL = Role("principal", "校长", "校長", "Principal")
AFFAIRS_MEETING = Role("school_affairs_meeting", "校务会议", "校務會議", "School affairs meeting")
STAFF_CONGRESS = Role("staff_congress", "教代会", "教代會", "Staff congress")
APPRAISAL_COMMITTEE = Role("appraisal_committee", "考核小组", "考核小組", "Appraisal committee")
JUDGE = Role("judge", "评委", "評委", "Judge")
HEAD_JUDGE = Role("head_judge", "评委组长", "評委組長", "Head judge")
SCORER = Role("scorer", "计分员", "計分員", "Scorer")
SUPERVISOR = Role("supervisor", "监督员", "監督員", "Supervisor")
RESEARCH_GROUP = Role(
    "research_leading_group", "课题领导小组", "課題領導小組", "Research leading group"
)
EXPERT = Role("expert", "专家", "專家", "Expert")
BUREAU = Role("education_bureau", "教育局", "教育局", "Education bureau")

SENIOR = Term("senior", "高级教师", "高級教師", "Senior teacher")
PROFESSOR = Term("professor", "正高级教师", "正高級教師", "Professor-level senior teacher")
TITLES: tuple[Term, ...] = (
    Term("third_grade", "三级教师", "三級教師", "Third-grade teacher"),
    Term("second_grade", "二级教师", "二級教師", "Second-grade teacher"),
    Term("first_grade", "一级教师", "一級教師", "First-grade teacher"),
    SENIOR,
    PROFESSOR,
)
"""The grades of the teachers' professional titles (职称); the values of the fact `title`."""

ROLES: tuple[Role, ...] = (
    TEACHER,
    HOMEROOM_TEACHER,
    ADVISOR,
    ASSISTANT,
    GRADE_LEADER,
    OFFICE,
    RESEARCH_OFFICE,
    PRINCIPAL,
    AFFAIRS_MEETING,
    STAFF_CONGRESS,
    APPRAISAL_COMMITTEE,
    JUDGE,
    HEAD_JUDGE,
    SCORER,
    SUPERVISOR,
    RESEARCH_GROUP,
    EXPERT,
    BUREAU,
)


def named_roles(codes: Iterable[str]) -> tuple[str, ...]:
    """Roles by their codes, sorted: the known ones as the terms that know their labels.

    >>> named_roles(["teacher"]) == (TEACHER,)
    True
    """
    known = {str(role): role for role in ROLES}
    return tuple(known.get(code, code) for code in sorted(codes))


@attrs.frozen
class Organization:
    """A school, district, city or province: the unit of records, journal and commits.

    Attributes:
        id: Its code.
        name: How it is called on notices.
        level: School or above.
        time_zone: IANA name; school dates are dates in this zone.
        calendar: Name of the working-day calendar, as a plugin provides it.
        plugins: Names of the plugins that are active here besides those that homeroom is shipped
            with; `None` for all that the office has.
        orphan_readers: Codes of the roles that may read orphaned records as they are stored: those
            whose plugin is gone or not active here, so that nobody else can say who may see which
            field of them.
    """

    id: str = attrs.field(validator=matches_re(CODE))
    name: Text = attrs.field()
    level: Level = Level.SCHOOL
    time_zone: str = "Asia/Shanghai"
    calendar: str = "china"
    plugins: tuple[str, ...] | None = None
    orphan_readers: tuple[str, ...] = (PRINCIPAL,)

    @name.default
    def _name(self) -> Text:
        return Text.same(self.id)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone.

        Raises:
            zoneinfo.ZoneInfoNotFoundError: The system does not know it.
        """
        return ZoneInfo(self.time_zone)

    def reads_orphans(self, actor: "Actor") -> bool:
        """Whether somebody may read orphaned records as they are stored."""
        return not actor.roles.isdisjoint(self.orphan_readers)


@attrs.frozen
class Actor:
    """Somebody who acts, with the roles they hold in the organization they act in.

    Attributes:
        id: Pseudonymous id; for staff the id of their person record. It stands in the journal.
        roles: Codes of the roles held.
    """

    id: str = attrs.field(validator=matches_re(CODE))
    roles: frozenset[str] = frozenset()

    @classmethod
    def of(cls, id: str, *roles: str) -> "Actor":
        """An actor with these roles.

        >>> Actor.of("person-7", OFFICE).has(OFFICE)
        True
        """
        return cls(id, frozenset(roles))

    def has(self, role: str) -> bool:
        """Whether the actor holds the role."""
        return role in self.roles
