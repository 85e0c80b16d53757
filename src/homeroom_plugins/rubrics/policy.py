"""A scoring policy from the table `policy` of a rubric's file; strict, with every fault placed."""

from collections.abc import Mapping
from typing import Any

from homeroom_core.errors import DefinitionError, Fault, InputError
from homeroom_core.exact import MODES, MOST_PLACES, Rounding
from homeroom_core.ranking import CONVENTIONS
from homeroom_core.scoring_policy import INCOMPLETE, RANK_ON, STAGES, ScoringPolicy, TieBreak
from homeroom_core.strict import Table
from homeroom_core.text import Text

_PLACES = Text("0 至 {most} 位", "0 至 {most} 位", "0 to {most} places")
_ROUNDING_HALF_UP = {"total": {"places": 2, "mode": "half_up"}}


def policy_from(data: object, source: str) -> ScoringPolicy:
    """The policy that a table describes; the keys are the fields of `ScoringPolicy`.

    Args:
        data: The table, as it was read.
        source: The file's name, for messages.

    Raises:
        InputError: Something is missing, unknown or wrong; lists every fault with its path.
    """
    faults: list[Fault] = []
    table = Table(data, "policy", faults)
    fields: dict[str, Any] = {
        "method": table.code("method"),
        "parameters": _parameters(table),
        "rounding": _rounding(table),
        "rank_on": table.choice("rank_on", RANK_ON, "exact"),
        "ranking": table.choice("ranking", CONVENTIONS, "standard"),
        "minimum_panel": table.whole("minimum_panel", 1, least=1),
        "incomplete": table.choice("incomplete", INCOMPLETE, "refuse"),
        "tie_break": tuple(_tie_break(row) for row in table.tables("tie_break", ())),
    }
    if table.done():
        try:
            return ScoringPolicy(**fields)
        except DefinitionError as error:
            table.refuse("", error.place, error.problem)
    raise InputError(source, tuple(faults))


def _parameters(table: Table) -> Mapping[str, Any]:
    """The parameters as they are: only their method knows what they may be."""
    inner = table.table("parameters", {})
    return {key: inner.value(key) for key in inner.keys()}  # noqa: SIM118  # a table is no mapping


def _rounding(table: Table) -> dict[str, Rounding]:
    inner = table.table("rounding", _ROUNDING_HALF_UP)
    found: dict[str, Rounding] = {
        stage: _stage(inner.table(stage)) for stage in STAGES if inner.has(stage)
    }
    inner.done()
    return found


def _stage(table: Table) -> Rounding:
    places = table.whole("places", 2)
    mode: Any = table.choice("mode", MODES, "half_up")
    if places > MOST_PLACES:
        table.refuse("places", places, _PLACES.format(most=MOST_PLACES))
    table.done()
    return Rounding(min(places, MOST_PLACES), mode)


def _tie_break(table: Table) -> TieBreak:
    link = TieBreak(table.word("by"), table.word("of") if table.has("of") else None)
    table.done()
    return link
