"""What an appraisal shows of somebody's strengths and gaps, and the goals that follow from it.

Nothing is written into a growth plan: the goals are offered, and the teacher takes what helps.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from homeroom_core.dimensions import DIMENSIONS
from homeroom_core.exact import Rounding
from homeroom_core.text import Language, Term, Text
from homeroom_core.training.appraisal_policy import AppraisalPolicy
from homeroom_core.training.appraisal_records import Appraisal, DimensionScore
from homeroom_core.training.growth_goal import Goal

STRENGTH = Term("strength", "强项", "強項", "Strength")
STEADY = Term("steady", "平稳", "平穩", "Steady")
GAP = Term("gap", "短板", "短板", "Gap")

_PERCENT = Rounding(1)
_DIMENSIONS: Mapping[str, Term] = {str(one): one for one in DIMENSIONS}
_CLOSE = Text("补齐“{dimension}”", "補齊「{dimension}」", "Catch up in {dimension}")
_SHARE = Text(
    "发挥“{dimension}”所长", "發揮「{dimension}」所長", "Pass on what works in {dimension}"
)
_CLOSED = Text(
    "下次考核该维度得分率达到 {wanted}（本次 {found}）",
    "下次考核該向度得分率達到 {wanted}（本次 {found}）",
    "at least {wanted} of its points at the next appraisal ({found} this time)",
)
_SHARED = Text(
    "在校内分享一次，且下次考核该维度得分率不低于 {wanted}（本次 {found}）",
    "在校內分享一次，且下次考核該向度得分率不低於 {wanted}（本次 {found}）",
    "shared once within the school, and still {wanted} of its points at the next appraisal "
    "({found} this time)",
)


def standing_of(policy: AppraisalPolicy, score: DimensionScore) -> Term:
    """Whether a dimension is a strength, a gap, or neither."""
    if score.share >= policy.strength_from:
        return STRENGTH
    return GAP if score.share < policy.gap_below else STEADY


def proposed_goals(
    case: Appraisal, policy: AppraisalPolicy, *, due: date, language: Language = "zh-Hans"
) -> tuple[Goal, ...]:
    """Goals for the next growth plan: one for each gap, the widest first, then for each strength.

    Args:
        case: An appraisal that has been scored; others give no goals.
        policy: The terms of its round.
        due: When the goals are due; a day within the plan they are meant for.
        language: In which language they are worded.

    Returns:
        Goals that `homeroom_core.training.growth_plan` takes as they are.
    """
    found = case.score.dimensions if case.score is not None else ()
    gaps = sorted((one for one in found if standing_of(policy, one) == GAP), key=_order)
    strong = sorted((one for one in found if standing_of(policy, one) == STRENGTH), key=_best)
    return (
        *(_goal(one, _CLOSE, _CLOSED, policy.gap_below, due, language) for one in gaps),
        *(_goal(one, _SHARE, _SHARED, policy.strength_from, due, language) for one in strong),
    )


def percent(share: Fraction) -> str:
    """A share as people read it, to one place.

    >>> percent(Fraction(2, 3))
    '66.7%'
    """
    return f"{_PERCENT(100 * share)}%"


def dimension_label(code: str) -> Term:
    """A dimension by its code."""
    return _DIMENSIONS[code]


def _goal(
    score: DimensionScore,
    title: Text,
    measure: Text,
    wanted: Fraction,
    due: date,
    language: Language,
) -> Goal:
    label = dimension_label(score.dimension)
    figures = {"wanted": percent(wanted), "found": percent(score.share)}
    return Goal(
        id=score.dimension,
        title=title.format(dimension=label).read(language),
        measure=measure.format(**figures).read(language),
        due=due,
        dimension=score.dimension,
    )


def _order(score: DimensionScore) -> tuple[Fraction, int]:
    return score.share, list(_DIMENSIONS).index(score.dimension)


def _best(score: DimensionScore) -> tuple[Fraction, int]:
    return -score.share, list(_DIMENSIONS).index(score.dimension)
