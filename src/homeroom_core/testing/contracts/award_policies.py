"""What a named award policy keeps to: never more awards than places, and alike for those who are.

Each is tried on fields made for it: ties that fall on its cuts, units and groups, totals about its
least. Whatever it answers has passed `homeroom_core.awarding.give`, as in an office.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

import attrs
from hypothesis import strategies as st

from homeroom_core.award import Allotment
from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.awarding import AwardRequest, NamedAwardPolicy, give
from homeroom_core.errors import PluginError
from homeroom_core.families import AWARD_POLICIES
from homeroom_core.provided import Origin
from homeroom_core.testing.contracts.elsewhen import Moment, at_moments, provided_again
from homeroom_core.testing.contracts.law import Case, Contract, NotTried, Subject, broken, holds
from homeroom_core.text import Text, listing

AWARD_POLICY_CONTRACT = Contract(AWARD_POLICIES, source=lambda named: named.function)

SIZES = (1, 2, 3, 5, 7, 10, 18, 33)
_UNITS = ("七年级", "八年级", "九年级", "八（1）班")


@attrs.frozen
class Place:
    """An entry with its place."""

    entry: str
    rank: int
    ranked_on: Fraction


@attrs.frozen(kw_only=True)
class Field:
    """A field that awards are given on.

    Attributes:
        policy: The policy as a contest pinned it.
        places: The entries with their places.
        field_size: What shares are taken of.
        units: From entry to its unit.
        groups: From entry to its group.
    """

    policy: AwardPolicy
    places: tuple[Place, ...]
    field_size: int
    units: Mapping[str, str] = attrs.Factory(dict)
    groups: Mapping[str, str] = attrs.Factory(dict)

    def lines(self) -> Iterator[Text]:
        """Levels, then the entries by place."""
        for level in self.policy.levels:
            much = level.count if level.share is None else level.share
            yield _LEVEL.format(level=level.id, much=much, quota=level.quota(self.field_size))
        for one in self.places:
            more = [of[one.entry] for of in (self.units, self.groups) if one.entry in of]
            entry, total = one.entry, str(one.ranked_on)
            yield _PLACE.format(entry=entry, rank=one.rank, total=total, more=", ".join(more))

    def request(self) -> AwardRequest:
        """What a policy is handed of it."""
        return AwardRequest(
            policy=self.policy,
            standings=self.places,
            field_size=self.field_size,
            units=dict(self.units),
            groups=dict(self.groups),
        )

    def renamed(self, names: Mapping[str, str]) -> "Field":
        """The same field with entries by other names."""
        return attrs.evolve(
            self,
            places=tuple(attrs.evolve(one, entry=names[one.entry]) for one in self.places),
            units={names[entry]: unit for entry, unit in self.units.items()},
            groups={names[entry]: group for entry, group in self.groups.items()},
        )


def field(
    policy: AwardPolicy, ties: tuple[int, ...], *, units: int = 0, top: int | None = None
) -> Field:
    """A field of which so many entries share each place, the best first.

    Args:
        policy: The policy.
        ties: How many share the first place, the next one, and so on.
        units: Over how many units the entries are spread in turn; 0 for none.
        top: The total of the first place; by default far above any least.
    """
    least = policy.minimum_score or Decimal(0)
    best = Fraction(least) + 100 if top is None else Fraction(top)
    places: list[Place] = []
    for step, many in enumerate(ties):
        rank = len(places) + 1
        for _ in range(many):
            # Ids whose order is not that of the places.
            name = f"e{(len(places) * 7 + 3) % 97:02}"
            places.append(Place(name, rank, best - Fraction(step, 2)))
    spread = {one.entry: _UNITS[at % units] for at, one in enumerate(places)} if units else {}
    return Field(
        policy=policy, places=tuple(places), field_size=len(places), units=spread, groups=spread
    )


def _shapes(policy: AwardPolicy) -> Iterator[tuple[int, ...]]:
    """How places may be shared so that it matters: nobody, everybody, and over each cut."""
    for size in SIZES:
        yield (1,) * size
        if size > 1:
            yield (size,)
        ends = sorted({end for end in _cuts(policy, size) if 0 < end < size})
        for end in ends:
            yield (*((1,) * (end - 1)), 2, *((1,) * (size - end - 1)))
            yield (end, *((1,) * (size - end)))
            if end > 1 and size > end + 1:
                yield (*((1,) * (end - 2)), 4, *((1,) * (size - end - 2)))


def _cuts(policy: AwardPolicy, size: int) -> Iterator[int]:
    """After how many entries the places of a level end."""
    end = 0
    for level in policy.levels:
        end = level.quota(size) if policy.cumulative else end + level.quota(size)
        yield end


def fields(subject: Subject) -> Iterator[Field]:
    """All fields made by hand for a policy."""
    named: NamedAwardPolicy = subject.thing
    own = named.policy
    for ties in _shapes(own):
        yield field(own, ties)
        yield field(own, ties, units=3)
        if len(ties) == len(SIZES):
            yield field(own, ties, units=1)
    if own.minimum_score is not None:
        least = int(own.minimum_score)
        for top in (least - 1, least, least + 1):
            yield field(own, (1, 1, 2, 1, 1, 1), units=2, top=top)
    for size in (4, 10):  # some were judged and stand on no place
        yield attrs.evolve(field(own, (1,) * size), field_size=2 * size)
    for tighter in _tighter(own):
        yield from (field(tighter, (1,) * size) for size in (1, 4, 10))


def _tighter(policy: AwardPolicy) -> Iterator[AwardPolicy]:
    """The policy with fewer places: what a scheme may have pinned before."""

    def less(level: AwardLevel) -> AwardLevel:
        if level.share is None:
            return attrs.evolve(level, count=max(0, (level.count or 0) - 1))
        return attrs.evolve(level, share=level.share / 2)

    yield attrs.evolve(policy, levels=tuple(map(less, policy.levels)))


def _by_hand(subject: Subject) -> list[Case]:
    return [(one,) for one in fields(subject)]


def _drawn(subject: Subject) -> st.SearchStrategy[Case]:
    policy = subject.thing.policy
    ties = st.lists(st.integers(1, 4), min_size=1, max_size=12).map(tuple)
    return st.tuples(st.builds(lambda t, u: field(policy, t, units=u), ties, st.integers(0, 4)))


def given(subject: Subject, one: Field) -> Allotment:
    """What the policy gives, as an office would take it.

    Raises:
        BrokenLaw: What it answers breaks the policy, or it fails.
    """
    origin = Origin(subject.plugin.name, subject.plugin.version)
    try:
        return give(one.request(), subject.thing, origin)
    except PluginError as error:
        if error.__cause__ is not None:
            raise error.__cause__ from None  # with the line of the plugin in it
        broken(found=error.problem, wanted=_KEEPS)


@AWARD_POLICY_CONTRACT.law(
    "award_policy.never_too_many",
    Text(
        "从不超过名额，一件作品至多一个奖，只给在名次中的作品，遵守所锁定的办法",
        "從不超過名額，一件作品至多一個獎，只給在名次中的作品，遵守所鎖定的辦法",
        "There are never more awards than places; an entry gets one at most, and stands among the "
        "places; the policy that holds is the one that was pinned.",
    ),
    cases=_by_hand,
    drawn=_drawn,
    examples=40,
)
def never_too_many(subject: Subject, one: Field) -> None:
    """What is given passes the office's own check."""
    given(subject, one)


