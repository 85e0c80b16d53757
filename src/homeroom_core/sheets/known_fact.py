"""Facts as they are stored beside a sheet: named, typed, written as text, read back exactly."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

import attrs

from homeroom_core.exact import decimal_from
from homeroom_core.fact import KINDS, Facts, FactValue, Kind
from homeroom_core.sheets.checks import BAD_NAME
from homeroom_core.strict import check, is_code
from homeroom_core.text import Text, listing
from homeroom_core.trace import show

_BAD_KIND = Text("类型只能是：{known}", "類型只能是：{known}", "the kind can only be: {known}")
_BAD_VALUE = Text(
    "“{found}”不是 {kind} 类型的值",
    "「{found}」不是 {kind} 類型的值",
    "'{found}' is no value of kind {kind}",
)
_YES_NO = {"yes": True, "no": False}


@attrs.frozen(kw_only=True)
class KnownFact:
    """One fact that a record gave, kept so that points can be computed from it again.

    Attributes:
        name: What computed criteria call it.
        kind: `number`, `word`, `yes_no` or `date`.
        value: As text: a decimal or an exact ratio such as `1/3`, any words, `yes` or `no`, an ISO
            date.

    Raises:
        DefinitionError: The name is no id, or the value is none of its kind.

    >>> KnownFact(name="hours", kind="number", value="36.5").known
    Fraction(73, 2)
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "name": Text("事实名称", "事實名稱", "Name of the fact"),
        "kind": Text("类型", "類型", "Kind of value"),
    }

    name: str
    kind: Kind
    value: str

    def __attrs_post_init__(self) -> None:
        kinds = None if self.kind in KINDS else _BAD_KIND.format(known=listing(KINDS))
        bad = kinds is None and _read(self.kind, self.value) is None
        problems = [
            None if is_code(self.name) else BAD_NAME.format(found=self.name),
            kinds,
            _BAD_VALUE.format(found=self.value, kind=self.kind) if bad else None,
        ]
        check(f"fact {self.name}", problems)

    @property
    def known(self) -> FactValue | None:
        """The value as what it is; a number always as a fraction."""
        return _read(self.kind, self.value)


def known_facts(facts: Facts) -> tuple[KnownFact, ...]:
    """Facts as they are stored, in order of their names; what is not known is left out.

    Raises:
        DefinitionError: A name is no id, or a number is not finite.
        TypeError: A fact is a float, or of no type that a fact may have.

    >>> [fact.value for fact in known_facts({"trained": True, "hours": 36, "rank": None})]
    ['36', 'yes']
    """
    return tuple(_stored(name, value) for name, value in sorted(facts.items()) if value is not None)


def _stored(name: str, value: FactValue) -> KnownFact:
    if isinstance(value, bool):
        return KnownFact(name=name, kind="yes_no", value="yes" if value else "no")
    if isinstance(value, Decimal):
        return KnownFact(name=name, kind="number", value=f"{value:f}")
    if isinstance(value, int | Fraction):
        return KnownFact(name=name, kind="number", value=show(Fraction(value)))
    if type(value) is date:
        return KnownFact(name=name, kind="date", value=value.isoformat())
    if isinstance(value, str):
        return KnownFact(name=name, kind="word", value=value)
    msg = f"fact {name}: a bool, an exact number, text or a date is expected, found {value!r}"
    raise TypeError(msg)


def _read(kind: Kind, value: str) -> FactValue | None:
    if kind == "number":
        return _number(value)
    if kind == "yes_no":
        return _YES_NO.get(value)
    if kind == "date":
        return _day(value)
    return value


def _number(value: str) -> Fraction | None:
    above, slash, below = value.partition("/")
    if not slash:
        number = decimal_from(value)
        return None if number is None else Fraction(number)
    top, bottom = decimal_from(above), decimal_from(below)
    if top is None or not bottom or "." in value or bottom < 0:
        return None
    return Fraction(int(top), int(bottom))


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
