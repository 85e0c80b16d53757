"""考核: the records of appraisals — the round that a school opens for a period, and each teacher's case.

Their lifecycles are in `appraisal_round` and `appraisal`. A case is a record of its own, so that it
keeps its own history and is seen by few; the round holds what all share: the period, the sheet, the
terms, and who is excellent within the quota.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

import attrs
from attrs.validators import ge

from homeroom_core.award import Allotment
from homeroom_core.case import Case
from homeroom_core.dimensions import DIMENSIONS
from homeroom_core.errors import UnknownError
from homeroom_core.lifecycle import State
from homeroom_core.people import (
    AFFAIRS_MEETING,
    APPRAISAL_COMMITTEE,
    OFFICE,
    PRINCIPAL,
    SUPERVISOR,
    Actor,
)
from homeroom_core.record import EVERYTHING, Reader, Record
from homeroom_core.sheets.composite import Composite
from homeroom_core.sheets.inputs import ClaimedMerits, KeptLedger
from homeroom_core.sheets.known_fact import KnownFact
from homeroom_core.sheets.sheet import Sheet
from homeroom_core.text import Text
from homeroom_core.training.appraisal_policy import USUAL_CAUSES, USUAL_GRADES, AppraisalPolicy
from homeroom_core.training.appraisal_service import Service

ROUND_OPENED = State("opened", "进行中", "進行中", "Opened")
ROUND_GRADED = State("graded", "已评定等次", "已評定等次", "Graded")
ROUND_PUBLICISED = State("publicised", "公示中", "公示中", "Publicised")
ROUND_DECIDED = State("decided", "已审定", "已審定", "Decided")
ROUND_CANCELLED = State("cancelled", "已取消", "已取消", "Cancelled")
ROUND_STATES = (ROUND_OPENED, ROUND_GRADED, ROUND_PUBLICISED, ROUND_DECIDED, ROUND_CANCELLED)

OPENED = State("opened", "已立案", "已立案", "Opened")
SELF_REVIEWED = State("self_reviewed", "已自评", "已自評", "Self-reviewed")
COLLECTED = State("collected", "材料已齐", "材料已齊", "Collected")
SCORED = State("scored", "已计分", "已計分", "Scored")
VETO_CHECKED = State("veto_checked", "已核查", "已核查", "Veto-checked")
GRADED = State("graded", "已定等次", "已定等次", "Graded")
PUBLICISED = State("publicised", "已公示", "已公示", "Publicised")
SIGNED = State("signed", "已签收", "已簽收", "Signed")
ARCHIVED = State("archived", "已归档", "已歸檔", "Archived")
UNGRADED = State("ungraded", "不定等次", "不定等次", "Not graded")
CANCELLED = State("cancelled", "已取消", "已取消", "Cancelled")
APPRAISAL_STATES = (
    OPENED, SELF_REVIEWED, COLLECTED, SCORED, VETO_CHECKED, GRADED, PUBLICISED, SIGNED, ARCHIVED,
    UNGRADED, CANCELLED,
)  # fmt: skip

IN_PLAY = (
    OPENED, SELF_REVIEWED, COLLECTED, SCORED, VETO_CHECKED, GRADED, PUBLICISED, SIGNED, ARCHIVED,
)  # fmt: skip
"""States of a case that gets, or has, a grade in its round."""

HAS_GRADE = (GRADED, PUBLICISED, SIGNED, ARCHIVED)
READY_TO_GRADE = (VETO_CHECKED, *HAS_GRADE)
HAS_SCORE = (SCORED, *READY_TO_GRADE)
"""States in which the score is that of what was filled in; before, a score there is is out of date."""


@attrs.frozen(kw_only=True)
class Cap:
    """Something that caps a grade, as it was found.

    Attributes:
        cause: Kind of the sanction, or code of the veto: a row of the policy's table of caps.
        document: Number of the document that proves it.
        note: What was found, in words.
    """

    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"cause": USUAL_CAUSES}

    cause: str
    document: str
    note: str = ""


@attrs.frozen(kw_only=True)
class Check:
    """One check for sanctions and vetoes that cap the grade (师德与否决核查).

    Attributes:
        by: Who checked.
        on: When.
        sanctions: The sanctions on the person's record that cap this period.
        vetoes: What else was found.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("核查人", "核查人", "Checked by"),
    }

    by: str
    on: date
    sanctions: tuple[Cap, ...] = ()
    vetoes: tuple[Cap, ...] = ()

    @property
    def caps(self) -> tuple[Cap, ...]:
        """All that caps the grade."""
        return (*self.sanctions, *self.vetoes)


