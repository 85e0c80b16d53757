"""论文: the records of a call for papers — the call, and each paper with all its versions.

Their lifecycles are in `paper_call` and `paper`; the reviewers' sheets are `review_sheet`. The text
of a paper never gets in: a version is known by the digest of its file.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal

import attrs
from attrs.validators import and_, ge, le, matches_re, optional

from homeroom_core.award_policy import AwardPolicy
from homeroom_core.case import DIGEST
from homeroom_core.eligibility import RuleSet
from homeroom_core.errors import ErasedError, RecordNotFoundError
from homeroom_core.fact import Facts, FactValue
from homeroom_core.lifecycle import State
from homeroom_core.people import OFFICE, PRINCIPAL, RESEARCH_GROUP, RESEARCH_OFFICE, Actor
from homeroom_core.record import EVERYTHING, Reader, Record
from homeroom_core.rubric import Rubric
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.shipped_award_policies import PAPER_PRIZES
from homeroom_core.text import Term, Text
from homeroom_core.training.conflict import CONFLICTS, ReviewConflict
from homeroom_core.training.notice import NoticePolicy
from homeroom_core.training.paper_gate import PAPER_GATE
from homeroom_core.training.person import Person
from homeroom_core.training.ranked_call import RankedCall
from homeroom_core.training.review_sheet import PAPER_STAGE, Review
from homeroom_core.training.reviewing import due_of

CALLED = State("called", "征集中", "徵集中", "Called")
CLOSED = State("closed", "征集截止", "徵集截止", "Closed")
REVIEWING = State("reviewing", "评审中", "評審中", "Reviewing")
RANKED = State("ranked", "已排名", "已排名", "Ranked")
PUBLICISED = State("publicised", "公示中", "公示中", "Publicised")
AWARDED = State("awarded", "已表彰", "已表彰", "Awarded")
ARCHIVED = State("archived", "已归档", "已歸檔", "Archived")
CANCELLED = State("cancelled", "已取消", "已取消", "Cancelled")
CALL_STATES = (CALLED, CLOSED, REVIEWING, RANKED, PUBLICISED, AWARDED, ARCHIVED, CANCELLED)
HAS_RESULT = (RANKED, PUBLICISED, AWARDED, ARCHIVED)
DECIDED = (AWARDED, ARCHIVED)

DRAFT = State("draft", "草稿", "草稿", "Draft")
SUBMITTED = State("submitted", "已提交", "已提交", "Submitted")
RETURNED = State("returned", "退回补正", "退回補正", "Returned")
REJECTED = State("rejected", "未通过审核", "未通過審核", "Rejected")
ACCEPTED = State("accepted", "已受理", "已受理", "Accepted")
UNDER_REVIEW = State("under_review", "评审中", "評審中", "Under review")
REVISING = State("revising", "修改中", "修改中", "Revising")
SCORED = State("scored", "已评分", "已評分", "Scored")
PAPER_AWARDED = State("awarded", "已获奖", "已獲獎", "Awarded")
UNPLACED = State("unplaced", "未获奖", "未獲獎", "No award")
WITHDRAWN = State("withdrawn", "已撤回", "已撤回", "Withdrawn")
DISQUALIFIED = State("disqualified", "取消资格", "取消資格", "Disqualified")
PAPER_STATES = (
    DRAFT, SUBMITTED, RETURNED, REJECTED, ACCEPTED, UNDER_REVIEW, REVISING, SCORED, PAPER_AWARDED,
    UNPLACED, WITHDRAWN, DISQUALIFIED,
)  # fmt: skip
HANDED_IN = (
    SUBMITTED, RETURNED, ACCEPTED, UNDER_REVIEW, REVISING, SCORED, PAPER_AWARDED, UNPLACED,
)  # fmt: skip
"""States of a paper that takes up one of the places of its call."""

_SHARE_OF_STAFF: Fraction | None = Fraction(30, 100)
_PERCENT = and_(ge(Decimal(0)), le(Decimal(100)))


def _scoring() -> ScoringPolicy:
    return ScoringPolicy(
        method="trimmed_mean",
        parameters={"drop_high": 1, "drop_low": 1, "at_least": 5},
        minimum_panel=3,
    )


USUAL_AWARDS = tuple(Term.of(level.id, level.label) for level in PAPER_PRIZES.policy.levels)
"""The awards of a call that says nothing else, as terms."""


@attrs.frozen(kw_only=True)
class PaperPolicy:
    """The terms a scheme sets for calls for papers.

    Sources: published notices of counties, cities and schools (similarity, length, authors, one
    paper each, places, bar, shares); the gap, the rounds and the days to review are usual practice.

    Attributes:
        gate: What a paper has to fulfil to be reviewed, with comparators; the facts are
            `similarity_percent`, `characters`, `authors`, `anonymous`, `original`.
        authors_at_most: How many may sign one paper.
        papers_per_author: How many papers of one call somebody may sign.
        entry_share: Share of the staff that may hand in, rounded down; `None` for any number.
        places_per_first_prize: Further places for each first prize of the last call.
        returns: How often a paper is sent back for faults that can be mended.
        repair_working_days: Time to mend them.
        reviewers: How many review each paper.
        review_working_days: Time to review.
        gap_points: Difference between two reviewers at which a further review is needed.
        gap_comparator: Whether exactly so many points need it: `>` no, `>=` yes.
        further_reviews: How many further reviews a gap asks for.
        revisions: How often a paper may be revised on the reviewers' remarks.
        revise_working_days: Time to revise it.
        bar_years: For how many years plagiarism bars its authors.
        scoring: How sheets become places.
        awards: How places become awards.
        notice: The numbers that the public notice has to be put up under.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "reviewers": Text("每篇评审人数", "每篇評審人數", "Reviewers a paper"),
    }

    gate: RuleSet = PAPER_GATE
    authors_at_most: int = attrs.field(default=2, validator=ge(1))
    papers_per_author: int = attrs.field(default=1, validator=ge(1))
    entry_share: Fraction | None = attrs.field(
        default=_SHARE_OF_STAFF, validator=optional(and_(ge(Fraction(0)), le(Fraction(1))))
    )
    places_per_first_prize: int = attrs.field(default=1, validator=ge(0))
    returns: int = attrs.field(default=1, validator=ge(0))
    repair_working_days: int = attrs.field(default=3, validator=ge(1))
    reviewers: int = attrs.field(default=3, validator=ge(1))
    review_working_days: int = attrs.field(default=10, validator=ge(1))
    gap_points: Decimal = attrs.field(default=Decimal(15), validator=ge(Decimal(0)))
    gap_comparator: Literal[">", ">="] = ">"
    further_reviews: int = attrs.field(default=1, validator=ge(0))
    revisions: int = attrs.field(default=1, validator=ge(0))
    revise_working_days: int = attrs.field(default=10, validator=ge(1))
    bar_years: int = attrs.field(default=3, validator=ge(0))
    scoring: ScoringPolicy = attrs.Factory(_scoring)
    awards: AwardPolicy = PAPER_PRIZES.policy
    notice: NoticePolicy = attrs.Factory(NoticePolicy)

    def too_far_apart(self, spread: Fraction) -> bool:
        """Whether two reviewers so many points apart need a further review.

        >>> PaperPolicy().too_far_apart(Fraction(15)), PaperPolicy().too_far_apart(Fraction(31, 2))
        (False, True)
        """
        gap = Fraction(self.gap_points)
        return spread > gap or (spread == gap and self.gap_comparator == ">=")


