"""Further scoring methods of a panel: the median, and the sum with a multiplier.

Rounds of a contest are groups of the rubric: a dive is a leaf, its difficulty the entrant's factor,
`preliminary` and `final` are groups, and the total adds them up.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from homeroom_core.parameters import Parameter
from homeroom_core.scoring import Score, ScoringMethod, ScoringRequest, scoring_method
from homeroom_core.scoring_methods import (
    AT_LEAST,
    DROP_HIGH,
    DROP_LOW,
    LEVEL,
    NOT_TRIMMED,
    score_panels,
    trimmed,
)
from homeroom_core.text import Text
from homeroom_core.trace import Step, made

MADE_UP = Text(
    "只有 {found} 个分数计入，按 {wanted} 个折算：缺漏不作零分",
    "只有 {found} 個分數計入，按 {wanted} 個折算：缺漏不作零分",
    "{found} scores count and are scaled to {wanted}: what is missing is not zero",
)


@scoring_method(
    "median",
    label=Text("中位数", "中位數", "Median"),
    parameters=(
        LEVEL,
        Parameter(
            name="even",
            kind="choice",
            default="mean",
            choices=("mean", "lower"),
            label=Text(
                "偶数个分数时：取中间两个的平均，或取较低者",
                "偶數個分數時：取中間兩個的平均，或取較低者",
                "with an even number: mean of the middle two, or the lower",
            ),
        ),
    ),
)
def median(request: ScoringRequest) -> Mapping[str, Score]:
    """Median over the panel: no single judge can move it far.

    Parameters of the policy: `level`; `even`, what holds with an even number of scores: the `mean`
    of the middle two, or the `lower` of them. The trace shows the other scores as dropped.

    On coarse marks medians tie often; name a tie-break.
    """
    lower = request.parameters["even"] == "lower"

    def join(steps: Sequence[Step], stage: str, criterion: str | None) -> Step:
        rising = sorted(steps, key=lambda step: (step.value, step.judge or ""))
        first = (len(rising) - 1) // 2
        last = first if lower else len(rising) // 2
        kept, dropped = rising[first : last + 1], rising[:first] + rising[last + 1 :]
        return made(stage, "mean", kept, criterion=criterion, dropped=dropped)

    return score_panels(request, join)


@scoring_method(
    "sum",
    label=Text("合计分", "合計分", "Sum"),
    parameters=(
        LEVEL,
        DROP_HIGH,
        DROP_LOW,
        AT_LEAST,
        Parameter(
            name="times",
            kind="ratio",
            default=Fraction(1),
            label=Text("合计后乘以", "合計後乘以", "what the sum is multiplied by"),
        ),
        Parameter(
            name="counted",
            kind="whole",
            default=0,
            label=Text(
                "应计入几个分数（0：以最多者为准）",
                "應計入幾個分數（0：以最多者為準）",
                "how many scores a sum is of (0: the most there are)",
            ),
        ),
    ),
)
def sum_of_panel(request: ScoringRequest) -> Mapping[str, Score]:
    """Sum over the panel, the extremes dropped, times a multiplier.

    Parameters of the policy: `level`; `drop_high`, `drop_low` and `at_least` as in `trimmed_mean`,
    nothing being dropped unless asked for; `times`, the multiplier, such as `6/10`; `counted`, how
    many scores the rules add up. Where fewer count, the sum is scaled up to as many and the trace
    says so: an entry is never worse off for a judge who is missing.

    Source: diving before 2005 (seven judges, highest and lowest dropped, the sum of five × 0.6 ×
    difficulty) and like rules.
    """
    high, low = request.parameters["drop_high"], request.parameters["drop_low"]
    needed = max(request.parameters["at_least"], high + low + 1)
    times, wanted = request.parameters["times"], request.parameters["counted"]
    most = max((len(cards) for cards in request.by_entry.values()), default=1)
    full = wanted or (most - high - low if most >= needed else most)

    def join(steps: Sequence[Step], stage: str, criterion: str | None) -> Step:
        whole = len(steps) >= needed
        kept, dropped = trimmed(steps, drop_high=high, drop_low=low) if whole else (steps, [])
        notes = []
        if not whole and high + low:
            notes.append(NOT_TRIMMED.format(found=len(steps), needed=needed))
        if len(kept) != full:
            notes.append(MADE_UP.format(found=len(kept), wanted=full))
        return made(
            stage,
            "sum",
            kept,
            factor=times * Fraction(full, len(kept)),
            criterion=criterion,
            dropped=dropped,
            note=_together(notes),
        )

    return score_panels(request, join)


PANEL_METHODS: tuple[ScoringMethod, ...] = (median, sum_of_panel)
"""The methods of this module, in the order a list of choices shows them."""


def _together(notes: Sequence[Text]) -> Text | None:
    if not notes:
        return None
    return Text(
        "；".join(note.zh_hans for note in notes),
        "；".join(note.zh_hant for note in notes),
        "; ".join(note.en for note in notes),
    )
