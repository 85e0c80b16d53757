"""What a sheet comes to: its total, its parts, and how they were made."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from homeroom_core.canonical import digest
from homeroom_core.errors import Fault, InputError, Refusal
from homeroom_core.text import Text
from homeroom_core.trace import Step


@attrs.frozen(kw_only=True)
class SheetResult:
    """What a deduction ledger, a merit sheet or a composite comes to; all numbers exact.

    The parts less what was taken from the whole are the total, always.

    Attributes:
        sheet: Id of the sheet.
        structure_digest: Which points the sheet had; see `points_digest`.
        total: Points, unrounded.
        maximum: Full points of the sheet, or `None` where it claims none.
        parts: Points of each part or item, by id, as they count in the total; what is switched off
            or missing is not there.
        taken: What was taken from the sum of the parts: deductions from the whole, or what is above
            the cap of the whole.
        trace: How the total came about, down to entries, claims or answers.
    """

    sheet: str
    structure_digest: str
    total: Fraction
    maximum: Decimal | None
    parts: Mapping[str, Fraction]
    taken: Fraction = Fraction(0)
    trace: Step


def points_digest(sheet: object) -> str:
    """SHA-256 over what decides points, as 64 hexadecimal digits: no wording, version or source.

    Two versions of a sheet that only word their labels differently have the same one.
    """
    return digest(_pointed(sheet))


def demand(what: str, refusals: Iterable[Refusal]) -> None:
    """Raise what was refused.

    Raises:
        InputError: There is any refusal; the error lists all of them.
    """
    found = tuple(Fault(r.code, str(r.measured or ""), r.remedy) for r in refusals)
    if found:
        raise InputError(what, found)


_WORDED = ("version", "source")


def _pointed(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_pointed(one) for one in value]
    if isinstance(value, Mapping):
        return {key: _pointed(one) for key, one in value.items() if not isinstance(one, Text)}
    if not attrs.has(type(value)):
        return value
    fields = {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}
    return _pointed({name: one for name, one in fields.items() if name not in _WORDED})
