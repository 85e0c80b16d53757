"""The trace of a score as an explanation: from the total to each mark and the clause it is about."""

from collections.abc import Callable, Mapping

import attrs

from homeroom_core.criterion import Criterion
from homeroom_core.explanation import Explanation, Made
from homeroom_core.scale import BandedScale
from homeroom_core.text import Text
from homeroom_core.trace import Step

SheetOf = Callable[[str], str | None]
"""From the id of a judge to that of the sheet on which the marks stand."""


def explained_step(step: Step, criteria: Mapping[str, Criterion], sheet_of: SheetOf) -> Explanation:
    """A step of a trace, and all it was made from.

    Args:
        step: The step.
        criteria: What was marked, by id; they are called as their sheet calls them.
        sheet_of: Which record a judge's marks stand on; its `marks` are what is shown of it.
    """
    source = sheet_of(step.judge) if step.judge is not None else None
    criterion = criteria.get(step.criterion) if step.criterion is not None else None
    node = Explanation(
        title=_title(step, criterion),
        number=step.value,
        who=step.judge,
        source=source,
        shows=("marks",) if source is not None else (),
        notes=() if step.note is None else (step.note,),
        parts=tuple(explained_step(one, criteria, sheet_of) for one in step.inputs),
        set_aside=tuple(explained_step(one, criteria, sheet_of) for one in step.dropped),
    )
    if step.operation == "mark":
        return attrs.evolve(node, value=_marked(step, criterion), clause=_clause(step, criterion))
    if step.operation == "stated":
        return node
    made = Made(
        operation=step.operation,
        weights=step.weights,
        factor=step.factor,
        rounding=step.rounding,
        limit=step.limit,
    )
    return attrs.evolve(node, made=made)


def _title(step: Step, criterion: Criterion | None) -> Text:
    if step.label is not None:
        return step.label
    if criterion is not None:
        return criterion.label
    if step.criterion is not None:
        return Text.same(step.criterion)
    return _STAGES.get(step.stage) or Text.same(step.stage)


def _marked(step: Step, criterion: Criterion | None) -> Text:
    """The mark as it was written, and out of how many points."""
    written = Text.same(step.written or "")
    if criterion is None:
        return written
    scale = criterion.scale
    if isinstance(scale, BandedScale):
        label = next((b.label for b in scale.bands if b.id == step.written), written)
        points = scale.points(step.written or "")
        return _BAND.format(band=label, points=points, maximum=criterion.maximum)
    return _OUT_OF.format(written=written, maximum=criterion.maximum)


def _clause(step: Step, criterion: Criterion | None) -> Text | None:
    """What the sheet says of work that gets this mark, where it says so."""
    return None if criterion is None else criterion.descriptors.get(step.written or "")


_STAGES: dict[str, Text] = {
    "card": Text("评分表", "評分表", "Score sheet"),
    "panel": Text("评委组", "評委組", "Panel"),
    "total": Text("总分", "總分", "Total"),
    "ballot": Text("选票", "選票", "Ballot"),
    "order": Text("同等级内的次序", "同等級內的次序", "Order among equals"),
    "severity": Text("评分宽严", "評分寬嚴", "Severity"),
    "adjusted": Text("校正后的评分表", "校正後的評分表", "Score sheet, adjusted"),
    "standardised": Text("标准分", "標準分", "Standard score"),
    "rasch": Text("公平平均分", "公平平均分", "Fair average"),
}
_OUT_OF = Text(
    "{written}（满分 {maximum}）", "{written}（滿分 {maximum}）", "{written} of {maximum}"
)
_BAND = Text(
    "{band}，{points}（满分 {maximum}）",
    "{band}，{points}（滿分 {maximum}）",
    "{band}, {points} of {maximum}",
)
