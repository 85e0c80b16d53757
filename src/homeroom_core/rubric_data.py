"""Rubrics from plain data, as a TOML or JSON file holds them; strict, with every fault placed."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from homeroom_core.building import built
from homeroom_core.criterion import Criterion
from homeroom_core.errors import DefinitionError, Fault, InputError
from homeroom_core.rubric import Rubric
from homeroom_core.scale import Band, BandedScale, FreeScale, Scale, SteppedScale
from homeroom_core.strict import Table
from homeroom_core.text import Text

DEEPEST = 6
"""How many levels of criteria a rubric in a file may have; no school's sheet has more than three."""

_KINDS = ("free", "stepped", "banded")
_TOO_DEEP = Text("最多{most}级指标", "最多{most}級指標", "at most {most} levels of criteria")


def rubric_from(data: Mapping[str, Any], source: str) -> Rubric:
    """The rubric that plain data describes.

    The keys are the fields of `Rubric`, `Criterion` and the scales. A leaf without a `scale` is
    free from 0 to its maximum; a free scale without a `maximum` has its criterion's. Numbers are
    whole numbers or text (`"0.5"`), ratios text (`"30/40"`); a float is refused, because it may
    already have lost something. `source` in the data is where the rubric was published.

    Args:
        data: What was read from the file.
        source: The file's name, for messages.

    Raises:
        InputError: Something is missing, unknown, wrong or does not add up; the error lists every
            fault with its path.

    >>> rubric = rubric_from(
    ...     {
    ...         "id": "talk", "version": "1", "total": 10, "source": "school year 2025",
    ...         "title": {"zh_hans": "演讲", "zh_hant": "演講", "en": "Talk"},
    ...         "criteria": [{"id": "voice", "maximum": 10, "scale": {"kind": "free", "step": "0.5"},
    ...                       "label": {"zh_hans": "表达", "zh_hant": "表達", "en": "Delivery"}}],
    ...     },
    ...     "talk.toml",
    ... )
    >>> rubric.card_total({"voice": "8.5"})
    Fraction(17, 2)
    """
    faults: list[Fault] = []
    rubric = rubric_in(Table(data, "", faults))
    if rubric is None or faults:
        raise InputError(source, tuple(faults))
    return rubric


def rubric_in(table: Table) -> Rubric | None:
    """The rubric in a table, or `None` if anything in it is wrong; the faults are noted there."""
    table.choice("model", ("judged",), "judged")
    fields: dict[str, Any] = {
        "id": table.code("id"),
        "version": table.word("version"),
        "title": table.text("title"),
        "total": table.decimal("total"),
        "source": table.word("source"),
        "minimum_share": table.ratio("minimum_share", Fraction(4, 5)),
    }
    criteria = [_criterion(row, 1) for row in table.tables("criteria")]
    table.done()
    fields["criteria"] = tuple(c for c in criteria if c is not None)
    return built(table, Rubric, fields, "criteria", "total")


def _criterion(table: Table, level: int) -> Criterion | None:
    fields: dict[str, Any] = {
        "id": table.code("id"),
        "label": table.text("label"),
        "maximum": table.decimal("maximum"),
        "weight": table.ratio("weight", Fraction(1)),
        "required": table.flag("required", default=True),
        "descriptors": _descriptors(table),
    }
    children = [] if level > DEEPEST else [_criterion(c, level + 1) for c in _children(table)]
    if level > DEEPEST:
        table.refuse("", fields["id"], _TOO_DEEP.format(most=DEEPEST))
        return None
    scale = _scale(table, fields["maximum"], leaf=not children)
    table.done()
    fields |= {"scale": scale, "children": tuple(c for c in children if c)}
    return built(table, Criterion, fields, "children", "maximum")


def _children(table: Table) -> Iterator[Table]:
    return table.tables("children", ())


def _descriptors(table: Table) -> dict[str, Text]:
    words = table.table("descriptors", {})
    return {word: words.text(word) for word in words.keys()}  # noqa: SIM118  # a table is no mapping


def _scale(table: Table, maximum: Decimal, *, leaf: bool) -> Scale | None:
    """The scale under the key `scale`; a group may hold none, or an empty one."""
    if not leaf and not table.has("scale"):
        return None
    inner = table.table("scale", {})
    kind = inner.choice("kind", _KINDS, "free")
    try:
        scale = _READERS[kind](inner, maximum)
    except DefinitionError as error:
        inner.refuse("", kind, error.problem)
        return None
    inner.done()
    return scale


def free_scale_in(table: Table, maximum: Decimal) -> FreeScale | None:
    """The free scale in a table, or `None` if anything in it is wrong.

    Args:
        table: The table; its key `kind` was read, or is not known there.
        maximum: The maximum, where the table does not say it.

    Raises:
        DefinitionError: Its numbers do not fit each other.
    """
    top = table.decimal("maximum", maximum)
    minimum = table.decimal("minimum", Decimal(0))
    step = table.decimal("step") if table.has("step") else None
    places = table.whole("places", 2)
    if not table.sound:
        return None
    return FreeScale(maximum=top, minimum=minimum, step=step, places=places)


def _stepped(table: Table, _: Decimal) -> Scale | None:
    steps = [
        Table({f"steps[{i}]": item}, table.where, table.faults).decimal(f"steps[{i}]")
        for i, item in enumerate(table.items("steps"))
    ]
    return SteppedScale(steps=tuple(steps)) if table.sound else None


def _banded(table: Table, _: Decimal) -> Scale | None:
    bands = []
    for row in table.tables("bands"):
        bands.append(Band(id=row.code("id"), label=row.text("label"), points=row.decimal("points")))
        row.done()
    return BandedScale(bands=tuple(bands)) if table.sound else None


_READERS: dict[str, Callable[[Table, Decimal], Scale | None]] = {
    "free": free_scale_in,
    "stepped": _stepped,
    "banded": _banded,
}
