"""What a mark may be: free numbers, fixed steps, or named bands.

A mark stays as the judge wrote it, as text. On a banded scale it is the id of a band, never its
points: two bands may be worth the same, and their points may be corrected later.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal

import attrs

from homeroom_core.errors import Fault, InputError, Reason, Refusal
from homeroom_core.exact import MOST_PLACES, decimal_from, places_of
from homeroom_core.mark_reasons import (
    NOT_A_DECIMAL,
    OFF_STEP,
    OUT_OF_RANGE,
    TOO_MANY_PLACES,
    UNKNOWN_BAND,
)
from homeroom_core.plain_values import takes_plain_values
from homeroom_core.strict import check, is_code, lacks_language
from homeroom_core.text import Text, listing

_ANY = Text.same("")
_STEP_TEXT = Text(
    "{low} 至 {high}，每档 {step}",
    "{low} 至 {high}，每級 {step}",
    "{low} to {high} in steps of {step}",
)
_RANGE_TEXT = Text("{low} 至 {high}", "{low} 至 {high}", "{low} to {high}")
_BACKWARDS = Text(
    "最低分 {low} 不小于最高分 {high}",
    "最低分 {low} 不小於最高分 {high}",
    "the minimum {low} is not below the maximum {high}",
)
_NEGATIVE = Text("最低分不能为负", "最低分不能為負", "the minimum may not be negative")
_BAD_STEP = Text(
    "步长 {step} 必须大于 0", "級距 {step} 必須大於 0", "the step {step} must be above 0"
)
_UNREACHABLE = Text(
    "从 {low} 起每次加 {step} 到不了最高分 {high}",
    "從 {low} 起每次加 {step} 到不了最高分 {high}",
    "steps of {step} from {low} never reach the maximum {high}",
)
_BAD_PLACES = Text(
    "小数位数须为 0 至 {most}", "小數位數須為 0 至 {most}", "places must be 0 to {most}"
)
_PLACES_SHORT = Text(
    "最低分、最高分或步长的小数位多于 {places} 位",
    "最低分、最高分或級距的小數位數多於 {places} 位",
    "minimum, maximum or step has more than {places} places",
)
_TOO_FEW = Text("至少要有两档", "至少要有兩級", "at least two steps are needed")
_REPEATED = Text("有重复：{items}", "有重複：{items}", "repeated: {items}")
_BAD_ID = Text("等次代码不合规：{items}", "等第代碼不合規：{items}", "bad band ids: {items}")
_NO_LABEL = Text(
    "等次缺少某种语言的名称：{items}",
    "等第缺少某種語言的名稱：{items}",
    "bands without a label in every language: {items}",
)


@takes_plain_values
@attrs.frozen(kw_only=True)
class FreeScale:
    """Any number between two ends, perhaps in steps counted from the minimum.

    Attributes:
        maximum: The highest mark, in points; included.
        minimum: The lowest mark, in points; included.
        step: Distance between neighbouring marks, or `None` for any number.
        places: The most decimal places that may be written, 0 to 9.

    Raises:
        DefinitionError: The ends are backwards or the maximum cannot be reached.

    >>> FreeScale(maximum=Decimal(10), step=Decimal("0.5")).points("8.5")
    Decimal('8.5')
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "maximum": Text("最高", "最高", "Maximum"),
        "places": Text("小数位数", "小數位數", "Decimal places"),
    }

    maximum: Decimal
    minimum: Decimal = Decimal(0)
    step: Decimal | None = None
    places: int = 2
    kind: Literal["free"] = "free"

    def __attrs_post_init__(self) -> None:
        numbers = [self.minimum, self.maximum, *([] if self.step is None else [self.step])]
        check("FreeScale", self._problems(numbers))

    @property
    def top(self) -> Decimal:
        """The most points a mark can be worth."""
        return self.maximum

    @property
    def accepted(self) -> Text:
        """What may be written, for people."""
        if self.step is None:
            return _RANGE_TEXT.format(low=self.minimum, high=self.maximum)
        return _STEP_TEXT.format(low=self.minimum, high=self.maximum, step=self.step)

    def refuse(self, written: str, criterion: Text) -> Refusal | None:
        """Why this cannot be a mark here, or `None` if it can."""
        number = decimal_from(written)
        if number is None:
            return _refusal(NOT_A_DECIMAL, written, self.accepted, criterion)
        if places_of(number) > self.places:
            return TOO_MANY_PLACES(measured=written, required=self.places, criterion=criterion)
        if not self.minimum <= number <= self.maximum:
            return _refusal(OUT_OF_RANGE, written, self.accepted, criterion)
        if self._off_step(number):
            return _refusal(OFF_STEP, written, self.accepted, criterion)
        return None

    def points(self, written: str) -> Decimal:
        """The points of a mark.

        Raises:
            InputError: It cannot be a mark on this scale.
        """
        number = decimal_from(written)
        if number is None or self.refuse(written, _ANY) is not None:
            raise _no_mark(written, self.accepted)
        return number

    def _off_step(self, number: Decimal) -> bool:
        if self.step is None:
            return False
        # In whole numbers: every mark of a contest passes here, and fractions cost ten times this.
        above, below = number.as_integer_ratio()
        low, low_below = self.minimum.as_integer_ratio()
        step, step_below = self.step.as_integer_ratio()
        distance = above * low_below - low * below
        return distance * step_below % (below * low_below * step) != 0

    def _problems(self, numbers: list[Decimal]) -> list[Text | None]:
        ends = {"low": self.minimum, "high": self.maximum, "step": self.step}
        if not 0 <= self.places <= MOST_PLACES:
            return [_BAD_PLACES.format(most=MOST_PLACES)]
        bad_step = self.step is not None and self.step <= 0
        backwards = self.minimum >= self.maximum
        unreachable = not bad_step and not backwards and self._off_step(self.maximum)
        short = any(places_of(n) > self.places for n in numbers)
        return [
            _NEGATIVE if self.minimum < 0 else None,
            _BACKWARDS.format(**ends) if backwards else None,
            _BAD_STEP.format(**ends) if bad_step else None,
            _UNREACHABLE.format(**ends) if unreachable else None,
            _PLACES_SHORT.format(places=self.places) if short else None,
        ]