@attrs.frozen(kw_only=True)
class Ruling:
    """The grade of one case as the round comes to it, and why.

    Attributes:
        case: Id of the case.
        group: Its grade group; empty where the quota is one of all together.
        points: The total that was compared, exact.
        reached: Id of the grade that the points reach by themselves.
        best: Id of the best grade that the caps allow; `None` where nothing caps it.
        causes: The causes that cap it, as far as they do.
        place: Its place among those of the group who could have the grade within the quota; `None`
            for those who could not.
        grade: Id of the grade.
        checks: How many checks the case had had then; the last of them counts.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "place": Text("组内名次", "組內名次", "Place in the group"),
        "group": Text("年级组", "年級組", "Grade group"),
        "checks": Text("核查次数", "核查次數", "Checks until then"),
    }

    case: str
    group: str
    points: Fraction
    reached: str
    best: str | None = None
    causes: tuple[str, ...] = ()
    place: int | None = None
    grade: str
    checks: int = 0


@attrs.frozen(kw_only=True)
class GroupQuota:
    """The quota of one group.

    Attributes:
        group: The group.
        members: Of how many it is a share.
        places: How many may have the grade, the share rounded down.
        allotment: Who has it, with the arithmetic, and what the committee still has to decide.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "group": Text("年级组", "年級組", "Grade group"),
        "members": Text("组内人数", "組內人數", "Members of the group"),
    }

    group: str
    members: int = attrs.field(validator=ge(0))
    places: int = attrs.field(validator=ge(0))
    allotment: Allotment


@attrs.frozen(kw_only=True)
class Outcome:
    """What a round comes to: a grade for every case.

    Attributes:
        rulings: One a case, in order of their ids.
        quotas: One a group; none where no grade is within a quota.
        by: Who had it worked out.
        on: When.
        stale: Whether the round was reopened since.
    """

    rulings: tuple[Ruling, ...]
    quotas: tuple[GroupQuota, ...] = ()
    by: str
    on: date
    stale: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether no tie at the last place of a quota is left to the committee."""
        return not any(quota.allotment.open for quota in self.quotas)

    def of(self, case: str) -> Ruling | None:
        """The ruling on a case, if there is one."""
        return next((ruling for ruling in self.rulings if ruling.case == case), None)

    def quota_of(self, group: str) -> GroupQuota | None:
        """The quota of a group, if there is one."""
        return next((quota for quota in self.quotas if quota.group == group), None)


@attrs.frozen(kw_only=True)
class AppraisalRound(Case):
    """The appraisals of one period, under one sheet and one quota.

    Attributes:
        title: Its title.
        first: First day of the period.
        last: Last day of it.
        policy: The terms it was opened under.
        sheets: The composite that is filled in, and after it the sheets that its parts use, as they
            were when the round was opened; empty if no plugin provided it.
        outcome: The grades, once they were worked out.
        notice: Id of the public notice.
        decided_on: When the grades became final.
        document: Number of the document with the decision.
    """

    kind: ClassVar[str] = "appraisal_round"
    label: ClassVar[Text] = Text("考核工作", "考核工作", "Appraisal round")
    terms_class: ClassVar[type | None] = AppraisalPolicy
    listed: ClassVar[tuple[str, ...]] = (
        "title",
        "first",
        "last",
        "decided_on",
    )

    title: str
    first: date
    last: date
    policy: AppraisalPolicy = attrs.Factory(AppraisalPolicy)
    sheets: tuple[Sheet, ...] = ()
    outcome: Outcome | None = None
    notice: str | None = None
    decided_on: date | None = None
    document: str = ""

    @property
    def sheet(self) -> Composite:
        """The composite that is filled in.

        Raises:
            UnknownError: None was provided when the round was opened.
        """
        first = self.sheets[0] if self.sheets else None
        if not isinstance(first, Composite):
            raise UnknownError(_SHEET, self.policy.sheet)
        return first

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:
        """The grades of all, from everybody but those who work them out or decide on them."""
        working = any(map(actor.has, (*IN_HAND, SUPERVISOR, AFFAIRS_MEETING)))
        if working and not is_appraised(self.id, actor.id, reader):
            return frozenset()
        return frozenset({"outcome"})


@attrs.frozen(kw_only=True)
class SelfReview:
    """What the teacher says of the year; nothing of it counts.

    Attributes:
        on: When it was handed in.
        text: In the teacher's own words.
        points: What the teacher would give, by part of the sheet.
    """

    on: date
    text: str
    points: Mapping[str, Fraction] = attrs.Factory(dict)


@attrs.frozen(kw_only=True)
class Survey:
    """What an anonymous source answered about one part: how many gave how many points.

    There is no list of answers, so nobody can tell who gave what, or which answers belong together.

    Attributes:
        source: Id of the source.
        part: Id of the part.
        answers: How many answered.
        tally: From points, as written, to how many gave them; empty while there are too few.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "source": Text("评价来源", "評價來源", "Source"),
        "tally": Text("各分值人数", "各分值人數", "How many gave what"),
    }

    source: str
    part: str
    answers: int = attrs.field(validator=ge(0))
    tally: Mapping[str, int] = attrs.Factory(dict)


