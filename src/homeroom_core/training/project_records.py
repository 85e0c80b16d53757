"""课题: the records of a call for projects — the call, and each project with what was changed in it.

Their lifecycles are in `project_call` and `project`; sheets of the approval and of the closing panel
are `review_sheet`.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

import attrs
from attrs.validators import ge

from homeroom_core.award_policy import AwardPolicy
from homeroom_core.case import Case
from homeroom_core.errors import ErasedError, RecordNotFoundError
from homeroom_core.lifecycle import State
from homeroom_core.people import OFFICE, PRINCIPAL, RESEARCH_GROUP, RESEARCH_OFFICE, Actor, Level
from homeroom_core.record import EVERYTHING, Reader
from homeroom_core.rubric import Rubric
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.shipped_award_policies import PROJECT_APPROVALS
from homeroom_core.strict import check
from homeroom_core.text import Term, Text
from homeroom_core.training.conflict import CONFLICTS, ReviewConflict
from homeroom_core.training.notice import NoticePolicy
from homeroom_core.training.person import LEFT, Person
from homeroom_core.training.ranked_call import RankedCall
from homeroom_core.training.review_sheet import APPROVAL, CLOSING_STAGE, Review
from homeroom_core.training.reviewing import due_of

CALLED = State("called", "征集中", "徵集中", "Called")
CLOSED = State("closed", "征集截止", "徵集截止", "Closed")
RANKED = State("ranked", "已评审", "已評審", "Ranked")
PUBLICISED = State("publicised", "公示中", "公示中", "Publicised")
DECIDED = State("decided", "已立项", "已立項", "Decided")
CANCELLED = State("cancelled", "已取消", "已取消", "Cancelled")
CALL_STATES = (CALLED, CLOSED, RANKED, PUBLICISED, DECIDED, CANCELLED)

DRAFT = State("draft", "草稿", "草稿", "Draft")
APPLIED = State("applied", "已申报", "已申報", "Applied")
UNDER_REVIEW = State("under_review", "立项评审", "立項評審", "Under review")
REVIEWED = State("reviewed", "评审完毕", "評審完畢", "Reviewed")
APPROVED = State("approved", "已立项", "已立項", "Approved")
NOT_APPROVED = State("not_approved", "未立项", "未立項", "Not approved")
OPENED = State("opened", "已开题", "已開題", "Opened")
RECTIFYING = State("rectifying", "限期整改", "限期整改", "To be rectified")
MIDTERM_PASSED = State("midterm_passed", "中期通过", "中期通過", "Midterm passed")
EXTENDED = State("extended", "已延期", "已延期", "Extended")
CLOSING = State("closing", "结题评审", "結題評審", "Closing")
REVISING = State("revising", "修改后结题", "修改後結題", "To be revised")
PROJECT_CLOSED = State("closed", "已结题", "已結題", "Closed")
FAILED = State("failed", "未通过结题", "未通過結題", "Failed")
PROMOTED = State("promoted", "已升级立项", "已升級立項", "Promoted")
WITHDRAWN = State("withdrawn", "已撤项", "已撤項", "Withdrawn")
PROJECT_STATES = (
    DRAFT, APPLIED, UNDER_REVIEW, REVIEWED, APPROVED, NOT_APPROVED, OPENED, RECTIFYING,
    MIDTERM_PASSED, EXTENDED, CLOSING, REVISING, PROJECT_CLOSED, FAILED, PROMOTED, WITHDRAWN,
)  # fmt: skip
APPLYING = (APPLIED, UNDER_REVIEW, REVIEWED)
RUNNING = (APPROVED, OPENED, RECTIFYING, MIDTERM_PASSED, EXTENDED, CLOSING, REVISING)
"""States of a project that was approved and is not finished."""

UNFINISHED = (*APPLYING, *RUNNING)
"""States of a project that counts towards the limits of its people."""

EXCELLENT = Term("excellent", "优秀", "優秀", "Excellent")
PASS = Term("pass", "合格", "合格", "Pass")
REVISE = Term("revise_then_pass", "修改后合格", "修改後合格", "Revise, then pass")
FAIL = Term("fail", "不合格", "不合格", "Fail")
GRADES = (EXCELLENT, PASS, REVISE, FAIL)


_MONTHS = Text(
    "最短期限不能长于最长期限",
    "最短期限不能長於最長期限",
    "the shortest project may not be longer than the longest",
)
_BANDS = Text(
    "优秀、合格、可修改的分数线须依次不升",
    "優秀、合格、可修改的分數線須依次不升",
    "excellent_at, pass_at and revise_at may not rise in this order",
)
_SIZES = Text(
    "评审组人数至少写一种，且不少于1人",
    "評審組人數至少寫一種，且不少於1人",
    "panel_sizes names one size at least, each 1 or more",
)


def _mean(panel: int) -> ScoringPolicy:
    return ScoringPolicy(method="mean", minimum_panel=panel)


@attrs.frozen(kw_only=True)
class ProjectCallPolicy:
    """The terms a scheme sets for calls for projects.

    Attributes:
        reviewers: How many review each application.
        outsiders_for_major: How many of them come from outside where a project is a major one.
        scoring: How sheets become places.
        awards: Which applications are approved: a share or a number of them, and the least total.
        notice: The numbers that the public notice has to be put up under.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "reviewers": Text("每项评审人数", "每項評審人數", "Reviewers a project"),
    }

    reviewers: int = attrs.field(default=3, validator=ge(1))
    outsiders_for_major: int = attrs.field(default=1, validator=ge(0))
    scoring: ScoringPolicy = attrs.Factory(lambda: _mean(3))
    awards: AwardPolicy = PROJECT_APPROVALS.policy
    notice: NoticePolicy = attrs.Factory(NoticePolicy)


