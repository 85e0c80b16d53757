"""Answers: the points that a source, another sheet or a function gives to a part of a composite."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from homeroom_core.rubric import Rubric
from homeroom_core.scoring import Card, Entrant, ScoringRequest
from homeroom_core.sheets.result import Evidence, SheetResult, demand
from homeroom_core.trace import Step


def _exact(points: Any) -> Fraction:
    if isinstance(points, bool) or not isinstance(points, int | Decimal | Fraction):
        msg = f"points must be an int, a Decimal or a Fraction, not {points!r}"
        raise TypeError(msg)
    return Fraction(points)


@attrs.frozen(kw_only=True)
class Answer:
    """Points for one part of a composite, out of what the part's own sheet is out of.

    Attributes:
        part: Id of the part.
        points: The points, exact.
        source: Id of the source; `None` for a part that has none.
        by: Who answered, by id or pseudonym; empty where nobody is told apart.
        sheet: Id of the sheet that was filled in, where there is one.
        evidence: What the points were computed from, if they were.
        trace: How they came about, where that is known.

    Raises:
        TypeError: The points are a float or no number.
    """

    part: str
    points: Fraction = attrs.field(converter=_exact)
    source: str | None = None
    by: str = ""
    sheet: str | None = None
    evidence: Evidence | None = None
    trace: Step | None = None


def result_answer(
    part: str, result: SheetResult, *, source: str | None = None, by: str = ""
) -> Answer:
    """What a ledger, a merit sheet or another composite comes to, as the answer for a part."""
    return Answer(
        part=part,
        points=result.total,
        source=source,
        by=by,
        sheet=result.sheet,
        trace=result.trace,
    )


def card_answer(
    part: str,
    rubric: Rubric,
    marks: Mapping[str, str],
    *,
    by: str,
    source: str | None = None,
    not_applicable: frozenset[str] = frozenset(),
) -> Answer:
    """A marked card as an answer for a part, traced down to its marks.

    Raises:
        InputError: The card cannot be taken; lists every reason.
        UnknownError: The rubric has no criterion that is said not to apply.
    """
    refusals = rubric.refuse_marks(marks, complete=True, not_applicable=not_applicable)
    demand(f"card of {by} for {part}", refusals)
    card = Card(entry=part, judge=by, marks=marks)
    entrant = Entrant(id=part, not_applicable=not_applicable)
    request = ScoringRequest(rubric=rubric, entrants=(entrant,), cards=(card,))
    step = request.card_step(entrant, card)
    return Answer(part=part, points=step.value, source=source, by=by, sheet=rubric.id, trace=step)
