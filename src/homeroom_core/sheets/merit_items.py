"""What a merit sheet is made of: items that give points for facts, and claims to these points."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal, get_args

import attrs

from homeroom_core.plain_values import takes_plain_values
from homeroom_core.sheets.checks import MAXIMUM, named, not_positive, repeated
from homeroom_core.sheets.tariff import Tariff
from homeroom_core.strict import check
from homeroom_core.text import Text, listing

Count = Literal["all", "highest"]
"""Which of an item's facts count: all up to its maximum, or the highest alone."""

COUNTS: tuple[Count, ...] = get_args(Count)

Counting = Literal["cumulative", "longest_run", "consecutive"]
"""How years of service are counted: all of them; the longest run without a gap; or the run without
a gap that ends with the school year of the application."""

COUNTINGS: tuple[Counting, ...] = get_args(Counting)

_ONE_OF = Text("{what}只能是：{known}", "{what}只能是：{known}", "{what} is one of: {known}")
_COUNT = Text("count", "count", "count")
_COUNTING = Text("counting", "counting", "counting")
_POINTS = Text("分值", "分值", "the points")
_AWARDS_OR_SERVICE = Text(
    "须写明得分情形或任职年限其一",
    "須寫明得分情形或任職年限其一",
    "must have either awards or years of service, not both and not neither",
)
_NEVER_FULL = Text(
    "单项最高只有 {most} 分，且只计最高，达不到满分 {maximum}",
    "單項最高僅 {most} 分，且只計最高，達不到滿分 {maximum}",
    "only the highest counts, and that is {most}: the maximum {maximum} is never reached",
)
_NOT_WHOLE = Text(
    "{what}须为不小于 1 的整数，现为 {found}",
    "{what}須為不小於 1 的整數，現為 {found}",
    "{what} must be a whole number, 1 or more, it is {found}",
)
_WINDOW = Text("计分年限", "計分年限", "the window")
_YEARS = Text("年限", "年限", "the years")
_NO_LEVELS = Text("至少要有一个层级", "至少要有一個層級", "at least one level is needed")


