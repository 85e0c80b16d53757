"""The scoring methods that are always there: mean, trimmed mean and weighted mean of a panel.

Each works at one of two levels, which agree only where nothing is trimmed, rounded or left out:
`judge_total` adds up each judge's card first and then joins the cards; `criterion` joins the
judges' marks of each leaf criterion first and then adds up.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import attrs

from homeroom_core.errors import PanelTooSmallError
from homeroom_core.parameters import Parameter
from homeroom_core.scoring import (
    Card,
    Entrant,
    Score,
    ScoringMethod,
    ScoringRequest,
    scoring_method,
)
from homeroom_core.text import Text
from homeroom_core.trace import Step, made

Join = Callable[[Sequence[Step], str, str | None], Step]
"""From one step a judge, a stage and a criterion to the step of the whole panel."""

LEVELS = ("judge_total", "criterion")

LEVEL = Parameter(
    name="level",
    kind="choice",
    default="judge_total",
    choices=LEVELS,
    label=Text(
        "先合计每位评委，或先合计每项", "先合計每位評委，或先合計每項", "what is joined first"
    ),
)
DROP_HIGH = Parameter(
    name="drop_high",
    kind="whole",
    default=0,
    label=Text("去掉最高分个数", "去掉最高分個數", "how many of the highest are dropped"),
)
DROP_LOW = Parameter(
    name="drop_low",
    kind="whole",
    default=0,
    label=Text("去掉最低分个数", "去掉最低分個數", "how many of the lowest are dropped"),
)
AT_LEAST = Parameter(
    name="at_least",
    kind="whole",
    default=5,
    minimum=1,
    label=Text("至少几个分数才去分", "至少幾個分數才去分", "fewest scores that are trimmed"),
)
NOT_TRIMMED = Text(
    "只有 {found} 个分数，不足 {needed} 个，未去掉最高、最低分",
    "只有 {found} 個分數，不足 {needed} 個，未去掉最高、最低分",
    "only {found} scores, fewer than {needed}: nothing was dropped",
)


@scoring_method("mean", label=Text("平均分", "平均分", "Mean"), parameters=(LEVEL,))
def mean(request: ScoringRequest) -> Mapping[str, Score]:
    """Mean over the panel; every judge counts alike.

    Parameters of the policy: `level`.
    """
    return score_panels(request, _mean)


@scoring_method(
    "trimmed_mean",
    label=Text("去掉最高最低分后平均", "去掉最高最低分後平均", "Trimmed mean"),
    parameters=(
        LEVEL,
        attrs.evolve(DROP_HIGH, default=1),
        attrs.evolve(DROP_LOW, default=1),
        AT_LEAST,
    ),
)
def trimmed_mean(request: ScoringRequest) -> Mapping[str, Score]:
    """Mean over the panel after dropping the extremes.

    Parameters of the policy: `level`; `drop_high` and `drop_low`, how many to drop, 1 each;
    `at_least`, the fewest scores (at level `criterion`: marks of that criterion) for anything to be
    dropped, 5. With fewer, or where nothing would remain, nothing is dropped and the trace says so.
    Of equal scores it does not matter for the total which is dropped.

    Source: usual practice in school contests. With fewer than about seven judges a trimmed mean is
    less accurate than the mean unless a judge marks at random; use it where the rules ask for it.
    """
    high, low = request.parameters["drop_high"], request.parameters["drop_low"]
    needed = max(request.parameters["at_least"], high + low + 1)

    def join(steps: Sequence[Step], stage: str, criterion: str | None) -> Step:
        if len(steps) < needed:
            note = NOT_TRIMMED.format(found=len(steps), needed=needed)
            return made(
                stage, "mean", steps, criterion=criterion, note=note if high + low else None
            )
        kept, dropped = trimmed(steps, drop_high=high, drop_low=low)
        return made(stage, "mean", kept, criterion=criterion, dropped=dropped)

    return score_panels(request, join)


@scoring_method(
    "weighted",
    label=Text("加权平均分", "加權平均分", "Weighted mean"),
    parameters=(
        LEVEL,
        Parameter(
            name="weights",
            kind="wholes",
            default={},
            label=Text("各评委的权重", "各評委的權重", "weight of each judge"),
        ),
        Parameter(
            name="otherwise",
            kind="whole",
            default=1,
            label=Text("未列出评委的权重", "未列出評委的權重", "weight of a judge not listed"),
        ),
    ),
)
def weighted(request: ScoringRequest) -> Mapping[str, Score]:
    """Mean over the panel in which judges count differently.

    Parameters of the policy: `level`; `weights`, from judge to a whole number, 0 or more;
    `otherwise`, the weight of a judge who is not listed, 1.

    Raises:
        PanelTooSmallError: All judges of an entry have the weight 0.
    """
    listed, otherwise = request.parameters["weights"], request.parameters["otherwise"]

    def join(steps: Sequence[Step], stage: str, criterion: str | None) -> Step:
        weights = [Fraction(listed.get(step.judge, otherwise)) for step in steps]
        if not any(weights):
            raise PanelTooSmallError(0, 1)
        return made(stage, "weighted_mean", steps, weights=weights, criterion=criterion)

    return score_panels(request, join)


MEANS: tuple[ScoringMethod, ...] = (mean, trimmed_mean, weighted)
"""The methods of this module, in the order a list of choices shows them."""


def trimmed(
    steps: Sequence[Step], *, drop_high: int, drop_low: int
) -> tuple[list[Step], list[Step]]:
    """What is kept and what is dropped of one step a judge.

    Of equal values the judge whose id comes first is dropped, so that a recount names the same
    judge; the values kept are the same either way.
    """
    lowest = sorted(steps, key=lambda step: (step.value, step.judge or ""))
    dropped = lowest[:drop_low]
    highest = sorted(lowest[drop_low:], key=lambda step: (-step.value, step.judge or ""))
    dropped += highest[:drop_high]
    kept = sorted(highest[drop_high:], key=lambda step: step.judge or "")
    return kept, dropped


def _mean(steps: Sequence[Step], stage: str, criterion: str | None) -> Step:
    return made(stage, "mean", steps, criterion=criterion)


def score_panels(request: ScoringRequest, join: Join) -> Mapping[str, Score]:
    """Score all entries at the level that the parameter `level` says, joining panels by `join`."""
    by_level = {"judge_total": _judge_first, "criterion": _criterion_first}
    score = by_level[request.parameters["level"]]
    return {
        entrant.id: score(request, entrant, request.by_entry[entrant.id], join)
        for entrant in request.entrants
    }


def _judge_first(
    request: ScoringRequest, entrant: Entrant, cards: Sequence[Card], join: Join
) -> Score:
    totals = [request.card_step(entrant, card) for card in cards]
    by_criterion: dict[str, list[Step]] = {}
    for total in totals:
        for key, step in criteria_of(total).items():
            by_criterion.setdefault(key, []).append(step)
    trace = join(totals, "total", None)
    criteria = {key: join(steps, "panel", key).value for key, steps in by_criterion.items()}
    return _score(cards, trace, criteria)


def _criterion_first(
    request: ScoringRequest, entrant: Entrant, cards: Sequence[Card], join: Join
) -> Score:
    leaves = {}
    for leaf in request.rubric.leaves:
        marks = [request.mark_step(card, leaf) for card in cards if leaf in card.marks]
        if marks:
            leaves[leaf] = request.weighed(entrant, join(marks, "criterion", leaf), leaf)
    trace = request.tree_step(leaves, stage="total")
    return _score(cards, trace, {key: step.value for key, step in criteria_of(trace).items()})


def criteria_of(step: Step) -> dict[str, Step]:
    """The last step of each criterion in a tree that was added up: rounded, if it was rounded."""
    found: dict[str, Step] = {}
    for one in step.inputs:
        if one.criterion is not None:
            found[one.criterion] = one
        if one.operation == "sum":
            found |= criteria_of(one)
    return found


def _score(cards: Sequence[Card], trace: Step, criteria: Mapping[str, Fraction]) -> Score:
    judges = tuple(card.judge for card in cards)
    return Score(total=trace.value, trace=trace, judges=judges, criteria=criteria)