@attrs.frozen(kw_only=True)
class ProjectPolicy:
    """The terms a scheme sets for projects.

    Sources: published rules of schools and colleges on projects (limits on leading and joining, one
    to three years, one extension of a year at most, requests two weeks ahead, panels of five or
    seven with two insiders at most, a bar of three years); the bands of the closing are usual.

    Attributes:
        leads_at_most: How many unfinished projects somebody may lead.
        takes_part_at_most: In how many they may lead or take part.
        people_at_most: How many people a project has, its leader included.
        least_months: The shortest project.
        most_months: The longest.
        open_within_working_days: Time from the approval to the opening report.
        request_days_ahead: How long before the end a change or an extension is asked for.
        extensions: How often a project is extended.
        extension_months: For how long at most.
        panel_sizes: How many the closing panel may have.
        insiders_at_most: How many of them may be of the own school.
        closing_scoring: How the sheets of the panel become a total.
        excellent_at: Least total for excellent.
        pass_at: Least total to pass.
        revise_at: Least total to be revised and judged once more.
        closing_revisions: How often a result may be revised.
        bar_years: For how many years a withdrawal bars the leader.

    Raises:
        DefinitionError: The bands or the months cross, or a panel has nobody.
    """

    leads_at_most: int = attrs.field(default=1, validator=ge(1))
    takes_part_at_most: int = attrs.field(default=2, validator=ge(1))
    people_at_most: int = attrs.field(default=5, validator=ge(1))
    least_months: int = attrs.field(default=12, validator=ge(1))
    most_months: int = attrs.field(default=36, validator=ge(1))
    open_within_working_days: int = attrs.field(default=30, validator=ge(1))
    request_days_ahead: int = attrs.field(default=14, validator=ge(0))
    extensions: int = attrs.field(default=1, validator=ge(0))
    extension_months: int = attrs.field(default=12, validator=ge(1))
    panel_sizes: tuple[int, ...] = (5, 7)
    insiders_at_most: int = attrs.field(default=2, validator=ge(0))
    closing_scoring: ScoringPolicy = attrs.Factory(lambda: _mean(1))
    excellent_at: Decimal = Decimal(85)
    pass_at: Decimal = Decimal(60)
    revise_at: Decimal = Decimal(50)
    closing_revisions: int = attrs.field(default=1, validator=ge(0))
    bar_years: int = attrs.field(default=3, validator=ge(0))

    def __attrs_post_init__(self) -> None:
        falling = self.excellent_at >= self.pass_at >= self.revise_at
        problems = [
            None if self.least_months <= self.most_months else _MONTHS,
            None if falling else _BANDS,
            None if min(self.panel_sizes, default=0) >= 1 else _SIZES,
        ]
        check("project policy", problems)

    def grade(self, total: Fraction, revised: int) -> str:
        """What a total of the closing panel comes to, after so many revisions.

        >>> ProjectPolicy().grade(Fraction(60), 0), ProjectPolicy().grade(Fraction(50), 1)
        ('pass', 'fail')
        """
        if total >= Fraction(self.excellent_at):
            return EXCELLENT
        if total >= Fraction(self.pass_at):
            return PASS
        may_revise = total >= Fraction(self.revise_at) and revised < self.closing_revisions
        return REVISE if may_revise else FAIL


