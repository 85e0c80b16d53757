"""评比: the records of a contest — the contest itself, its entries, and the judges' score sheets.

Their lifecycles are in `contest`, `contest_entry` and `score_sheet`. Entries and sheets are records
of their own, so that every judge works on theirs alone and each keeps its own history.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

import attrs
from attrs.validators import and_, ge, le

from homeroom_core.award import Allotment
from homeroom_core.award_policy import AwardPolicy
from homeroom_core.case import Case
from homeroom_core.change import change
from homeroom_core.eligibility import RuleSet
from homeroom_core.lifecycle import State
from homeroom_core.people import HEAD_JUDGE, OFFICE, PRINCIPAL, SCORER, SUPERVISOR, Actor
from homeroom_core.record import EVERYTHING, Reader, Record
from homeroom_core.rubric import Rubric
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.text import Text
from homeroom_core.training.conflict import CONFLICTS
from homeroom_core.training.notice import NoticePolicy
from homeroom_core.training.tally import Certificate, Tally

CALLED = State("called", "已发通知", "已發通知", "Called")
ENTERED = State("entered", "报名截止", "報名截止", "Entries closed")
DRAWN = State("drawn", "已抽签", "已抽籤", "Drawn")
SCORING = State("scoring", "评分中", "評分中", "Scoring")
SCORED = State("scored", "已计分", "已計分", "Scored")
CHECKED = State("checked", "已复核", "已複核", "Checked")
PROPOSED = State("proposed", "已拟定", "已擬定", "Proposed")
PUBLICISED = State("publicised", "公示中", "公示中", "Publicised")
AWARDED = State("awarded", "已颁奖", "已頒獎", "Awarded")
REOPENED = State("reopened", "重新评分", "重新評分", "Reopened")
CANCELLED = State("cancelled", "已取消", "已取消", "Cancelled")

CONTEST_STATES = (
    CALLED, ENTERED, DRAWN, SCORING, SCORED, CHECKED, PROPOSED, PUBLICISED, AWARDED, REOPENED,
    CANCELLED,
)  # fmt: skip
UNBLINDED = (PROPOSED, PUBLICISED, AWARDED)

ENTRY_IN = State("entered", "已报名", "已報名", "Entered")
ENTRY_WITHDRAWN = State("withdrawn", "已退赛", "已退賽", "Withdrawn")
SHEET_SIGNED = State("signed", "已签名", "已簽名", "Signed")
SHEET_CHECKED = State("checked", "已核对", "已核對", "Checked")
SHEET_DISPUTED = State("disputed", "合计不符", "合計不符", "Sum disputed")

_SHARE = and_(ge(Fraction(0)), le(Fraction(1)))


@attrs.frozen(kw_only=True)
class ContestPolicy:
    """The numbers a scheme sets for a contest; a contest keeps those it was called under.

    Attributes:
        minimum_judges: The fewest judges an entry needs after recusals and absences.
        recheck_top: So many of the best places have every sheet counted again.
        recheck_rest_share: Least share of the other sheets that is counted again, 0 to 1; rounded
            up.
        recheck_all_above: Share of wrong sums among those counted again, 0 to 1, above which all
            are.
        blind_entries: Whether judges do not see whose entry it is before the result is proposed.
        notice: The numbers that its public notice has to be put up under.
        recommend_at_most: So many of its winners can be recommended to one other organization.
    """

    minimum_judges: int = attrs.field(default=5, validator=ge(1))
    recheck_top: int = attrs.field(default=10, validator=ge(0))
    recheck_rest_share: Fraction = attrs.field(default=Fraction(15, 100), validator=_SHARE)
    recheck_all_above: Fraction = attrs.field(default=Fraction(5, 100), validator=_SHARE)
    blind_entries: bool = False
    notice: NoticePolicy = attrs.Factory(NoticePolicy)
    recommend_at_most: int = attrs.field(default=3, validator=ge(0))


@attrs.frozen(kw_only=True)
class PanelMember:
    """A judge of the panel; one of them presides."""

    judge: str
    presides: bool = False


@attrs.frozen(kw_only=True)
class Conflict:
    """A reason why a judge does not score an entry.

    Attributes:
        judge: Id of the judge.
        entry: Id of the entry.
        kind: One of `homeroom_core.training.conflict.CONFLICTS`.
        on: When it was recorded.
        by: Who recorded it.
        waived_by: Who admitted the judge all the same, on record.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "kind": Text("回避原因", "迴避原因", "Reason"),
        "by": Text("登记人", "登記人", "Recorded by"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"kind": CONFLICTS}

    judge: str
    entry: str
    kind: str
    on: date
    by: str
    waived_by: str | None = None


@attrs.frozen(kw_only=True)
class Absence:
    """A judge who did not score, for some entries or (when none are named) for all."""

    judge: str
    entries: tuple[str, ...]
    on: date
    reason: str