@AWARD_POLICY_CONTRACT.law(
    "award_policy.same_answer",
    Text(
        "同样的名次总是得到同样的奖",
        "同樣的名次總是得到同樣的獎",
        "The same places always get the same awards.",
    ),
    cases=lambda subject: at_moments(_by_hand(subject)),
)
def same_answer(subject: Subject, one: Field, moment: Moment) -> None:
    """In another order, and from the plugin loaded anew at another moment: the same answer."""
    first = _levels(given(subject, one))
    turned = attrs.evolve(
        one,
        places=one.places[::-1],
        units=dict(reversed(list(one.units.items()))),
        groups=dict(reversed(list(one.groups.items()))),
    )
    again = _levels(given(subject, turned))
    with provided_again(subject, "homeroom_award_policies", moment) as fresh:
        later = _levels(given(fresh, one))
        same = fresh.thing.policy == subject.thing.policy
    holds(same, found=fresh.thing.policy, wanted=subject.thing.policy)
    for other in (again, later):
        holds(other == first, found=_told(other), wanted=_told(first))


@AWARD_POLICY_CONTRACT.law(
    "award_policy.changes_nothing",
    Text(
        "不改动交给它的内容",
        "不改動交給它的內容",
        "It does not change what it was handed.",
    ),
    cases=_by_hand,
)
def changes_nothing(subject: Subject, one: Field) -> None:
    """The request is as it was.

    Raises:
        NotTried: The policy has no function of its own.
    """
    named: NamedAwardPolicy = subject.thing
    if named.function is None:
        raise NotTried(_NO_FUNCTION)
    request, before = one.request(), one.request()
    named.function(request)
    holds(request == before, found=request, wanted=before)


@AWARD_POLICY_CONTRACT.law(
    "award_policy.names_do_not_matter",
    Text(
        "作品换个编号，名次相同的得奖也相同",
        "作品換個編號，名次相同的得獎也相同",
        "Entries by other names, at the same places, get the same awards.",
    ),
    cases=_by_hand,
    drawn=_drawn,
)
def names_do_not_matter(subject: Subject, one: Field) -> None:
    """Names turned round, and of other lengths and scripts, move the awards with them.

    Raises:
        NotTried: Ties are parted by a chain.
    """
    if one.policy.ties == "break":
        raise NotTried(_PARTED)
    ids = sorted(place.entry for place in one.places)
    others = (ids[::-1], [f"{'作品 ' * (at % 3)}{at}" for at in range(len(ids))])
    for other in others:
        names = dict(zip(ids, other, strict=True))
        wanted = {names[entry]: level for entry, level in _levels(given(subject, one)).items()}
        found = _levels(given(subject, one.renamed(names)))
        holds(found == wanted, found=_told(found), wanted=_told(wanted))


