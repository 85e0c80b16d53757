"""Facts and boundaries: what is known about somebody, and what a rule measures it against.

A boundary is data: a kind and its values as text, so that a rule can be stored and read by a
person, and compares exactly what it says. What a notice calls 以上, 以下 or 以内 includes the number,
不满, 不足, 超过 and 以外 exclude it; the stored comparator decides, never the prose.
"""

import operator
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, Literal, get_args

import attrs

from homeroom_core.exact import decimal_from
from homeroom_core.glossary.codes import NO, YES
from homeroom_core.plain_values import takes_plain_values
from homeroom_core.strict import check
from homeroom_core.text import Text, listing

FactValue = bool | int | Decimal | Fraction | str | date
"""What a fact may be: yes or no, an exact number, a word, or a school date. Never a float."""

Facts = Mapping[str, FactValue | None]
"""Facts by name; one that is not there, or is `None`, is not known."""

Comparator = Literal["<", "<=", ">", ">=", "==", "!=", "in", "not in", "within"]
"""How a fact is compared; `within` lies between two values, both included."""

COMPARATORS: tuple[Comparator, ...] = get_args(Comparator)
Kind = Literal["number", "word", "yes_no", "date"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
_ORDERED_ONLY = ("<", "<=", ">", ">=", "within")
_PHRASES: dict[str, Text] = {
    "<": Text("不满 {b}{unit}（不含）", "未滿 {b}{unit}（不含）", "less than {b}{unit}"),
    "<=": Text("{b}{unit}以内（含）", "{b}{unit}以內（含）", "at most {b}{unit}"),
    ">": Text("超过 {b}{unit}（不含）", "超過 {b}{unit}（不含）", "more than {b}{unit}"),
    ">=": Text("{b}{unit}以上（含）", "{b}{unit}以上（含）", "at least {b}{unit}"),
    "==": Text("{b}{unit}", "{b}{unit}", "{b}{unit}"),
    "!=": Text("不是 {b}{unit}", "不是 {b}{unit}", "not {b}{unit}"),
    "in": Text("下列之一：{b}", "下列之一：{b}", "one of: {b}"),
    "not in": Text("不是下列任何一种：{b}", "不是下列任何一種：{b}", "none of: {b}"),
    "within": Text(
        "{low}{unit}至 {high}{unit}（含两端）",
        "{low}{unit}至 {high}{unit}（含兩端）",
        "from {low} to {high}{unit}, both included",
    ),
}
_YES_NO = {"yes": YES, "no": NO}
_KIND_WORDS: dict[str, Text] = {
    "number": Text(
        "精确的数（整数、Decimal 或 Fraction）",
        "精確的數（整數、Decimal 或 Fraction）",
        "an exact number (int, Decimal or Fraction)",
    ),
    "word": Text("文字", "文字", "text"),
    "yes_no": Text("True 或 False", "True 或 False", "True or False"),
    "date": Text("日期（datetime.date）", "日期（datetime.date）", "a date (datetime.date)"),
}
_BAD_KIND = Text("类型只能是：{known}", "類型只能是：{known}", "the kind can only be: {known}")
_BAD_VALUE = Text(
    "{found} 不是 {kind} 类型的值",
    "{found} 不是 {kind} 類型的值",
    "{found} is no value of kind {kind}",
)
_FLOAT = Text(
    '浮点数 {found} 不精确，请写成文字："{found}"',
    '浮點數 {found} 不精確，請寫成文字："{found}"',
    'the float {found} is not exact, write it as text: "{found}"',
)
_NO_VALUE = Text(
    "至少要有一个界限值", "至少要有一個界限值", "at least one boundary value is needed"
)


@takes_plain_values
@attrs.frozen(kw_only=True)
class Boundary:
    """What a fact is compared with.

    Attributes:
        kind: `number`, `word`, `yes_no` or `date`.
        values: The values as text: plain decimals, words, `yes` or `no`, ISO dates.
        labels: What people call a word, by the word.

    Raises:
        DefinitionError: A value is none of its kind, or there is none.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "kind": Text("类型", "類型", "Kind of value"),
    }

    written_as: ClassVar[str] = 'number(3), words("…"), yes(), no(), day(date(2025, 9, 1))'

    kind: Kind
    values: tuple[str, ...]
    labels: Mapping[str, Text] = attrs.Factory(dict)

    def __attrs_post_init__(self) -> None:
        if self.kind not in KINDS:
            check("boundary", [_BAD_KIND.format(known=listing(KINDS))])
        bad = [value for value in self.values if _parse(self.kind, value) is None]
        problems = [_BAD_VALUE.format(found=value, kind=self.kind) for value in bad]
        check("boundary", [None if self.values else _NO_VALUE, *problems])

    @property
    def parsed(self) -> tuple[FactValue, ...]:
        """The values as what they are."""
        found = (_parse(self.kind, value) for value in self.values)
        return tuple(value for value in found if value is not None)

    @property
    def accepted(self) -> Text:
        """What a fact compared with this has to be, for people."""
        return _KIND_WORDS[self.kind]

    def fits(self, fact: object) -> bool:
        """Whether a fact is of this kind, so that it can be compared at all."""
        if self.kind == "yes_no" or isinstance(fact, bool):
            return self.kind == "yes_no" and isinstance(fact, bool)
        if self.kind == "number":
            finite = not isinstance(fact, Decimal) or fact.is_finite()
            return isinstance(fact, int | Decimal | Fraction) and finite
        if self.kind == "date":
            return type(fact) is date  # a datetime is a date too, but has no place here
        return isinstance(fact, str)

    def read(self, value: FactValue) -> Text:
        """A value of this kind, for people."""
        if isinstance(value, bool):
            return _YES_NO["yes" if value else "no"]
        return self.labels.get(str(value), Text.same(str(value)))


def number(*values: int | str | Decimal) -> Boundary:
    """A boundary of one or more exact numbers: whole, a `Decimal`, or written as one.

    Raises:
        DefinitionError: One of them is no exact number, such as a float.

    >>> number(3, "0.5").values
    ('3', '0.5')
    """
    check("number(…)", map(_float_problem, values))
    return Boundary(kind="number", values=tuple(_written(value) for value in values))


def words(*values: str, labels: Mapping[str, Text] | None = None) -> Boundary:
    """A boundary of one or more words.

    Raises:
        DefinitionError: One of them is no text, or empty.
    """
    return Boundary(kind="word", values=tuple(map(_plain, values)), labels=labels or {})


def yes() -> Boundary:
    """The boundary that a true fact equals."""
    return Boundary(kind="yes_no", values=("yes",))


def no() -> Boundary:
    """The boundary that a false fact equals."""
    return Boundary(kind="yes_no", values=("no",))


def day(*values: date | str) -> Boundary:
    """A boundary of one or more school dates, each a `date` or written as 2025-09-01.

    Raises:
        DefinitionError: One of them is no date.
    """
    return Boundary(kind="date", values=tuple(str(value) for value in values))


def takes(comparator: Comparator, boundary: Boundary) -> bool:
    """Whether a comparator can be used with a boundary of this kind and number of values."""
    ordered = boundary.kind in ("number", "date")
    if comparator in _ORDERED_ONLY and not ordered:
        return False
    if comparator == "within":
        low_high: tuple[Any, ...] = boundary.parsed
        return len(low_high) == 2 and low_high[0] <= low_high[1]  # noqa: PLR2004,RUF100  # two ends
    return comparator in ("in", "not in") or len(boundary.values) == 1


def compare(fact: FactValue, comparator: Comparator, boundary: Boundary) -> bool:
    """Whether the fact stands to the boundary as the comparator says.

    The caller made sure that the fact `fits` and that the comparator `takes` the boundary.

    >>> compare(3, "<", number(3)), compare(3, "<=", number(3)), compare(3, "within", number(3, 5))
    (False, True, True)
    """
    limits: tuple[Any, ...] = boundary.parsed
    if comparator == "within":
        return bool(limits[0] <= fact <= limits[1])
    if comparator in ("in", "not in"):
        return (fact in limits) == (comparator == "in")
    return _ORDERS[comparator](fact, limits[0])


def phrase(comparator: Comparator, boundary: Boundary, unit: Text | None = None) -> Text:
    """What is required, for people; says whether the boundary itself is included.

    >>> str(phrase(">=", number(3), Text("年", "年", " years")))
    'at least 3 years'
    """
    read = [boundary.read(value) for value in boundary.parsed]
    return _PHRASES[comparator].format(b=listing(read), low=read[0], high=read[-1], unit=unit or "")


def _float_problem(value: object) -> Text | None:
    return _FLOAT.format(found=repr(value)) if isinstance(value, float) else None


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value  # of a term only its code


def _written(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _parse(kind: str, value: str) -> FactValue | None:
    if kind == "number":
        return decimal_from(value)
    if kind == "yes_no":
        return {"yes": True, "no": False}.get(value)
    if kind == "date":
        return _day(value)
    return value or None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