@attrs.frozen(kw_only=True)
class Manuscript:
    """What an author hands in about a file; the file itself stays outside.

    Attributes:
        digest: SHA-256 of the file, 64 hexadecimal digits.
        characters: Its length in characters, all counted.
        similarity_percent: What the similarity report says, 0 to 100; `None` without a report.
        report: Number of the similarity report.
        anonymous: The author's word that neither school nor name stands in it.
        original: The author's word that it is their own work, not awarded or published before.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "report": Text("查重报告编号", "相似度報告編號", "Similarity report"),
    }

    digest: str = attrs.field(validator=matches_re(DIGEST))
    characters: int = attrs.field(validator=ge(0))
    similarity_percent: Decimal | None = attrs.field(default=None, validator=optional(_PERCENT))
    report: str = ""
    anonymous: bool = False
    original: bool = False

    def facts(self, authors: int, on: date) -> Facts:
        """What the rules of the gate measure; without the number of a report it has no similarity."""
        known: dict[str, FactValue] = {
            "as_of": on,
            "characters": self.characters,
            "authors": authors,
            "anonymous": self.anonymous,
            "original": self.original,
        }
        if self.similarity_percent is not None and self.report.strip():
            known["similarity_percent"] = self.similarity_percent
        return known


@attrs.frozen(kw_only=True)
class PaperVersion:
    """One version that was handed in; none is ever replaced.

    Attributes:
        number: 1 for the first.
        round: The round of review that it was handed in for.
        on: When.
        manuscript: What was handed in.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "number": Text("版次", "版次", "Number"),
    }

    number: int
    round: int
    on: date
    manuscript: Manuscript


