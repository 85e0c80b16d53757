"""评比: the records of a contest — the contest itself, its entries, and the judges' score sheets.

Their lifecycles are in `contest`, `contest_entry` and `score_sheet`. Entries and sheets are records
of their own, so that every judge works on theirs alone and each keeps its own history.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

import attrs
from attrs.validators import ge, min_len

from homeroom_core.award import Allotment
from homeroom_core.award_policy import AwardPolicy
from homeroom_core.eligibility import RuleSet
from homeroom_core.lifecycle import State
from homeroom_core.people import HEAD_JUDGE, OFFICE, PRINCIPAL, SCORER, SUPERVISOR, Actor
from homeroom_core.record import EVERYTHING, Reader, Record
from homeroom_core.rubric import Rubric
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.text import Term, Text
from homeroom_core.training.notice import NoticePolicy

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

UNBLINDED = (PROPOSED, PUBLICISED, AWARDED)

ENTRY_IN = State("entered", "已报名", "已報名", "Entered")
SHEET_SIGNED = State("signed", "已签名", "已簽名", "Signed")
SHEET_CHECKED = State("checked", "已核对", "已核對", "Checked")
SHEET_DISPUTED = State("disputed", "合计不符", "合計不符", "Sum disputed")

OWN_CLASS = Term("own_class", "本班", "本班", "Own class")
PAIRED = Term("paired", "师徒结对", "師徒結對", "Mentor pair")
RELATED = Term("related", "亲属", "親屬", "Relative")
SAME_GROUP = Term("same_group", "同组同事", "同組同事", "Same group")
DECLARED = Term("declared", "自行申报", "自行申報", "Declared")
CONFLICTS = (OWN_CLASS, PAIRED, RELATED, SAME_GROUP, DECLARED)
WAIVABLE = (SAME_GROUP,)


@attrs.frozen(kw_only=True)
class ContestPolicy:
    """The numbers a scheme sets for a contest; a contest keeps those it was called under.

    Attributes:
        minimum_judges: The fewest judges an entry needs after recusals and absences.
        recheck_top: So many of the best places have every sheet counted again.
        recheck_rest_share: Least share of the other sheets that is counted again; rounded up.
        recheck_all_above: Share of wrong sums among those counted again above which all are.
        blind_entries: Whether judges do not see whose entry it is before the result is proposed.
        notice: The numbers of the public notice.
    """

    minimum_judges: int = attrs.field(default=5, validator=ge(1))
    recheck_top: int = attrs.field(default=10, validator=ge(0))
    recheck_rest_share: Fraction = Fraction(15, 100)
    recheck_all_above: Fraction = Fraction(5, 100)
    blind_entries: bool = False
    notice: NoticePolicy = attrs.Factory(NoticePolicy)


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
        kind: One of `CONFLICTS`.
        on: When it was recorded.
        by: Who recorded it.
        waived_by: Who admitted the judge all the same, on record.
    """

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
class Placing:
    """Where an entry stands in a tally: see `homeroom_core.standing.Standing`."""

    entry: str
    rank: int
    tied_with: tuple[str, ...]
    total: Fraction
    shown: Decimal
    ranked_on: Fraction
    judges: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Tally:
    """The standings of a contest and what they were made from; made again, they are the same.

    Attributes:
        placings: All entries, best first.
        rubric_digest: Digest of the whole rubric.
        policy_digest: Digest of the scoring policy.
        inputs_digest: Digest of entries and cards.
        method: Name of the scoring method.
        plugin: Name of the plugin that provides it.
        plugin_version: Its version.
        by: Who had it made.
        on: When.
        stale: Whether scoring was reopened since, so that it has to be made again.
    """

    placings: tuple[Placing, ...]
    rubric_digest: str
    policy_digest: str
    inputs_digest: str
    method: str
    plugin: str
    plugin_version: str
    by: str
    on: date
    stale: bool = False


@attrs.frozen(kw_only=True)
class Certificate:
    """An award given, with the number of its certificate."""

    entry: str
    level: str
    number: str


@attrs.frozen(kw_only=True)
class Contest(Record):
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
        conflicts: Why some do not score some entries.
        absences: Who did not score though they should have.
        seed: What the draw was made from.
        order: Ids of the entries in the order of the draw.
        tally: The standings, once there are any.
        allotment: The awards that are proposed, and their arithmetic.
        notice: Id of the public notice.
        certificates: The awards given.
    """

    kind: ClassVar[str] = "contest"
    label: ClassVar[Text] = Text("评比", "評比", "Contest")

    title: str = attrs.field(validator=min_len(1))
    deadline: date
    rubric: Rubric
    scoring: ScoringPolicy
    awards: AwardPolicy
    rules: RuleSet | None = None
    policy: ContestPolicy = attrs.Factory(ContestPolicy)
    panel: tuple[PanelMember, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    absences: tuple[Absence, ...] = ()
    seed: str = ""
    order: tuple[str, ...] = ()
    tally: Tally | None = None
    allotment: Allotment | None = None
    notice: str | None = None
    certificates: tuple[Certificate, ...] = ()

    @property
    def judges(self) -> frozenset[str]:
        """Ids of the judges of the panel."""
        return frozenset(member.judge for member in self.panel)

    @property
    def head_judges(self) -> frozenset[str]:
        """Id of the judge who presides, as a set of none or one."""
        return frozenset(member.judge for member in self.panel if member.presides)

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:  # noqa: ARG002  # needs no other record
        """Conflicts and absences always, standings until they are proposed, from all outside."""
        if _runs_contests(actor) or actor.id in self.head_judges:
            return frozenset()
        private = {"conflicts", "absences", "seed"}
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

    contest: str
    contestant: str
    title: str = attrs.field(validator=min_len(1))
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
        if actor.id == self.contestant or _runs_contests(actor):
            return frozenset()
        private = frozenset({"warnings", "waived"})
        contest = reader.get(Contest, self.contest)
        if contest.policy.blind_entries and contest.state not in UNBLINDED:
            return private | {"contestant", "class_code", "title", "group"}
        return private


@attrs.frozen(kw_only=True)
class Recount:
    """A sheet's total as a second person counted it."""

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

    contest: str
    entry: str
    judge: str
    marks: Mapping[str, str] = attrs.Factory(dict)
    keyed_by: str | None = None
    signed_on: date | None = None
    recounts: tuple[Recount, ...] = ()

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:
        """All of it until the result is proposed; then who wrote it, from the contestant."""
        if actor.id == self.judge or _runs_contests(actor):
            return frozenset()
        contest = reader.get(Contest, self.contest)
        if actor.id in contest.head_judges:
            return frozenset()
        entry = reader.get(ContestEntry, self.entry)
        if contest.state in UNBLINDED and actor.id == entry.contestant:
            return frozenset({"judge", "keyed_by", "recounts"})
        return EVERYTHING


def _runs_contests(actor: Actor) -> bool:
    return any(map(actor.has, (OFFICE, SCORER, SUPERVISOR, HEAD_JUDGE, PRINCIPAL)))
