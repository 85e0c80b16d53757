"""专家引领: the records of an appointment and of the visits within it.

A visit is a record of its own, so that several diagnoses of one appointment can be open at a time.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar

import attrs
from attrs.validators import ge, gt, min_len, optional

from homeroom_core.case import Case
from homeroom_core.errors import Fault, InputError
from homeroom_core.lifecycle import State
from homeroom_core.people import AFFAIRS_MEETING, OFFICE, PRINCIPAL, Actor
from homeroom_core.record import Reader
from homeroom_core.text import Term, Text
from homeroom_core.training.activity import Activity

PROPOSED = State("proposed", "拟聘", "擬聘", "Proposed")
INVITED = State("invited", "已邀请", "已邀請", "Invited")
APPOINTED = State("appointed", "已聘任", "已聘任", "Appointed")
DECLINED = State("declined", "未聘", "未聘", "Not appointed")
EXPIRED = State("expired", "聘期已满", "聘期已滿", "Expired")
ENDED = State("ended", "提前结束", "提前結束", "Ended early")

VISITED = State("visited", "已来访", "已來訪", "Visited")
REPORTED = State("reported", "已报告", "已報告", "Reported")
IMPROVING = State("improving", "整改中", "整改中", "Improving")
RECHECKED = State("rechecked", "已复查", "已複查", "Rechecked")
CLOSED = State("closed", "已办结", "已辦結", "Closed")

OPEN_VISIT = (VISITED, REPORTED, IMPROVING)

DIAGNOSIS = Term("diagnosis", "诊断把脉", "診斷把脈", "diagnosis")
LECTURE = Term("lecture", "讲座", "講座", "lecture")
SALON = Term("salon", "沙龙", "沙龍", "salon")
GUIDANCE = Term("guidance", "课题指导", "課題指導", "project guidance")
FORMS = (DIAGNOSIS, LECTURE, SALON, GUIDANCE)


@attrs.frozen(kw_only=True)
class ExpertPolicy:
    """The terms a scheme sets for appointments of experts.

    Attributes:
        least_months: The shortest term, in months.
        most_months: The longest term, in months; a renewal is a further term.
    """

    least_months: int = attrs.field(default=12, validator=ge(1))
    most_months: int = attrs.field(default=36, validator=ge(1))

    def __attrs_post_init__(self) -> None:
        if self.most_months < self.least_months:
            accepted = _FROM.format(least=self.least_months)
            fault = Fault("most_months", str(self.most_months), accepted)
            raise InputError("expert policy", (fault,))


@attrs.frozen(kw_only=True)
class ExpertVisitPolicy:
    """The terms a scheme sets for visits of experts.

    Attributes:
        report_working_days: Time for the report, counted from the day after the visit.
        improve_working_days: Time to give each finding an owner and a date.
        least_findings: The fewest findings of a diagnosis.
        credited_forms: The forms of visit that credit hours to those who signed in.
        most_hours: The most hours that one visit can credit.
    """

    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"credited_forms": FORMS}

    report_working_days: int = attrs.field(default=10, validator=ge(1))
    improve_working_days: int = attrs.field(default=10, validator=ge(1))
    least_findings: int = attrs.field(default=1, validator=ge(0))
    credited_forms: frozenset[str] = frozenset({"lecture", "salon"})
    most_hours: Decimal = attrs.field(default=Decimal(4), validator=gt(Decimal(0)))


@attrs.frozen(kw_only=True)
class AppointmentTerm:
    """One term of an appointment, first and last day included, and its letter (聘书)."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("聘任人", "聘任人", "Appointed by"),
    }

    letter: str
    since: date
    until: date
    by: str


@attrs.frozen(kw_only=True)
class Expert(Case):
    """The appointment of an expert from outside.

    Attributes:
        expert: Pseudonymous id of the expert, as an actor.
        name: As on the letter of appointment.
        institution: Where the expert works.
        specialty: What the expert is known for.
        purpose: What the school wants.
        fee_rule: By which rule fees are paid.
        policy: The terms it was proposed under.
        appointments: The terms, oldest first.
    """

    kind: ClassVar[str] = "expert"
    label: ClassVar[Text] = Text("专家聘任", "專家聘任", "Expert appointment")
    indexed: ClassVar[tuple[str, ...]] = ("expert",)
    terms_class: ClassVar[type | None] = ExpertPolicy
    known_by: ClassVar[str] = "name"
    person_field: ClassVar[str] = "expert"
    listed: ClassVar[tuple[str, ...]] = (
        "name",
        "institution",
        "specialty",
    )
    field_labels: ClassVar[Mapping[str, Text]] = {
        "purpose": Text("聘请目的", "聘請目的", "Purpose"),
    }

    expert: str
    name: str
    institution: str
    specialty: str
    purpose: str
    fee_rule: str = ""
    policy: ExpertPolicy = attrs.Factory(ExpertPolicy)
    appointments: tuple[AppointmentTerm, ...] = ()

    def owners(self) -> frozenset[str]:
        """The expert."""
        return frozenset((self.expert,))

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:  # noqa: ARG002  # needs no other record
        """What the expert is paid by, from all but those who decide on it and the expert."""
        told = actor.id == self.expert or _leads(actor)
        return frozenset() if told else frozenset({"fee_rule"})

    def covers(self, on: date) -> bool:
        """Whether a term runs on a day."""
        return any(term.since <= on <= term.until for term in self.appointments)