@AWARD_POLICY_CONTRACT.law(
    "award_policy.equal_places",
    Text(
        "名次相同，奖项相同，除非由评委组裁定或所在单位已满额",
        "名次相同，獎項相同，除非由評委組裁定或所在單位已滿額",
        "Equal places get equal awards, unless a jury decides or a unit has its awards already.",
    ),
    cases=_by_hand,
    drawn=_drawn,
)
def equal_places(subject: Subject, one: Field) -> None:
    """Nobody is parted from those of the same place.

    Raises:
        NotTried: Ties are parted by a chain.
    """
    if one.policy.ties == "break":
        raise NotTried(_PARTED)
    made = given(subject, one)
    levels, free = _levels(made), _free(one, made)
    for better, other in _pairs(one, free):
        same = levels.get(better.entry) == levels.get(other.entry)
        if better.rank == other.rank and not same:
            broken(found=_two(better, other, levels), wanted=_ALIKE)


@AWARD_POLICY_CONTRACT.law(
    "award_policy.better_places",
    Text(
        "名次靠前的，奖项不会更低",
        "名次在前的，獎項不會更低",
        "A better place never gets a lower award.",
    ),
    cases=_by_hand,
    drawn=_drawn,
)
def better_places(subject: Subject, one: Field) -> None:
    """Levels fall as places do."""
    made = given(subject, one)
    levels, free = _levels(made), _free(one, made)
    order = [level.id for level in one.policy.levels]

    def height(entry: str) -> int:
        return order.index(levels[entry]) if entry in levels else len(order)

    for better, other in _pairs(one, free):
        if better.rank < other.rank and height(better.entry) > height(other.entry):
            broken(found=_two(better, other, levels), wanted=_NO_LOWER)


def _levels(made: Allotment) -> dict[str, str]:
    """From entry to its level, or to the seats that a jury gives it or others."""
    levels = {award.entry: award.level for award in made.awards}
    for decision in made.open:
        seats = " + ".join(f"{level} × {number}" for level, number in decision.seats.items())
        levels |= dict.fromkeys(decision.candidates, f"? {seats}")
    return levels


def _free(one: Field, made: Allotment) -> set[str]:
    """Who may be compared: nobody whom a jury decides on, or whose unit has its awards."""
    waiting = {entry for decision in made.open for entry in decision.candidates}
    most = one.policy.per_unit
    got = [one.units[award.entry] for award in made.awards if award.entry in one.units]
    got += [one.units[entry] for entry in waiting if entry in one.units]
    full = {unit for unit in got if most is not None and got.count(unit) >= most}
    return {
        place.entry
        for place in one.places
        if place.entry not in waiting and one.units.get(place.entry) not in full
    }


def _pairs(one: Field, free: set[str]) -> Iterator[tuple[Place, Place]]:
    """Entries side by side, of one group where places are shared out; the better place first."""
    ordered = sorted(one.places, key=lambda place: place.rank)
    for at, better in enumerate(ordered):
        for other in ordered[at + 1 :]:
            apart = one.groups.get(better.entry) != one.groups.get(other.entry)
            if {better.entry, other.entry} <= free and not (one.policy.by_group and apart):
                yield better, other


def _two(better: Place, other: Place, levels: Mapping[str, str]) -> Text:
    return listing(
        _GOT.format(entry=p.entry, rank=p.rank, level=levels.get(p.entry, "-"))
        for p in (better, other)
    )


def _told(levels: Mapping[str, str]) -> str:
    return ", ".join(f"{entry}: {level}" for entry, level in sorted(levels.items())) or "-"


_LEVEL = Text(
    "{level}：{much}（名额 {quota}）",
    "{level}：{much}（名額 {quota}）",
    "{level}: {much} ({quota} places)",
)
_PLACE = Text(
    "{entry} 第 {rank} 名 {total} {more}",
    "{entry} 第 {rank} 名 {total} {more}",
    "{entry} place {rank} {total} {more}",
)
_KEEPS = Text("遵守办法", "遵守辦法", "awards that the policy allows")
_NO_FUNCTION = Text("没有自己的函数", "沒有自己的函式", "it has no function of its own")
_PARTED = Text("并列另有办法区分", "並列另有辦法區分", "ties are parted by a chain")
_ALIKE = Text("奖项相同", "獎項相同", "the same award")
_NO_LOWER = Text("靠前的不低于靠后的", "在前的不低於在後的", "no lower award for the better place")
_GOT = Text(
    "{entry}（第 {rank} 名）{level}",
    "{entry}（第 {rank} 名）{level}",
    "{entry} (place {rank}) {level}",
)
