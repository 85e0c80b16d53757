"""Tariffs: what one recorded fact is worth on a sheet, as points taken away or points given."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import attrs

from homeroom_core.errors import Refusal
from homeroom_core.plain_values import takes_plain_values
from homeroom_core.scale import FreeScale
from homeroom_core.sheets.checks import named
from homeroom_core.sheets.reasons import FIXED, NO_POINTS, UNKNOWN_KIND
from homeroom_core.strict import check
from homeroom_core.text import Text, listing

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


@takes_plain_values
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
        bad = self.points is not None and self.points <= 0
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
            if written is None:
                return None
            return FIXED(measured=written, required=str(self.points), kind=self.label)
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


def refuse_kind(
    entry: str, item: Text, tariffs: Sequence[Tariff], kind: str, written: str | None
) -> Iterator[Refusal]:
    """Why a kind and the points written for it do not fit an item, if they do not."""
    tariff = next((one for one in tariffs if one.id == kind), None)
    if tariff is None:
        known = listing(one.id for one in tariffs)
        yield UNKNOWN_KIND(measured=kind, entry=entry, item=item, accepted=known)
        return
    refusal = tariff.refuse(written)
    if refusal is not None:
        yield refusal
