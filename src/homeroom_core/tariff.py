"""Tariffs: what one recorded fact is worth on a sheet, as points taken away or points given."""

from collections.abc import Sequence
from decimal import Decimal

import attrs

from homeroom_core.errors import Refusal
from homeroom_core.scale import FreeScale
from homeroom_core.sheet_reasons import FIXED, NO_POINTS
from homeroom_core.strict import check, is_code, lacks_language
from homeroom_core.text import Text, listing

_BAD_ID = Text("代码“{id}”不合规", "代碼「{id}」不合規", "'{id}' cannot be an id")
_NO_LABEL = Text(
    "名称缺少某种语言", "名稱缺少某種語言", "the label lacks one of the three languages"
)
_ONE_WAY = Text(
    "须写明固定分值或可选范围其一",
    "須寫明固定分值或可選範圍其一",
    "must have either fixed points or a scale, not both and not neither",
)
_NOT_POSITIVE = Text(
    "分值须大于 0，现为 {found}",
    "分值須大於 0，現為 {found}",
    "the points must be above 0, they are {found}",
)
REPEATED = Text("代码重复：{ids}", "代碼重複：{ids}", "ids used twice: {ids}")
"""The problem of ids that stand twice."""


@attrs.frozen(kw_only=True)
class Tariff:
    """One kind of fact and its points: fixed, or free within limits.

    Attributes:
        id: Unique within its item.
        label: How it is called on the sheet, such as 迟到 or 市级一等奖.
        points: What each such fact is worth, above 0; or `None` where a scale says it.
        scale: Within what limits its points are written; or `None` where they are fixed.

    Raises:
        DefinitionError: Neither or both are given, points are not above 0, or id or label is bad.

    >>> late = Tariff(id="late", label=Text("迟到", "遲到", "Late"), points=Decimal(1))
    >>> late.worth(None)
    Decimal('1')
    """

    id: str
    label: Text
    points: Decimal | None = None
    scale: FreeScale | None = None

    def __attrs_post_init__(self) -> None:
        bad = self.points is not None and not (self.points.is_finite() and self.points > 0)
        problems = [
            *named(self.id, self.label),
            _ONE_WAY if (self.points is None) == (self.scale is None) else None,
            _NOT_POSITIVE.format(found=self.points) if bad else None,
        ]
        check(f"tariff {self.id}", problems)

    def refuse(self, written: str | None) -> Refusal | None:
        """Why these cannot be its points, or `None` if they can.

        Args:
            written: What was written; `None` where the points are fixed.
        """
        if self.scale is None:
            fixed = {"measured": written, "required": str(self.points), "kind": self.label}
            return None if written is None else FIXED(**fixed)
        if written is None:
            return NO_POINTS(accepted=self.scale.accepted, kind=self.label)
        return self.scale.refuse(written, self.label)

    def worth(self, written: str | None) -> Decimal:
        """The points of one fact that `refuse` does not refuse.

        Raises:
            InputError: What was written is not within the limits.
        """
        if self.scale is not None:
            return self.scale.points(written or "")
        return Decimal(self.points or 0)

    @property
    def most(self) -> Decimal:
        """The most points that one fact can be worth."""
        return self.scale.top if self.scale is not None else Decimal(self.points or 0)


def repeated(ids: Sequence[str]) -> Text | None:
    """The problem of ids that stand twice, or `None` if none does."""
    twice = sorted({one for one in ids if ids.count(one) > 1})
    return REPEATED.format(ids=listing(twice)) if twice else None


def named(id: str, label: Text) -> list[Text | None]:
    """The problems of an id and a label, for definitions."""
    return [
        None if is_code(id) else _BAD_ID.format(id=id),
        _NO_LABEL if lacks_language(label) else None,
    ]