@attrs.frozen(kw_only=True)
class CommitteeMark:
    """What one member of the committee marked for one part.

    Attributes:
        part: Id of the part.
        by: Id of the member.
        marks: From criterion id to the mark as written; for a part without a sheet, from the part's
            id to the points.
        on: When.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("评分人", "評分人", "Marked by"),
    }

    part: str
    by: str
    marks: Mapping[str, str]
    on: date


@attrs.frozen(kw_only=True)
class PartPoints:
    """Points that the office recorded for a part without sheet or sources, such as a bonus.

    Attributes:
        part: Id of the part.
        points: How many, exact.
        basis: What they rest on: the number of a document or the id of a record.
    """

    part: str
    points: Fraction
    basis: str


@attrs.frozen(kw_only=True)
class Gap:
    """Something that is missing, on record: it is left out, and never counts as zero.

    Attributes:
        part: Id of the part.
        source: Id of the source that is missing; `None` where the part itself is.
        why: Why it is missing.
        by: Who recorded it.
        on: When.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "source": Text("评价来源", "評價來源", "Source"),
        "by": Text("登记人", "登記人", "Recorded by"),
    }

    part: str
    source: str | None = None
    why: str
    by: str
    on: date


@attrs.frozen(kw_only=True)
class DimensionScore:
    """How a teacher stands in one of the five dimensions.

    Attributes:
        dimension: Code of the dimension.
        points: Points reached in it.
        maximum: Points there were to reach; less what is missing or switched off.
        share: The one of the other, exact.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "share": Text("得分率", "得分率", "Share reached"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"dimension": DIMENSIONS}

    dimension: str
    points: Fraction
    maximum: Fraction
    share: Fraction


@attrs.frozen(kw_only=True)
class Score:
    """What the sheet comes to.

    Attributes:
        total: Points, exact.
        shown: The total as it is shown, rounded once.
        parts: Points of each part as they count in the total.
        dimensions: How the teacher stands in each dimension that could be looked at.
        left_out: What was missing: `part` or `part/source`, in order.
        sheet_digest: Digest of the whole sheet.
        inputs_digest: Digest of what it was filled in with.
    """

    total: Fraction
    shown: Decimal
    parts: Mapping[str, Fraction]
    dimensions: tuple[DimensionScore, ...] = ()
    left_out: tuple[str, ...] = ()
    sheet_digest: str
    inputs_digest: str


@attrs.frozen(kw_only=True)
class Graded:
    """A grade given to a case; a later one is added after it, and none is ever changed.

    Attributes:
        grade: Id of the grade.
        points: The total that was compared, exact.
        reached: Id of the grade that the points reach by themselves.
        excellent: Whether it was among those within the quota before any cap.
        caps: What was found to cap it.
        place: Place among those of the group who could have the grade within the quota.
        places: How many of the group could have it; `None` where there is no quota.
        members: Of how many that is a share.
        regrade: Whether it was given after the round had been decided.
        document: Number of the document with the decision, for a regrade.
        reason: Why, for a regrade.
        by: Who gave it.
        on: When.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "place": Text("组内名次", "組內名次", "Place in the group"),
        "places": Text("组内名额", "組內名額", "Places of the group"),
        "members": Text("组内人数", "組內人數", "Members of the group"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {
        "grade": USUAL_GRADES,
        "reached": USUAL_GRADES,
    }

    grade: str
    points: Fraction
    reached: str
    excellent: bool = False
    caps: tuple[Cap, ...] = ()
    place: int | None = None
    places: int | None = None
    members: int | None = None
    regrade: bool = False
    document: str = ""
    reason: str = ""
    by: str
    on: date


@attrs.frozen(kw_only=True)
class Signature:
    """That the teacher saw the grade, or would not sign.

    Attributes:
        by: Who signed, or who recorded that it was not signed.
        on: When.
        signed: Whether the teacher signed.
        words: What the teacher said, or what was recorded.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("签字人", "簽名人", "By"),
        "signed": Text("已签字", "已簽名", "Signed"),
    }

    by: str
    on: date
    signed: bool
    words: str = ""


@attrs.frozen(kw_only=True)
class ArchivedRecord:
    """One line of the index of an archive.

    Attributes:
        id: Id of the record.
        kind: Its kind; empty where its contents were erased.
        version: The version that was archived; 0 where its contents were erased.
        digest: SHA-256 of its contents then, 64 hexadecimal digits; empty where they were erased.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "kind": Text("记录种类", "記錄種類", "Kind of record"),
    }

    id: str
    kind: str
    version: int
    digest: str