@attrs.frozen(kw_only=True)
class PaperCall(RankedCall):
    """A call for papers.

    Attributes:
        staff: Number of staff that the places are a share of; `None` for any number of papers.
        first_prizes: First prizes of the last call, for which there are further places.
        policy: The numbers it was called under.
        order: Ids of the papers in the order of their codes.
        review_by: Last day to review.
        documents: Numbers of what was put into the archive.
    """

    kind: ClassVar[str] = "paper_call"
    label: ClassVar[Text] = Text("论文征集", "論文徵集", "Call for papers")
    terms_class: ClassVar[type | None] = PaperPolicy
    listed: ClassVar[tuple[str, ...]] = (
        "title",
        "deadline",
    )
    field_labels: ClassVar[Mapping[str, Text]] = {
        "order": Text("编码顺序", "編碼順序", "Order of the codes"),
    }

    staff: int | None = None
    first_prizes: int = 0
    policy: PaperPolicy = attrs.Factory(PaperPolicy)
    order: tuple[str, ...] = ()
    review_by: date | None = None
    documents: tuple[str, ...] = ()

    @property
    def places(self) -> int | None:
        """How many papers may be handed in; `None` for any number.

        The share of the staff is rounded down, and further places are added after that.
        """
        if self.staff is None or self.policy.entry_share is None:
            return None
        share = self.staff * self.policy.entry_share
        more = self.policy.places_per_first_prize * self.first_prizes
        return share.numerator // share.denominator + more

    def code_of(self, paper: str) -> str:
        """What stands on the sheets for a paper: a number drawn by lot; empty before the draw."""
        return f"{self.order.index(paper) + 1:03d}" if paper in self.order else ""

    def reviewed(self, reader: Reader) -> tuple[str, ...]:
        """See `RankedCall.reviewed`."""
        return tuple(paper.id for paper in reader.find(Paper, call=self.id, state=SCORED))

    def waiting(self, reader: Reader) -> tuple[str, ...]:
        """See `RankedCall.waiting`."""
        states = (ACCEPTED, UNDER_REVIEW, REVISING)
        return tuple(paper.id for paper in reader.find(Paper, call=self.id, state=states))

    def sheet_place(self, answer: str, reader: Reader) -> tuple[str, int]:
        """See `RankedCall.sheet_place`."""
        return reader.get(Paper, answer).sheet_place

    def line_of(self, answer: str, reader: Reader) -> tuple[str, str]:
        """The authors, and the grade group of the first."""
        authors = [reader.get(Person, id).details for id in reader.get(Paper, answer).authors]
        return "、".join(author.name for author in authors), authors[0].grade

    def involved(self, reader: Reader) -> frozenset[str]:
        """Authors and reviewers."""
        papers = [one for one in reader.find(Paper, call=self.id) if one.state != WITHDRAWN]
        return frozenset(who for one in papers for who in (*one.authors, *one.reviewers))

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:
        """Codes and places, until there is a result, from all but the research office.

        An office does not open them to somebody who has a paper in or reviews one.
        """
        if self.state in HAS_RESULT:
            return frozenset()
        papers = tuple(reader.find(Paper, call=self.id))
        takes_part = any(actor.id in {*paper.authors, *paper.reviewers} for paper in papers)
        if manages(actor) and not takes_part:
            return frozenset()
        return frozenset({"seed", "order", "tally", "allotment"})


