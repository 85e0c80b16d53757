"""Rubrics: trees of criteria, what may be marked on them, and what a card is worth.

A mark is kept exactly as the judge wrote it. A criterion without a mark is *missing*, which is never
zero; a criterion that does not apply to an entry is *not applicable*, which is said for the entry,
for all judges alike; a judge who steps aside has no card at all.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import ClassVar

import attrs

from homeroom_core.canonical import digest
from homeroom_core.criterion import (
    Criterion,
    group_value,
    structure,
    sum_problem,
    weighted_maxima,
)
from homeroom_core.errors import Fault, InputError, Refusal, UnknownError
from homeroom_core.exact import exact_sum
from homeroom_core.mark_reasons import (
    MISSING,
    NOT_APPLICABLE,
    NOTHING_APPLIES,
    TOO_LITTLE_MARKED,
    UNKNOWN_CRITERION,
)
from homeroom_core.plain_values import takes_plain_values
from homeroom_core.strict import check, is_code, lacks_language
from homeroom_core.text import Text, listing

_BAD_ID = Text("代码“{id}”不合规", "代碼「{id}」不合規", "'{id}' cannot be an id")
_NO_LANGUAGE = Text(
    "{what}缺少某种语言", "{what}缺少某種語言", "{what} lacks one of the three languages"
)
_NOT_POSITIVE = Text(
    "{what}须大于 0，现为 {found}",
    "{what}須大於 0，現為 {found}",
    "{what} must be above 0, it is {found}",
)
_TOTAL_SUM = Text(
    "各项指标合计 {found}，总分写的是 {stated}",
    "各項指標合計 {found}，總分寫的是 {stated}",
    "the criteria add up to {found}, the total says {stated}",
)
_REPEATED = Text("指标代码重复：{ids}", "指標代碼重複：{ids}", "criterion ids used twice: {ids}")
_EMPTY = Text("至少要有一项指标", "至少要有一項指標", "at least one criterion is needed")
_BAD_SHARE = Text(
    "minimum_share 须大于 0 且不超过 1，现为 {found}",
    "minimum_share 須大於 0 且不超過 1，現為 {found}",
    "minimum_share must be above 0 and at most 1, it is {found}",
)
_MOST_KNOWN = 10_000
"""So many different marks of a rubric are remembered at most."""

_TITLE = Text("标题", "標題", "the title")
_TOTAL = Text("总分", "總分", "the total")
_CRITERION = Text("评分项目", "評分項目", "criterion")


@takes_plain_values
@attrs.frozen(kw_only=True)
class Rubric:
    """A rubric: the criteria of a sheet, adopted in one version.

    The same title is published with different figures, so what identifies a rubric is its id,
    its version and its digests.

    Attributes:
        id: Its code.
        version: Its version, such as `1`.
        title: How it is called on the sheet.
        total: Full points; the weighted maxima of `criteria` add up to it.
        criteria: The criteria of the first level, in the order of the sheet.
        source: Where it comes from: an address, a document number, or the school's own words.
        minimum_share: The least share of the points that apply which a card must have marked;
            only matters where criteria are not required.

    Raises:
        DefinitionError: An id stands twice, the sums differ, or something of a criterion is wrong.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "source": Text("出处", "出處", "Source"),
        "total": Text("满分", "滿分", "Full points"),
    }

    id: str
    version: str
    title: Text
    total: Decimal
    criteria: tuple[Criterion, ...]
    source: str
    minimum_share: Fraction = Fraction(4, 5)

    def __attrs_post_init__(self) -> None:
        ids = [criterion.id for criterion in self.walk()]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        positive = self.total > 0
        problems = [
            None if is_code(self.id) else _BAD_ID.format(id=self.id),
            _NO_LANGUAGE.format(what=_TITLE) if lacks_language(self.title) else None,
            None if positive else _NOT_POSITIVE.format(what=_TOTAL, found=self.total),
            None if self.criteria else _EMPTY,
            _REPEATED.format(ids=listing(twice)) if twice else None,
            None if 0 < self.minimum_share <= 1 else _BAD_SHARE.format(found=self.minimum_share),
            sum_problem(_TOTAL_SUM, weighted_maxima(self.criteria), self.total)
            if positive
            else None,
        ]
        check(f"rubric {self.id}", problems)

    def walk(self) -> Iterator[Criterion]:
        """Every criterion, in the order of the sheet."""
        for criterion in self.criteria:
            yield from criterion.walk()

    @cached_property
    def by_id(self) -> Mapping[str, Criterion]:
        """Every criterion, leaf or group, by its id."""
        return {criterion.id: criterion for criterion in self.walk()}

    @cached_property
    def leaves(self) -> Mapping[str, Criterion]:
        """The criteria that take marks, by id, in the order of the sheet."""
        return {criterion.id: criterion for criterion in self.walk() if criterion.is_leaf}

    @cached_property
    def structure_digest(self) -> str:
        """SHA-256 over what decides points: ids, scales, maxima, weights; 64 hexadecimal digits.

        Two versions that only word their labels differently have the same one.
        """
        return digest(
            {
                "id": self.id,
                "total": self.total,
                "minimum_share": self.minimum_share,
                "criteria": [structure(criterion) for criterion in self.criteria],
            }
        )

    @cached_property
    def text_digest(self) -> str:
        """SHA-256 over everything, labels, version and source included; 64 hexadecimal digits."""
        return digest(self)

    def points(self, criterion_id: str, written: str) -> Decimal:
        """The points of one mark.

        Raises:
            UnknownError: No criterion with this id takes marks.
            InputError: It cannot be a mark there.
        """
        known = self._marks.get((criterion_id, written))
        if known is not None:
            return known
        points = self.leaf(criterion_id).measure.points(written)
        if len(self._marks) < _MOST_KNOWN:
            self._marks[criterion_id, written] = points
        return points

    def leaf(self, criterion_id: str) -> Criterion:
        """The criterion with this id that takes marks.

        Raises:
            UnknownError: There is none.
        """
        try:
            return self.leaves[criterion_id]
        except KeyError:
            raise UnknownError(_CRITERION, criterion_id, tuple(self.leaves)) from None

    def refuse_mark(self, criterion_id: str, written: str) -> Refusal | None:
        """Why this cannot be the mark of a criterion, or `None` if it can."""
        criterion = self.leaves.get(criterion_id)
        if criterion is None:
            return _unknown(criterion_id, tuple(self.leaves))
        return criterion.measure.refuse(written, criterion.label)

    def refuse_marks(
        self,
        marks: Mapping[str, str],
        *,
        complete: bool,
        not_applicable: AbstractSet[str] = frozenset(),
    ) -> tuple[Refusal, ...]:
        """Every reason why a card with these marks cannot be taken, in the order of the sheet.

        Args:
            marks: From criterion id to what the judge wrote.
            complete: Whether the card is handed in: then required criteria must be marked, and
                enough of the others. A card in the making may have gaps.
            not_applicable: Ids of the criteria (leaves or groups) that do not apply to the entry.
        """
        left_out = self.leaves_under(not_applicable)
        found: list[Refusal | None] = []
        for leaf in self.leaves.values():
            written = marks.get(leaf.id)
            if written is not None and leaf.id in left_out:
                found.append(NOT_APPLICABLE(measured=written, criterion=leaf.label))
            elif (leaf.id, written) in self._marks:
                continue
            elif written is not None:
                found.append(self._refuse(leaf, written))
            elif complete and leaf.required and leaf.id not in left_out:
                found.append(_missing(leaf))
        found += [self.refuse_mark(key, marks[key]) for key in marks if key not in self.leaves]
        if complete:
            found.append(self._refuse_share(marks.keys() - left_out, left_out))
        return tuple(refusal for refusal in found if refusal is not None)

    def leaves_under(self, criterion_ids: AbstractSet[str]) -> frozenset[str]:
        """Ids of the leaves that are these criteria or stand below them.

        Raises:
            UnknownError: The rubric has no criterion with one of the ids.
        """
        unknown = sorted(criterion_ids - self.by_id.keys())
        if unknown:
            raise UnknownError(_CRITERION, unknown[0], tuple(self.by_id))
        tops = [self.by_id[key] for key in criterion_ids]
        return frozenset(leaf.id for top in tops for leaf in top.walk() if leaf.is_leaf)

    def card_total(
        self, marks: Mapping[str, str], not_applicable: AbstractSet[str] = frozenset()
    ) -> Fraction:
        """What a complete card is worth, in points out of `total`, exact.

        What does not apply, and optional criteria without a mark, are left out and the rest of
        their group is scaled up to the group's maximum.

        Raises:
            InputError: The card cannot be taken; the error lists every reason.
        """
        refusals = self.refuse_marks(marks, complete=True, not_applicable=not_applicable)
        if refusals:
            faults = (Fault(r.code, str(r.measured or ""), r.remedy) for r in refusals)
            raise InputError("card", tuple(faults))
        points = {key: self.points(key, written) for key, written in marks.items()}
        if len(points) == len(self.leaves):
            return self._full_total(points)
        total = group_value(self.criteria, self.total, points)
        return Fraction(0) if total is None else total

    @cached_property
    def leaf_weights(self) -> Mapping[str, Fraction]:
        """How many points of the total one point of a leaf is worth on a full card."""
        weights: dict[str, Fraction] = {}
        below = [(criterion, Fraction(1)) for criterion in self.criteria]
        for criterion, weight in below:
            own = weight * criterion.weight
            if criterion.is_leaf:
                weights[criterion.id] = own
            below += [(child, own) for child in criterion.children]
        return weights

    @cached_property
    def _marks(self) -> dict[tuple[str, str], Decimal]:
        """Marks that were read before and what they are worth: few are written again and again."""
        return {}

    def _refuse(self, leaf: Criterion, written: str) -> Refusal | None:
        refusal = leaf.measure.refuse(written, leaf.label)
        if refusal is None:
            self.points(leaf.id, written)  # the next such mark is known
        return refusal

    @cached_property
    def _whole_weights(self) -> tuple[Mapping[str, int], int]:
        """The leaf weights as whole numbers over one denominator: sums of ints are quick."""
        below = lcm(*(weight.denominator for weight in self.leaf_weights.values()))
        return {key: int(weight * below) for key, weight in self.leaf_weights.items()}, below

    def _full_total(self, points: Mapping[str, Decimal]) -> Fraction:
        weights, denominator = self._whole_weights
        ratios = [(weights[key], p.as_integer_ratio()) for key, p in points.items()]
        unit = lcm(*{below for _, (_, below) in ratios})
        whole = sum(weight * above * (unit // below) for weight, (above, below) in ratios)
        return Fraction(whole, denominator * unit)

    def _refuse_share(self, marked: AbstractSet[str], left_out: AbstractSet[str]) -> Refusal | None:
        applying = self.leaves.keys() - left_out
        if not applying:
            return NOTHING_APPLIES()
        if not applying - marked:
            return None
        share = self._worth(applying & marked) / self._worth(applying)
        optional = any(not self.leaves[key].required for key in applying - marked)
        if not optional or share >= self.minimum_share:
            return None
        return TOO_LITTLE_MARKED(measured=str(share), required=str(self.minimum_share))

    def _worth(self, leaves: AbstractSet[str]) -> Fraction:
        """How many points of the total these leaves are worth on a full card."""
        return exact_sum(self.leaf_weights[k] * Fraction(self.leaves[k].maximum) for k in leaves)


def _missing(leaf: Criterion) -> Refusal:
    accepted = leaf.measure.accepted
    return MISSING(required=str(accepted), accepted=accepted, criterion=leaf.label)


def _unknown(criterion_id: str, known: tuple[str, ...]) -> Refusal:
    accepted = listing(known)
    return UNKNOWN_CRITERION(measured=criterion_id, required=str(accepted), accepted=accepted)
