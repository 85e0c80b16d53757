"""What a deduction ledger is made of: its items, and the entries that take points away."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

import attrs

from homeroom_core.plain_values import takes_plain_values
from homeroom_core.sheets.checks import MAXIMUM, NOT_POSITIVE, WEIGHT, named, not_positive, repeated
from homeroom_core.sheets.tariff import Tariff
from homeroom_core.strict import check
from homeroom_core.text import Text

_NO_TARIFFS = Text(
    "至少要写明一种扣分情形",
    "至少要寫明一種扣分情形",
    "at least one kind of deduction is needed",
)


@takes_plain_values
@attrs.frozen(kw_only=True)
class LedgerItem:
    """One item of a ledger.

    Attributes:
        id: Unique within the ledger.
        label: How it is called on the sheet.
        maximum: The points it starts with.
        deductions: What may be taken away; at least one kind.
        weight: How many points of the whole one point is worth: a list of 50 points that makes up
            30 of 100 has the weight 30/50.
        optional: Whether it may be switched off.

    Raises:
        DefinitionError: Something of this does not fit; the error says everything.
    """

    id: str
    label: Text
    maximum: Decimal
    deductions: tuple[Tariff, ...]
    weight: Fraction = Fraction(1)
    optional: bool = False

    def __attrs_post_init__(self) -> None:
        bad_weight = NOT_POSITIVE.format(what=WEIGHT, found=self.weight)
        problems = [
            *named(self.id, self.label),
            not_positive(MAXIMUM, self.maximum),
            bad_weight if self.weight <= 0 else None,
            None if self.deductions else _NO_TARIFFS,
            repeated([one.id for one in self.deductions]),
        ]
        check(f"item {self.id}", problems)


@attrs.frozen(kw_only=True)
class LedgerEntry:
    """One entry: on a school date something happened that takes points away.

    Attributes:
        id: Unique in the ledger.
        item: Id of the item, or of the ledger itself for what is taken from the whole.
        kind: Id of the kind of deduction.
        day: When it happened.
        written: The points, where the kind leaves them open; `None` where they are fixed.
        note: What happened, for people.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "kind": Text("扣分种类", "扣分種類", "Kind of deduction"),
    }

    id: str
    item: str
    kind: str
    day: date
    written: str | None = None
    note: str = ""
