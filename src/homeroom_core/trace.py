"""The trace of a number: a tree of steps from a total down to the marks on the sheets.

Each step holds its value, what it was made from, and what was dropped or rounded, so that a person
can read how a total came about (`explain`) and a program can do it again (`recomputed`).
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal, get_args

import attrs

from homeroom_core.exact import Rounding, exact_sum
from homeroom_core.glossary.codes import CODES
from homeroom_core.text import Text, listing

Operation = Literal[
    "mark", "times", "sum", "mean", "weighted_mean", "deduct", "cap", "highest", "round", "stated"
]
"""How a step's value is made: read from a sheet, or from its inputs, or stated.

`deduct` takes the other inputs away from the first, never below zero; `cap` adds up, never above
`limit`; `highest` keeps the highest input. What is stated comes from a record or a plugin.
"""

OPERATIONS: tuple[Operation, ...] = get_args(Operation)
_MARK = Text(
    "评委 {judge} 在 {criterion} 上打“{written}”，计 {value} 分",
    "評委 {judge} 在 {criterion} 上評「{written}」，計 {value} 分",
    "judge {judge} marked {criterion} '{written}', worth {value}",
)
_WORDING: dict[str, Text] = {
    "times": Text(
        "{what}：{inputs} × {factor} = {value}",
        "{what}：{inputs} × {factor} = {value}",
        "{what}: {inputs} × {factor} = {value}",
    ),
    "sum": Text(
        "{what}：合计 {value}（{inputs}）{scaled}",
        "{what}：合計 {value}（{inputs}）{scaled}",
        "{what}: {inputs} add up to {value}{scaled}",
    ),
    "mean": Text(
        "{what}：{inputs} 的平均为 {value}",
        "{what}：{inputs} 的平均為 {value}",
        "{what}: the mean of {inputs} is {value}",
    ),
    "weighted_mean": Text(
        "{what}：{inputs} 按权重 {weights} 的加权平均为 {value}",
        "{what}：{inputs} 按權重 {weights} 的加權平均為 {value}",
        "{what}: the mean of {inputs} with weights {weights} is {value}",
    ),
    "deduct": Text(
        "{what}：{first}，扣 {rest}，得 {value}{floored}",
        "{what}：{first}，扣 {rest}，得 {value}{floored}",
        "{what}: {first} less {rest} is {value}{floored}",
    ),
    "cap": Text(
        "{what}：合计 {value}（{inputs}；上限 {limit}）",
        "{what}：合計 {value}（{inputs}；上限 {limit}）",
        "{what}: {inputs} add up to {value} (at most {limit})",
    ),
    "highest": Text(
        "{what}：{inputs} 中只计最高，得 {value}",
        "{what}：{inputs} 中僅計最高，得 {value}",
        "{what}: of {inputs} only the highest counts, {value}",
    ),
    "round": Text(
        "{what}：{inputs} 保留{places}位小数（{mode}），得 {value}",
        "{what}：{inputs} 取至小數{places}位（{mode}），得 {value}",
        "{what}: {inputs} rounded to {places} place(s), {mode}, is {value}",
    ),
    "stated": Text("{what}：{value}", "{what}：{value}", "{what}: {value}"),
}
_SCALED = Text(
    "，未计入的部分按比例折算，系数 {factor}",
    "，未計入的部分按比例折算，係數 {factor}",
    ", scaled by {factor} for what is left out",
)
_FLOORED = Text("（扣完为止）", "（扣完為止）", " (never below 0)")
_NOTHING = Text("0", "0", "nothing")
_DROPPED_ONE = Text("{value} ({who})", "{value} ({who})", "{value} ({who})")
_DROPPED = Text("去掉：{values}", "去掉：{values}", "dropped: {values}")
_STAGES: dict[str, Text] = {
    "criterion": Text("{criterion}", "{criterion}", "{criterion}"),
    "card": Text("评委 {judge} 的评分表", "評委 {judge} 的評分表", "card of {judge}"),
    "panel": Text("评委组", "評委組", "panel"),
    "total": Text("总分", "總分", "total"),
    "ballot": Text("评委 {judge} 的选票", "評委 {judge} 的選票", "ballot of {judge}"),
    "order": Text("同等级内的次序", "同等級內的次序", "order among equals"),
    "severity": Text("评委 {judge} 的宽严", "評委 {judge} 的寬嚴", "severity of {judge}"),
    "adjusted": Text(
        "评委 {judge} 校正后的评分表", "評委 {judge} 校正後的評分表", "card of {judge}, adjusted"
    ),
    "standardised": Text(
        "评委 {judge} 的标准分", "評委 {judge} 的標準分", "standard score of {judge}"
    ),
    "rasch": Text("公平平均分", "公平平均分", "fair average"),
}
_SUB = Text("{judge} 的 {criterion}", "{judge} 的 {criterion}", "{criterion} of {judge}")


@attrs.frozen(kw_only=True)
class Step:
    """One step of a computation.

    Attributes:
        stage: Where it belongs: `mark`, `criterion`, `card`, `panel`, `total` or a plugin's own.
        operation: How the value is made from the inputs; a mark has none.
        value: Points, exact.
        inputs: The steps it is made from.
        weights: One a step of `inputs`, or empty where all count alike.
        factor: What a product or a sum is multiplied by (difficulty; scaling for gaps).
        dropped: Steps that were set aside, such as the highest and lowest score.
        rounding: How a `round` step rounds.
        judge: Whose mark or card it is.
        criterion: Id of the criterion it is about.
        written: What the judge wrote, on a mark.
        note: What else a reader should know.
        label: What the value is the value of, where stage, judge and criterion do not say it.
        limit: The most that a `cap` step may be.
    """

    stage: str
    operation: Operation
    value: Fraction
    inputs: tuple["Step", ...] = ()
    weights: tuple[Fraction, ...] = ()
    factor: Fraction = Fraction(1)
    dropped: tuple["Step", ...] = ()
    rounding: Rounding | None = None
    judge: str | None = None
    criterion: str | None = None
    written: str | None = None
    note: Text | None = None
    label: Text | None = None
    limit: Fraction | None = None

    @property
    def what(self) -> Text:
        """What the value is the value of."""
        if self.label is not None:
            return self.label
        if self.judge and self.criterion:
            return _SUB.format(judge=self.judge, criterion=self.criterion)
        wording = _STAGES.get(self.stage)
        if wording is None:
            return Text.same(self.stage)
        return wording.format(judge=self.judge, criterion=self.criterion)

    @property
    def text(self) -> Text:
        """This step in one line."""
        shown = {"judge": self.judge, "criterion": self.criterion, "written": self.written}
        if self.operation == "mark":
            return _MARK.format(value=show(self.value), **shown)
        rounding = self.rounding or Rounding()
        inputs = list(self._shown_inputs())
        return _WORDING[self.operation].format(
            what=self.what,
            value=show(self.value),
            inputs=listing(inputs),
            first=inputs[0] if inputs else "",
            rest=listing(inputs[1:]) if inputs[1:] else _NOTHING,
            floored=_FLOORED if self._is_floored else "",
            limit="" if self.limit is None else show(self.limit),
            weights=listing(show(weight) for weight in self.weights),
            factor=show(self.factor),
            scaled="" if self.factor == 1 else _SCALED.format(factor=show(self.factor)),
            places=rounding.places,
            mode=CODES[rounding.mode],
        )

    def _shown_inputs(self) -> Iterator[str]:
        """The values it is made from; in a sum each with its weight, where that is not 1."""
        alike = (Fraction(1),) * len(self.inputs)
        weights = self.weights if self.operation == "sum" and self.weights else alike
        for step, weight in zip(self.inputs, weights, strict=False):
            times = "" if weight == 1 else f" × {show(weight)}"
            yield f"{show(step.value)}{times}"

    @property
    def _is_floored(self) -> bool:
        """Whether more was to be taken away than there was."""
        if self.operation != "deduct":
            return False
        first, *rest = (step.value for step in self.inputs)
        return exact_sum(rest) > first

    def walk(self) -> Iterator["Step"]:
        """This step and all it was made from, dropped ones included."""
        yield self
        for step in (*self.inputs, *self.dropped):
            yield from step.walk()


attrs.resolve_types(Step)


def made(
    stage: str,
    operation: Operation,
    inputs: Sequence[Step],
    *,
    weights: Sequence[Fraction] = (),
    factor: Fraction = Fraction(1),
    rounding: Rounding | None = None,
    dropped: Sequence[Step] = (),
    judge: str | None = None,
    criterion: str | None = None,
    note: Text | None = None,
    label: Text | None = None,
    limit: Fraction | None = None,
) -> Step:
    """A step whose value is made from its inputs.

    Raises:
        ValueError: The operation makes nothing from inputs, a mean has nothing to divide by, or a
            cap has no limit.

    >>> marks = [mark("j1", "form", "8", Decimal(8)), mark("j2", "form", "9", Decimal(9))]
    >>> made("panel", "mean", marks).value
    Fraction(17, 2)
    """
    values = tuple(step.value for step in inputs)
    value = combined(operation, values, tuple(weights), factor, rounding, limit)
    return Step(
        stage=stage,
        operation=operation,
        value=value,
        inputs=tuple(inputs),
        weights=tuple(weights),
        factor=factor,
        rounding=rounding,
        dropped=tuple(dropped),
        judge=judge,
        criterion=criterion,
        note=note,
        label=label,
        limit=limit,
    )


def stated(stage: str, label: Text, value: Fraction, note: Text | None = None) -> Step:
    """The leaf of a trace that is no mark: a number as a record, a sheet or a rule has it.

    >>> stated("item", Text("满分", "滿分", "full points"), Fraction(10)).text.en
    'full points: 10'
    """
    return Step(stage=stage, operation="stated", value=value, label=label, note=note)


_exact = lru_cache(4096)(Fraction)  # the same few points stand on thousands of cards


def mark(judge: str, criterion: str, written: str, points: Decimal) -> Step:
    """The leaf of a trace: one mark as it stands on a card."""
    return Step(
        stage="mark",
        operation="mark",
        value=_exact(points),
        judge=judge,
        criterion=criterion,
        written=written,
    )


def recomputed(step: Step) -> Fraction:
    """The value of a step, made again from the marks at the ends of its trace.

    A number that a plugin stated without showing how keeps its value.

    Raises:
        ValueError: The trace does not hold together.
    """
    if step.operation in ("mark", "stated"):
        return step.value
    values = tuple(recomputed(one) for one in step.inputs)
    return combined(step.operation, values, step.weights, step.factor, step.rounding, step.limit)


def explain(step: Step, depth: int = 0) -> Iterator[Text]:
    """The whole trace as lines, each indented by two spaces a level."""
    indent = "  " * depth
    yield _indented(indent, step.text)
    if step.note is not None:
        yield _indented(indent, step.note)
    if step.dropped:
        values = listing(
            _DROPPED_ONE.format(value=show(one.value), who=one.judge or one.what)
            for one in step.dropped
        )
        yield _indented(indent, _DROPPED.format(values=values))
    for one in step.inputs:
        yield from explain(one, depth + 1)


def show(value: Fraction) -> str:
    """A number for people: as a decimal where that is exact and short, else as a fraction.

    >>> show(Fraction(17, 2)), show(Fraction(1, 3)), show(Fraction(90))
    ('8.5', '1/3', '90')
    """
    for places in range(10):
        scaled = value * 10**places
        if scaled.denominator == 1:
            return f"{Decimal(f'{scaled.numerator}e-{places}'):f}"
    return str(value)


def combined(
    operation: Operation,
    values: tuple[Fraction, ...],
    weights: tuple[Fraction, ...],
    factor: Fraction,
    rounding: Rounding | None,
    limit: Fraction | None,
) -> Fraction:
    """What an operation makes of the values of its inputs.

    Raises:
        ValueError: It makes nothing from inputs, there are none, a mean divides by nothing, or a
            cap has no limit.
    """
    if operation in ("mark", "stated") or not values:
        msg = f"a {operation!r} step cannot be made from {len(values)} inputs"
        raise ValueError(msg)
    if operation == "round":
        return Fraction((rounding or Rounding())(values[0]))
    if operation == "times":
        return values[0] * factor
    if operation in _BOUNDED:
        return _bounded(operation, values, limit)
    if weights:
        values = tuple(w * v for w, v in zip(weights, values, strict=True))
    total = values[0] if len(values) == 1 else exact_sum(values)
    if operation == "sum":
        return total if factor == 1 else total * factor
    counted = exact_sum(weights) if weights else len(values)
    if not counted:
        msg = "the weights of a mean add up to nothing"
        raise ValueError(msg)
    return total / counted


_BOUNDED = ("deduct", "cap", "highest")


def _bounded(
    operation: Operation, values: tuple[Fraction, ...], limit: Fraction | None
) -> Fraction:
    if operation == "highest":
        return max(values)
    if operation == "deduct":
        return max(Fraction(0), values[0] - exact_sum(values[1:]))
    if limit is None:
        msg = "a cap needs a limit"
        raise ValueError(msg)
    return min(limit, exact_sum(values))


def _indented(indent: str, text: Text) -> Text:
    return Text(indent + text.zh_hans, indent + text.zh_hant, indent + text.en)
