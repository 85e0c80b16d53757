"""What a composite is made of: the sources that judge, and the tree of weighted parts."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Literal, get_args

import attrs

from homeroom_core.criterion import ITEM_SUM, sum_problem
from homeroom_core.exact import exact_sum
from homeroom_core.plain_values import takes_plain_values
from homeroom_core.rubric import Rubric
from homeroom_core.sheets.checks import BAD_NAME, MAXIMUM, named, not_positive, repeated
from homeroom_core.sheets.ledger import Ledger
from homeroom_core.sheets.merit import MeritSheet
from homeroom_core.strict import check, is_code
from homeroom_core.text import Text, listing

Missing = Literal["refuse", "leave_out", "wait"]
"""What is done where answers are missing: the result is refused; what is there counts for the
whole; or the result waits for them. None of these takes what is missing for zero."""

MISSING_POLICIES: tuple[Missing, ...] = get_args(Missing)

PartSheet = Rubric | Ledger | MeritSheet
"""A sheet that a part of a composite may hold itself."""

_BAD_MISSING = Text(
    "when_missing 只能是：{known}",
    "when_missing 只能是：{known}",
    "when_missing is one of: {known}",
)
_NEGATIVE_WEIGHT = Text(
    "权重不能为负，现为 {found}",
    "權重不能為負，現為 {found}",
    "the weight may not be below 0, it is {found}",
)
_BAD_COUNT = Text(
    "{what} 须为不小于 1 的整数，现为 {found}",
    "{what} 須為不小於 1 的整數，現為 {found}",
    "{what} must be a whole number, 1 or more, it is {found}",
)
_GROUP_ONLY = Text(
    "有下级部分时，不能再有评分表或评价主体：{found}",
    "有下級部分時，不能再有評分表或評價主體：{found}",
    "has parts below, so it cannot have: {found}",
)
_ONE_WAY = Text(
    "sheet、use、computed 只能有一个",
    "sheet、use、computed 僅能有一個",
    "can have one of sheet, use and computed only",
)
_USE_TOTAL = Text(
    "引用另一份评分表时须写明 sheet_total",
    "引用另一份評分表時須寫明 sheet_total",
    "has to say sheet_total where it uses another sheet",
)
_SHEET_SUM = Text(
    "评分表满分 {found}，sheet_total 写的是 {stated}",
    "評分表滿分 {found}，sheet_total 寫的是 {stated}",
    "the sheet is out of {found}, sheet_total says {stated}",
)
_SHEET_TOTAL = Text("sheet_total", "sheet_total", "sheet_total")
_JUDGED_ONLY = Text(
    "只有评委打分的部分才有评价主体",
    "僅有評審評分的部分才有評價主體",
    "only a part that is judged has sources",
)
_BONUS_BELOW = Text(
    "加分只能放在最上一级", "加分僅能放在最上一級", "a bonus can only stand at the first level"
)


@takes_plain_values
@attrs.frozen(kw_only=True)
class Source:
    """Who judges a part: a committee, peers, pupils and parents, the teacher.

    Attributes:
        id: Unique within the composite.
        label: How it is called.
        weight: What its mean weighs beside the other sources of a part. With 0 it is shown and
            never counts; it is then never missing either.
        minimum_answers: With fewer answers it is missing.
        confidential: Whether its answers appear as their mean and their number only.
        shown_from: With fewer answers the mean of a confidential source is not shown by itself
            either: it counts, but only the points of all sources together can be read.
        when_missing: What is done where it is missing.

    Raises:
        DefinitionError: The weight is below 0, a number of answers below 1, or id or label is bad.
    """

    id: str
    label: Text
    weight: Fraction
    minimum_answers: int = 1
    confidential: bool = False
    shown_from: int = 3
    when_missing: Missing = "refuse"

    def __attrs_post_init__(self) -> None:
        problems = [
            *named(self.id, self.label),
            _NEGATIVE_WEIGHT.format(found=self.weight) if self.weight < 0 else None,
            _bad_count("minimum_answers", self.minimum_answers),
            _bad_count("shown_from", self.shown_from),
            _known_policy(self.when_missing),
        ]
        check(f"source {self.id}", problems)

    @property
    def hides(self) -> bool:
        """Whether it may count with so few answers that they are not shown by themselves."""
        return self.confidential and self.weight > 0 and self.minimum_answers < self.shown_from


@takes_plain_values
@attrs.frozen(kw_only=True)
class Part:
    """A part of a composite: a leaf that takes points, or a group of parts below it.

    What stands on a leaf's own sheet is scaled to its maximum: 40 points that make up 30 of 100
    are a part with the maximum 30 and the sheet_total 40.

    Attributes:
        id: Unique within the composite.
        label: How it is called.
        maximum: The most points it is worth in the group above.
        parts: The parts below; only on a group. Their maxima add up to `maximum`.
        sheet: Its own sheet, if it has one.
        use: Id of another sheet that it takes its points from, if it does.
        computed: Name of the function that makes its points from records, if one does.
        sheet_total: What its points are out of; by default what its own sheet is out of, else
            `maximum`. Has to be given with `use`.
        sources: Ids of the sources that judge it; with none it takes one number.
        when_missing: What is done where no points are there.
        bonus: Whether it comes on top of the whole; only at the first level.
        optional: Whether it may be switched off; the rest is then scaled up to the whole.

    Raises:
        DefinitionError: Something of this does not fit; the error says everything.
    """

    id: str
    label: Text
    maximum: Decimal
    parts: tuple["Part", ...] = ()
    sheet: PartSheet | None = None
    use: str | None = None
    computed: str | None = None
    sheet_total: Decimal | None = None
    sources: tuple[str, ...] = ()
    when_missing: Missing = "refuse"
    bonus: bool = False
    optional: bool = False

    def __attrs_post_init__(self) -> None:
        problems = [
            *named(self.id, self.label),
            not_positive(MAXIMUM, self.maximum),
            _known_policy(self.when_missing),
            repeated(self.sources),
            *(self._group_problems() if self.parts else self._leaf_problems()),
        ]
        check(f"part {self.id}", problems)

    @property
    def is_leaf(self) -> bool:
        """Whether it takes points itself."""
        return not self.parts

    @property
    def out_of(self) -> Fraction:
        """The most points that an answer about it may have."""
        if self.sheet_total is not None:
            return Fraction(self.sheet_total)
        return Fraction(self.maximum) if self.sheet is None else full_points(self.sheet)

    def walk(self) -> Iterator["Part"]:
        """This part and all below it, in the order of the sheet."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def _group_problems(self) -> Iterator[Text | None]:
        held = ("sheet", "use", "computed", "sheet_total", "sources")
        found = [name for name in held if getattr(self, name)]
        yield _GROUP_ONLY.format(found=listing(found)) if found else None
        yield _BONUS_BELOW if any(part.bonus for part in self.parts) else None
        found_sum = exact_sum(Fraction(part.maximum) for part in self.parts)
        yield sum_problem(ITEM_SUM, found_sum, self.maximum)

    def _leaf_problems(self) -> Iterator[Text | None]:
        ways = [way for way in (self.sheet, self.use, self.computed) if way is not None]
        yield _ONE_WAY if len(ways) > 1 else None
        recorded = self.computed is not None or isinstance(self.sheet, Ledger | MeritSheet)
        yield _JUDGED_ONLY if self.sources and recorded else None
        yield _USE_TOTAL if self.use is not None and self.sheet_total is None else None
        for name in (self.use, self.computed):
            if name is not None and not is_code(name):
                yield BAD_NAME.format(found=name)
        if self.sheet_total is not None:
            yield not_positive(_SHEET_TOTAL, self.sheet_total)
            if self.sheet is not None:
                yield sum_problem(_SHEET_SUM, full_points(self.sheet), self.sheet_total)


attrs.resolve_types(Part)


def full_points(sheet: PartSheet) -> Fraction:
    """The most points that a sheet can be worth."""
    return sheet.reachable if isinstance(sheet, MeritSheet) else Fraction(sheet.total)


def _known_policy(found: str) -> Text | None:
    return (
        None if found in MISSING_POLICIES else _BAD_MISSING.format(known=listing(MISSING_POLICIES))
    )


def _bad_count(what: str, found: int) -> Text | None:
    return None if found >= 1 else _BAD_COUNT.format(what=what, found=found)
