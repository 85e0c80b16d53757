"""A small lifecycle whose records keep a computed result, for tests of recomputing and explaining.

A tin holds coins; its sum is worth as much as the rate of a plugin says. Who put a
coin in is hidden from strangers, as judges are from contestants.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

import attrs

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.criterion import Criterion
from homeroom_core.exact import exact_sum
from homeroom_core.explanation import Explanation, Made, Question
from homeroom_core.families import RUBRICS
from homeroom_core.grants import owner, staff
from homeroom_core.lifecycle import STAY, Lifecycle, State
from homeroom_core.office import Office
from homeroom_core.people import OFFICE, TEACHER, Actor
from homeroom_core.plugins import Plugins
from homeroom_core.provided import Provided
from homeroom_core.record import EVERYTHING, Reader, Record
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.storage import MemoryStorage, Storage
from homeroom_core.text import Text

OPEN = State("open", "开放", "開放", "Open")
SHUT = State("shut", "已关", "已關", "Shut")

KEEPER = Actor.of("person-1", TEACHER)
GIVER = Actor.of("person-2", TEACHER)
CLERK = Actor.of("office-1", OFFICE)
STRANGER = Actor.of("guest-1", TEACHER)
OUTSIDER = Actor.of("guest-2", TEACHER)

NOW = datetime(2025, 9, 10, 8, tzinfo=UTC)


@attrs.frozen(kw_only=True)
class Sum:
    """What a tin holds, and by which version of the rate."""

    points: Fraction
    coins: tuple[str, ...]
    version: str


@attrs.frozen(kw_only=True)
class Coin(Record):
    """One coin; strangers do not learn whose it is, outsiders not even of it."""

    kind: ClassVar[str] = "coin"
    label: ClassVar[Text] = Text("硬币", "硬幣", "Coin")
    indexed: ClassVar[tuple[str, ...]] = ("tin",)

    tin: str
    giver: str
    worth: Fraction

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:
        if actor.id == STRANGER.id:
            return frozenset({"giver"})
        return EVERYTHING if actor.id == OUTSIDER.id else frozenset()


@attrs.frozen(kw_only=True)
class Tin(Record):
    """A tin of coins."""

    kind: ClassVar[str] = "tin"
    label: ClassVar[Text] = Text("存钱罐", "存錢罐", "Tin")

    title: str
    keeper: str
    total: Sum | None = None

    def owners(self) -> frozenset[str]:
        return frozenset((self.keeper,))


coin = Lifecycle(Coin, states=(OPEN,), initial=OPEN, final=(OPEN,))
tin = Lifecycle(Tin, states=(OPEN, SHUT), initial=OPEN, final=(SHUT,))


@coin.creation(by=staff, label=Text("投币", "投幣", "Give"))
def give(act: Act, *, tin: str, worth: Fraction) -> Coin:
    """Put a coin in a tin."""
    return Coin(id=act.new_id, org=act.org, state=OPEN, tin=tin, giver=act.actor.id, worth=worth)


coin.seal()


@tin.creation(by=staff, label=Text("设罐", "設罐", "Put up"))
def put_up(act: Act, *, title: str) -> Tin:
    """Put up a tin."""
    return Tin(id=act.new_id, org=act.org, state=OPEN, title=title, keeper=act.actor.id)


@tin.transition(source=OPEN, target=SHUT, by=owner, label=Text("清点", "清點", "Count"))
def count(tin: Tin, act: Act) -> Tin:
    """Count what is in it."""
    return change(tin, total=counted(tin, act.reader, act.provided))


@tin.transition(source=SHUT, target=STAY, by=owner, label=Text("改名", "改名", "Rename"))
def rename(tin: Tin, _act: Act, *, title: str) -> Tin:
    """Give it another title."""
    return change(tin, title=title)


@tin.derived("total", label=Text("总额", "總額", "sum"), by=staff, made_by=("version",))
def total_again(tin: Tin, reader: Reader, provided: Provided) -> Sum | None:
    """What is in it now."""
    return None if tin.total is None else counted(tin, reader, provided)


@tin.explained
def explain_tin(tin: Tin, asked: Question) -> Explanation | None:
    """The coins that make up the sum; names givers in its notes, as a careful author would not."""
    if tin.total is None:
        return None
    coins = tuple(asked.reader.find(Coin, tin=tin.id))
    return Explanation(
        title=Text("总额", "總額", "Sum"),
        number=tin.total.points,
        made=Made(operation="sum", factor=rate_of(asked.provided)),
        source=tin.id,
        shows=("total",),
        parts=tuple(
            Explanation(
                title=Text("硬币", "硬幣", "Coin"),
                number=one.worth,
                who=one.giver,
                source=one.id,
                shows=("worth",),
                notes=(Text.same(f"given by {one.giver}."),),
            )
            for one in sorted(coins, key=lambda one: one.giver)
        ),
    )


tin.seal()


def counted(tin: Tin, reader: Reader, provided: Provided) -> Sum:
    """What the coins of a tin are worth, at the rate that a plugin provides."""
    coins = tuple(reader.find(Coin, tin=tin.id))
    return Sum(
        points=exact_sum(one.worth for one in coins) * rate_of(provided),
        coins=tuple(one.id for one in coins),
        version=provided.origin(RUBRICS, "rate").version,
    )


def rate_of(provided: Provided) -> Fraction:
    """The rate: the total of a rubric, for want of anything smaller that plugins provide."""
    return Fraction(provided(RUBRICS, "rate").total)


class Tins:
    """The plugin that provides tins, coins, and a rate, in some version."""

    def __init__(self, version: str = "1", rate: int | None = 2) -> None:
        self.__version__ = version
        self.rate = rate

    def homeroom_lifecycles(self) -> list[Lifecycle[Any]]:
        return [tin, coin]

    def homeroom_rubrics(self) -> list[Rubric]:
        return [] if self.rate is None else [a_rate(Decimal(self.rate))]


def a_rate(rate: Decimal) -> Rubric:
    label = Text("比率", "比率", "Rate")
    leaf = Criterion(id="rate", label=label, maximum=rate, scale=FreeScale(maximum=rate))
    return Rubric(id="rate", version="1", title=label, total=rate, criteria=(leaf,), source="")


def an_office(
    storage: Storage | None = None,
    *plugins: object,
    clock: Callable[[], datetime] = lambda: NOW,
) -> Office:
    """An office with tins; `plugins` stand in for `Tins()` where there are any."""
    return Office(storage or MemoryStorage(), plugins=Plugins(*(plugins or (Tins(),))), clock=clock)


def a_counted_tin(office: Office) -> Tin:
    """A tin with three coins, of the giver (two) and of the keeper, counted."""
    with office.desk("s1", by=KEEPER) as desk:
        made = desk.create(put_up, title="For the trip")
    for by, worth in ((GIVER, Fraction(1, 2)), (KEEPER, Fraction(1, 3)), (GIVER, Fraction(1))):
        with office.desk("s1", by=by) as desk:
            desk.create(give, tin=made.id, worth=worth)
    with office.desk("s1", by=KEEPER) as desk:
        return desk.apply(count, desk.get(Tin, made.id))
