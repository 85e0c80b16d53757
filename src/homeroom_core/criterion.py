"""Criteria: the nodes of a rubric's tree, each either a leaf that takes marks or a group."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

import attrs

from homeroom_core.errors import UnknownError
from homeroom_core.exact import exact_sum
from homeroom_core.plain_values import takes_plain_values
from homeroom_core.scale import BandedScale, Scale
from homeroom_core.strict import check, is_code, lacks_language
from homeroom_core.text import Text

_BAD_ID = Text("代码“{id}”不合规", "代碼「{id}」不合規", "'{id}' cannot be an id")
_NO_LANGUAGE = Text(
    "{what}缺少某种语言", "{what}缺少某種語言", "{what} lacks one of the three languages"
)
_NOT_POSITIVE = Text(
    "{what}须大于 0，现为 {found}",
    "{what}須大於 0，現為 {found}",
    "{what} must be above 0, it is {found}",
)
_LEAF_OR_TREE = Text(
    "要么有评分尺度，要么有下级指标，不能兼有或皆无",
    "須有評分尺度或下級指標其一，不可兼有或皆無",
    "must have either a scale or children, not both and not neither",
)
_SCALE_SUM = Text(
    "评分尺度最高 {found}，满分写的是 {stated}",
    "評分尺度最高 {found}，滿分寫的是 {stated}",
    "the scale reaches {found}, the maximum says {stated}",
)
_CHILD_SUM = Text(
    "下级指标合计 {found}，满分写的是 {stated}",
    "下級指標合計 {found}，滿分寫的是 {stated}",
    "the children add up to {found}, the maximum says {stated}",
)
ITEM_SUM = Text(
    "各项合计 {found}，总分写的是 {stated}",
    "各項合計 {found}，總分寫的是 {stated}",
    "the items add up to {found}, the total says {stated}",
)
"""The problem of a total that is not the sum of its items; goes to `sum_problem`."""

_SCALE = Text("评分尺度", "評分尺度", "scale")
_LABEL = Text("名称", "名稱", "the label")
_MAXIMUM = Text("满分", "滿分", "the maximum")
_WEIGHT = Text("权重", "權重", "the weight")
_DESCRIPTOR = Text("等次描述 {word}", "等第描述 {word}", "descriptor {word}")


@takes_plain_values
@attrs.frozen(kw_only=True)
class Criterion:
    """A criterion: a leaf that takes marks, or a group of criteria below it.

    Attributes:
        id: Unique within the rubric.
        label: How it is called on the sheet.
        maximum: The most points it is worth on its own sheet.
        scale: What a mark may be; only on a leaf.
        children: The criteria below; only on a group. Weighted, their maxima make up `maximum`.
        weight: How many points of the group above one point is worth: a part with its own sheet
            of 40 points that makes up 30 of 100 has the weight 30/40.
        required: Whether a complete card has to mark it (leaves; on a group it says nothing).
        descriptors: What work of a band looks like, by the band's word (such as `high`).

    Raises:
        DefinitionError: Something of this does not fit; the error says everything.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "required": Text("必须评分", "必須評分", "Has to be marked"),
    }

    id: str
    label: Text
    maximum: Decimal
    scale: Scale | None = None
    children: tuple["Criterion", ...] = ()
    weight: Fraction = Fraction(1)
    required: bool = True
    descriptors: Mapping[str, Text] = attrs.Factory(dict)

    def __attrs_post_init__(self) -> None:
        check(f"criterion {self.id}", [*self._form(), self._sums()])

    @property
    def is_leaf(self) -> bool:
        """Whether judges mark this criterion itself."""
        return not self.children

    @property
    def measure(self) -> Scale:
        """The scale of a leaf.

        Raises:
            UnknownError: This is a group; it has none.
        """
        if self.scale is None:
            raise UnknownError(_SCALE, self.id)
        return self.scale

    def walk(self) -> Iterator["Criterion"]:
        """This criterion and all below it, in the order of the sheet."""
        yield self
        for child in self.children:
            yield from child.walk()

    def _form(self) -> Iterator[Text | None]:
        yield None if is_code(self.id) else _BAD_ID.format(id=self.id)
        yield _NO_LANGUAGE.format(what=_LABEL) if lacks_language(self.label) else None
        for word, text in self.descriptors.items():
            if lacks_language(text):
                yield _NO_LANGUAGE.format(what=_DESCRIPTOR.format(word=word))
        if self.maximum <= 0:
            yield _NOT_POSITIVE.format(what=_MAXIMUM, found=self.maximum)
        yield _NOT_POSITIVE.format(what=_WEIGHT, found=self.weight) if self.weight <= 0 else None
        yield _LEAF_OR_TREE if (self.scale is None) == (not self.children) else None

    def _sums(self) -> Text | None:
        if self.children:
            return sum_problem(_CHILD_SUM, weighted_maxima(self.children), self.maximum)
        if self.scale is not None:
            return sum_problem(_SCALE_SUM, Fraction(self.scale.top), self.maximum)
        return None


attrs.resolve_types(Criterion)


def structure(criterion: Criterion) -> dict[str, object]:
    """The part of a criterion that decides points."""
    scale: object = criterion.scale
    if isinstance(criterion.scale, BandedScale):
        bands = criterion.scale.bands
        scale = {"kind": "banded", "bands": [{"id": b.id, "points": b.points} for b in bands]}
    return {
        "id": criterion.id,
        "maximum": criterion.maximum,
        "weight": criterion.weight,
        "required": criterion.required,
        "scale": scale,
        "children": [structure(child) for child in criterion.children],
    }


def group_value(
    criteria: tuple[Criterion, ...], maximum: Decimal, points: Mapping[str, Decimal]
) -> Fraction | None:
    """Points of a group from the points of the leaves below, or `None` if none is marked."""
    value = present = Fraction(0)
    for criterion in criteria:
        own = _value(criterion, points)
        if own is not None:
            value += criterion.weight * own
            present += criterion.weight * Fraction(criterion.maximum)
    return value * Fraction(maximum) / present if present else None


def _value(criterion: Criterion, points: Mapping[str, Decimal]) -> Fraction | None:
    if not criterion.is_leaf:
        return group_value(criterion.children, criterion.maximum, points)
    return Fraction(points[criterion.id]) if criterion.id in points else None


def weighted_maxima(criteria: Sequence[Criterion]) -> Fraction:
    """What the maxima of these criteria add up to, each times its weight."""
    return exact_sum(c.weight * Fraction(c.maximum) for c in criteria)


def sum_problem(template: Text, found: Fraction, stated: Decimal) -> Text | None:
    """The template filled with both sums where they differ, else `None`."""
    if found == Fraction(stated):
        return None
    return template.format(found=found, stated=stated)
