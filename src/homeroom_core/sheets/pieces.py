"""One piece of what was handed in - a card, a ledger, claims - against the sheet it is for."""

from collections.abc import Iterator

from homeroom_core.errors import Refusal
from homeroom_core.rubric import Rubric
from homeroom_core.sheets.answer import Answer, card_answer, result_answer
from homeroom_core.sheets.inputs import ClaimedMerits, KeptLedger, MarkedCard, SheetInputs
from homeroom_core.sheets.ledger import Ledger
from homeroom_core.sheets.merit import MeritSheet
from homeroom_core.sheets.parts import PartSheet
from homeroom_core.sheets.reasons import UNKNOWN_ITEM, WRONG_SHEET
from homeroom_core.sheets.result import SheetResult
from homeroom_core.sheets.sheet import MODEL_LABELS, Model, model_of
from homeroom_core.text import Text, listing

Piece = MarkedCard | KeptLedger | ClaimedMerits
"""What was handed in for one part, on the part's own kind of sheet."""

_MODELS: dict[type, Model] = {
    MarkedCard: "judged",
    KeptLedger: "deduction_ledger",
    ClaimedMerits: "merit_points",
}
_NO_SHEET = Text("得分（没有评分表）", "得分（沒有評分表）", "points without a sheet")


def pieces_of(inputs: SheetInputs) -> tuple[Piece, ...]:
    """Everything that was handed in on a sheet."""
    return (*inputs.cards, *inputs.ledgers, *inputs.merits)


def refuse_piece(piece: Piece, sheet: PartSheet | None, label: Text) -> Iterator[Refusal]:
    """Every reason why a piece cannot be taken for this sheet.

    Args:
        piece: What was handed in.
        sheet: The sheet of its part, or `None` where the part has none.
        label: What the part is called.
    """
    if isinstance(piece, MarkedCard) and isinstance(sheet, Rubric):
        yield from _refuse_card(piece, sheet)
    elif isinstance(piece, KeptLedger) and isinstance(sheet, Ledger):
        yield from sheet.refuse(piece.entries, months=piece.months, off=piece.off)
    elif isinstance(piece, ClaimedMerits) and isinstance(sheet, MeritSheet):
        yield from sheet.refuse(piece.claims, year=piece.year)
    else:
        wanted = _NO_SHEET if sheet is None else MODEL_LABELS[model_of(sheet)]
        found = MODEL_LABELS[_MODELS[type(piece)]]
        yield WRONG_SHEET(measured=found, required=wanted, part=label)


def piece_answer(piece: Piece, sheet: PartSheet | None) -> Answer:
    """The answer that a piece gives for its part, once nothing of it was refused.

    Raises:
        InputError: It cannot be taken; lists every reason.
    """
    if isinstance(piece, MarkedCard):
        return marked_answer(piece, sheet)
    return result_answer(piece.part, piece_result(piece, sheet))


def marked_answer(card: MarkedCard, sheet: PartSheet | None) -> Answer:
    """The answer that a card gives for its part.

    Raises:
        InputError: It cannot be taken; lists every reason.
        TypeError: The sheet is no rubric.
    """
    if not isinstance(sheet, Rubric):
        raise TypeError(_mismatch(card, sheet))
    return card_answer(
        card.part,
        sheet,
        card.marks,
        by=card.by,
        source=card.source,
        not_applicable=card.not_applicable,
    )


def piece_result(piece: KeptLedger | ClaimedMerits, sheet: PartSheet | None) -> SheetResult:
    """What a ledger or claims come to.

    Raises:
        InputError: They cannot be taken; lists every reason.
        TypeError: The sheet is of another kind.
    """
    if isinstance(piece, KeptLedger) and isinstance(sheet, Ledger):
        return sheet.result(piece.entries, months=piece.months, off=piece.off)
    if isinstance(piece, ClaimedMerits) and isinstance(sheet, MeritSheet):
        return sheet.result(piece.claims, year=piece.year)
    raise TypeError(_mismatch(piece, sheet))


def _refuse_card(card: MarkedCard, rubric: Rubric) -> Iterator[Refusal]:
    unknown = sorted(card.not_applicable - rubric.by_id.keys())
    for one in unknown:
        yield UNKNOWN_ITEM(measured=one, entry=card.by, accepted=listing(rubric.by_id))
    known = card.not_applicable - set(unknown)
    yield from rubric.refuse_marks(card.marks, complete=True, not_applicable=known)


def _mismatch(piece: Piece, sheet: PartSheet | None) -> str:
    return f"{piece.part}: {type(piece).__name__} does not fit {type(sheet).__name__}"