@attrs.frozen(kw_only=True)
class Paper(Record):
    """A paper that answers a call.

    Attributes:
        call: Id of the call.
        title: Its title.
        authors: Ids of the authors, the first one first.
        versions: What was handed in, oldest first.
        faults: Faults to mend, of each time it was sent back.
        repair_by: Last day to mend them, while it is sent back.
        warnings: Ids of soft rules of the gate that did not hold when it was accepted.
        reviewers: Ids of all who were assigned to review it.
        conflicts: Why some of them do not.
        round: Which time it is reviewed.
        remarks: What the reviewers would have changed, of each revision.
        revise_by: Last day to revise it, while it is being revised.
        award: Level of the award it was given.
        barred_until: Last day on which its authors are barred, after plagiarism.
    """

    kind: ClassVar[str] = "paper"
    label: ClassVar[Text] = Text("论文", "論文", "Paper")
    indexed: ClassVar[tuple[str, ...]] = ("call",)
    listed: ClassVar[tuple[str, ...]] = (
        "title",
        "authors",
        "call",
        "award",
    )
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {
        "award": USUAL_AWARDS,
        "conflict": CONFLICTS,
    }

    call: str
    title: str
    authors: tuple[str, ...]
    versions: tuple[PaperVersion, ...] = ()
    faults: tuple[tuple[str, ...], ...] = ()
    repair_by: date | None = None
    warnings: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    conflicts: tuple[ReviewConflict, ...] = ()
    round: int = 1
    remarks: tuple[str, ...] = ()
    revise_by: date | None = None
    award: str | None = None
    barred_until: date | None = None

    def owners(self) -> frozenset[str]:
        """The authors."""
        return frozenset(self.authors)

    @property
    def sheet_place(self) -> tuple[str, int]:
        """Stage and round of the sheets that count now."""
        return PAPER_STAGE, self.round

    @property
    def manuscript(self) -> Manuscript | None:
        """The version in force, if one was handed in."""
        return self.versions[-1].manuscript if self.versions else None

    def review(self, reader: Reader) -> Review | None:
        """See `homeroom_core.training.review_sheet.Reviewed.review`."""
        call = call_of(self, reader)
        if call is None or (call.state, self.state) != (REVIEWING, UNDER_REVIEW):
            return None
        return Review(
            stage=PAPER_STAGE,
            round=self.round,
            rubric=call.rubric,
            reviewers=frozenset(due_of(self)),
            code=call.code_of(self.id),
        )

    def rubric_of(self, stage: str, reader: Reader) -> Rubric:  # noqa: ARG002  # there is one stage
        """See `homeroom_core.training.review_sheet.Reviewed.rubric_of`."""
        return reader.get(PaperCall, self.call).rubric

    def told(self, stage: str, reader: Reader) -> bool:  # noqa: ARG002  # there is one stage
        """See `homeroom_core.training.review_sheet.Reviewed.told`."""
        call = call_of(self, reader)
        return call is not None and call.state in DECIDED

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:
        """Reviewers from authors, authors from reviewers until there is a result; all from others.

        An office lifts the blindness of no reviewer. Once it has an award, everybody sees title,
        authors and award.
        """
        if actor.id in self.reviewers:
            call = call_of(self, reader)
            open_now = call is not None and call.state in DECIDED
            return _JUDGED if open_now else _JUDGED | {"authors", "barred_until"}
        if actor.id in self.authors:
            return _JUDGED
        if manages(actor):
            return frozenset()
        return _ON_THE_WAY if self.state == PAPER_AWARDED else EVERYTHING


_JUDGED = frozenset({"reviewers", "conflicts"})
_ON_THE_WAY = frozenset({
    "versions", "faults", "repair_by", "warnings", "reviewers", "conflicts", "round", "remarks",
    "revise_by", "barred_until",
})  # fmt: skip


def manages(actor: Actor) -> bool:
    """Whether somebody has calls for papers in hand."""
    return any(map(actor.has, (RESEARCH_OFFICE, OFFICE, RESEARCH_GROUP, PRINCIPAL)))


def call_of(paper: Paper, reader: Reader) -> PaperCall | None:
    """The call that a paper answers, if it is there."""
    try:
        return reader.get(PaperCall, paper.call)
    except (RecordNotFoundError, ErasedError):
        return None


def competes(call: str, person: str, reader: Reader) -> bool:
    """Whether somebody has a paper in a call, whatever became of it unless withdrawn."""
    return any(
        person in paper.authors
        for paper in reader.find(Paper, call=call)
        if paper.state not in (DRAFT, WITHDRAWN)
    )
