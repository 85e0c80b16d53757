"""From a sheet of any kind and what it was filled in with to one exact total with its trace.

Pure: no records, no clock, no plugin is asked. The same inputs give the same result, whatever their
order; a result that was stored can be made again and compared (`SheetResult.differences`).
"""

from collections.abc import Iterable, Mapping

from homeroom_core.errors import Refusal
from homeroom_core.provided import Origin
from homeroom_core.sheets.composite import Composite
from homeroom_core.sheets.computed import ComputedCriterion
from homeroom_core.sheets.filling import Filling
from homeroom_core.sheets.inputs import SheetInputs
from homeroom_core.sheets.one_sheet import one_refusals, one_result
from homeroom_core.sheets.result import SheetResult, demand
from homeroom_core.sheets.sheet import Sheet

_NO_SHEETS: Mapping[str, Sheet] = {}
_NO_ORIGINS: Mapping[str, Origin] = {}


def evaluate_sheet(
    sheet: Sheet,
    inputs: SheetInputs,
    *,
    sheets: Mapping[str, Sheet] = _NO_SHEETS,
    criteria: Iterable[ComputedCriterion] = (),
    origins: Mapping[str, Origin] = _NO_ORIGINS,
) -> SheetResult:
    """What a sheet comes to.

    Args:
        sheet: A judged rubric (the mean of its cards counts), a ledger, a merit sheet or a
            composite.
        inputs: What it was filled in with.
        sheets: The sheets that parts of a composite use, by id.
        criteria: The computed criteria that parts of a composite name.
        origins: Which plugin provides a computed criterion, by its name; kept as evidence.

    Raises:
        InputError: The inputs cannot be taken or something is missing; lists every reason.
        PluginError: A computed criterion fails, or answers no exact number within range.
    """
    if not isinstance(sheet, Composite):
        demand(f"sheet {sheet.id}", one_refusals(sheet, inputs))
        return one_result(sheet, inputs)
    filling = Filling.of(sheet, inputs, sheets, criteria, origins)
    demand(f"sheet {sheet.id}", filling.refusals())
    return sheet.result(filling.answers(), off=inputs.off)


def refuse_inputs(
    sheet: Sheet,
    inputs: SheetInputs,
    *,
    sheets: Mapping[str, Sheet] = _NO_SHEETS,
    criteria: Iterable[ComputedCriterion] = (),
    origins: Mapping[str, Origin] = _NO_ORIGINS,
) -> tuple[Refusal, ...]:
    """Every reason why `evaluate_sheet` would give no result, or none yet; empty if it would.

    Args:
        sheet: As for `evaluate_sheet`.
        inputs: What it was filled in with.
        sheets: The sheets that parts of a composite use, by id.
        criteria: The computed criteria that parts of a composite name.
        origins: Which plugin provides a computed criterion, by its name.
    """
    if not isinstance(sheet, Composite):
        return tuple(one_refusals(sheet, inputs))
    return tuple(Filling.of(sheet, inputs, sheets, criteria, origins).refusals())
