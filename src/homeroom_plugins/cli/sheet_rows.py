"""A sheet of any kind as the rows of a table: items, their points, and how they are made."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

import attrs

from homeroom_core.criterion import Criterion
from homeroom_core.glossary.codes import CODES
from homeroom_core.rubric import Rubric
from homeroom_core.sheets.composite import Composite
from homeroom_core.sheets.ledger import Ledger
from homeroom_core.sheets.merit import MeritSheet
from homeroom_core.sheets.merit_items import MeritItem, Service
from homeroom_core.sheets.parts import Part, Source
from homeroom_core.sheets.sheet import Sheet
from homeroom_core.sheets.tariff import Tariff
from homeroom_core.text import Text, listing
from homeroom_core.trace import show

_NOTHING = Text.same("")


@attrs.frozen
class Row:
    """One row.

    Attributes:
        depth: How far it is indented, 0 or more.
        id: Id of what it is about.
        label: What that is called.
        points: The most points it is worth; taken away where below 0; `None` where open.
        how: How points are made there.
    """

    depth: int
    id: str
    label: Text
    points: Fraction | None = None
    how: Text = _NOTHING


def rows_of(sheet: Sheet, depth: int = 0) -> Iterator[Row]:
    """The rows of a sheet, in its order."""
    if isinstance(sheet, Rubric):
        for criterion in sheet.criteria:
            yield from _criterion(criterion, depth)
    elif isinstance(sheet, Ledger):
        yield from _ledger(sheet, depth)
    elif isinstance(sheet, MeritSheet):
        yield from _merit(sheet, depth)
    else:
        yield from _composite(sheet, depth)


def _criterion(criterion: Criterion, depth: int) -> Iterator[Row]:
    how = _NOTHING if criterion.scale is None else criterion.scale.accepted
    label = criterion.label
    yield Row(
        depth, criterion.id, label, Fraction(criterion.maximum), _weighed(how, criterion.weight)
    )
    for child in criterion.children:
        yield from _criterion(child, depth + 1)


def _ledger(ledger: Ledger, depth: int) -> Iterator[Row]:
    for item in ledger.items:
        how = _weighed(_OPTIONAL if item.optional else _NOTHING, item.weight)
        yield Row(depth, item.id, item.label, Fraction(item.maximum), how)
        yield from (_tariff(one, depth + 1, -1) for one in item.deductions)
    yield from (_tariff(one, depth, -1) for one in ledger.deductions)


def _merit(sheet: MeritSheet, depth: int) -> Iterator[Row]:
    for item in sheet.items:
        yield Row(depth, item.id, item.label, Fraction(item.maximum), _merit_how(item, sheet))
        yield from (_tariff(one, depth + 1, 1) for one in item.awards)
        if item.service is not None:
            yield from _service(item.service, depth + 1)


def _merit_how(item: MeritItem, sheet: MeritSheet) -> Text:
    said = [_HIGHEST if item.count == "highest" else _UP_TO]
    if item.window_years is not None:
        said.append(_WINDOW.format(years=item.window_years))
    if any(item.id in group for group in sheet.once):
        said.append(_ONCE)
    if any(item.id in group for group in sheet.highest_of):
        said.append(_GROUP)
    return listing(said)


def _service(service: Service, depth: int) -> Iterator[Row]:
    counted, more = CODES[service.counting], service.further_points
    for level in service.levels:
        how = _YEARS.format(years=level.years, counted=counted, more=more)
        yield Row(depth, level.id, level.label, Fraction(service.entry_points), how)


def _tariff(tariff: Tariff, depth: int, sign: int) -> Row:
    if tariff.scale is not None:
        return Row(depth, tariff.id, tariff.label, None, tariff.scale.accepted)
    return Row(depth, tariff.id, tariff.label, sign * Fraction(tariff.points or Decimal(0)))


def _composite(composite: Composite, depth: int) -> Iterator[Row]:
    sources = {one.id: one for one in composite.sources}
    once = frozenset(part for group in composite.once for part in group)
    for part in composite.parts:
        yield from _part(part, sources, once, depth)


def _part(
    part: Part, sources: Mapping[str, Source], once: frozenset[str], depth: int
) -> Iterator[Row]:
    yield Row(
        depth,
        part.id,
        part.label,
        Fraction(part.maximum),
        listing(_part_how(part, once=part.id in once)),
    )
    for one in (sources[id] for id in part.sources):
        counts = _WEIGHT.format(weight=show(one.weight)) if one.weight else _SHOWN
        least = [_LEAST.format(count=one.minimum_answers)] if one.minimum_answers > 1 else []
        quiet = [_CONFIDENTIAL] if one.confidential else []
        yield Row(depth + 1, one.id, one.label, None, listing([counts, *least, *quiet]))
    for below in part.parts:
        yield from _part(below, sources, once, depth + 1)
    if part.sheet is not None:
        yield from rows_of(part.sheet, depth + 1)


def _part_how(part: Part, *, once: bool) -> Iterator[Text]:
    if part.bonus:
        yield _BONUS
    if part.optional:
        yield _OPTIONAL
    if once:
        yield _ONCE_PART
    if part.use is not None:
        yield _USE.format(use=part.use)
    if part.computed is not None:
        yield _COMPUTED.format(name=part.computed)
    if part.is_leaf and part.out_of != part.maximum:
        yield _SCALED.format(total=show(part.out_of))


def _weighed(how: Text, weight: Fraction) -> Text:
    if weight == 1:
        return how
    said = [one for one in (how, _TIMES.format(weight=show(weight))) if one != _NOTHING]
    return listing(said)


_OPTIONAL = Text("可停用", "可停用", "may be switched off")
_HIGHEST = Text("只计最高", "僅計最高", "only the highest")
_UP_TO = Text("累计到满", "累計至滿", "added up until full")
_WINDOW = Text("近 {years} 学年", "近 {years} 學年", "of the last {years} school years")
_ONCE = Text("一事一项", "一事一項", "one fact, one item")
_GROUP = Text("同组只计最高", "同組僅計最高", "the highest of its group")
_YEARS = Text(
    "满 {years} 年（{counted}），其后每年加 {more}",
    "滿 {years} 年（{counted}），其後每年加 {more}",
    "{years} years ({counted}), {more} for each further one",
)
_WEIGHT = Text("权重 {weight}", "權重 {weight}", "weight {weight}")
_SHOWN = Text("仅供参考，不计分", "僅供參考，不計分", "shown, never counted")
_LEAST = Text("至少 {count} 份", "至少 {count} 份", "at least {count} answers")
_CONFIDENTIAL = Text("保密", "保密", "confidential")
_ONCE_PART = Text("一事一报", "一事一報", "one fact, one part")
_BONUS = Text("另加", "另加", "on top")
_USE = Text("取自 {use}", "取自 {use}", "from {use}")
_COMPUTED = Text("由 {name} 计算", "由 {name} 計算", "computed by {name}")
_SCALED = Text("原表 {total} 分", "原表 {total} 分", "its sheet is out of {total}")
_TIMES = Text("× {weight}", "× {weight}", "× {weight}")
