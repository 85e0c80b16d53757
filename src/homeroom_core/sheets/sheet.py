"""Sheets of every kind: judged rubrics, deduction ledgers, merit points, and composites of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal, get_args

from homeroom_core.errors import Fault, InputError
from homeroom_core.rubric import Rubric
from homeroom_core.sheets.composite import Composite
from homeroom_core.sheets.ledger import Ledger
from homeroom_core.sheets.merit import MeritSheet
from homeroom_core.sheets.parts import full_points
from homeroom_core.text import Text, listing
from homeroom_core.trace import show

Sheet = Rubric | Ledger | MeritSheet | Composite
"""Any sheet."""

Model = Literal["judged", "deduction_ledger", "merit_points", "composite"]
"""The kinds of sheet, as data files name them."""

MODELS: tuple[Model, ...] = get_args(Model)

SHEET_TYPES: Mapping[type, Model] = {
    Rubric: "judged",
    Ledger: "deduction_ledger",
    MeritSheet: "merit_points",
    Composite: "composite",
}

MODEL_LABELS: Mapping[Model, Text] = {
    "judged": Text("评委打分表", "評審評分表", "judged rubric"),
    "deduction_ledger": Text("扣分台账", "扣分紀錄表", "deduction ledger"),
    "merit_points": Text("业绩加分表", "業績加分表", "merit points"),
    "composite": Text("多方加权考评表", "多方加權考評表", "weighted composite"),
}
"""What each kind of sheet is called."""

_NO_SHEET = Text("已有的评分表：{known}", "已有的評分表：{known}", "a sheet there is: {known}")
_NO_CRITERION = Text(
    "已有的计算指标：{known}",
    "已有的計算指標：{known}",
    "a computed criterion that a plugin provides: {known}",
)
_OTHER_TOTAL = Text(
    "“{use}”满分 {found}，这里也应写 {found}",
    "「{use}」滿分 {found}，這裡也應寫 {found}",
    "'{use}' is out of {found}; that is to be said here",
)
_CYCLE = Text(
    "评分表不能辗转引用自身",
    "評分表不能輾轉引用自身",
    "a sheet that does not lead back to this one",
)


def model_of(sheet: Sheet) -> Model:
    """Which kind of sheet it is."""
    return SHEET_TYPES[type(sheet)]


def points_of(sheet: Sheet) -> Fraction:
    """The most points that a sheet can be worth, without any bonus."""
    return Fraction(sheet.total) if isinstance(sheet, Composite) else full_points(sheet)


def check_uses(
    sheet: Sheet, sheets: Mapping[str, Sheet], criteria: Iterable[str] | None = None
) -> None:
    """See that what a composite takes points from is there, and is out of what it says.

    Args:
        sheet: Any sheet; only a composite takes points from elsewhere.
        sheets: The sheets there are, by id.
        criteria: Names of the computed criteria there are; `None` if they are not to be looked at.

    Raises:
        InputError: A sheet or a computed criterion is not there, a sheet is out of other points, or
            it leads back to the composite; lists every fault.
    """
    unknown = () if criteria is None else tuple(_computed_faults(sheet, sorted(criteria)))
    faults = (*use_faults(sheet, sheets), *unknown)
    if faults:
        raise InputError(sheet.id, faults)


def use_faults(sheet: Sheet, sheets: Mapping[str, Sheet]) -> Iterator[Fault]:
    """Every fault of the sheets that a sheet uses; see `check_uses`."""
    for part_id, use, out_of in _uses(sheet):
        where = f"{sheet.id}.{part_id}"
        if use == sheet.id or sheet.id in _reached(use, sheets):
            yield Fault(where, use, _CYCLE)
        elif use not in sheets:
            yield Fault(where, use, _NO_SHEET.format(known=listing(sorted(sheets))))
        elif points_of(sheets[use]) != out_of:
            found = show(points_of(sheets[use]))
            yield Fault(where, show(out_of), _OTHER_TOTAL.format(use=use, found=found))


def _computed_faults(sheet: Sheet, known: Sequence[str]) -> Iterator[Fault]:
    parts = sheet.walk() if isinstance(sheet, Composite) else ()
    for part in parts:
        if part.computed is not None and part.computed not in known:
            accepted = _NO_CRITERION.format(known=listing(known) if known else "-")
            yield Fault(f"{sheet.id}.{part.id}", part.computed, accepted)


def _uses(sheet: Sheet) -> Iterator[tuple[str, str, Fraction]]:
    if isinstance(sheet, Composite):
        for part in sheet.walk():
            if part.use is not None:
                yield part.id, part.use, part.out_of


def _reached(id: str, sheets: Mapping[str, Sheet]) -> set[str]:
    """Ids of the sheets that a sheet uses, directly or not."""
    found: set[str] = set()
    ahead = [id]
    while ahead:
        sheet = sheets.get(ahead.pop())
        uses = [] if sheet is None else [use for _, use, _ in _uses(sheet)]
        ahead += [use for use in uses if use not in found]
        found |= set(uses)
    return found
