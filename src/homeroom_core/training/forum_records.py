"""论坛: the record of a forum, salon or exchange, and what it is made of.

Its lifecycle is in `forum`, the reasons for its refusals in `forum_reasons`.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import ClassVar, Literal

import attrs
from attrs.validators import ge, in_, min_len

from homeroom_core.award import allot
from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.lifecycle import State
from homeroom_core.people import OFFICE, Actor
from homeroom_core.ranking import groups_of, ranks
from homeroom_core.record import Reader
from homeroom_core.text import Term, Text
from homeroom_core.training.activity import CONTRIBUTED, LED
from homeroom_core.training.attendance import Attended, PartHours
from homeroom_core.training.deidentify import MOST_DIGITS

PLANNED = State("planned", "已计划", "已計劃", "Planned")
CALLED = State("called", "征集中", "徵集中", "Called")
HELD = State("held", "已举办", "已舉辦", "Held")
CREDITED = State("credited", "已认定学时", "已認定學時", "Credited")
ARCHIVED = State("archived", "已归档", "已歸檔", "Archived")
CANCELLED = State("cancelled", "已取消", "已取消", "Cancelled")

FORUM_STATES = (PLANNED, CALLED, HELD, CREDITED, ARCHIVED, CANCELLED)

FORUM = Term("forum", "论坛", "論壇", "Forum")
SALON = Term("salon", "沙龙", "沙龍", "Salon")
EXCHANGE = Term("exchange", "交流会", "交流會", "Exchange")
FORMS = (FORUM, SALON, EXCHANGE)

SUCCESS = Term("success", "成功案例", "成功案例", "A success")
PUZZLE = Term("puzzle", "困惑难题", "困惑難題", "A puzzle")
CONTRIBUTION_KINDS = (SUCCESS, PUZZLE)

BEST = Term("best", "最佳", "最佳", "Best")
EXCELLENT = Term("excellent", "优秀", "優秀", "Excellent")
PRIZES = (BEST, EXCELLENT)

PrizeTies = Literal["include_all", "exclude_all"]
"""What is done when the last places fall on equal votes; see `AwardPolicy.ties`."""


@attrs.frozen(kw_only=True)
class ForumPolicy:
    """The terms a scheme sets for forums.

    Attributes:
        call_working_days_before: How long before the day contributions have to be called for.
        credit_within_working_days: Time to credit the hours after the day.
        hours: What a session counts, by what somebody did there.
        most_digits: How many digits may follow each other in a text.
        class_list_needed: Whether a text about pupils has to be held against a class list.
        best_places: How many are the best by secret ballot; with none of either, there is no
            ballot.
        excellent_places: How many are excellent.
        prize_ties: When the last places fall on equal votes: give all of them the prize (the next
            ones pay for it), or none.
        least_voters: The fewest voters of a secret ballot: of fewer, one could tell who voted what.

    Source: a school forum with one best and two excellent contributions by secret ballot; two to
    four hours a session are usual.
    """

    call_working_days_before: int = attrs.field(default=5, validator=ge(1))
    credit_within_working_days: int = attrs.field(default=5, validator=ge(1))
    hours: PartHours = attrs.Factory(PartHours)
    most_digits: int = attrs.field(default=MOST_DIGITS, validator=ge(1))
    class_list_needed: bool = True
    best_places: int = attrs.field(default=1, validator=ge(0))
    excellent_places: int = attrs.field(default=2, validator=ge(0))
    prize_ties: PrizeTies = attrs.field(
        default="include_all", validator=in_(("include_all", "exclude_all"))
    )
    least_voters: int = attrs.field(default=5, validator=ge(2))

    @property
    def places(self) -> int:
        """How many prizes there are: as many names a ballot may have."""
        return self.best_places + self.excellent_places

    def awards(self) -> AwardPolicy:
        """The prizes as an award policy."""
        return AwardPolicy(
            levels=(
                AwardLevel(id=BEST, label=BEST.label, count=self.best_places),
                AwardLevel(id=EXCELLENT, label=EXCELLENT.label, count=self.excellent_places),
            ),
            ties=self.prize_ties,
        )


@attrs.frozen(kw_only=True)
class Contribution:
    """What somebody has to say.

    Attributes:
        number: 1 for the first that came in.
        by: Id of who wrote it.
        on: When it came in.
        kind: One of `CONTRIBUTION_KINDS`.
        title: Its title.
        text: The text of the speech.
        names_compared: With how many names of a class list it was compared before it was kept; the
            names themselves are kept nowhere.
        withdrawn: Whether it was taken back.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("作者", "作者", "By"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"kind": CONTRIBUTION_KINDS}

    number: int = attrs.field(validator=ge(1))
    by: str
    on: date
    kind: str
    title: str = attrs.field(validator=min_len(1))
    text: str = attrs.field(validator=min_len(1))
    names_compared: int = attrs.field(default=0, validator=ge(0))
    withdrawn: bool = False


