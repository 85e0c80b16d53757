"""What a judged rubric, a ledger or a merit sheet comes to by itself, in no composite."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from homeroom_core.canonical import digest
from homeroom_core.errors import InputError, Refusal
from homeroom_core.exact import exact_sum
from homeroom_core.rubric import Rubric
from homeroom_core.sheets.inputs import ClaimedMerits, KeptLedger, SheetInputs
from homeroom_core.sheets.parts import PartSheet
from homeroom_core.sheets.pieces import (
    Piece,
    marked_answer,
    piece_result,
    pieces_of,
    refuse_piece,
)
from homeroom_core.sheets.reasons import MISSING_PART, NOT_OPTIONAL, SEVERAL, TWICE, UNKNOWN_PART
from homeroom_core.sheets.result import SheetResult
from homeroom_core.trace import Step, made


def one_refusals(sheet: PartSheet, inputs: SheetInputs) -> Iterator[Refusal]:
    """Every reason why a sheet by itself comes to nothing with these inputs."""
    handed = pieces_of(inputs)
    for part in sorted({one.part for one in (*handed, *inputs.answers)} - {sheet.id}):
        yield UNKNOWN_PART(measured=part, accepted=sheet.id)
    for one in sorted({one.part for one in inputs.answers} & {sheet.id}):
        yield UNKNOWN_PART(measured=one, accepted="-")
    for off in sorted(inputs.off):
        yield NOT_OPTIONAL(measured=off, accepted="-")
    own = [piece for piece in handed if piece.part == sheet.id]
    for piece in own:
        yield from refuse_piece(piece, sheet, sheet.title)
    if not own:
        yield MISSING_PART(part=sheet.title)
    yield from _refuse_number(sheet, inputs, own)


def one_result(sheet: PartSheet, inputs: SheetInputs) -> SheetResult:
    """What a sheet comes to by itself, once nothing was refused.

    Raises:
        InputError: Nothing was handed in.
    """
    if isinstance(sheet, Rubric):
        return _judged(sheet, inputs)
    kept: tuple[KeptLedger | ClaimedMerits, ...] = (*inputs.ledgers, *inputs.merits)
    for piece in kept:
        return piece_result(piece, sheet)
    raise InputError(sheet.id, ())


def _refuse_number(sheet: PartSheet, inputs: SheetInputs, own: list[Piece]) -> Iterator[Refusal]:
    """A rubric takes a card of each person, any other sheet is kept once."""
    if not isinstance(sheet, Rubric):
        if own[1:]:
            yield SEVERAL(measured=len(own), part=sheet.title)
        return
    judges = [card.by for card in inputs.cards if card.part == sheet.id]
    for one in sorted({one for one in judges if judges.count(one) > 1}):
        yield TWICE(measured=one)


def _judged(rubric: Rubric, inputs: SheetInputs) -> SheetResult:
    """The mean of the cards, each as exact as it is."""
    cards = sorted(inputs.cards, key=lambda card: card.by)
    steps = [step for card in cards if (step := marked_answer(card, rubric).trace) is not None]
    shares = [_shares(step, Fraction(1)) for step in steps]
    leaves = [id for id in rubric.leaves if any(id in share for share in shares)]
    count = len(steps)
    parts = {id: exact_sum(one.get(id, Fraction(0)) for one in shares) / count for id in leaves}
    trace = made("panel", "mean", steps, label=rubric.title)
    return SheetResult(
        sheet=rubric.id,
        version=rubric.version,
        structure_digest=rubric.structure_digest,
        text_digest=rubric.text_digest,
        inputs_digest=digest({"cards": cards}),
        total=trace.value,
        maximum=rubric.total,
        parts=parts,
        trace=trace,
    )


def _shares(step: Step, times: Fraction) -> Mapping[str, Fraction]:
    """How many points of a card each of its marks makes, by criterion."""
    if step.operation == "mark" and step.criterion is not None:
        return {step.criterion: step.value * times}
    found: dict[str, Fraction] = {}
    weights = step.weights or (Fraction(1),) * len(step.inputs)
    for weight, below in zip(weights, step.inputs, strict=True):
        found |= _shares(below, times * step.factor * weight)
    return found