@takes_plain_values
@attrs.frozen(kw_only=True)
class EntryLevel:
    """A level that may be applied for, and the years of service it asks for.

    Raises:
        DefinitionError: Fewer than one year, or id or label is bad.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "years": Text("年限", "年限", "Years"),
    }

    id: str
    label: Text
    years: int

    def __attrs_post_init__(self) -> None:
        check(f"level {self.id}", [*named(self.id, self.label), _not_whole(_YEARS, self.years)])


@takes_plain_values
@attrs.frozen(kw_only=True)
class Service:
    """Points for years of service: some for the entry years of a level, more for each further one.

    Attributes:
        counting: How the years are counted; see `Counting`.
        levels: The levels that may be applied for.
        entry_points: For reaching the entry years; with fewer there are none.
        further_points: For each full year beyond them.

    Raises:
        DefinitionError: There is no level, one stands twice, or points are not above 0.
    """

    counting: Counting
    levels: tuple[EntryLevel, ...]
    entry_points: Decimal
    further_points: Decimal

    def __attrs_post_init__(self) -> None:
        problems = [
            _one_of(_COUNTING, self.counting, COUNTINGS),
            None if self.levels else _NO_LEVELS,
            repeated([level.id for level in self.levels]),
            not_positive(_POINTS, self.entry_points),
            not_positive(_POINTS, self.further_points),
        ]
        check("service", problems)

    def count(self, years: Iterable[int], now: int) -> int:
        """How many of these school years count.

        Args:
            years: The years in which the school years served begin; each counts once.
            now: The school year of the application, `now` included.

        >>> level = EntryLevel(id="backbone", label=Text("骨干", "骨幹", "Backbone"), years=3)
        >>> points = {"entry_points": Decimal(2), "further_points": Decimal(1)}
        >>> served = (2018, 2019, 2020, 2023, 2024, 2025)
        >>> [
        ...     Service(counting=counting, levels=(level,), **points).count(served, 2025)
        ...     for counting in ("cumulative", "longest_run", "consecutive")
        ... ]
        [6, 3, 3]
        """
        found = {year for year in years if year <= now}
        if self.counting == "cumulative":
            return len(found)
        if self.counting == "consecutive":
            return _run(found, now)
        return max((_run(found, year) for year in found), default=0)

    def points(self, level: EntryLevel, count: int) -> Fraction:
        """Points for so many years, before any cap."""
        if count < level.years:
            return Fraction(0)
        further = Fraction(self.further_points) * (count - level.years)
        return Fraction(self.entry_points) + further


@takes_plain_values
@attrs.frozen(kw_only=True)
class MeritItem:
    """One item of a merit sheet: facts that give points, up to a maximum.

    Attributes:
        id: Unique within the sheet.
        label: How it is called on the sheet.
        maximum: The most points it can give.
        awards: What gives points, by level or kind; empty where `service` does.
        service: Points for years of service; `None` where `awards` give them.
        count: Whether all facts count up to the maximum, or the highest alone.
        window_years: How many school years back a fact may lie, that of the application being the
            first; `None` for any.

    Raises:
        DefinitionError: Something of this does not fit; the error says everything.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "count": Text("计法", "計法", "What counts"),
        "awards": Text("加分档次", "加分檔次", "Awards"),
    }

    id: str
    label: Text
    maximum: Decimal
    awards: tuple[Tariff, ...] = ()
    service: Service | None = None
    count: Count = "all"
    window_years: int | None = None

    def __attrs_post_init__(self) -> None:
        window = None if self.window_years is None else _not_whole(_WINDOW, self.window_years)
        problems = [
            *named(self.id, self.label),
            not_positive(MAXIMUM, self.maximum),
            _AWARDS_OR_SERVICE if (self.service is None) == (not self.awards) else None,
            repeated([one.id for one in self.awards]),
            _one_of(_COUNT, self.count, COUNTS),
            window,
            self._unreachable(),
        ]
        check(f"item {self.id}", problems)

    def held(self, points: Iterable[Fraction]) -> Fraction:
        """What facts of so many points give together: all or the highest, up to the maximum."""
        found = list(points)
        whole = max(found, default=Fraction(0)) if self.count == "highest" else sum(found)
        return min(Fraction(self.maximum), Fraction(whole))

    def _unreachable(self) -> Text | None:
        if self.count != "highest" or not self.awards:
            return None
        most = max(one.most for one in self.awards)
        if most >= self.maximum:
            return None
        return _NEVER_FULL.format(most=most, maximum=self.maximum)


@attrs.frozen(kw_only=True)
class Claim:
    """A claim to the points of one item for one fact.

    Attributes:
        id: Unique among the claims.
        fact: Id of the fact, such as the record of an award: one fact may be claimed in several
            items, once in each.
        item: Id of the item.
        kind: Id of the award; in an item for years of service, of the level applied for.
        years: The years in which the school years begin that it is about.
        written: The points, where the award leaves them open; `None` where they are fixed.
        note: What it is, for people.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "fact": Text("所据记录", "所據記錄", "Record claimed for"),
        "kind": Text("加分档次", "加分檔次", "Kind of award"),
    }

    id: str
    fact: str
    item: str
    kind: str
    years: tuple[int, ...] = ()
    written: str | None = None
    note: str = ""


def _run(years: set[int], last: int) -> int:
    """How many years without a gap end with this one."""
    count = 0
    while last - count in years:
        count += 1
    return count


def _not_whole(what: Text, found: int) -> Text | None:
    return None if found >= 1 else _NOT_WHOLE.format(what=what, found=found)


def _one_of(what: Text, found: str, known: tuple[str, ...]) -> Text | None:
    return None if found in known else _ONE_OF.format(what=what, known=listing(known))