@attrs.frozen(kw_only=True)
class Opening:
    """The opening report.

    Attributes:
        on: When it was given.
        report: Number of the report.
        expert: Id of the expert who gave an opinion.
        opinion: The opinion.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "report": Text("开题报告编号", "開題報告編號", "Opening report"),
    }

    on: date
    report: str
    expert: str
    opinion: str


@attrs.frozen(kw_only=True)
class ProjectTerms:
    """What a change request may change, as it stands or as it would be."""

    title: str
    leader: str
    members: tuple[str, ...]
    method: str
    ends: date


@attrs.frozen(kw_only=True)
class ProjectRequest:
    """A request to change or extend a project, and what became of it.

    Attributes:
        number: 1 for the first.
        on: When it was made.
        why: The reason given.
        before: What stood then; kept for good.
        after: What is asked for.
        granted: Whether it was granted; `None` while it is open.
        decided_by: Who decided.
        decided_on: When.
    """

    number: int
    on: date
    why: str
    before: ProjectTerms
    after: ProjectTerms
    granted: bool | None = None
    decided_by: str | None = None
    decided_on: date | None = None

    @property
    def extends(self) -> bool:
        """Whether it asks for another end."""
        return self.after.ends != self.before.ends


@attrs.frozen(kw_only=True)
class ClosingResult:
    """What the closing panel's sheets come to.

    Attributes:
        total: The exact total.
        shown: The total, rounded once.
        grade: One of `GRADES`.
        round: Which time it was judged.
    """

    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"grade": GRADES}

    total: Fraction
    shown: Decimal
    grade: str
    round: int


@attrs.frozen(kw_only=True)
class ProjectCall(RankedCall):
    """A call for projects.

    Attributes:
        closing_rubric: What the closing panels mark on, as it was when the call was made.
        policy: The numbers it was made under.
    """

    kind: ClassVar[str] = "project_call"
    label: ClassVar[Text] = Text("课题征集", "課題徵集", "Call for projects")
    terms_class: ClassVar[type | None] = ProjectCallPolicy
    listed: ClassVar[tuple[str, ...]] = (
        "title",
        "deadline",
    )

    closing_rubric: Rubric
    policy: ProjectCallPolicy = attrs.Factory(ProjectCallPolicy)

    def reviewed(self, reader: Reader) -> tuple[str, ...]:
        """See `RankedCall.reviewed`."""
        return tuple(one.id for one in reader.find(Project, call=self.id, state=REVIEWED))

    def waiting(self, reader: Reader) -> tuple[str, ...]:
        """See `RankedCall.waiting`."""
        states = (APPLIED, UNDER_REVIEW)
        return tuple(one.id for one in reader.find(Project, call=self.id, state=states))

    def sheet_place(self, answer: str, reader: Reader) -> tuple[str, int]:  # noqa: ARG002  # all alike
        """See `RankedCall.sheet_place`: an application is reviewed once."""
        return APPROVAL, 1

    def line_of(self, answer: str, reader: Reader) -> tuple[str, str]:
        """The leader who applied, and their grade group."""
        leader = reader.get(Person, reader.get(Project, answer).applied_by).details
        return leader.name, leader.grade

    def involved(self, reader: Reader) -> frozenset[str]:
        """Leaders, members and reviewers."""
        found = [one for one in reader.find(Project, call=self.id) if one.state != WITHDRAWN]
        return frozenset(who for one in found for who in (*one.people(), *one.reviewers))

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:
        """The places, until they are put up, from all but those who have it in hand."""
        if self.state in (PUBLICISED, DECIDED):
            return frozenset()
        if manages(actor) and not answers(self.id, actor.id, reader):
            return frozenset()
        return frozenset({"tally", "allotment"})


@attrs.frozen(kw_only=True)
class Project(Case):
    """A project that answers a call.

    Attributes:
        call: Id of the call.
        title: Its title.
        applied_by: Id of the leader who applied.
        leader: Id of the leader now.
        members: Ids of the others who take part now.
        method: How it is to be done.
        major: Whether it is a major one, reviewed from outside as well.
        starts: First day.
        ends: Last day.
        policy: The numbers it was begun under.
        reviewers: Ids of all who were assigned to review it in the present stage.
        conflicts: Why some of them do not.
        number: Its number, once it is approved.
        open_by: Last day for the opening report to be in time.
        opening: The opening report.
        repairs: What the midterm check would have repaired.
        midterm: Number of the midterm report.
        requests: Requests to change or extend it, oldest first.
        report: Number of the closing report.
        results: Numbers of what came of it.
        round: Which time the closing is judged.
        closing: What the closing panel's sheets come to.
        level: The level it was promoted to.
        document: Number of the approval notice of that level.
        barred_until: Last day on which its leader is barred, after a withdrawal.
    """

    kind: ClassVar[str] = "project"
    label: ClassVar[Text] = Text("课题", "課題", "Project")
    indexed: ClassVar[tuple[str, ...]] = ("call",)
    terms_class: ClassVar[type | None] = ProjectPolicy
    listed: ClassVar[tuple[str, ...]] = (
        "title",
        "leader",
        "number",
        "starts",
        "ends",
    )
    field_labels: ClassVar[Mapping[str, Text]] = {
        "number": Text("立项编号", "立項編號", "Number"),
        "report": Text("结题报告编号", "結題報告編號", "Closing report"),
        "results": Text("成果编号", "成果編號", "Results"),
        "level": Text("上级立项级别", "上級立項級別", "Promoted to"),
        "document": Text("上级立项文件", "上級立項文件", "Approval of that level"),
        "repairs": Text("中期整改事项", "中期整改事項", "Repairs after the midterm"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {
        "level": tuple(Level),
        "conflict": CONFLICTS,
    }

    call: str
    title: str
    applied_by: str
    leader: str
    members: tuple[str, ...] = ()
    method: str
    major: bool = False
    starts: date
    ends: date
    policy: ProjectPolicy = attrs.Factory(ProjectPolicy)
    reviewers: tuple[str, ...] = ()
    conflicts: tuple[ReviewConflict, ...] = ()
    number: str = ""
    open_by: date | None = None
    opening: Opening | None = None
    repairs: tuple[str, ...] = ()
    midterm: str = ""
    requests: tuple[ProjectRequest, ...] = ()
    report: str = ""
    results: tuple[str, ...] = ()
    round: int = 1
    closing: ClosingResult | None = None
    level: str = ""
    document: str = ""
    barred_until: date | None = None

    def owners(self) -> frozenset[str]:
        """The leader and the members, and those who were before: none of them judges it."""
        before = [terms for one in self.requests if one.granted for terms in (one.before,)]
        gone = [who for terms in before for who in (terms.leader, *terms.members)]
        return frozenset((self.leader, *self.members, self.applied_by, *gone))

    def people(self) -> frozenset[str]:
        """The leader and the members of now, and those who were before."""
        return self.owners()

    @property
    def team(self) -> tuple[str, ...]:
        """Ids of the leader and the members of now."""
        return (self.leader, *self.members)

    @property
    def project_terms(self) -> ProjectTerms:
        """What a request may change, as it stands."""
        return ProjectTerms(
            title=self.title,
            leader=self.leader,
            members=self.members,
            method=self.method,
            ends=self.ends,
        )

    @property
    def open_request(self) -> ProjectRequest | None:
        """The request that waits for a decision, if one does."""
        return next((one for one in self.requests if one.granted is None), None)

    @property
    def sheet_place(self) -> tuple[str, int]:
        """Stage and round of the sheets that count now."""
        return (APPROVAL, 1) if self.state in APPLYING else (CLOSING_STAGE, self.round)

    def review(self, reader: Reader) -> Review | None:
        """See `homeroom_core.training.review_sheet.Reviewed.review`."""
        call = call_of(self, reader)
        if call is None or self.state not in (UNDER_REVIEW, CLOSING):
            return None
        stage, round = self.sheet_place
        return Review(
            stage=stage,
            round=round,
            rubric=self.rubric_of(stage, reader),
            reviewers=frozenset(due_of(self)),
            code=self.number or self.id,
        )

    def rubric_of(self, stage: str, reader: Reader) -> Rubric:
        """See `homeroom_core.training.review_sheet.Reviewed.rubric_of`."""
        call = reader.get(ProjectCall, self.call)
        return call.closing_rubric if stage == CLOSING_STAGE else call.rubric

    def told(self, stage: str, reader: Reader) -> bool:
        """See `homeroom_core.training.review_sheet.Reviewed.told`."""
        if stage == CLOSING_STAGE:
            return self.closing is not None
        call = call_of(self, reader)
        return call is not None and call.state == DECIDED

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:  # noqa: ARG002  # needs no other record
        """Reviewers from those whose project it is; before its approval all of it from others.

        Once it is approved, everybody sees what it is about and who does it.
        """
        if actor.id in self.owners():
            return _JUDGED
        if manages(actor) or actor.id in self.reviewers:
            return frozenset()
        listed = self.state in RUNNING or self.state in (PROJECT_CLOSED, PROMOTED)
        return _INSIDE if listed else EVERYTHING


_JUDGED = frozenset({"reviewers", "conflicts"})
_INSIDE = _JUDGED | {
    "opening", "repairs", "midterm", "requests", "report", "closing", "round", "barred_until",
}  # fmt: skip


def manages(actor: Actor) -> bool:
    """Whether somebody has projects in hand."""
    return any(map(actor.has, (RESEARCH_OFFICE, OFFICE, RESEARCH_GROUP, PRINCIPAL)))


def call_of(project: Project, reader: Reader) -> ProjectCall | None:
    """The call that a project answers, if it is there."""
    try:
        return reader.get(ProjectCall, project.call)
    except (RecordNotFoundError, ErasedError):
        return None


def answers(call: str, person: str, reader: Reader) -> bool:
    """Whether somebody takes part in a project that answers a call, and was not withdrawn."""
    return any(
        person in project.owners()
        for project in reader.find(Project, call=call)
        if project.state not in (DRAFT, WITHDRAWN)
    )


def insiders(people: Iterable[str], reader: Reader) -> tuple[str, ...]:
    """Those of these people who are on the staff of the school."""
    return tuple(person for person in people if _on_staff(person, reader))


def _on_staff(person: str, reader: Reader) -> bool:
    try:
        return reader.get(Person, person).state != LEFT
    except (RecordNotFoundError, ErasedError):
        return False