@takes_plain_values
@attrs.frozen(kw_only=True)
class SteppedScale:
    """A few fixed numbers of points, such as 30, 25, 22 and 18; the judge writes one of them.

    Attributes:
        steps: The numbers, at least two, none twice.

    Raises:
        DefinitionError: Fewer than two numbers, one twice, or one below zero.
    """

    steps: tuple[Decimal, ...]
    kind: Literal["stepped"] = "stepped"

    def __attrs_post_init__(self) -> None:
        check("SteppedScale", _point_problems(self.steps))
        repeated = _repeated([str(Fraction(p)) for p in self.steps])
        check("SteppedScale", [_REPEATED.format(items=listing(repeated)) if repeated else None])

    @property
    def top(self) -> Decimal:
        """The most points a mark can be worth."""
        return max(self.steps)

    @property
    def accepted(self) -> Text:
        """What may be written, for people."""
        return listing(str(points) for points in self.steps)

    def refuse(self, written: str, criterion: Text) -> Refusal | None:
        """Why this cannot be a mark here, or `None` if it can."""
        number = decimal_from(written)
        if number is None:
            return _refusal(NOT_A_DECIMAL, written, self.accepted, criterion)
        if number not in self.steps:
            return _refusal(OFF_STEP, written, self.accepted, criterion)
        return None

    def points(self, written: str) -> Decimal:
        """The points of a mark.

        Raises:
            InputError: It is none of the numbers.
        """
        number = decimal_from(written)
        if number is None or number not in self.steps:
            raise _no_mark(written, self.accepted)
        return number


@takes_plain_values
@attrs.frozen(kw_only=True)
class Band:
    """One band of a banded scale: what the judge chooses, and what it is worth in points."""

    id: str
    label: Text
    points: Decimal


@takes_plain_values
@attrs.frozen(kw_only=True)
class BandedScale:
    """Named bands, such as high, middle and low; the judge writes a band's id.

    Attributes:
        bands: At least two, ids unique; two may be worth the same.

    Raises:
        DefinitionError: Fewer than two bands, an id twice, a label missing, points below zero.
    """

    bands: tuple[Band, ...]
    kind: Literal["banded"] = "banded"

    def __attrs_post_init__(self) -> None:
        repeated = _repeated([band.id for band in self.bands])
        bad = [str(band.id) for band in self.bands if not is_code(band.id)]
        unnamed = [str(band.id) for band in self.bands if lacks_language(band.label)]
        problems = [
            *_point_problems(tuple(band.points for band in self.bands)),
            _REPEATED.format(items=listing(repeated)) if repeated else None,
            _BAD_ID.format(items=listing(bad)) if bad else None,
            _NO_LABEL.format(items=listing(unnamed)) if unnamed else None,
        ]
        check("BandedScale", problems)

    @property
    def top(self) -> Decimal:
        """The most points a mark can be worth."""
        return max(band.points for band in self.bands)

    @property
    def accepted(self) -> Text:
        """What may be written, for people."""
        return listing(band.id for band in self.bands)

    def refuse(self, written: str, criterion: Text) -> Refusal | None:
        """Why this cannot be a mark here, or `None` if it can."""
        if any(band.id == written for band in self.bands):
            return None
        return _refusal(UNKNOWN_BAND, written, self.accepted, criterion)

    def points(self, written: str) -> Decimal:
        """The points of the band with this id.

        Raises:
            InputError: There is no such band.
        """
        for band in self.bands:
            if band.id == written:
                return band.points
        raise _no_mark(written, self.accepted)


Scale = FreeScale | SteppedScale | BandedScale
"""Any scale; in stored data `kind` tells which."""


def _refusal(reason: Reason, written: object, accepted: Text, criterion: Text) -> Refusal:
    return reason(measured=written, required=str(accepted), accepted=accepted, criterion=criterion)


def _no_mark(written: object, accepted: Text) -> InputError:
    return InputError("mark", (Fault("mark", str(written), accepted),))


def _point_problems(points: tuple[Decimal, ...]) -> list[Text | None]:
    return [
        _TOO_FEW if len(points) < 2 else None,  # noqa: PLR2004, RUF100  # one step is no choice
        _NEGATIVE if any(p < 0 for p in points) else None,
    ]


def _repeated(items: list[str]) -> list[str]:
    return sorted({item for item in items if items.count(item) > 1})