@attrs.frozen(kw_only=True)
class VisitFinding:
    """What an expert found; numbers count up within the visit."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "text": Text("问题的内容", "問題的內容", "What was found"),
    }

    number: int = attrs.field(validator=ge(1))
    text: str = attrs.field(validator=min_len(1))


@attrs.frozen(kw_only=True)
class Measure:
    """What is done about a finding: who sees to it, and by when."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "what": Text("措施的内容", "措施的內容", "What is done"),
    }

    finding: int
    owner: str
    what: str
    due: date


@attrs.frozen(kw_only=True)
class Checked:
    """What a recheck says of a finding, as it is handed in.

    Attributes:
        finding: Number of the finding.
        resolved: Whether it is put right.
        evidence: What shows it: ids of records or numbers of documents, or what was seen.
        again_by: Where it is not resolved: by when it has to be.
    """

    finding: int
    resolved: bool
    evidence: str
    again_by: date | None = None


@attrs.frozen(kw_only=True)
class Recheck:
    """A recheck of some findings."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("复查人", "複查人", "By"),
        "results": Text("复查结果", "複查結果", "Results"),
    }

    by: str
    on: date
    results: tuple[Checked, ...]


@attrs.frozen(kw_only=True)
class ExpertVisit(Activity):
    """One visit of an appointed expert.

    Attributes:
        appointment: Id of the appointment.
        expert: Id of the expert.
        form: One of `FORMS`.
        subject: What it was about.
        visited_on: When.
        report_by: Last day for the report.
        policy: The terms it was recorded under.
        about: Ids of projects and other records that it was about.
        attended: Ids of those who signed in.
        hours: How many hours it took; `None` where nobody counts them.
        summary: The report in a few words.
        reported_on: When it was reported.
        findings: What was found.
        improve_by: Last day to give each finding an owner and a date.
        measures: What is done about each finding.
        planned_on: When that was settled.
        rechecks: The rechecks, oldest first.
    """

    kind: ClassVar[str] = "expert_visit"
    label: ClassVar[Text] = Text("专家来访", "專家來訪", "Expert visit")
    indexed: ClassVar[tuple[str, ...]] = ("appointment", "expert")
    terms_class: ClassVar[type | None] = ExpertVisitPolicy
    known_by: ClassVar[str] = "subject"
    listed: ClassVar[tuple[str, ...]] = (
        "subject",
        "form",
        "expert",
        "visited_on",
    )
    field_labels: ClassVar[Mapping[str, Text]] = {
        "subject": Text("主题", "主題", "Subject"),
        "summary": Text("报告摘要", "報告摘要", "Report in short"),
        "attended": Text("签到人员", "簽到人員", "Signed in"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"form": FORMS}

    appointment: str
    expert: str
    form: str
    subject: str
    visited_on: date
    report_by: date
    policy: ExpertVisitPolicy = attrs.Factory(ExpertVisitPolicy)
    about: tuple[str, ...] = ()
    attended: frozenset[str] = frozenset()
    hours: Decimal | None = attrs.field(default=None, validator=optional(gt(Decimal(0))))
    summary: str = ""
    reported_on: date | None = None
    findings: tuple[VisitFinding, ...] = ()
    improve_by: date | None = None
    measures: tuple[Measure, ...] = ()
    planned_on: date | None = None
    rechecks: tuple[Recheck, ...] = ()

    def owners(self) -> frozenset[str]:
        """Those who see to a finding: they never recheck."""
        return frozenset(measure.owner for measure in self.measures)

    def people(self) -> frozenset[str]:
        """The expert, those who signed in, and those who see to a finding."""
        return self.attended | self.owners() | {self.expert}

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:  # noqa: ARG002  # needs no other record
        """What was found and is done about it, from all who took no part and lead nothing."""
        told = actor.id in self.people() or _leads(actor)
        return frozenset() if told else _FOUND

    def earned_on(self) -> date | None:
        """The day of the visit."""
        return self.visited_on

    @property
    def open_findings(self) -> tuple[int, ...]:
        """Numbers of the findings that no recheck has found resolved."""
        done = {one.finding for check in self.rechecks for one in check.results if one.resolved}
        return tuple(one.number for one in self.findings if one.number not in done)

    def due_of(self, finding: int) -> date | None:
        """By when a finding has to be put right, as it was said last."""
        due = next((one.due for one in self.measures if one.finding == finding), None)
        for check in self.rechecks:
            for one in check.results:
                if one.finding == finding and one.again_by is not None:
                    due = one.again_by
        return due


_FOUND = frozenset({"summary", "findings", "measures", "rechecks"})
_FROM = Text("{least} 或更多", "{least} 或更多", "{least} or more")


def _leads(actor: Actor) -> bool:
    return any(map(actor.has, (OFFICE, PRINCIPAL, AFFAIRS_MEETING)))
