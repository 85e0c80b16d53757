"""What a sheet is filled in with: cards, ledger entries, claims, answers and facts, all storable.

A record of an appraisal or a review holds one `SheetInputs`; `homeroom_core.sheets.evaluation`
makes the total from it, now and whenever it is checked again. What is not there is missing: a
ledger that nobody kept is not a ledger without an entry.
"""

from collections.abc import Mapping
from typing import ClassVar

import attrs

from homeroom_core.sheets.answer import Answer
from homeroom_core.sheets.known_fact import KnownFact
from homeroom_core.sheets.ledger_items import LedgerEntry
from homeroom_core.sheets.merit_items import Claim
from homeroom_core.text import Text


@attrs.frozen(kw_only=True)
class MarkedCard:
    """A judged sheet as one person filled it in.

    Attributes:
        part: Id of the part it is for; where the sheet itself is judged, the sheet's id.
        by: Who marked it, by id or pseudonym.
        marks: From criterion id to what was written.
        source: Id of the source it belongs to; `None` where the part has none.
        not_applicable: Ids of the criteria that do not apply.
    """

    part: str
    by: str
    marks: Mapping[str, str]
    source: str | None = None
    not_applicable: frozenset[str] = frozenset()


@attrs.frozen(kw_only=True)
class KeptLedger:
    """A deduction ledger as it was kept; without an entry every item is full.

    Attributes:
        part: Id of the part it is for; where the sheet itself is a ledger, the sheet's id.
        entries: What was recorded.
        months: The months that ran, such as `2025-09`; only for a ledger kept by month.
        off: Ids of the items that are switched off.
    """

    part: str
    entries: tuple[LedgerEntry, ...] = ()
    months: tuple[str, ...] = ()
    off: frozenset[str] = frozenset()


@attrs.frozen(kw_only=True)
class ClaimedMerits:
    """The claims on a merit sheet; without a claim it is worth nothing, and that was asked.

    Attributes:
        part: Id of the part they are for; where the sheet itself is a merit sheet, the sheet's id.
        year: The year in which the school year of the application begins.
        claims: What is claimed.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "year": Text("申报学年", "申報學年", "School year"),
    }

    part: str
    year: int
    claims: tuple[Claim, ...] = ()


@attrs.frozen(kw_only=True)
class SheetInputs:
    """All that a sheet is filled in with, in any order.

    Attributes:
        cards: Judged sheets, each by one person.
        ledgers: Deduction ledgers, one a part.
        merits: Claims to merit points, one a part.
        answers: Points given without a sheet, such as those of a survey, or what another sheet
            came to (`result_answer`).
        facts: What records say, for the computed parts.
        off: Ids of the parts that are switched off.
    """

    cards: tuple[MarkedCard, ...] = ()
    ledgers: tuple[KeptLedger, ...] = ()
    merits: tuple[ClaimedMerits, ...] = ()
    answers: tuple[Answer, ...] = ()
    facts: tuple[KnownFact, ...] = ()
    off: frozenset[str] = frozenset()