@attrs.frozen(kw_only=True)
class Recommended:
    """A work that is recommended to another organization: what that one has to know of it."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "title": Text("作品标题", "作品標題", "Title of the work"),
    }

    entry: str
    name: str
    unit: str
    title: str
    award: str


@attrs.frozen(kw_only=True)
class Recommendation:
    """Works recommended to another organization, the best place first."""

    to: str
    on: date
    entries: tuple[Recommended, ...]


@attrs.frozen(kw_only=True)
class ContestTerms:
    """The terms a scheme sets for a contest, by variant, such as `contest/class_meeting`.

    Attributes:
        rubric: What is judged.
        scoring: How totals and ranks come from the marks.
        awards: What is awarded for which places.
        rules: Who may enter; without rules it is enough to be in post.
        policy: The numbers.
    """

    rubric: Rubric
    scoring: ScoringPolicy
    awards: AwardPolicy
    rules: RuleSet | None = None
    policy: ContestPolicy = attrs.Factory(ContestPolicy)


@attrs.frozen(kw_only=True)
class Contest(Case):
    """A contest with one panel and one rubric.

    Attributes:
        title: Its title.
        deadline: Last day to enter.
        rubric: What is judged, as it was when the contest was called.
        scoring: How sheets become places, likewise.
        awards: How places become awards, likewise.
        rules: Who may enter, likewise; `None` if anybody in post may.
        policy: The numbers it was called under.
        panel: The judges.
        panels: From entry to the judges assigned to it; where there are none, all of the panel
            score everything.
        conflicts: Why some do not score some entries.
        absences: Who did not score though they should have.
        seed: What the draw was made from.
        order: Ids of the entries in the order of the draw.
        tally: The standings, once there are any.
        allotment: The awards that are proposed, and their arithmetic.
        notice: Id of the public notice.
        certificates: The awards given.
        follows: Id of the preliminary contest whose winners alone may enter; may be empty.
        recommendations: What was recommended to other organizations, oldest first.
    """

    kind: ClassVar[str] = "contest"
    label: ClassVar[Text] = Text("评比", "評比", "Contest")
    terms_class: ClassVar[type | None] = ContestTerms
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"conflict": CONFLICTS}
    listed: ClassVar[tuple[str, ...]] = (
        "title",
        "deadline",
    )

    title: str
    deadline: date
    rubric: Rubric
    scoring: ScoringPolicy
    awards: AwardPolicy
    rules: RuleSet | None = None
    policy: ContestPolicy = attrs.Factory(ContestPolicy)
    panel: tuple[PanelMember, ...] = ()
    panels: Mapping[str, tuple[str, ...]] = attrs.Factory(dict)
    conflicts: tuple[Conflict, ...] = ()
    absences: tuple[Absence, ...] = ()
    seed: str = ""
    order: tuple[str, ...] = ()
    tally: Tally | None = None
    allotment: Allotment | None = None
    notice: str | None = None
    certificates: tuple[Certificate, ...] = ()
    follows: str = ""
    recommendations: tuple[Recommendation, ...] = ()

    @property
    def terms(self) -> ContestTerms:
        """Everything that decides its result, as it was when it was called."""
        return ContestTerms(
            rubric=self.rubric,
            scoring=self.scoring,
            awards=self.awards,
            rules=self.rules,
            policy=self.policy,
        )

    def under(self, terms: ContestTerms) -> "Contest":
        """The contest as it is under other terms; nothing is computed anew."""
        return change(
            self,
            rubric=terms.rubric,
            scoring=terms.scoring,
            awards=terms.awards,
            rules=terms.rules,
            policy=terms.policy,
        )

    @property
    def minimum_judges(self) -> int:
        """The fewest judges an entry needs, by the contest's policy and by its scoring policy."""
        return max(self.policy.minimum_judges, self.scoring.minimum_panel)

    @property
    def judges(self) -> frozenset[str]:
        """Ids of the judges of the panel."""
        return frozenset(member.judge for member in self.panel)

    @property
    def recommended(self) -> frozenset[tuple[str, str]]:
        """The organization and the entry of everything recommended so far."""
        return frozenset((r.to, e.entry) for r in self.recommendations for e in r.entries)

    @property
    def head_judges(self) -> frozenset[str]:
        """Id of the judge who presides, as a set of none or one."""
        return frozenset(member.judge for member in self.panel if member.presides)

    def people(self) -> frozenset[str]:
        """The judges; contestants take part by their entries."""
        return self.judges

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:
        """Who scores what and why always, standings until they are proposed, from all outside."""
        if _has_it_in_hand(self, actor, reader):
            return frozenset()
        private = {"panels", "conflicts", "absences"}
        return frozenset(private if self.state in UNBLINDED else private | {"tally", "allotment"})