@attrs.frozen(kw_only=True)
class BallotCount:
    """What a secret ballot came to; who gave whom a vote is kept nowhere.

    Attributes:
        by: Who counted.
        on: When.
        ballots: How many ballots were in the box.
        votes: From number of the contribution to its votes.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("计票人", "計票人", "Counted by"),
    }

    by: str
    on: date
    ballots: int = attrs.field(validator=ge(0))
    votes: Mapping[str, int]


@attrs.frozen(kw_only=True)
class Prize:
    """A prize by secret ballot: `best` or `excellent`, for a contribution by its number."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "level": Text("奖项", "獎項", "Prize"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"level": PRIZES}

    contribution: int
    level: str


@attrs.frozen(kw_only=True)
class _Placed:
    """The place of a contribution, as `homeroom_core.award.Placed` asks for it."""

    entry: str
    rank: int
    ranked_on: Fraction


@attrs.frozen(kw_only=True)
class Forum(Attended):
    """A forum, salon or exchange: one session on one day.

    Attributes:
        title: Its topic.
        form: One of `FORMS`.
        on: The day.
        place: Where.
        host: Id of who hosts it.
        recorder: Id of who takes the minutes, if it is not the host.
        policy: The numbers it was planned under.
        closes: The last day for contributions, once they are called for.
        contributions: What came in, by number.
        minutes: The minutes.
        guests: How many came from elsewhere.
        materials: Numbers of documents: slides, photographs.
        voters: Who was given a ballot.
        count: What the secret ballot came to.
        prizes: Who was voted best or excellent.
        collection: Number of the collection it was archived in.
    """

    kind: ClassVar[str] = "forum"
    label: ClassVar[Text] = Text("论坛", "論壇", "Forum")
    indexed: ClassVar[tuple[str, ...]] = ("host",)
    terms_class: ClassVar[type | None] = ForumPolicy
    listed: ClassVar[tuple[str, ...]] = (
        "title",
        "form",
        "on",
        "place",
        "host",
    )
    field_labels: ClassVar[Mapping[str, Text]] = {
        "host": Text("主持人", "主持人", "Host"),
        "closes": Text("征稿截止", "徵稿截止", "Contributions close"),
        "count": Text("计票", "計票", "Count of ballots"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {
        "form": FORMS,
        "kind": CONTRIBUTION_KINDS,
    }

    title: str
    form: str = FORUM
    on: date
    place: str
    host: str
    recorder: str | None = None
    policy: ForumPolicy = attrs.Factory(ForumPolicy)
    closes: date | None = None
    contributions: tuple[Contribution, ...] = ()
    minutes: str = ""
    guests: int = 0
    materials: tuple[str, ...] = ()
    voters: frozenset[str] = frozenset()
    count: BallotCount | None = None
    prizes: tuple[Prize, ...] = ()
    collection: str = ""

    def owners(self) -> frozenset[str]:
        """The host."""
        return frozenset((self.host,))

    def people(self) -> frozenset[str]:
        """The host, the recorder, all who contributed, and all who were there."""
        wrote = frozenset(one.by for one in self.standing)
        return wrote | self.present | frozenset(filter(None, (self.host, self.recorder)))

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:  # noqa: ARG002  # needs no other record
        """Who was given a ballot, from all but those who hold the forum."""
        if actor.id in (self.host, self.recorder) or actor.has(OFFICE):
            return frozenset()
        return frozenset({"voters"})

    @property
    def days(self) -> tuple[date, date]:
        """Its first and its last day."""
        return self.on, self.on

    @property
    def hours_a_day(self) -> PartHours:
        """What the session counts."""
        return self.policy.hours

    @property
    def standing(self) -> tuple[Contribution, ...]:
        """The contributions that were not taken back."""
        return tuple(one for one in self.contributions if not one.withdrawn)

    @property
    def candidates(self) -> Mapping[int, str]:
        """Whom a ballot may name: contributions of those who spoke, and whose they are."""
        spoke = {one.person for one in self.presences if one.part in (CONTRIBUTED, LED)}
        return {one.number: one.by for one in self.standing if one.by in spoke}


def prizes_of(forum: Forum) -> tuple[Prize, ...]:
    """The prizes that the votes come to, best first; nobody without a vote gets one."""
    votes = forum.count.votes if forum.count else {}
    groups, _ = groups_of({number: Fraction(cast) for number, cast in votes.items() if cast})
    places = ranks(groups)
    placed = [
        _Placed(entry=number, rank=place, ranked_on=Fraction(votes[number]))
        for number, place in places.items()
    ]
    given = allot(forum.policy.awards(), placed, len(placed)).awards
    prizes = [Prize(contribution=int(award.entry), level=award.level) for award in given]
    return tuple(sorted(prizes, key=lambda one: (one.level != BEST, one.contribution)))