@attrs.frozen(kw_only=True)
class Archive:
    """The archive set of a case.

    Attributes:
        by: Who archived it.
        on: When.
        due: Until when it was to be.
        index: The records that it holds: round, notices, and the evidence that was credited.
        case_digest: SHA-256 of the case's own results and signature.
        checksum: SHA-256 over index and case digest.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("归档人", "歸檔人", "Archived by"),
    }

    by: str
    on: date
    due: date
    index: tuple[ArchivedRecord, ...]
    case_digest: str
    checksum: str


@attrs.frozen(kw_only=True)
class Appraisal(Record):
    """The appraisal of one teacher in one round.

    Attributes:
        round: Id of the round.
        teacher: Id of the teacher.
        group: The grade group whose quota counts.
        review_by: Last day of the time for the self review.
        self_review: What the teacher says; `None` if nothing was handed in.
        ledgers: The deduction ledgers, as they were kept.
        surveys: What the anonymous sources answered.
        merits: Claims to merit points, each for a record that exists already.
        points: Points for parts without sheet or sources.
        facts: What records say, for the computed parts.
        fact_sources: Ids of the records that say so.
        gaps: What is missing, on record.
        cards: What members of the committee marked.
        service: How much of the period was served, as it was counted when all was collected.
        score: What the sheet comes to.
        checks: The checks for sanctions and vetoes, oldest first.
        grades: The grades given, oldest first; the last is in force.
        notice: Id of the notice of a regrade; the grade of the round is on the round's.
        signatures: Signatures and refusals, one a grade that became final, oldest first.
        archives: The archive sets, oldest first.
    """

    kind: ClassVar[str] = "appraisal"
    label: ClassVar[Text] = Text("考核", "考核", "Appraisal")
    indexed: ClassVar[tuple[str, ...]] = ("round", "teacher")
    listed: ClassVar[tuple[str, ...]] = (
        "teacher",
        "round",
        "group",
        "grades.grade",
    )
    field_labels: ClassVar[Mapping[str, Text]] = {
        "round": Text("考核批次", "考核批次", "Round"),
        "group": Text("年级组", "年級組", "Grade group"),
        "points": Text("另行登记分数", "另行登記分數", "Points recorded"),
        "notice": Text("重新定等公示", "重新定等公示", "Notice of a regrade"),
        "review_by": Text("自评期限", "自評期限", "Self-review due"),
    }

    round: str
    teacher: str
    group: str = ""
    review_by: date
    self_review: SelfReview | None = None
    ledgers: tuple[KeptLedger, ...] = ()
    surveys: tuple[Survey, ...] = ()
    merits: tuple[ClaimedMerits, ...] = ()
    points: tuple[PartPoints, ...] = ()
    facts: tuple[KnownFact, ...] = ()
    fact_sources: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    cards: tuple[CommitteeMark, ...] = ()
    service: Service | None = None
    score: Score | None = None
    checks: tuple[Check, ...] = ()
    grades: tuple[Graded, ...] = ()
    notice: str | None = None
    signatures: tuple[Signature, ...] = ()
    archives: tuple[Archive, ...] = ()

    def owners(self) -> frozenset[str]:
        """The teacher."""
        return frozenset((self.teacher,))

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:  # noqa: ARG002  # needs no other record
        """Everything, from all but the teacher, those who work on it, and those who decide.

        The teacher does not see who of the committee marked what, nor the tallies of surveys. Those
        who check and decide see what they decide on.
        """
        if actor.id == self.teacher:
            return frozenset({"cards", "surveys"})
        if any(map(actor.has, IN_HAND)):
            return frozenset()
        if any(map(actor.has, (SUPERVISOR, AFFAIRS_MEETING))):
            return frozenset({"cards", "surveys", "self_review"})
        return EVERYTHING

    @property
    def in_force(self) -> Graded | None:
        """The grade in force, if there is one."""
        return self.grades[-1] if self.grades else None

    @property
    def vetoes_found(self) -> tuple[Cap, ...]:
        """The vetoes that the last check found."""
        return self.checks[-1].vetoes if self.checks else ()

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the records that it draws on, each once, in order."""
        claimed = [claim.fact for merit in self.merits for claim in merit.claims]
        return tuple(dict.fromkeys((*claimed, *self.fact_sources)))


IN_HAND = (APPRAISAL_COMMITTEE, OFFICE, PRINCIPAL)
"""The roles that see a whole case which is not their own."""

_SHEET = Text("考评表", "考評表", "sheet")


def is_appraised(round: str, person: str, reader: Reader) -> bool:
    """Whether somebody has a case in a round, whatever became of it unless cancelled."""
    found = reader.find(Appraisal, round=round, teacher=person)
    return any(case.state != CANCELLED for case in found)