@attrs.frozen(kw_only=True)
class ContestEntry(Record):
    """One entry of a contest.

    Attributes:
        contest: Id of the contest.
        contestant: Id of the person.
        title: Title of the work.
        class_code: The class it is given with.
        group: Group it is judged in, such as a grade; may be empty.
        factors: From criterion id to a factor of its points, such as a difficulty.
        not_applicable: Ids of criteria that do not apply to it, for all judges alike.
        warnings: Ids of soft rules that did not hold when it was entered.
        waived: Ids of rules that were waived on record.
    """

    kind: ClassVar[str] = "contest_entry"
    label: ClassVar[Text] = Text("参赛作品", "參賽作品", "Contest entry")
    indexed: ClassVar[tuple[str, ...]] = ("contest", "contestant")
    listed: ClassVar[tuple[str, ...]] = (
        "title",
        "contestant",
        "contest",
        "class_code",
    )
    field_labels: ClassVar[Mapping[str, Text]] = {
        "title": Text("作品标题", "作品標題", "Title of the work"),
    }

    contest: str
    contestant: str
    title: str
    class_code: str = ""
    group: str = ""
    factors: Mapping[str, Decimal] = attrs.Factory(dict)
    not_applicable: frozenset[str] = frozenset()
    warnings: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()

    def owners(self) -> frozenset[str]:
        """The contestant."""
        return frozenset((self.contestant,))

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:
        """Whose it is, from the judges of a blind contest until the result is proposed."""
        if actor.id == self.contestant:
            return frozenset()
        contest = reader.get(Contest, self.contest)
        blind = contest.policy.blind_entries and contest.state not in UNBLINDED
        if _holds_an_office(actor) and not competes(self.contest, actor.id, reader):
            known = not blind or actor.id not in contest.judges
            return frozenset() if known else _WHOSE
        return _REMARKS | _WHOSE if blind else _REMARKS


@attrs.frozen(kw_only=True)
class Recount:
    """A sheet's total as a second person counted it."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("复核人", "複核人", "Counted by"),
    }

    by: str
    on: date
    total: Decimal
    agrees: bool


@attrs.frozen(kw_only=True)
class ScoreSheet(Record):
    """One judge's marks for one entry.

    Attributes:
        contest: Id of the contest.
        entry: Id of the entry.
        judge: Id of the judge.
        marks: From criterion id to the mark exactly as written; what is not there is not marked.
        keyed_by: Who typed the marks in: the judge, or a scorer from a paper sheet.
        signed_on: When it was signed.
        recounts: What a second person counted, oldest first.
    """

    kind: ClassVar[str] = "score_sheet"
    label: ClassVar[Text] = Text("评分表", "評分表", "Score sheet")
    indexed: ClassVar[tuple[str, ...]] = ("contest", "entry", "judge")
    listed: ClassVar[tuple[str, ...]] = (
        "contest",
        "entry",
        "judge",
        "signed_on",
    )

    contest: str
    entry: str
    judge: str
    marks: Mapping[str, str] = attrs.Factory(dict)
    keyed_by: str | None = None
    signed_on: date | None = None
    recounts: tuple[Recount, ...] = ()

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:
        """All of it until the result is proposed; then who wrote it, from the contestant."""
        if actor.id == self.judge:
            return frozenset()
        contest = reader.get(Contest, self.contest)
        if _has_it_in_hand(contest, actor, reader):
            return frozenset()
        if contest.state in UNBLINDED:
            entry = reader.get(ContestEntry, self.entry)
            if actor.id == entry.contestant:
                return frozenset({"judge", "keyed_by", "recounts"})
        return EVERYTHING


_STATES = {str(state): state for state in CONTEST_STATES}
_REMARKS = frozenset({"warnings", "waived"})
_WHOSE = frozenset({"contestant", "class_code", "title", "group"})


def contest_state(code: str) -> str:
    """The state of a contest as a term that knows its label; a code unknown here as it is."""
    return _STATES.get(code, code)


def competes(contest: str, person: str, reader: Reader) -> bool:
    """Whether somebody has an entry in a contest, whatever became of it unless withdrawn."""
    found = reader.find(ContestEntry, contest=contest, contestant=person)
    return any(entry.state != ENTRY_WITHDRAWN for entry in found)


def _holds_an_office(actor: Actor) -> bool:
    return any(map(actor.has, (OFFICE, SCORER, SUPERVISOR, HEAD_JUDGE, PRINCIPAL)))


def _has_it_in_hand(contest: Contest, actor: Actor, reader: Reader) -> bool:
    """Whether somebody may see all: an office lifts the blindness of no judge and no contestant."""
    if actor.id in contest.judges:
        return actor.id in contest.head_judges
    return _holds_an_office(actor) and not competes(contest.id, actor.id, reader)
