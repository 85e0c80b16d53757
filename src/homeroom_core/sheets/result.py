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
class Evidence:
    """What the points of a computed part were made from, and by which function.

    Attributes:
        criterion: Name of the computed criterion.
        plugin: Name of the plugin that provides it; the library's own are `homeroom`.
        plugin_version: Its version.
        plugin_digest: SHA-256 of its source; empty for the library's own.
        facts: The facts it was given, by name, as text.
    """

    criterion: str
    plugin: str
    plugin_version: str
    facts: Mapping[str, str]
    plugin_digest: str = ""


@attrs.frozen(kw_only=True)
class SheetResult:
    """What a sheet comes to, with all that is needed to make it again; all numbers exact.

    The parts less what was taken from the whole are the total, always.

    Attributes:
        sheet: Id of the sheet.
        version: Its version.
        structure_digest: Digest of what decides points in the sheet; see `points_digest`.
        text_digest: Digest of the whole sheet.
        inputs_digest: Digest of what the sheet was filled in with, whatever its order.
        total: Points, unrounded.
        maximum: Full points of the sheet, or `None` where it claims none.
        parts: Points of each part or item, by id, as they count in the total; what is switched off
            or missing is not there.
        taken: What was taken from the sum of the parts: deductions from the whole, or what is above
            the cap of the whole.
        evidence: What computed parts were made from, by id of the part.
        trace: How the total came about, down to entries, claims or answers.
    """

    sheet: str
    version: str
    structure_digest: str
    text_digest: str
    inputs_digest: str
    total: Fraction
    maximum: Decimal | None
    parts: Mapping[str, Fraction]
    taken: Fraction = Fraction(0)
    evidence: Mapping[str, Evidence] = attrs.Factory(dict)
    trace: Step

    def differences(self, again: "SheetResult") -> tuple[str, ...]:
        """Names of the fields in which another result differs, the parts one by one.

        Nothing differs between two results of the same sheet, filled in alike.
        """
        names = [field.name for field in attrs.fields(SheetResult) if field.name != "parts"]
        found = [name for name in names if getattr(self, name) != getattr(again, name)]
        ids = sorted(self.parts.keys() | again.parts.keys())
        found += [f"parts.{id}" for id in ids if self.parts.get(id) != again.parts.get(id)]
        return tuple(found)


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
    found = tuple(
        Fault(r.code, "" if r.measured is None else str(r.measured), _said(r)) for r in refusals
    )
    if found:
        raise InputError(what, found)


_SAID = Text("{text}；{remedy}", "{text}；{remedy}", "{text}; {remedy}")
_WORDED = ("version", "source")


def _said(refusal: Refusal) -> Text:
    return _SAID.format(text=refusal.text, remedy=refusal.remedy)


def _pointed(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_pointed(one) for one in value]
    if isinstance(value, Mapping):
        return {key: _pointed(one) for key, one in value.items() if not isinstance(one, Text)}
    if not attrs.has(type(value)):
        return value
    fields = {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}
    return _pointed({name: one for name, one in fields.items() if name not in _WORDED})
